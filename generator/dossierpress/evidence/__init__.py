"""What a dossier says, held against what it holds: texts and records in, verdicts and Problems out. Pure."""
