"""RENDER: an output and a theme in, the bytes of the page out. Pure."""
