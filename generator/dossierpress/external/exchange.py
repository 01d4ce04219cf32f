"""One request to one server and its answer, bounded in time, size and place."""

import contextlib
import email.utils
import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

import urllib3.connection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, SSLError

from dossierpress.external.target import Target
from dossierpress.external.verdict import Fault

_PIECE = 16 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long one exchange may wait for a sign of life, and take in all (seconds); what is read (bytes)."""

    silence: float = 10.0
    whole: float = 30.0
    body: int = 512 * 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, fields by lower-case name, and the beginning of the body."""

    status: int
    fields: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait, as `Retry-After` says it (RFC 9110, section 10.2.3); None when it does not."""
        written = self.fields.get("retry-after", "").strip()
        if written.isascii() and written.isdigit():
            return float(written[:9])
        try:
            then = email.utils.parsedate_to_datetime(written)
            now = email.utils.parsedate_to_datetime(self.fields.get("date", ""))
            return max(0.0, (then - now).total_seconds())
        except (ValueError, TypeError, OverflowError):
            return None


def exchange(
    method: str, target: Target, ip: str, fields: Mapping[str, str], limits: Limits, wanted: int
) -> Reply:
    """Ask `target` at the address `ip`, and read at most `wanted` bytes of the body. Raises Fault."""
    connection = _connection(target, ip, limits)
    late = threading.Event()
    watch = threading.Timer(limits.whole, _cut, (connection, late))
    watch.daemon = True
    try:
        _connect(connection)
        watch.start()
        headers = {"Host": target.authority, "Connection": "close", "Accept-Encoding": "identity", **fields}
        connection.request(method, target.path, headers=headers, preload_content=False, decode_content=False)
        reply = connection.getresponse()
        if late.is_set():
            raise TimeoutError
        names = {name.lower(): value for name, value in reply.headers.items()}
        body = b"" if method == "HEAD" else _body(reply, wanted)
        return Reply(reply.status, names, body)
    except ssl.SSLError as error:
        raise Fault("its certificate or encryption is broken") from error
    except (OSError, HTTPError, http.client.HTTPException, ValueError, AttributeError) as error:
        raise _fault(error, late=late.is_set()) from error
    finally:
        watch.cancel()
        connection.close()


def _connection(target: Target, ip: str, limits: Limits) -> urllib3.connection.HTTPConnection:
    """A connection to the checked IP address; certificates are still checked for the host's name."""
    if target.scheme == "http":
        return urllib3.connection.HTTPConnection(ip, target.port, timeout=limits.silence)
    return urllib3.connection.HTTPSConnection(
        ip, target.port, timeout=limits.silence, server_hostname=target.host, assert_hostname=target.host
    )


def _connect(connection: urllib3.connection.HTTPConnection) -> None:
    try:
        connection.connect()
    except (SSLError, ssl.SSLError) as error:
        raise Fault("its certificate or encryption is broken") from error
    except NewConnectionError as error:
        raise Fault("its host takes no connection", passing=True, unreachable=True) from error
    except (ConnectTimeoutError, TimeoutError) as error:
        raise Fault("its host does not answer", passing=True, unreachable=True) from error


def _body(reply: urllib3.response.BaseHTTPResponse, wanted: int) -> bytes:
    """The beginning of a body. One that is cut off or too slow ends there: its status has come already."""
    pieces: list[bytes] = []
    left = wanted
    with contextlib.suppress(OSError, HTTPError, http.client.HTTPException, ValueError, AttributeError):
        while left > 0 and (piece := reply.read(min(left, _PIECE))):
            pieces.append(piece)
            left -= len(piece)
    return b"".join(pieces)


def _cut(connection: urllib3.connection.HTTPConnection, late: threading.Event) -> None:
    """End an exchange that takes too long, whatever it is waiting for."""
    late.set()
    with contextlib.suppress(OSError):
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)


def _fault(error: Exception, *, late: bool) -> Fault:
    if late or isinstance(error, TimeoutError | urllib3.exceptions.ReadTimeoutError):
        return Fault("it takes too long to answer", passing=not late, silent=True)
    return Fault("the connection was cut, or what came is not HTTP", passing=True, silent=True)
