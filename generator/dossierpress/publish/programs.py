"""Run git, ssh and rsync: no question is ever asked, and what they say is kept for messages."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from dossierpress.publish.target import redacted, target_error

_LONGEST = 300


def run(
    command: Sequence[str | Path],
    *,
    data: bytes = b"",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end, with `data` on its input. Raises TargetError when there is none."""
    try:
        return subprocess.run(  # noqa: S603  the command is ours, and no shell reads it
            [*map(str, command)],
            input=data,
            capture_output=True,
            check=False,
            cwd=cwd,
            env=os.environ | (env or {}),
        )
    except FileNotFoundError as error:
        raise target_error(
            "no-program",
            f"the program {command[0]} is not installed",
            f"install {command[0]}, then publish again",
        ) from error


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    """The last words of a program that failed, fit for a message."""
    lines = [line.strip() for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    return redacted(" / ".join(lines[-3:]))[:_LONGEST] or f"it ended with code {done.returncode}"
