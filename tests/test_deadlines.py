"""Work that takes too long is stopped, in any thread, and nothing of the deadline is left behind."""

import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dossierpress.deadlines import deadline


class LateError(BaseException):
    """The deadline has passed."""


def endless() -> str:
    try:
        with deadline(0.05, LateError):
            while True:
                pass
    except LateError:
        return "stopped"


def in_time() -> str:
    with deadline(60, LateError):
        return "done"


def test_the_main_thread_is_stopped() -> None:
    before = signal.getsignal(signal.SIGALRM)
    assert endless() == "stopped"
    assert in_time() == "done"
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_any_other_thread_is_stopped_and_works_on() -> None:
    with ThreadPoolExecutor(1) as thread:
        results = [thread.submit(unit).result() for unit in (endless, in_time, endless, in_time)]
    assert results == ["stopped", "done", "stopped", "done"]
    timers = [each for each in threading.enumerate() if isinstance(each, threading.Timer)]
    for timer in timers:
        timer.join()  # cancelled: they end at once


def test_nothing_is_stopped_where_the_system_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "setitimer")
    assert in_time() == "done"


def test_a_debugger_or_tracer_does_not_make_it_hang() -> None:
    code = """
import sys, threading
from dossierpress.deadlines import deadline
def unit():
    for _ in range(100):
        with deadline(60, KeyboardInterrupt):
            str(1)
    print("done")
threading.settrace(lambda *_: (lambda *_: None))
thread = threading.Thread(target=unit)
thread.start()
thread.join()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=300, check=True)
    assert done.stdout == b"done\n"
