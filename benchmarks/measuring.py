"""Run a command and measure it: seconds that pass, CPU seconds of all its processes, their memory."""

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SAMPLED_EVERY = 0.05
PROC = Path("/proc")
# Where a command keeps what it keeps for its user; forgotten before a cold build.
USER_CACHE = ".cache"


class FailedError(Exception):
    """The command ended with an error; says which and what it printed."""


@dataclass(frozen=True)
class Measured:
    """What one run of a command took. `peak` is in bytes, 0 where it was not asked for."""

    wall: float
    cpu: float
    peak: int
    printed: str


def measure(command: Sequence[str | Path], folder: Path, *, memory: bool = False) -> Measured:
    """Run the command in the folder.

    CPU seconds are user and system time of the process and of all that it waited for. Memory is sampled only
    when asked for, since reading it slows down what is measured. Nothing of the command outlives the call.

    Raises:
        FailedError: it did not end with 0.
    """
    os.sync()
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=_surroundings(folder),
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=said,
            start_new_session=True,
        )
        watch = _Watch(process.pid) if memory else None
        try:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            peak = watch.end() if watch else 0
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        text, errors = _text(printed), _text(said)
    if process.returncode:
        ending = (text + errors)[-2000:]
        raise FailedError(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{ending}")
    return Measured(wall, used.ru_utime + used.ru_stime, peak, text)


def _surroundings(folder: Path) -> dict[str, str]:
    """The environment of a command: its user's cache in its folder; Python's byte code kept, as users do."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {"XDG_CACHE_HOME": str(folder / USER_CACHE)}


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


class _Watch:
    """Samples the memory of a session in a thread until it is told to end."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def end(self) -> int:
        """The largest sum that was seen, in bytes."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _sample(self) -> None:
        while True:
            self._peak = max(self._peak, session_memory(self._session))
            if self._over.wait(SAMPLED_EVERY):
                return


def session_memory(session: int) -> int:
    """Bytes that the processes of a session take together; a page that several share counts once in all."""
    total = 0
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            # A process may end between two looks.
            with contextlib.suppress(OSError):
                if os.getsid(int(entry.name)) == session:
                    total += proportional_set_size((entry / "smaps_rollup").read_text(encoding="ascii"))
    return total


def proportional_set_size(rollup: str) -> int:
    """Bytes, of the text of `/proc/PID/smaps_rollup` (proc(5)): the line `Pss:`, in kB; 0 without it."""
    for line in rollup.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
