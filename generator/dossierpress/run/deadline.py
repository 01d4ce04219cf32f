"""Stops work that takes too long, by an error raised inside it: in the main thread, or in any other.

What counts is the processor's time that the work itself has used: on a busy machine it may wait as long
as it must. Only what sleeps is stopped by the clock, after a multiple of the time.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType

# By the clock, work may take so many times as long as it may use the processor.
PATIENCE = 10
# Seconds after which an error that had no effect is raised again.
AGAIN = 0.5
# Seconds from one look at what the work has used to the next, at least.
_TICK = 0.01


@contextmanager
def deadline(seconds: float, error: type[BaseException]) -> Iterator[None]:
    """Raise `error` in what runs inside after so many seconds of the processor.

    Native code is stopped at its end only; where neither way exists, nothing is stopped.
    """
    if threading.current_thread() is not threading.main_thread():
        with _in_this_thread(_Allowance(seconds), error):
            yield
    elif hasattr(signal, "setitimer"):
        with _by_alarm(_Allowance(seconds), error):
            yield
    else:
        yield


@contextmanager
def last_resort(seconds: float) -> Iterator[None]:
    """End this process when it has used the processor for so many seconds: native code hears no error.

    The system does it, by SIGPROF. For processes that somebody else looks after; main thread only.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class _Allowance:
    """What the thread that makes it may use from now on; any thread may ask for what is left."""

    def __init__(self, seconds: float) -> None:
        self._used = _processor_clock()
        self._most = self._used() + seconds
        self._latest = time.monotonic() + seconds * PATIENCE

    def left(self) -> float:
        """Seconds until it may be used up: zero or less when it is."""
        asleep = self._latest - time.monotonic()
        return min(asleep, self._most - self._used())


def _processor_clock() -> Callable[[], float]:
    """The processor's time of this thread, for any thread to read; or else the whole process's."""
    if hasattr(time, "pthread_getcpuclockid"):
        return partial(time.clock_gettime, time.pthread_getcpuclockid(threading.get_ident()))
    return time.process_time


@contextmanager
def _by_alarm(allowance: _Allowance, error: type[BaseException]) -> Iterator[None]:
    def look(_number: int, _frame: FrameType | None) -> None:
        if (left := allowance.left()) > 0:
            signal.setitimer(signal.ITIMER_REAL, max(left, _TICK))
            return
        # Raised while a callback runs, such as one of the collector's, an error is lost: so once more.
        signal.setitimer(signal.ITIMER_REAL, AGAIN)
        raise error

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, max(allowance.left(), _TICK))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _in_this_thread(allowance: _Allowance, error: type[BaseException]) -> Iterator[None]:
    """Alarms reach the main thread only; a cluster's workers run their tasks in others."""
    import ctypes

    thread = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    lock, ended, raised = threading.Lock(), threading.Event(), threading.Event()

    def watch() -> None:
        wait = allowance.left()
        while not ended.wait(max(wait, _TICK)):
            with lock:
                if ended.is_set():
                    return  # and the thread's clock with it
                wait = allowance.left()
                if wait <= 0:
                    raised.set()
                    raise_in(thread, ctypes.py_object(error))
                    wait = AGAIN  # lost when raised in a callback, as in the main thread

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
