"""Containers of pages: one module for each, every one from bytes to a `Page`."""
