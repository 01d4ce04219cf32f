"""Which hosts the preview answers for: a page elsewhere must not read it through the reader's browser."""

import ipaddress
import re
import socket
from dataclasses import dataclass

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names that requests may come by. `host` is what the server was told to listen on."""

    host: str
    port: int

    def serves(self, header: str, local: str) -> bool:
        """Whether a `Host` header is ours; `local` is the address of this machine that was connected to.

        A foreign name that leads here (DNS rebinding) is not. A name of the browser's own machine is, at
        any port: it may be the near end of a tunnel (`ssh -L 9000:localhost:8000`).
        """
        found = _HOST.fullmatch(header)
        if found is None:
            return False
        name = found[1].lower()
        return is_loopback(name.strip("[]")) or (
            int(found[2] or 80) == self.port and name in self._names(local)
        )

    def is_own(self, origin: str, header: str) -> bool:
        """Whether an `Origin` header names the page that the `Host` header serves."""
        return origin.lower() == f"http://{header.lower()}"

    def _names(self, local: str) -> set[str]:
        names = {bracketed(self.host).lower()}
        if is_everywhere(self.host):
            names |= {bracketed(local), *(name.lower() for name in machine_names())}
        return names


def bracketed(host: str) -> str:
    """A host as it stands in an address."""
    plain = host.partition("%")[0]
    mapped = plain.removeprefix("::ffff:")
    plain = mapped if "." in mapped else plain
    return f"[{plain}]" if ":" in plain else plain


def is_everywhere(host: str) -> bool:
    """Whether a host stands for every address of the machine."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def machine_names() -> tuple[str, ...]:
    """The machine's own name, also as its neighbours find it (RFC 6762)."""
    name = socket.gethostname()
    return name, f"{name.partition('.')[0]}.local"


def address_for_others() -> str:
    """The address by which others on the network reach this machine; empty when there is none.

    Connecting a datagram socket sends nothing: it only asks the system which address it would use.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737: an address that is nobody's
            address: str = probe.getsockname()[0]
        except OSError:
            return ""
    return "" if ipaddress.ip_address(address).is_loopback else address
