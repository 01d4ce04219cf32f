"""What a web archive's file holds (WARC, WACZ): its pages, and whether its bytes are sound. Pure."""

import hashlib
import importlib.util
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dossierpress.model.custody import Archived, Examined

ENDINGS: Final = (".warc", ".warc.gz", ".wacz")
# What is said of an archive where nothing here reads it.
UNREAD: Final = "what reads it is not installed"
_PAGES: Final = ("text/html", "application/xhtml+xml", "application/pdf")
_MOST_RECORDS: Final = 100_000
_MOST_PAGES: Final = 200
_LARGEST: Final = 1024 * 1024 * 1024


class BadArchiveError(Exception):
    """An archive that is damaged, or not what its name says; the text says how."""


def look_inside(path: str, data: bytes) -> Examined:
    """What an archive holds, or what is wrong with it: the unit that workers run. Pure."""
    if importlib.util.find_spec("warcio") is None:
        return Examined(fault=UNREAD)
    try:
        return open_archive(path, data)
    except BadArchiveError as error:
        return Examined(fault=str(error))


def open_archive(path: str, data: bytes) -> Examined:
    """The pages of an archive, each once. Raises BadArchiveError."""
    pages: dict[str, Archived] = {}
    count = 0
    titles: Mapping[str, str] = {}
    streams = [data]
    if path.endswith(".wacz"):
        streams, titles = _unpacked(data)
    for stream in streams:
        for address, time in _records(stream):
            count += 1
            if address:
                pages.setdefault(address, Archived(address, time, titles.get(address, "")))
    if not count:
        raise BadArchiveError("it holds no record")
    return Examined(pages=tuple(pages.values())[:_MOST_PAGES], records=count)


def _records(data: bytes) -> Iterator[tuple[str, str]]:
    """Of each record the address and the time, if it is a page; of others nothing."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for number, record in enumerate(ArchiveIterator(io.BytesIO(data), check_digests="raise")):
            if number >= _MOST_RECORDS:
                raise BadArchiveError(f"it holds more than {_MOST_RECORDS:,} records")
            headers: Any = record.http_headers or record.rec_headers
            kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
            while record.raw_stream.read(1 << 20):
                pass  # digests are compared while a record is read to its end
            if record.raw_stream.limit > 0:
                raise BadArchiveError("its last record is cut short")
            is_page = record.rec_type in ("response", "resource") and kind in _PAGES
            if is_page and (record.http_headers is None or record.http_headers.get_statuscode() == "200"):
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                yield address.strip("<>"), record.rec_headers.get_header("WARC-Date") or ""
            else:
                yield "", ""
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        raise BadArchiveError("it is damaged, or it is no WARC") from error


def _unpacked(data: bytes) -> tuple[list[bytes], Mapping[str, str]]:
    """The WARC files in a WACZ, checked against its own list, and the titles of its pages."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            if sum(each.file_size for each in pack.infolist()) > _LARGEST:
                raise BadArchiveError("it is larger than 1 GiB when unpacked")
            files = {each.filename: pack.read(each) for each in pack.infolist()}
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise BadArchiveError("it is damaged, or it is no WACZ") from error
    _check_list(files)
    names = sorted(name for name in files if name.startswith("archive/") and name.endswith(ENDINGS))
    return [files[name] for name in names], _titles(files.get("pages/pages.jsonl", b""))


def _check_list(files: Mapping[str, bytes]) -> None:
    """Hold the files of a WACZ against its `datapackage.json`."""
    try:
        listed = [(each["path"], each["hash"]) for each in json.loads(files["datapackage.json"])["resources"]]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise BadArchiveError("its datapackage.json is missing or damaged") from error
    for name, digest in listed:
        if name not in files:
            raise BadArchiveError(f"its list names `{name}`, which it does not hold")
        kind, _, value = str(digest).partition(":")
        if kind == "sha256" and hashlib.sha256(files[name]).hexdigest() != value:
            raise BadArchiveError(f"`{name}` in it is not the file that its list names")


def _titles(data: bytes) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(said, dict) and isinstance(said.get("url"), str):
            found[said["url"]] = str(said.get("title") or "")
    return found
