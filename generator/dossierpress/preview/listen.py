"""A port to listen on: the one that was asked for, or the next that is free."""

import errno
import socket

# How many ports are tried after the one that was asked for.
TRIES = 50


def listen(host: str, port: int) -> tuple[socket.socket, int]:
    """A socket that listens, and its port. Raises OSError when there is none to be had."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, address = found[0]
    for each in range(port, min(port + TRIES, 65535) + 1):
        try:
            listener = socket.create_server((str(address[0]), each), family=family, backlog=128)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            listener.setblocking(False)
            return listener, int(listener.getsockname()[1])
    raise OSError(errno.EADDRINUSE, f"the ports from {port} on are all in use")
