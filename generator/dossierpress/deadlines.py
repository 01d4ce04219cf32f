"""Stops work that takes too long, by an error raised inside it: in the main thread, or in any other."""

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def deadline(seconds: float, error: type[BaseException]) -> Iterator[None]:
    """Raise `error` in what runs inside after so many seconds.

    Native code is stopped at its end only; where neither way exists, nothing is stopped.
    """
    if threading.current_thread() is not threading.main_thread():
        with _in_this_thread(seconds, error):
            yield
    elif hasattr(signal, "setitimer"):
        with _by_alarm(seconds, error):
            yield
    else:
        yield


@contextmanager
def _by_alarm(seconds: float, error: type[BaseException]) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise error

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _in_this_thread(seconds: float, error: type[BaseException]) -> Iterator[None]:
    """Alarms reach the main thread only; a cluster's workers run their tasks in others."""
    thread = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    lock = threading.Lock()
    ended = False

    def stop() -> None:
        with lock:
            if not ended:
                raise_in(thread, ctypes.py_object(error))

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            ended = True
            raise_in(thread, None)  # one that came too late to be seen
