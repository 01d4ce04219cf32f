"""`dossier import`: what other programs hold becomes articles; one shape between importers and writer."""
