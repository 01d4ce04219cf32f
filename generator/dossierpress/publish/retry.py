"""Many small requests: several at a time, and again after a moment when a fault may pass."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import TypeVar

from dossierpress.publish.target import TargetError

A = TypeVar("A")
R = TypeVar("R")
# Seconds before each further try.
PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0)


def persistent(call: Callable[[], R]) -> R:
    """Call until it works, a fault is not transient, or patience ends."""
    for pause in PAUSES:
        try:
            return call()
        except TargetError as error:
            if not error.transient:
                raise
            time.sleep(pause)
    return call()


def in_parallel(workers: int, call: Callable[[A], R], items: Iterable[A]) -> list[R]:
    """The results of persistent calls, in order. After the first fault no further call begins."""
    pool = ThreadPoolExecutor(workers, thread_name_prefix="publish")
    try:
        futures = [pool.submit(persistent, lambda item=item: call(item)) for item in items]
        wait(futures, return_when=FIRST_EXCEPTION)
        for future in futures:
            if future.done() and (error := future.exception()) is not None:
                raise error
        return [future.result() for future in futures]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
