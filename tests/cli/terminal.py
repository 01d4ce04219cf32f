"""A command on a terminal of its own."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def on_a_terminal(*arguments: str | Path, env: Mapping[str, str]) -> tuple[int, bytes]:
    """Run the real command with standard error on a pseudo-terminal: exit code, and what it showed there."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "dossierpress", *map(str, arguments)]
    with subprocess.Popen(
        command, stdin=follower, stdout=subprocess.PIPE, stderr=follower, env=dict(env)
    ) as process:
        os.close(follower)
        shown = b""
        while True:
            try:
                data = os.read(leader, 4096)
            except OSError:  # the other end is closed
                break
            if not data:
                break
            shown += data
        process.communicate()
    os.close(leader)
    return process.returncode, shown
