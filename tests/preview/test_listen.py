"""Finding a port."""

import errno
import socket

import pytest

from dossierpress.preview.listen import listen


def test_the_next_free_port_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        listener, found = listen("127.0.0.1", port)
        listener.close()
    assert port < found <= port + 50


def test_no_port_above_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dossierpress.preview.listen.TRIES", -1)
    with pytest.raises(OSError, match="all in use") as found:
        listen("127.0.0.1", 8000)
    assert found.value.errno == errno.EADDRINUSE


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(OSError, match=r"192\.0\.2\.1|assign"):
        listen("192.0.2.1", 0)
