"""Old sites of static site generators: one file a tool, and what they share."""
