"""The folder of an old site: its files listed and read, never outside of it, never too large."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from dossierpress.clip.decode import decoded
from dossierpress.imports.item import Held
from dossierpress.imports.ledger import Ledger
from dossierpress.read.files import UnreadableError, list_files, read_bytes

LARGEST_TEXT: Final = 4 * 1024 * 1024
LARGEST_FILE: Final = 256 * 1024 * 1024


class Folder:
    """Reads below one folder; what cannot be read is written down."""

    def __init__(self, root: Path, ledger: Ledger) -> None:
        self.root, self._ledger = root.resolve(), ledger

    def top(self) -> tuple[list[str], list[str]]:
        """The names of the folders and of the files at its top, sorted."""
        entries = sorted(self.root.iterdir(), key=lambda entry: entry.name)
        folders = [each.name for each in entries if each.is_dir() and not each.is_symlink()]
        return folders, [each.name for each in entries if each.is_file()]

    def below(self, folder: str) -> tuple[str, ...]:
        """Paths of the files below a folder, hidden ones and linked folders left out."""
        if not folder or not (self.root / folder).is_dir():
            return ()
        found, problems = list_files(self.root, folder.strip("/"))
        for problem in problems:
            self._ledger.add("files that cannot be read", problem.path, problem.message)
        return found

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        return (self.root / path).is_file()

    def first(self, names: Iterable[str]) -> str:
        """The first of these files that is there; empty where none is."""
        return next((name for name in names if self.has(name)), "")

    def text(self, path: str) -> str | None:
        """The text of a file; None, and written down, where it cannot be read."""
        try:
            data = read_bytes(self.root, path, LARGEST_TEXT)
        except UnreadableError as error:
            self._ledger.needs_hand(path, error.problem.message)
            return None
        text = decoded(data)
        if text.is_guess:
            self._ledger.add("encodings that were guessed", path, text.encoding)
        return text.text.replace("\r\n", "\n").replace("\r", "\n")

    def held(self, path: str) -> Held:
        """A file's bytes, for when they are wanted."""

        def read() -> bytes | None:
            try:
                return read_bytes(self.root, path, LARGEST_FILE)
            except UnreadableError:
                return None

        return read
