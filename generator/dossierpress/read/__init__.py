"""READ: a folder of files in, a `Site` and every problem found out."""
