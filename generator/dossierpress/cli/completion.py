"""`dossier completion`: a script that completes commands and options in a shell."""

import click
from click.shell_completion import get_completion_class


@click.command(name="completion", short_help="Print a script that completes commands in your shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print a completion script for bash, zsh or fish.

    For bash, add this line to ~/.bashrc:  eval "$(dossier completion bash)"
    """
    from dossierpress.cli.main import cli

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion is known for {shell}")
    click.echo(kind(cli, {}, "dossier", "_DOSSIER_COMPLETE").source())
