"""What a reader takes away: a dossier as files that live without the site, each from a view of its own."""
