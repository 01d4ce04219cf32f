"""Omnivore: the zip that it gave, or the folder that was in it, with texts, files and what was marked."""

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import Any, Final

from dossierpress.imports.item import Attachment, Batch, Held, Highlight, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.libraries.csl import batch_of
from dossierpress.imports.libraries.reading import LARGEST, Export, opened, text_of, texts_of
from dossierpress.imports.libraries.saved import Saved, item_of

METADATA: Final = re.compile(r"metadata_\d+_to_\d+\.json")
_SILENT: Final = frozenset(
    "id slug title description author url state readingProgress thumbnail labels savedAt updatedAt"
    " publishedAt siteName".split()
)
_Find = Callable[[str], Held | None]


def read(export: Export, ledger: Ledger) -> Batch:
    """Every entry of all lists."""
    lists, find = _in_zip(export) if zipfile.is_zipfile(BytesIO(export.data)) else _in_folder(export)
    items: list[Item] = []
    for each in lists:
        listed = each.json()
        if not isinstance(listed, list):
            raise each.fault("this is no list of entries", "name the zip that Omnivore gave")
        for number, entry in enumerate(listed):
            place = f"{each.name}: entry {number + 1}"
            if isinstance(entry, dict) and text_of(entry.get("url")):
                items.append(item_of(_saved(entry, find, place), "Omnivore", place, ledger))
            else:
                ledger.needs_hand(place, "this entry has no address")
    return batch_of("omnivore", export, items)


def _in_folder(export: Export) -> tuple[list[Export], _Find]:
    names = sorted(each.name for each in export.folder.iterdir() if METADATA.fullmatch(each.name))
    lists = [opened(export.folder / name) for name in names] if METADATA.fullmatch(export.name) else [export]
    return lists, export.beside


def _in_zip(export: Export) -> tuple[list[Export], _Find]:
    try:
        archive = zipfile.ZipFile(BytesIO(export.data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise export.fault("this zip is damaged", "export it again") from error
    members = {each.filename: each for each in archive.infolist()}
    if sum(each.file_size for each in members.values()) > 4 * LARGEST:
        raise export.fault("this zip unfolds to more than a gigabyte", "unfold it, and name its folder")

    def find(name: str) -> Held | None:
        return (lambda: _member(archive, members[name])) if name in members else None

    lists = []
    for name in sorted(members):
        if METADATA.fullmatch(name.rpartition("/")[2]):
            data = _member(archive, members[name])
            if data is None:
                raise export.fault(f"`{name}` in this zip is damaged", "export it again")
            lists.append(Export(export.folder, name.rpartition("/")[2], data))
    if any(name.endswith("/bagit.txt") for name in members):
        raise export.fault("this is a bag", f"run: dossier import bag {export.name}")
    if not lists:
        raise export.fault("there is no metadata_….json in this zip", "name the zip that Omnivore gave")
    return lists, find


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    try:
        with archive.open(member) as file:
            data = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return None
    return data if len(data) <= LARGEST else None


def _saved(entry: Mapping[str, Any], find: _Find, place: str) -> Saved:
    slug = text_of(entry.get("slug"))
    text = _bytes(find, f"content/{slug}.html")
    pdf = find(f"content/{slug}.pdf")
    extra = {key: value for key, value in entry.items() if key not in _SILENT and value not in (None, "", [])}
    return Saved(
        title=text_of(entry.get("title")) or text_of(entry.get("url")),
        url=text_of(entry.get("url")),
        markup=text.decode("utf-8", "replace"),
        source=text_of(entry.get("siteName")),
        date=text_of(entry.get("publishedAt")),
        saved=text_of(entry.get("savedAt")),
        standfirst=text_of(entry.get("description")),
        authors=tuple(texts_of(entry.get("author"))),
        tags=tuple(texts_of(entry.get("labels"))),
        picture=text_of(entry.get("thumbnail")),
        extra=extra,
        highlights=tuple(
            _highlights(_bytes(find, f"highlights/{slug}.md").decode("utf-8", "replace"), place)
        ),
        attachments=(Attachment(f"{slug}.pdf", pdf, "application/pdf"),) if pdf else (),
    )


def _bytes(find: _Find, name: str) -> bytes:
    held = find(name)
    return (held() if held else None) or b""


def _highlights(text: str, place: str) -> Iterable[Highlight]:
    """Quotations of a file in Markdown, and the words below each."""
    words, note = "", ""
    for block in (*re.split(r"\n[ \t]*\n", text), ">"):
        if not block.lstrip().startswith(">"):
            note = f"{note}\n\n{block.strip()}".strip()
            continue
        if words:
            yield Highlight(words, note, origin=place)
        words, note = " ".join(line.lstrip("> ").strip() for line in block.split("\n")).strip(), ""
