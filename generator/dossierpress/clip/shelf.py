"""What a site holds already: the article of an address or of a capture, found without reading every file."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dossierpress.clip.addresses import host_of, same_address
from dossierpress.model.article import Article
from dossierpress.read.files import ContentFile, Scan, UnreadableError, read_bytes
from dossierpress.schema import articlefile


@dataclass(frozen=True, slots=True)
class Shelved:
    """An article that is held already. `same_capture` says that it was made of the very same bytes."""

    file: ContentFile
    text: str
    record: Article
    same_capture: bool


class Shelf:
    """The articles of a site. Texts are read once, and parsed only where they mention what is looked for."""

    def __init__(self, root: Path, scan: Scan) -> None:
        self._root = root
        self._files = [file for file in scan.files if file.kind == "article"]
        self.names = {file.name for file in self._files}
        self._texts: dict[str, str] = {}

    def find(self, digest: str, addresses: Iterable[str]) -> Shelved | None:
        """The article that holds a capture with this digest, else one of these addresses."""
        keys = {key for address in addresses if (key := same_address(address))}
        hosts = {host_of(address) for address in addresses if host_of(address)}
        found: Shelved | None = None
        for file in self._files:
            text = self._text(file)
            if digest not in text and not any(host in text for host in hosts):
                continue
            parts, _ = articlefile.split(text, file.path)
            record = articlefile.parse(parts, Article, file.path)[0] if parts is not None else None
            if record is None:
                continue
            if any(capture.sha256 == digest for capture in record.captures):
                return Shelved(file, text, record, same_capture=True)
            held = {same_address(each) for each in (record.url, *(via.url for via in record.via)) if each}
            if held & keys and found is None:
                found = Shelved(file, text, record, same_capture=False)
        return found

    def add(self, file: ContentFile, text: str) -> None:
        """Take in an article that was just written."""
        self._files.append(file)
        self.names.add(file.name)
        self._texts[file.path] = text

    def changed(self, file: ContentFile, text: str) -> None:
        """Take note of an article's new text."""
        self._texts[file.path] = text

    def _text(self, file: ContentFile) -> str:
        if file.path not in self._texts:
            try:
                self._texts[file.path] = read_bytes(self._root, file.path).decode("utf-8-sig", "replace")
            except UnreadableError:
                self._texts[file.path] = ""
        return self._texts[file.path]
