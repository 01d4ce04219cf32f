"""The command `dossier` and its list of commands; each is imported only when it is called."""

import importlib
import signal
import sys
from types import FrameType

import click

from dossierpress import __version__
from dossierpress.run.collector import expect_end

# Name of each command, its module, and its line in `dossier --help`.
COMMANDS = {
    "build": ("dossierpress.cli.build", "Build the site."),
    "check": ("dossierpress.cli.check", "Check everything that build checks, writing nothing."),
    "audit": ("dossierpress.cli.audit", "List what dossiers rest on too little, and what to do."),
    "changes": ("dossierpress.cli.changes", "List what changed in dossiers since a revision."),
    "preview": ("dossierpress.cli.preview", "Show the site in the browser while you write."),
    "serve": ("dossierpress.cli.preview", "The same as preview."),
    "init": ("dossierpress.cli.init", "Begin a new site that builds at once."),
    "new": ("dossierpress.cli.new", "Begin a new article or dossier."),
    "clip": ("dossierpress.cli.clip", "Make articles of saved pages, with where each came from."),
    "import": (
        "dossierpress.cli.importing",
        "Make articles of what another program holds, or of an old site.",
    ),
    "import bag": ("dossierpress.cli.importbag", "Check a bag and give its files back, byte for byte."),
    "diff": ("dossierpress.cli.diff", "Show which pages differ between two publications, and why."),
    "export": ("dossierpress.cli.export", "Make packages of a dossier that live without the site."),
    "release": ("dossierpress.cli.release", "Make a version of a dossier that can be cited and deposited."),
    "archive": ("dossierpress.cli.archive", "Find or make copies of originals in a web archive."),
    "stamp": ("dossierpress.cli.stamp", "Have an authority sign that captures are there today."),
    "custody": ("dossierpress.cli.custody", "Check the chain of custody, or add to it."),
    "publish": ("dossierpress.cli.publish", "Build the site and send what changed to where readers find it."),
    "theme": ("dossierpress.cli.theme", "Check a theme with awkward content."),
    "schema": ("dossierpress.cli.schema", "Print the JSON Schema of a file, for your editor."),
    "completion": ("dossierpress.cli.completion", "Print a script that completes commands in your shell."),
}
USAGE_ERROR, INTERRUPTED, TERMINATED = 2, 130, 143


class _Commands(click.Group):
    """Finds commands by name, imports them late, and guesses what a mistyped one was meant to be."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words name, one or two of them; else an error that names the nearest."""
        both = " ".join(args[:2])
        if len(args) > 1 and both in COMMANDS:
            return both, self.get_command(ctx, both), args[2:]
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from dossierpress.schema.records import nearest

            guess = nearest(args[0], COMMANDS) or f"there are: {', '.join(COMMANDS)}"
            raise click.UsageError(f"there is no command `{args[0]}`; {guess}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for `--help`, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="To begin: `dossier init my-site`, then `dossier build --root my-site`.",
)
@click.version_option(__version__, prog_name="dossier", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn a folder of Markdown articles into a static site of curated dossiers."""


class _TerminatedError(BaseException):
    """Somebody asked the process to end."""


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise _TerminatedError


def main() -> None:
    """Run the command and end the process with its exit code.

    0 done, 1 problems in content or theme, 2 wrong usage, 130 interrupted, 143 terminated. Either way
    what is under way is stopped in order, workers too.
    """
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = cli.main(prog_name="dossier", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(INTERRUPTED)
    except _TerminatedError:
        click.echo("interrupted", err=True)
        sys.exit(TERMINATED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    finally:
        expect_end()
