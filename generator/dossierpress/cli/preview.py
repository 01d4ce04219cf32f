"""`dossier preview`: the site in the browser, at the page that is being written."""

import gc
import secrets
import sys
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import click

from dossierpress.cli.clipping import Clipper, Wish, is_installed
from dossierpress.cli.main import INTERRUPTED
from dossierpress.cli.options import CACHE_FOLDER, ProgressBar, root_option
from dossierpress.cli.show import counted, show_problems, tally
from dossierpress.cli.work import audience_of
from dossierpress.exports.exports import exports_of
from dossierpress.memo.bytecode import compiled_templates
from dossierpress.memo.memory import Memory
from dossierpress.problems import Problem
from dossierpress.read.files import UnreadableError, read_bytes
from dossierpress.read.held import Audience
from dossierpress.run.pool import runner
from dossierpress.schema.config import CONFIG_FILE, Config
from dossierpress.write.newfile import write_new
from dossierpress.write.sink import WriteError

if TYPE_CHECKING:
    from dossierpress.preview.desk import Desk
    from dossierpress.preview.session import Rebuilt
    from dossierpress.preview.sources import Sources

# How many changed files a line names.
NAMED = 3
# The bookmarklet's token lies among what is no part of the site.
BOOKMARKLET_FILE = "bookmarklet"


@click.command(name="preview", short_help="Show the site in the browser while you write.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Where to listen."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; 0.0.0.0 lets the whole network read.",
)
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser.")
@click.option(
    "--drafts/--no-drafts",
    default=True,
    show_default=True,
    help="Show drafts and what is under embargo, marked.",
)
@root_option
def command(port: int, host: str, root: Path, *, opens: bool, drafts: bool) -> None:
    """Show the site in the browser, and every change as soon as it is saved.

    Nothing is written to the output folder. Ctrl-C ends it, with the exit code 130.
    """
    from dossierpress.plan.addresses import base_of
    from dossierpress.preview.desk import PLACE
    from dossierpress.preview.hosts import Hosts
    from dossierpress.preview.listen import listen
    from dossierpress.preview.server import Server
    from dossierpress.preview.session import Changed, Session, Wanted
    from dossierpress.preview.watch import Watcher

    if not (root / CONFIG_FILE).is_file():
        raise click.UsageError(
            f"there is no {CONFIG_FILE} here; run `dossier init .`, or name its folder with --root"
        )
    root = root.resolve()

    def audience(config: Config) -> Audience:
        return audience_of(config, drafts=drafts, future=drafts)

    try:
        listener, found = listen(host, port)
    except OSError as error:
        raise click.UsageError(f"cannot listen on {host}, port {port}: {error.strerror or error}") from error
    memory = Memory(root / CACHE_FOLDER, compiled=compiled_templates())
    sources = read_sources(root, audience, memory)
    jobs: SimpleQueue[Changed | Wanted] = SimpleQueue()
    desk = desk_of(root)
    server = Server(Hosts(host, found), jobs, desk)
    watcher = Watcher(root, sources.folders, lambda paths: jobs.put(Changed(paths, everything=not paths)))
    # The thread that answers shall not wait for the one that plans ten thousand pages.
    sys.setswitchinterval(0.001)
    try:
        base = base_of(sources.config.url) if sources.config is not None else "/"
        address = _welcome(host, found, port, base, drafts=drafts)
        if desk is not None:
            click.echo(f"clip from the browser: http://127.0.0.1:{found}{PLACE}clip")
        jobs.put(Changed())
        server.start(listener)
        watcher.start()
        if opens:
            webbrowser.open(address)
        Session(sources, jobs, server, runner(None), exports_of, _say).run()
    except KeyboardInterrupt:
        click.echo("\nstopped")
        raise click.exceptions.Exit(INTERRUPTED) from None
    finally:
        watcher.stop()
        server.stop()
        memory.close(is_sound=False)


def desk_of(root: Path) -> "Desk | None":
    """Who takes what the bookmarklet sends, with the site's own token; None where clip is not installed."""
    if not is_installed():
        return None
    from dossierpress.cli.clipdesk import TakingDesk

    path = f"{CACHE_FOLDER}/{BOOKMARKLET_FILE}"
    try:
        token = read_bytes(root, path).decode().strip()
    except (UnreadableError, UnicodeDecodeError):
        token = ""
    if not token:
        token = secrets.token_urlsafe(16)
        with suppress(WriteError):
            write_new(root, path, f"{token}\n")
    wish = Wish(home="", kind="html", address="", keep=(), drop=(), settings={})
    return TakingDesk(lambda: Clipper(root, wish), token, click.echo)


def read_sources(root: Path, audience: Callable[[Config], Audience], memory: Memory) -> "Sources":
    """Read the whole site, with what earlier builds have read of it."""
    from dossierpress.preview.sources import Sources

    bar = ProgressBar()
    sources = Sources(root, audience, memory)
    try:
        sources.refresh(None, runner(None), bar)
    finally:
        bar.clear()
    return sources


def _welcome(host: str, found: int, wanted: int, base: str, *, drafts: bool) -> str:
    """Say where the site is, and who can see it; the address."""
    from dossierpress.preview.hosts import address_for_others, bracketed, is_everywhere, is_loopback

    if wanted not in (0, found):
        click.echo(f"port {wanted} is in use; this is the next free one")
    here = "127.0.0.1" if is_everywhere(host) else bracketed(host)
    address = f"http://{here}:{found}{base}"
    click.echo(f"the site is at {address}")
    if not is_loopback(host):
        what = "the whole site, drafts and embargoed articles included" if drafts else "the whole site"
        click.echo(f"anyone on your network can read {what}, until you end this")
        others = address_for_others() if is_everywhere(host) else host
        if others:
            click.echo(f"on a phone: http://{bracketed(others)}:{found}{base}")
    click.echo("Ctrl-C ends it")
    return address


def _say(rebuilt: "Rebuilt") -> None:
    """One line for a rebuild, after the problems there are."""
    # What lives now lives long: spare the collector the walk through ten thousand articles at each save.
    gc.collect(1)
    gc.freeze()
    show_problems(rebuilt.problems, "text")
    names = ", ".join(rebuilt.paths[:NAMED]) or "the whole site"
    more = f" and {len(rebuilt.paths) - NAMED:,} more" if len(rebuilt.paths) > NAMED else ""
    outcome = _outcome(rebuilt.problems, rebuilt.pages)
    names = "".join(char if char.isprintable() else "\ufffd" for char in names)
    click.echo(f"{time.strftime('%H:%M:%S')}  {names}{more}: {outcome} in {_seconds(rebuilt.shown)}")


def _outcome(problems: tuple[Problem, ...], pages: int) -> str:
    count = counted(pages, "page") + " changed"
    return f"{count}, {tally(problems)}" if problems else count


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
