"""Asks a web archive what copies it has of an address, and to make one: one question at a time, with pauses.

It speaks Memento (RFC 7089, a TimeMap of links) and saves as the Wayback Machine does.
"""

import datetime as dt
import email.utils
import ipaddress
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from dossierpress.external.asker import Manners
from dossierpress.external.exchange import Reply, exchange
from dossierpress.external.hosts import Hosts
from dossierpress.external.target import Target, is_public, redirected, resolve, target_of
from dossierpress.external.verdict import PASSING, REDIRECTS, Fault

TIMEMAP, SAVE = "web/timemap/link/", "save/"
_LARGEST = 4 * 1024 * 1024
_LOOKS = 3
# One link of a TimeMap: the address, then what is said of it.
_LINK = re.compile(r'<([^<>\s]+)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s";,]+))*)')
_PART = re.compile(r';\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s";,]+))')
_COPY = re.compile(r"/web/(\d{14})(?:[a-z_]*)/")


class Copy(NamedTuple):
    """A copy in an archive: its address, and when it was made."""

    url: str
    made: dt.datetime


class ComeBackLaterError(Exception):
    """The archive asks to be left alone for longer than we wait."""


class WebArchive:
    """An archive, asked for one round. `manners` say how long we wait between questions and for answers."""

    def __init__(self, address: str, manners: Manners) -> None:
        """Raises Fault when the address is none."""
        self._place = target_of(address if address.endswith("/") else f"{address}/")
        self._manners, self._hosts = manners, Hosts(manners.pause)

    def find(self, address: str, day: dt.date | None) -> Copy | None:
        """The copy that was made first since a day; of an address with older ones alone, the newest.

        Raises Fault, ComeBackLaterError.
        """
        reply = self._ask(f"{TIMEMAP}{_askable(address)}")
        if reply.status == 404:
            return None
        if reply.status != 200:
            raise Fault(f"the archive answers {reply.status}")
        copies = sorted(_mementos(reply.body.decode("utf-8", "replace")), key=lambda copy: copy.made)
        since = [copy for copy in copies if day is None or copy.made.date() >= day]
        return next(iter(since or copies[-1:]), None)

    def save(self, address: str) -> Copy | None:
        """Ask for a copy to be made, and wait for it a while. Raises Fault, ComeBackLaterError."""
        reply = self._ask(f"{SAVE}{_askable(address)}", follow=False)
        if reply.status >= 400:
            raise Fault(f"the archive does not save it: it answers {reply.status}")
        for name in ("content-location", "location"):
            copy = self._copy_at(reply.fields.get(name, ""))
            if copy is not None:
                return copy
        for _ in range(_LOOKS):
            self._hosts.wait(self._manners.backoff)
            copy = self.find(address, None)
            if copy is not None:
                return copy
        return None

    def _copy_at(self, location: str) -> Copy | None:
        """The copy that an answer leads to, if it is one."""
        found = _COPY.search(location)
        if found is None:
            return None
        with suppress(Fault, ValueError):
            made = dt.datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
            return Copy(str(redirected(self._place, location)), made)
        return None

    def _ask(self, path: str, *, follow: bool = True) -> Reply:
        """The answer to one question, once more when it may be another then. Raises as `find` does."""
        target = replace(self._place, path=self._place.path + path)
        for attempt in range(1, self._manners.tries + 1):
            try:
                reply = self._once(target)
                for _ in range(self._manners.redirects if follow else 0):
                    if reply.status not in REDIRECTS or "location" not in reply.fields:
                        break
                    reply = self._once(redirected(target, reply.fields["location"]))
            except Fault as fault:
                if not fault.passing or attempt == self._manners.tries:
                    raise
                self._hosts.wait(self._manners.backoff * 2 ** (attempt - 1))
                continue
            if reply.status not in PASSING:
                return reply
            wait = reply.retry_after
            wait = self._manners.backoff * 2 ** (attempt - 1) if wait is None else wait
            if wait > self._manners.patience or attempt == self._manners.tries:
                if reply.status == 429 or reply.retry_after is not None:
                    raise ComeBackLaterError
                return reply
            self._hosts.wait(wait)
        raise AssertionError("the last try returns or raises")

    def _once(self, target: Target) -> Reply:
        """One question. The archive's own host may be private: site.yaml names it."""
        ours = (self._place.host,) if target.host == self._place.host else ()
        limits = self._manners.limits
        with self._hosts.turn(self._hosts.host(target.host), self._manners.pause):
            (ip, *_) = resolve(target, ours)
            return exchange("GET", target, ip, {"User-Agent": self._manners.agent}, limits, _LARGEST)


def _askable(address: str) -> str:
    """An address as it is put behind the archive's. Raises Fault for one that is not told to strangers."""
    target = target_of(address)
    named = target.host.rstrip(".")
    with suppress(ValueError):
        if not is_public(ipaddress.ip_address(named)):
            raise Fault("its host is in a private network", state="not-asked")
    if ("." not in named.strip(":") and ":" not in named) or named.endswith(
        (".invalid", ".local", ".localhost")
    ):
        raise Fault("its host is in a private network", state="not-asked")
    return str(target)


def _mementos(text: str) -> Iterator[Copy]:
    """The copies that a TimeMap names (RFC 7089, section 5)."""
    for address, rest in _LINK.findall(text):
        facts = {name.lower(): quoted or plain for name, quoted, plain in _PART.findall(rest)}
        if "memento" not in facts.get("rel", "").split():
            continue
        with suppress(Fault, ValueError, TypeError):
            made = email.utils.parsedate_to_datetime(facts.get("datetime", "")).astimezone(dt.UTC)
            yield Copy(str(target_of(address)), made)
