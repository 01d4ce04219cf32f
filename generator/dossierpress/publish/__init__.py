"""Publish: a finished folder and its manifest, sent to where readers find it."""
