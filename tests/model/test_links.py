"""One spelling for each outside address, and a record that knows its states."""

import msgspec
import pytest

from dossierpress.model.links import Link, link_key
from dossierpress.model.record import WebAddress


@pytest.mark.parametrize("sign", [*list("<>\"'`{}|\\^"), " ", "\t", "\n", "\x00", "\x7f", "\u3000"])
def test_no_sign_is_kept_that_an_address_may_not_hold(sign: str) -> None:
    key = link_key(f"https://a.example/x{sign}y")
    msgspec.json.decode(msgspec.json.encode(key), type=WebAddress)
    assert sign not in key


def test_a_key_is_its_own_key() -> None:
    key = link_key("https://a.example/{x}#y")
    assert link_key(key) == key == "https://a.example/%7Bx%7D"


@pytest.mark.parametrize(
    "line",
    [
        b'{"url":"https://a.example/","state":"lost","since":"2026-01-01","checked":"2026-01-01"}',
        b'{"url":"file:///x","state":"live","since":"2026-01-01","checked":"2026-01-01"}',
        b'{"url":"https://a.example/","state":"live","since":"yesterday","checked":"2026-01-01"}',
        b'{"url":"https://a.example/","state":"live","since":"2026-01-01"}',
        b'{"url":"https://a.example/","state":"live","since":"2026-01-01","checked":"2026-01-01","x":1}',
        b'{"url":"https://a.example/","state":"moved","to":"javascript:1","since":"2026-01-01","checked":"2026-01-01"}',
        b'{"url":"https://a.example/","state":"live","since":"2026-01-01","checked":"2026-01-01","status":7}',
    ],
)  # fmt: skip
def test_a_line_is_checked(line: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(line, type=Link)
