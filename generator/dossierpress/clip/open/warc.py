"""WARC and WACZ, as web archives keep pages: the page that is asked for, or the first, with its pictures."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from dossierpress.clip.addresses import same_address
from dossierpress.clip.decode import decoded
from dossierpress.clip.page import Page, UnopenableError

# Records and bytes that are looked at: archives of whole sites are for other tools.
_MOST_RECORDS: Final = 20_000
_LARGEST_RECORD: Final = 64 * 1024 * 1024
_LARGEST: Final = 1024 * 1024 * 1024
_PAGES: Final = ("text/html", "application/xhtml+xml")


def open_warc(data: bytes, wanted: str = "") -> Page:
    """Open the page at an address, else the first page of an archive."""
    pages: list[tuple[str, str, str, bytes]] = []
    held: dict[str, bytes] = {}
    is_pack = data[:2] == b"PK"
    wanted = wanted or (_first_page(data) if is_pack else "")
    try:
        for address, day, kind, body in _records(data, is_pack=is_pack):
            if kind.partition(";")[0].strip().lower() in _PAGES:
                pages.append((address, day, kind, body))
            elif kind.startswith("image/"):
                held.setdefault(address, body)
    except (ArchiveLoadFailed, zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
        if not pages:
            raise UnopenableError(
                "this archive is damaged", "fetch it again from where it came from"
            ) from error
    if not pages:
        raise UnopenableError("it holds no page", "name another archive")
    key = same_address(wanted)
    found = next((page for page in pages if key and same_address(page[0]) == key), None)
    if wanted and found is None and not is_pack:
        raise UnopenableError(f"it holds no page at {wanted}", f"it begins with {pages[0][0]}")
    address, day, kind, body = found or pages[0]
    text = decoded(body, kind.partition("charset=")[2].strip(" \"';"))
    return Page(
        kind="warc",
        markup=text.text,
        address=address,
        taken=day[:10],
        encoding=text.encoding,
        is_guess=text.is_guess,
        held=held.get,
    )


def _records(data: bytes, *, is_pack: bool) -> Iterator[tuple[str, str, str, bytes]]:
    """Address, time, type and body of every answer in an archive."""
    streams = _members(data) if is_pack else iter([io.BytesIO(data)])
    left, size = _MOST_RECORDS, _LARGEST
    for stream in streams:
        for record in ArchiveIterator(stream):
            left -= 1
            if left < 0 or size < 0:
                return
            if record.rec_type not in ("response", "resource"):
                continue
            status = record.http_headers.get_statuscode() if record.http_headers else "200"
            headers: Any = record.http_headers or record.rec_headers
            kind = headers.get_header("Content-Type") or ""
            if status != "200" or not kind.startswith((*_PAGES, "image/")):
                continue
            body = record.content_stream().read(_LARGEST_RECORD)
            size -= len(body)
            yield (
                record.rec_headers.get_header("WARC-Target-URI") or "",
                record.rec_headers.get_header("WARC-Date") or "",
                kind,
                body,
            )


def _members(data: bytes) -> Iterator[io.BytesIO]:
    """The archives inside a WACZ pack."""
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        for info in sorted(pack.infolist(), key=lambda info: info.filename):
            if info.filename.startswith("archive/") and info.filename.endswith((".warc", ".warc.gz")):
                with pack.open(info) as file:
                    yield io.BytesIO(file.read(_LARGEST))


def _first_page(data: bytes) -> str:
    """The page that a WACZ pack lists first."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack, pack.open("pages/pages.jsonl") as file:
            for line in file.read(_LARGEST_RECORD).decode("utf-8", "replace").splitlines():
                said = json.loads(line)
                if isinstance(said, dict) and isinstance(said.get("url"), str):
                    return str(said["url"])
    except (KeyError, ValueError, OSError, zipfile.BadZipFile):
        pass
    return ""
