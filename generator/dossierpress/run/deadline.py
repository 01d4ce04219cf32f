"""Stops work that takes too long, by an error raised inside it: in the main thread, or in any other."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# Seconds after which an error that had no effect is raised again.
AGAIN = 0.5


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
    import ctypes

    thread = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    lock, ended, raised = threading.Lock(), threading.Event(), threading.Event()

    def watch() -> None:
        # Raised while a callback runs, such as one of the collector's, an error is lost: so once more.
        wait = seconds
        while not ended.wait(wait):
            with lock:
                if not ended.is_set():
                    raised.set()
                    raise_in(thread, ctypes.py_object(error))
            wait = AGAIN

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with lock:
            ended.set()
            if raised.is_set():
                # One that came too late to be seen. Not otherwise: Python 3.11 takes even this for a
                # signal, and under a tracer (coverage) looks for its error for ever.
                raise_in(thread, None)
