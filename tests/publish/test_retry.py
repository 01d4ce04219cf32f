"""Faults that pass are waited for, others are not, and the first one ends it all."""

import threading

import pytest

from dossierpress.publish import retry
from dossierpress.publish.target import TargetError, redacted, target_error


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "PAUSES", (0.0, 0.0, 0.0))


def failing(times: int, *, transient: bool = True) -> "tuple[list[int], object]":
    calls: list[int] = []

    def call() -> str:
        calls.append(1)
        if len(calls) <= times:
            raise target_error("store", "no", "again", transient=transient)
        return "done"

    return calls, call


def test_a_transient_fault_is_tried_again() -> None:
    calls, call = failing(3)
    assert retry.persistent(call) == "done"  # type: ignore[arg-type]
    assert len(calls) == 4


def test_patience_ends() -> None:
    calls, call = failing(99)
    with pytest.raises(TargetError):
        retry.persistent(call)  # type: ignore[arg-type]
    assert len(calls) == 4


def test_a_lasting_fault_is_not_tried_again() -> None:
    calls, call = failing(99, transient=False)
    with pytest.raises(TargetError):
        retry.persistent(call)  # type: ignore[arg-type]
    assert len(calls) == 1


def test_no_more_than_so_many_at_a_time() -> None:
    at_once, most, lock = 0, 0, threading.Lock()
    barrier = threading.Barrier(3)

    def call(number: int) -> int:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        barrier.wait(timeout=300)
        with lock:
            at_once -= 1
        return number * 2

    assert retry.in_parallel(3, call, range(9)) == [number * 2 for number in range(9)]
    assert most == 3


def test_after_a_fault_nothing_more_begins() -> None:
    begun: list[int] = []

    def call(number: int) -> None:
        begun.append(number)
        raise target_error("store", "no", "stop")

    with pytest.raises(TargetError):
        retry.in_parallel(1, call, range(1000))
    assert len(begun) < 1000


def test_messages_hold_no_names_passwords_or_signatures() -> None:
    text = redacted("fatal: https://me:secret@host.example/x?sig=abc&other=1 and sftp://token@h/y")
    assert text == "fatal: https://…@host.example/x?…&… and sftp://…@h/y"
