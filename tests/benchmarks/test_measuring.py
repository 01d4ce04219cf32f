"""A command is measured with all its processes."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.measuring import FailedError, measure, proportional_set_size, session_memory

ROLLUP = """\
55f0a0000000-7ffd4b1fe000 ---p 00000000 00:00 0                          [rollup]
Rss:               10240 kB
Pss:                3072 kB
Pss_Dirty:          1024 kB
SwapPss:             512 kB
"""
MEGABYTES = 1_000_000
# Holds 60 MB in a child, which works for a while after touching them: the sampler has its turn meanwhile.
HOLDER = """
import subprocess, sys
child = "import time\\nx = b'x' * 6 * 10**7\\nwhile time.process_time() < 0.6: pass\\nprint(len(x))"
sys.exit(subprocess.run([sys.executable, "-c", child]).returncode)
"""
BURNER = """
import subprocess, sys
child = "import time\\nwhile time.process_time() < 0.3: pass"
sys.exit(subprocess.run([sys.executable, "-c", child]).returncode)
"""


def test_proportional_set_size_is_the_line_pss_in_bytes() -> None:
    assert proportional_set_size(ROLLUP) == 3072 * 1024
    assert proportional_set_size("") == 0


def test_memory_of_this_session_is_found() -> None:
    assert session_memory(os.getsid(0)) > MEGABYTES


def test_memory_of_a_session_that_does_not_exist_is_nothing() -> None:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    assert session_memory(done.pid) == 0


def test_memory_of_children_counts(tmp_path: Path) -> None:
    done = measure([sys.executable, "-c", HOLDER], tmp_path, memory=True)
    assert done.printed == "60000000\n"
    assert done.peak > 60 * MEGABYTES


def test_memory_is_not_sampled_unless_asked(tmp_path: Path) -> None:
    assert measure([sys.executable, "-c", ""], tmp_path).peak == 0


def test_cpu_seconds_of_children_count(tmp_path: Path) -> None:
    done = measure([sys.executable, "-c", BURNER], tmp_path)
    assert done.cpu >= 0.3
    assert done.wall > 0


def test_failing_command_says_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="ended with 3:\nno such harbour"):
        measure([sys.executable, "-c", "print('no such harbour'); raise SystemExit(3)"], tmp_path)


def test_nothing_of_the_command_outlives_it(tmp_path: Path) -> None:
    left = "import subprocess, sys; print(subprocess.Popen(['sleep', '60'], stdout=2).pid)"
    pid = int(measure([sys.executable, "-c", left], tmp_path).printed)
    for _ in range(30_000):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return
        if state == "Z":
            return
        time.sleep(0.01)
    pytest.fail("the process is still there")
