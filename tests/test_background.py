"""Tests run as schedulers and build servers start them: in the background, where SIGINT is ignored."""

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent
# What any test here may do: interrupt a program that it started.
PROBE = """
import signal, subprocess, sys

def test_probe() -> None:
    code = "print('begun', flush=True); import time; time.sleep(600)"
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", code], **pipes) as child:
        assert child.stdout.readline() == b"begun\\n"
        child.send_signal(signal.SIGINT)
        assert b"KeyboardInterrupt" in child.communicate(timeout=300)[1]
"""


def test_a_run_in_the_background_may_still_be_interrupted(tmp_path: Path) -> None:
    (tmp_path / "test_probe.py").write_text(PROBE, encoding="utf-8")
    run = f"{sys.executable} -m pytest -q -p conftest -p no:cacheprovider test_probe.py"
    done = subprocess.run(
        ["sh", "-c", f"{run} & wait $!"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        capture_output=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    assert b"1 passed" in done.stdout
