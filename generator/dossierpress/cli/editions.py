"""Editions made: what the built site holds, written down for `dossier diff`."""

import datetime as dt
import hashlib
from pathlib import Path

from dossierpress.cli.options import CACHE_FOLDER, moment_of_build
from dossierpress.memo.memory import Memory
from dossierpress.memo.reasons import marks_of
from dossierpress.publish.editions import Edition
from dossierpress.read.files import scan
from dossierpress.schema.config import Config


def edition_of(root: Path, config: Config, target: str, files: dict[str, str]) -> Edition:
    """The site of these files (path to SHA-256), as the last build made it."""
    memory = Memory(root / CACHE_FOLDER)
    pages = {path: marks_of(made) for path in files if (made := memory.view(path)) is not None}
    sources = {
        file.path: hashlib.sha256((root / file.path).read_bytes()).hexdigest()[:16]
        for file in scan(root, config.content).files
    }
    now = dt.datetime.fromtimestamp(int(moment_of_build()), dt.UTC).isoformat().replace("+00:00", "Z")
    return Edition(now, target, config.url or config.title, files, pages, sources)
