"""An address taken apart for asking, and what is never asked: content may name our own network."""

import ipaddress
import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from dossierpress.external.verdict import Fault

_PORTS = {"http": 80, "https": 443}
# Below 1024 only the web's own ports: nobody publishes articles on a mail server's port.
_FIRST_FREE_PORT = 1024
# What may stand in a request line (RFC 3986, sections 3.3 and 3.4), and escapes that are there already.
_PLAIN = "%/:@!$&()*+,;=~-._?"
_UNWRITABLE = re.compile(r"[\x00-\x20\x7f]")
# IPv6 addresses that carry an IPv4 one in their last bytes (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")

_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?|[0-9a-f:.]+")
_LONGEST = 2000
_MOST_ADDRESSES = 3

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """One web address. `host` is in ASCII and without brackets; `path` holds the query too."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port as they stand in an address and in the field `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return self.origin + self.path


def target_of(address: str) -> Target:
    """Take an address apart. Raises Fault (state `not-asked`) for one that must not be asked."""
    try:
        parts = urlsplit(_UNWRITABLE.sub(lambda sign: quote(sign[0]), address.strip()))
        port = parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise _never("this is no web address") from error
    if parts.scheme not in _PORTS or not host:
        raise _never("this is no web address")
    if parts.username is not None or parts.password is not None:
        raise _never("it holds a user name or password")
    if port is None:
        port = _PORTS[parts.scheme]
    if port not in _PORTS.values() and port < _FIRST_FREE_PORT:
        raise _never(f"port {port} is not one of the web's")
    path = quote(parts.path or "/", safe=_PLAIN.replace("?", ""))
    query = f"?{quote(parts.query, safe=_PLAIN)}" if parts.query else ""
    return Target(parts.scheme, _ascii(host), port, path + query)


def redirected(target: Target, location: str) -> Target:
    """Where a redirect leads. Raises Fault when that is nowhere to go."""
    if len(location) > _LONGEST:
        raise Fault("it leads on to an address that is too long")
    try:
        return target_of(urljoin(str(target), location.strip()))
    except (Fault, ValueError) as fault:
        why = fault.why if isinstance(fault, Fault) else "this is no web address"
        raise Fault(f"it leads on to where we do not ask: {why}") from fault


def resolve(target: Target, private_hosts: Collection[str]) -> tuple[str, ...]:
    """The IP addresses to connect to, checked, three at most.

    A name is looked up once, so that it cannot change its mind between check and connection.
    Raises Fault for hosts of a private network, unless `private_hosts` names them.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        gone = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
        raise Fault("no such host is known", passing=not gone, unreachable=True) from error
    except (UnicodeError, ValueError, OSError) as error:
        raise Fault("no such host can be") from error
    ips = list(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))
    if target.host in private_hosts:
        return tuple(ips[:_MOST_ADDRESSES])
    public = [ip for ip in ips if is_public(ipaddress.ip_address(ip))]
    if not public:
        raise _never("its host is in a private network")
    return tuple(public[:_MOST_ADDRESSES])


def is_public(ip: Ip) -> bool:
    """Whether an IP address is one of the public internet (IANA's registries of special addresses)."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return ip.is_global and not ip.is_multicast


def _ascii(host: str) -> str:
    """A host's name as it is looked up (IDNA 2008, with the mapping of UTS 46)."""
    try:
        name = host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise Fault("no such host can be") from error
    if _HOST.fullmatch(name) is None:
        raise Fault("no such host can be")
    return name


def _never(why: str) -> Fault:
    return Fault(why, state="not-asked")
