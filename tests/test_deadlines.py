"""Work that uses too much of the processor is stopped, in any thread; nothing of the deadline is left."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from dossierpress import deadlines
from dossierpress.deadlines import deadline, last_resort


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


def waiting() -> str:
    """What a busy machine does to work: the clock goes on, the processor does others' work."""
    burnt = threading.Event()

    def burn() -> None:
        end = time.thread_time() + 0.3
        while time.thread_time() < end:
            pass
        burnt.set()

    threading.Thread(target=burn).start()
    with deadline(0.2, LateError):
        burnt.wait()
    return "done"


def sleepless() -> str:
    try:
        with deadline(0.02, LateError):
            while True:
                time.sleep(0.01)
    except LateError:
        return "stopped"


def deaf() -> str:
    """The first error is lost, as it would be in a callback."""
    errors = 0
    try:
        with deadline(0.02, LateError):
            while True:
                try:
                    while True:
                        pass
                except LateError:
                    errors += 1
                    if errors > 1:
                        raise
    except LateError:
        return f"stopped by error {errors}"


@pytest.fixture(params=["main thread", "another thread"])
def call(request: pytest.FixtureRequest) -> Callable[[Callable[[], str]], str]:
    if request.param == "main thread":
        return lambda unit: unit()
    return lambda unit: ThreadPoolExecutor(1).submit(unit).result()


def test_waiting_for_a_busy_machine_does_not_count(
    monkeypatch: pytest.MonkeyPatch, call: Callable[[Callable[[], str]], str]
) -> None:
    monkeypatch.setattr(deadlines, "PATIENCE", 1000)
    assert call(waiting) == "done"


def test_what_sleeps_is_stopped_by_the_clock(call: Callable[[Callable[[], str]], str]) -> None:
    assert call(sleepless) == "stopped"


def test_an_error_that_is_lost_is_raised_again(call: Callable[[Callable[[], str]], str]) -> None:
    assert call(deaf) == "stopped by error 2"


def test_without_a_clock_for_each_thread_the_one_of_the_process_serves(
    monkeypatch: pytest.MonkeyPatch, call: Callable[[Callable[[], str]], str]
) -> None:
    monkeypatch.delattr(deadlines.time, "pthread_getcpuclockid")
    assert call(endless) == "stopped"
    assert call(in_time) == "done"


def test_native_code_ends_the_process() -> None:
    code = """
import itertools
from dossierpress.deadlines import last_resort
with last_resort(60):
    pass
with last_resort(0.05):
    any(itertools.repeat(0))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=300, check=False)
    assert done.returncode == -signal.SIGPROF


def test_the_last_resort_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGPROF)
    with last_resort(60):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert signal.getsignal(signal.SIGPROF) == before
    monkeypatch.delattr(signal, "setitimer")
    with last_resort(60):
        assert signal.getsignal(signal.SIGPROF) == before


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
