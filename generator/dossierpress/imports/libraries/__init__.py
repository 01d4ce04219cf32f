"""Exports of libraries, blogs and readers: one file a format, and what they share."""
