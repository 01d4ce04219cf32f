"""Words that no output may hold: replaced where files are read, and looked for in the finished site."""
