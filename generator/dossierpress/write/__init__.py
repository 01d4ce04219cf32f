"""WRITE: paths and bytes in, files out; the one place that writes a site."""
