"""One file as text, JSON or XML: bounded, without entities, every fault with its line."""

import json
import re
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree

from dossierpress.clip.decode import decoded
from dossierpress.imports.item import Held, UnimportableError
from dossierpress.read.files import UnreadableError, read_bytes

LARGEST: Final = 256 * 1024 * 1024
_ENTITY: Final = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_DEEPEST: Final = 60


class Export:
    """One exported file, and the files that lie beside it and below."""

    def __init__(self, folder: Path, name: str, data: bytes) -> None:
        self.folder, self.name, self.data = folder, name, data

    def fault(self, message: str, hint: str, line: int = 1) -> UnimportableError:
        """An error about a line of the file."""
        return UnimportableError(self.name, message, hint, line)

    def text(self) -> str:
        """The file as text."""
        text = decoded(self.data).text
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def json(self) -> Any:
        """The file as JSON. Raises UnimportableError."""
        try:
            found = json.loads(self.text())
        except json.JSONDecodeError as error:
            raise self.fault(
                f"this is not JSON: {error.msg.lower()}", "export it again", error.lineno
            ) from error
        except (RecursionError, ValueError) as error:
            raise self.fault(
                "this JSON nests too deeply, or holds a number without end", "export it again"
            ) from error
        if not _is_shallow(found):
            raise self.fault("this JSON nests too deeply", "export it again")
        return found

    def xml(self) -> Any:
        """The root of the file as XML. Raises UnimportableError."""
        text = self.plain_xml()
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(text.encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError as error:
            raise self.fault(
                "this is not XML that can be read", "export it again", error.lineno or 1
            ) from error

    def plain_xml(self) -> str:
        """The file as XML without a declaration, once it is sure that it declares no entities."""
        if (found := _ENTITY.search(self.data)) is not None:
            raise self.fault(
                "it declares entities, which could fill the memory or read other files",
                "take the <!DOCTYPE …> out of it",
                self.data.count(b"\n", 0, found.start()) + 1,
            )
        return _DECLARATION.sub("", _CONTROLS.sub("", self.text().removeprefix("\ufeff")))

    def beside(self, written: str) -> Held | None:
        """A file that the export names, if it lies beside it or below; None otherwise."""
        path = PurePosixPath(unquote(written) if "%" in written and not self._has(written) else written)
        inside = str(path).replace("\\", "/").removeprefix("file://").lstrip("/")
        for tried in (inside, *_endings(inside)):
            if self._has(tried):
                return lambda tried=tried: self._bytes(tried)  # type: ignore[misc]
        return None

    def _has(self, path: str) -> bool:
        try:
            place = (self.folder / path).resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            return False
        return place.is_relative_to(self.folder) and place.is_file()

    def _bytes(self, path: str) -> bytes | None:
        try:
            return read_bytes(self.folder, path, LARGEST)
        except UnreadableError:
            return None


def opened(path: Path) -> Export:
    """The export at a path. Raises UnimportableError."""
    folder, name = path.parent.resolve(), path.name
    try:
        return Export(folder, name, read_bytes(folder, name, LARGEST))
    except UnreadableError as error:
        raise UnimportableError(name, error.problem.message, error.problem.hint) from error


def _endings(path: str) -> list[str]:
    """The last parts of a path that begin with a folder which exports make."""
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    return [
        "/".join(parts[number:])
        for number, part in enumerate(parts)
        if part in ("files", "storage", "attachments", "uploads", "wp-content") or number >= len(parts) - 3
    ]


def _is_shallow(value: Any) -> bool:
    stack = [(value, 0)]
    while stack:
        each, depth = stack.pop()
        if depth > _DEEPEST:
            return False
        if isinstance(each, dict):
            stack.extend((inner, depth + 1) for inner in each.values())
        elif isinstance(each, list):
            stack.extend((inner, depth + 1) for inner in each)
    return True


def text_of(value: Any) -> str:
    """A value of JSON as text; empty for what is none."""
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def listed_in(item: Any, name: str) -> list[dict[str, Any]]:
    """The mappings in a list that is a value of a mapping."""
    value = item.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def texts_of(value: Any) -> list[str]:
    """A value or a list of them as texts."""
    return [text for each in (value if isinstance(value, list) else [value]) if (text := text_of(each))]
