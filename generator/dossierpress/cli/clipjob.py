"""One capture on its way in: what was decided of it before, and what becomes of an article that is held."""

import difflib
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from dossierpress.clip.addresses import same_address
from dossierpress.clip.clip import clip
from dossierpress.clip.clipping import Asked, Clipping, Decisions
from dossierpress.clip.keep import Kept, capture_name, ending_of, record_name
from dossierpress.clip.page import UnopenableError
from dossierpress.clip.record import Memory, memory_of, record_of
from dossierpress.clip.shelf import Shelf, Shelved
from dossierpress.clip.versions import differences, with_version
from dossierpress.model.article import Difference
from dossierpress.read.files import BUNDLE_FILE, ContentFile, UnreadableError, read_bytes
from dossierpress.write.newfile import write_new
from dossierpress.write.statefile import replace_file

LARGEST = 256 * 1024 * 1024
Check = Callable[[ContentFile, str], None]


class Job:
    """A capture's bytes, how to clip them, and the article that holds it or its address, if there is one."""

    def __init__(self, root: Path, shelf: Shelf, data: bytes, asked: Asked, source: str) -> None:
        self.data, self.source = data, source
        self._root, self._shelf, self._beside = root, shelf, asked.held
        self._digest = hashlib.sha256(data).hexdigest()
        self.found = shelf.find(self._digest, ())
        self.number, self.memory = _remembered(root, self.found, self._digest)
        self._asked = replace(
            asked,
            kind=asked.kind or self.memory.kind,
            address=asked.address or self.memory.address,
            held=self._held,
        )
        self.decisions, self._given = self.memory.decisions, Decisions()

    def clip(self, given: Decisions) -> Clipping:
        """Make the clipping, by what was decided before and is decided now. Raises UnopenableError."""
        self._given = given
        return self.reclip(self.memory.decisions.then(given))

    def reclip(self, decisions: Decisions) -> Clipping:
        """Make the clipping by these decisions alone."""
        self.decisions = decisions
        clipping = clip(self.data, replace(self._asked, decisions=decisions))
        if self.found is None:
            url = clipping.fields["url"].value if "url" in clipping.fields else ""
            self.found = self._shelf.find(self._digest, (clipping.address, url))
        return clipping

    def merge(self, clipping: Clipping, laid: Kept, day: str, check: Check) -> tuple[str, list[str]]:
        """What becomes of the article that is held: the outcome in words, and the difference in lines."""
        assert self.found is not None
        found, path = self.found, self.found.file.path
        if not found.same_capture:
            return self._version(clipping, laid, day, check)
        if self.number > 1:
            self._write_record(path, record_of(clipping, self.decisions, laid.text, laid.day))
            return f"{path} holds it already, as capture {self.number}; the article was not changed", []
        if laid.text == found.text:
            return f"{path} is held already, and the same", []
        shown = _difference(found, laid.text)
        decided = self.decisions != self.memory.decisions
        untouched = hashlib.sha256(found.text.encode()).hexdigest() == self.memory.article
        if decided and untouched:
            for name, inner in laid.files.items():
                if not (self._root / name).exists():
                    write_new(self._root, name, inner)
            replace_file(self._root, path, laid.text.encode())
            self._write_record(path, record_of(clipping, self.decisions, laid.text, laid.day))
            self.found = replace(found, text=laid.text)
            self.memory = replace(
                self.memory, decisions=self.decisions, article=hashlib.sha256(laid.text.encode()).hexdigest()
            )
            return f"{path} is held already; it was changed as decided", shown
        if decided:
            self._write_record(path, record_of(clipping, self.decisions, laid.text, laid.day))
            why = "was edited by hand, so nothing was changed in it; take over what you want"
            return f"{path} is held already and {why}. The decisions are remembered", shown
        return f"{path} is held already; nothing was changed", shown

    def _version(self, clipping: Clipping, laid: Kept, day: str, check: Check) -> tuple[str, list[str]]:
        """A later capture of an address that is held: listed in the article when it says something else."""
        assert self.found is not None
        found, path = self.found, self.found.file.path
        shown, number = _difference(found, laid.text), len(found.record.captures) + 1
        changed = self._changes(clipping)
        if changed is None:
            return f"{path} is held already, from elsewhere; nothing was changed", shown
        if not changed:
            return f"{path} is held already, and its text is the same; nothing was changed", shown
        folder, prefix = str(PurePosixPath(path).parent), _prefix(found.file)
        capture = prefix + capture_name(number, ending_of(clipping, self.data))
        raw = read_bytes(self._root, path).decode()
        text = with_version(raw.removeprefix("\ufeff"), clipping, capture, day, changed)
        if not text:
            why = "its `captures` cannot be added to; write them as a list, one `- file:` under the other"
            return f"{path} is held already, and this is a version of it, but {why}", shown
        check(found.file, text)
        record = record_of(clipping, self.decisions, laid.text, day)
        write_new(self._root, f"{folder}/{capture}", self.data)
        write_new(self._root, f"{folder}/{prefix}{record_name(number)}", record)
        bom = "\ufeff" if raw.startswith("\ufeff") else ""
        replace_file(self._root, path, (bom + text).encode())
        self._shelf.changed(found.file, text)
        what = ", ".join(each.what for each in changed)
        return f"{path} is held already; this is version {number} of it: {what} changed", shown

    def _changes(self, clipping: Clipping) -> tuple[Difference, ...] | None:
        """What changed since the last capture; None where that was of another page, or is not to be read."""
        assert self.found is not None
        folder = (self._root / self.found.file.path).parent
        for capture in reversed(self.found.record.captures):
            memory = _remembered(self._root, self.found, capture.sha256)[1]
            pages = {same_address(memory.address), same_address(clipping.address)} - {""}
            if len(pages) > 1:
                return None
            try:
                data = read_bytes(folder, capture.file, LARGEST)
                return differences(clip(data, Asked(memory.kind, memory.address)), clipping)
            except (UnopenableError, UnreadableError):
                continue
        return None

    def _write_record(self, path: str, record: bytes) -> None:
        if self.found is not None:
            folder = PurePosixPath(path).parent
            replace_file(self._root, f"{folder}/{_prefix(self.found.file)}{record_name(self.number)}", record)

    def _held(self, name: str) -> bytes | None:
        """A file beside the capture; else the picture that the article got from it."""
        data = self._beside(name) if self._beside is not None else None
        if data is None and self.found is not None and (file := self.memory.pictures.get(name)):
            try:
                return read_bytes((self._root / self.found.file.path).parent, file, LARGEST)
            except UnreadableError:
                return None
        return data


def _remembered(root: Path, found: Shelved | None, digest: str) -> tuple[int, Memory]:
    """Which of an article's captures has this digest, and what its record remembers."""
    if found is None:
        return 1, Memory()
    folder, prefix = (root / found.file.path).parent, _prefix(found.file)
    for number in range(1, len(found.record.captures) + 1):
        try:
            memory = memory_of(read_bytes(folder, prefix + record_name(number), LARGEST))
        except UnreadableError:
            continue
        if memory.capture == digest:
            return number, memory
    return 1, Memory()


def _prefix(file: ContentFile) -> str:
    """What the names of files beside an article begin with: nothing in a folder of its own."""
    return "" if file.path.endswith(f"/{BUNDLE_FILE}") else f"{file.name}-"


def _difference(found: Shelved, text: str) -> list[str]:
    lines = difflib.unified_diff(
        found.text.splitlines(), text.splitlines(), f"{found.file.path} (held)", "clipped now", lineterm=""
    )
    return list(lines)
