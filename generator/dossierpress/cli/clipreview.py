"""The review of clips: the preview's server with a desk, until the last capture was decided."""

import secrets
import webbrowser
from collections.abc import Sequence
from queue import SimpleQueue

import click

from dossierpress.cli.clipdesk import ReviewDesk
from dossierpress.cli.clipping import Clipped, Clipper
from dossierpress.preview.desk import PLACE
from dossierpress.preview.hosts import Hosts
from dossierpress.preview.listen import listen
from dossierpress.preview.server import Server

HOST, PORT = "127.0.0.1", 8010


def reviewed(clipper: Clipper, sources: Sequence[str]) -> list[Clipped]:
    """Let the curator decide in the browser; what came of each capture."""
    desk = ReviewDesk(clipper, sources, secrets.token_urlsafe(16))
    listener, port = listen(HOST, PORT)
    server = Server(Hosts(HOST, port), SimpleQueue(), desk)
    server.start(listener)
    address = f"http://{HOST}:{port}{PLACE}review?token={desk.token}"
    click.echo(f"review it at {address}")
    click.echo("Ctrl-C ends it")
    try:
        webbrowser.open(address)
        while not desk.over.wait(timeout=0.5):
            pass
    except KeyboardInterrupt:
        click.echo("\nstopped")
    finally:
        server.stop()
    return desk.done
