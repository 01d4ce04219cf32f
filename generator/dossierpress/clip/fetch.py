"""Fetches one page from the web: looked up once, each redirect checked again, bounded in size and time."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final

from dossierpress.clip.page import UnopenableError
from dossierpress.external.exchange import Limits, Reply, exchange
from dossierpress.external.target import Target, redirected, resolve, target_of
from dossierpress.external.verdict import REDIRECTS, Fault, state_of

_LIMITS: Final = Limits(silence=20.0, whole=120.0, body=64 * 1024 * 1024)
_REDIRECTS: Final = 8
_AGENT: Final = "dossierpress (clip)"
_READABLE: Final = re.compile(
    r"^(?:text/(?:html|plain|markdown)|application/(?:xhtml\+xml|xml|pdf|warc|gzip|x-gzip|zip|octet-stream|wacz)"
    r"|multipart/related|message/rfc822)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: its bytes, the address where it was found in the end, and the encoding that was declared."""

    data: bytes
    address: str
    declared: str


def fetch(address: str, *, allow_private: bool = False, limits: Limits = _LIMITS) -> Fetched:
    """Fetch a page. Raises UnopenableError."""
    try:
        target, reply = _follow(target_of(address), limits, allow_private=allow_private)
    except Fault as fault:
        raise UnopenableError(
            f"it cannot be fetched: {fault.why}", "save the page with a browser, and clip the file"
        ) from fault
    kind = reply.fields.get("content-type", "")
    if kind and not _READABLE.match(kind.strip()):
        raise UnopenableError(f"what is there is no page but {kind}", "name the page that shows it")
    declared = kind.lower().partition("charset=")[2].strip(" \"';")
    return Fetched(reply.body, str(target), declared)


def _follow(target: Target, limits: Limits, *, allow_private: bool) -> tuple[Target, Reply]:
    for _ in range(_REDIRECTS + 1):
        reply = _ask(target, limits, allow_private=allow_private)
        location = reply.fields.get("location", "")
        if reply.status not in REDIRECTS or not location:
            return target, _whole(reply, limits)
        target = redirected(target, location)
    raise Fault("it redirects without end")


def _ask(target: Target, limits: Limits, *, allow_private: bool) -> Reply:
    """One question, to an address that was looked up once and checked."""
    if not allow_private:
        _check_host(target.host)
    *others, last = resolve(target, (target.host,) if allow_private else ())
    fields = {"User-Agent": _AGENT, "Accept": "text/html, */*;q=0.8"}
    for ip in others:
        try:
            return exchange("GET", target, ip, fields, limits, limits.body + 1)
        except Fault as fault:
            if not fault.unreachable:
                raise
    return exchange("GET", target, last, fields, limits, limits.body + 1)


def _check_host(host: str) -> None:
    """Refuse numbers that are written so that a reader does not see where they lead."""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        if re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*\.?", host):
            raise Fault("its host is a number in disguise", state="not-asked") from None
        return
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        raise Fault("its host is a mapped address", state="not-asked")


def _whole(reply: Reply, limits: Limits) -> Reply:
    """A reply that is a page, and came whole."""
    state, why = state_of(reply.status)
    if state != "live":
        raise Fault(why)
    if len(reply.body) > limits.body:
        raise Fault(f"it is larger than {limits.body >> 20} MiB")
    said = reply.fields.get("content-length", "")
    if said.isascii() and said.isdecimal() and len(reply.body) < int(said):
        raise Fault("it was cut off on its way")
    return reply
