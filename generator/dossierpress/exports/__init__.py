"""What else a site gives besides its pages: files for machines, each from a view of its own."""
