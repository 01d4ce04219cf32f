"""Dossierpress turns a folder of Markdown articles into a static site of curated dossiers."""

__version__ = "0.1.0"
