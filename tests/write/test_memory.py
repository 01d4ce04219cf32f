"""A site in memory, and none at all."""

import hashlib

import pytest

from dossierpress.write.memory import MemorySink, NoSink
from dossierpress.write.sink import Same, Written


def test_the_newest_site_is_kept() -> None:
    sink = MemorySink()
    assert sink.write([("b", b"1"), ("a", b"1")]) == Written(("a", "b"), 0, ())
    assert sink.write([("b", b"2"), ("c", b"1")]) == Written(("b", "c"), 0, ("a",))
    assert sink.files == {"b": b"2", "c": b"1"}


def test_what_is_held_need_not_be_given_again() -> None:
    sink = MemorySink()
    digest = hashlib.sha256(b"1").hexdigest()
    assert not sink.holds("a", digest)
    sink.write([("a", b"1"), ("b", b"1")])
    assert sink.holds("a", digest)
    assert sink.write([("a", Same(digest))]) == Written((), 1, ("b",))
    assert sink.files == {"a": b"1"}
    assert not sink.holds("b", digest)


def test_a_fault_in_making_leaves_the_old_site() -> None:
    sink = MemorySink()
    sink.write([("a", b"1")])
    with pytest.raises(ZeroDivisionError):
        sink.write(("a", bytes(1 // number)) for number in (1, 0))
    assert sink.files == {"a": b"1"}


def test_no_sink_makes_everything_and_keeps_nothing() -> None:
    made = []
    written = NoSink().write((made.append(name) or name, b"") for name in "ab")  # type: ignore[func-returns-value]
    assert written == Written((), 2, ())
    assert made == ["a", "b"]
    assert NoSink().holds("a", "any")
