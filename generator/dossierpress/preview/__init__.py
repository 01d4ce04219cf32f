"""The preview: a site in memory that follows its files, served to a browser that follows it."""
