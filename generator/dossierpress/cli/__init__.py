"""The command `dossier`: the only place that prints, prompts, exits and reads the clock."""
