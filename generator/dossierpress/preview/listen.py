"""A port to listen on: the one that was asked for, or the next that is free."""

import errno
import socket

from tornado.netutil import bind_sockets

# How many ports are tried after the one that was asked for.
TRIES = 50


def listen(host: str, port: int) -> tuple[list[socket.socket], int]:
    """Sockets that listen, and their port. Raises OSError when there is none to be had."""
    for each in range(port, min(port + TRIES, 65535) + 1):
        try:
            sockets = bind_sockets(each, host)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            return sockets, int(sockets[0].getsockname()[1])
    raise OSError(errno.EADDRINUSE, f"the ports from {port} on are all in use")
