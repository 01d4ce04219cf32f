"""`python -m dossierpress` is the same as `dossier`."""

from dossierpress.cli.main import main

main()
