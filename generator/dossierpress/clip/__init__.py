"""`dossier clip`: a saved page becomes an article with its provenance, and nothing of it is lost."""
