"""Texts of other tools as Markdown: shortcodes, HTML and dialects taken out, links led to where they are."""
