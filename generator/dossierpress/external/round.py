"""A round: many addresses, several hosts at once, each host's one after the other."""

import queue
import threading
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field

from dossierpress.external.asker import Asker, Manners
from dossierpress.external.hosts import Hosts, StoppedError
from dossierpress.external.target import target_of
from dossierpress.external.verdict import Answer, Fault
from dossierpress.model.links import Link

AT_ONCE = 8


@dataclass(slots=True)
class Round:
    """Asks `addresses`, and hands over each answer as it comes."""

    manners: Manners
    known: Mapping[str, Link]
    at_once: int = AT_ONCE
    # Whether any host has answered so far. When none does, the network that we ask through may be down.
    heard: bool = False
    _results: queue.SimpleQueue[tuple[str, Answer | Exception]] = field(default_factory=queue.SimpleQueue)

    def answers(self, addresses: Iterable[str]) -> Generator[tuple[str, Answer], None, None]:
        """Address and answer, in the order in which they come. Closing the iterator calls the round off."""
        hosts = Hosts(self.manners.pause)
        asker = Asker(self.manners, hosts)
        queues: queue.SimpleQueue[tuple[str, ...]] = queue.SimpleQueue()
        by_host = _by_host(addresses)
        for waiting in by_host:
            queues.put(waiting)
        for _ in range(min(self.at_once, len(by_host))):
            # Daemons: a question that is still out when the curator interrupts holds nobody up.
            threading.Thread(target=self._work, args=(asker, queues), daemon=True).start()
        try:
            for _ in range(sum(map(len, by_host))):
                address, answer = self._results.get()
                self.heard = hosts.heard
                if isinstance(answer, Exception):
                    raise answer
                yield address, answer
        finally:
            hosts.stop()

    def _work(self, asker: Asker, queues: queue.SimpleQueue[tuple[str, ...]]) -> None:
        """One thread: takes a host's addresses, all of them, then the next host's."""
        while True:
            try:
                waiting = queues.get_nowait()
            except queue.Empty:
                return
            for address in waiting:
                try:
                    self._results.put((address, asker.ask(address, self.known.get(address))))
                except StoppedError:
                    return
                except Exception as error:  # noqa: BLE001  a fault of ours is raised where the round is read
                    self._results.put((address, error))


def _by_host(addresses: Iterable[str]) -> list[tuple[str, ...]]:
    """The addresses of each host, the longest queue first: it takes the longest."""
    hosts: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        try:
            host = target_of(address).host
        except Fault:
            host = ""
        hosts.setdefault(host, []).append(address)
    return sorted(map(tuple, hosts.values()), key=lambda waiting: (-len(waiting), waiting))
