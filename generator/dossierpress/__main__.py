"""`python -m dossierpress` is the same as `dossier`."""

from dossierpress.cli.main import main

if __name__ == "__main__":  # a worker process imports this module under another name
    main()
