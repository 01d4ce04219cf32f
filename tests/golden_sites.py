"""What a repository cannot hold: the finishing touches of golden sites that the tests make themselves."""

from collections.abc import Callable
from pathlib import Path

FINISH: dict[str, Callable[[Path], None]] = {}
