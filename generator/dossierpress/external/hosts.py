"""Each host as one counter with one queue: one question at a time, with a pause between two."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dossierpress.external.robots import Rules
from dossierpress.external.verdict import Fault


class StoppedError(Exception):
    """The round was called off."""


@dataclass(slots=True)
class Host:
    """What is known of one host during a round.

    `rules` and `faults` are by origin (scheme, host, port): what its robots.txt says, or why nothing
    can be had there. `closed` says why it is not to be asked again in this round.
    """

    pause: float
    rules: dict[str, Rules] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    closed: str = ""
    silences: int = 0
    free_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def silent(self, most: int) -> None:
        """Count a question that was not answered; after `most` in a row the host is asked no more."""
        self.silences += 1
        if self.silences >= most:
            self.closed = "its host does not answer any more"


class Hosts:
    """All hosts of a round, shared by those who ask. `heard` is whether any of them has answered."""

    def __init__(self, pause: float) -> None:
        self.heard = False
        self._pause = pause
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    def host(self, name: str) -> Host:
        """The counter of a host."""
        with self._lock:
            return self._hosts.setdefault(name, Host(self._pause))

    @contextmanager
    def turn(self, host: Host, pause: float) -> Iterator[None]:
        """Hold the counter for one question, after the pause that the host wants. Raises StoppedError."""
        with host.lock:
            self.wait(host.free_at - time.monotonic())
            try:
                yield
            finally:
                host.free_at = time.monotonic() + pause

    def wait(self, seconds: float) -> None:
        """Let time pass. Raises StoppedError as soon as the round is called off."""
        if self._stopped.wait(max(0.0, seconds)):
            raise StoppedError

    def stop(self) -> None:
        """Call the round off: nobody asks any more."""
        self._stopped.set()
