"""The preview's server: Tornado and livereload, on a thread of its own."""

import asyncio
import logging
import re
import socket
import threading
from collections.abc import Coroutine
from queue import SimpleQueue
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application

from dossierpress.preview.desk import PLACE, Desk, DeskHandler
from dossierpress.preview.edition import Edition
from dossierpress.preview.handlers import ReloadSocket, ScriptHandler, SiteHandler
from dossierpress.preview.hosts import Hosts
from dossierpress.preview.pages import Pages
from dossierpress.preview.response import SCRIPT, SOCKET
from dossierpress.preview.room import Room
from dossierpress.preview.session import Changed, Wanted
from dossierpress.problems import Problem

_PING = 30  # seconds between signs of life on a socket


class Server:
    """Answers requests, and hands news from the session to the browsers."""

    def __init__(self, hosts: Hosts, jobs: "SimpleQueue[Changed | Wanted]", desk: Desk | None = None) -> None:
        self._hosts, self._desk = hosts, desk
        self._room = Room(Pages(jobs), self._later)
        self._http: HTTPServer | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="server", daemon=True)

    def start(self, listener: socket.socket) -> None:
        """Answer at a socket that listens already."""
        # What connections go through is nothing for the terminal; faults of our own have another logger.
        logging.getLogger("tornado.general").setLevel(logging.CRITICAL)
        self._loop.call_soon_threadsafe(self._listen, listener)
        self._thread.start()

    def stop(self) -> None:
        """Answer no more, and let go of every connection."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(lambda: self._later(self._close()))
            self._thread.join(timeout=1)

    def reading(self) -> frozenset[str]:
        """The files of the pages that are open."""
        return frozenset(each.path for each in tuple(self._room.readers) if each.path)

    def show(self, edition: Edition, moved: dict[str, str]) -> None:
        """A new edition is out."""
        self._loop.call_soon_threadsafe(self._room.show, edition, moved)

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """What is wrong now."""
        self._loop.call_soon_threadsafe(self._room.tell, problems)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.close()

    def _listen(self, listener: socket.socket) -> None:
        shared = {"hosts": self._hosts, "room": self._room}
        application = Application(
            [
                (SCRIPT, ScriptHandler, shared),
                (SOCKET, ReloadSocket, shared),
                (f"{re.escape(PLACE)}([a-z.]+)", DeskHandler, {**shared, "desk": self._desk}),
                (".*", SiteHandler, shared),
            ],
            log_function=lambda _: None,
            websocket_ping_interval=_PING,
        )
        self._http = HTTPServer(application)
        self._http.add_socket(listener)

    async def _close(self) -> None:
        for reader in tuple(self._room.readers):
            reader.close()
        if self._http is not None:
            self._http.stop()
            await self._http.close_all_connections()
        for task in self._tasks - {asyncio.current_task()}:
            task.cancel()
        self._loop.call_soon(self._loop.stop)
