"""Find what is private in the content folder, so that a finished site can be searched for it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from dossierpress.model.article import Article
from dossierpress.model.document import ArticleDocument, Body, Document, DossierDocument, PageDocument
from dossierpress.model.dossier import Dossier
from dossierpress.model.page import Page
from dossierpress.model.record import Free, Record
from dossierpress.model.withheld import Withheld
from dossierpress.read.figures import Quotable
from dossierpress.read.files import LARGEST_FILE, ContentFile, UnreadableError, read_bytes, scan
from dossierpress.read.held import Audience, let_through, published, shows_body, shows_captures
from dossierpress.read.takedowns import taken_down, taken_pictures
from dossierpress.schema.articlefile import Parts, decode, parse, place_of_key, split
from dossierpress.schema.config import Config

_KEY = re.compile(r"^[\s-]*(?:[\w-]+:(?:\s+|$))?(?:[|>][+-]?$)?")
_NOTE = re.compile(r"^private_note:")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# A value in front matter with fewer words may stand on any page: a name, a date, a place.
_FEWEST_WORDS = 4
_WITHHELD = "a text that is withdrawn, or that rights withhold,"


def withheld(root: Path, config: Config, audience: Audience) -> tuple[tuple[Withheld, ...], tuple[str, ...]]:
    """What is private, and the texts that are public; for a site that was built without fault.

    Public is what readers may see of the source files of published pages: text that stands there too is
    no secret.
    """
    read = list(_documents(root, config))
    documents = tuple(document for document, _ in read)
    shown, held = published(documents, audience)
    public = {document.path for document, _ in shown}
    quotable = Quotable(documents, held)
    private: list[Withheld] = []
    texts = [_text(root, file.path) for file in scan(root, config.content).files if file.kind == "registry"]
    for document, parts in read:
        if document.path in public:
            open_, closed = _halves(document, parts, quotable)
            texts.append(open_)
            private.extend(closed)
        else:
            private.append(Withheld(document.path, _why(document), tuple(_passages(parts))))
        private.extend(_captures(_as_read(document), is_public=document.path in public))
        private.extend(_pictures(root, document))
    return tuple(private), tuple(texts)


def _halves(document: Document, parts: Parts, quotable: Quotable) -> tuple[str, Iterable[Withheld]]:
    """Of a file that is shown, what readers may see; and the note and whatever else they may not."""
    was, document = document, _as_read(document)
    seen = let_through(document)
    if isinstance(seen, DossierDocument):
        seen, _ = quotable.settled(seen)
    note, rest = _note(parts)
    closed = [Withheld(document.path, "a private note", note)] if note else []
    is_whole = msgspec.structs.replace(document.meta, private_note="") == seen.meta
    if is_whole and shows_body(document.meta):
        return f"{rest}\n{parts.body}", closed
    values = [text for _, text in _values(seen.meta)]
    hidden = [
        (place_of_key(parts, key, document.path)[0], text)
        for key, text in _values(was.meta)
        if key != "private_note" and text not in values and len(_LETTERS.findall(text)) >= _FEWEST_WORDS
    ]
    body = parts.body
    if not shows_body(document.meta):
        hidden.extend(_paragraphs(parts))
        body = ""
    return " | ".join((*values, body)), [*closed, Withheld(document.path, _WITHHELD, tuple(hidden))]


def _values(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in front matter, with its key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Free):
        yield from _values(value.values, key)
    elif isinstance(value, Record | Mapping):
        fields = (
            value if isinstance(value, Mapping) else {n: getattr(value, n) for n in value.__struct_fields__}
        )
        for name, each in fields.items():
            word = name.rstrip("_")
            yield from _values(each, f"{key}.{word}" if key else word)
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _values(each, f"{key}[{number}]")


def _documents(root: Path, config: Config) -> Iterable[tuple[Document, Parts]]:
    """Every article, dossier and page with its text; bodies are not converted, nobody looks at them."""
    for file in scan(root, config.content).files:
        parts, _ = split(_text(root, file.path), file.path)
        if file.kind == "registry" or parts is None:
            continue
        document = _document(file, parts)
        if document is not None:
            yield document, parts


def _document(file: ContentFile, parts: Parts) -> Document | None:
    if file.kind == "article":
        article, _ = parse(parts, Article, file.path)
        if article is None:
            return None
        return ArticleDocument(file.path, article.id or file.name, file.home, article, Body())
    if file.kind == "dossier":
        dossier, _ = parse(parts, Dossier, file.path)
        return None if dossier is None else DossierDocument(file.path, file.name, dossier, Body())
    page, _ = parse(parts, Page, file.path)
    return None if page is None else PageDocument(file.path, file.name, page, Body())


def _text(root: Path, path: str) -> str:
    try:
        return decode(read_bytes(root, path), path)[0]
    except UnreadableError:
        return ""


def _note(parts: Parts) -> tuple[tuple[tuple[int, str], ...], str]:
    """The lines of the private note, and the rest of the front matter."""
    note: list[tuple[int, str]] = []
    rest: list[str] = []
    inside = False
    for number, line in enumerate(parts.front.split("\n"), start=parts.front_line):
        inside = bool(_NOTE.match(line)) or (inside and (not line.strip() or line[0] in " \t"))
        if inside:
            note.append((number, _KEY.sub("", line)))
        else:
            rest.append(line)
    return tuple((number, text) for number, text in note if text.strip()), "\n".join(rest)


def _passages(parts: Parts) -> Iterable[tuple[int, str]]:
    """The paragraphs of a body, and what is prose in the front matter."""
    note, rest = _note(parts)
    yield from note
    for number, line in enumerate(parts.front.split("\n"), start=parts.front_line):
        text = _KEY.sub("", line)
        if line in rest and len(_LETTERS.findall(text)) >= _FEWEST_WORDS:
            yield number, text
    yield from _paragraphs(parts)


def _paragraphs(parts: Parts) -> Iterable[tuple[int, str]]:
    number = parts.body_line
    for paragraph in parts.body.split("\n\n"):
        if paragraph.strip():
            yield number + len(paragraph) - len(paragraph.lstrip("\n")), paragraph
        number += paragraph.count("\n") + 2


def _why(document: Document) -> str:
    meta = document.meta
    if isinstance(meta, Article) and meta.rights.mode == "private":
        return "a private text"
    if meta.status == "draft" or meta.draft:
        return "a draft"
    return "under embargo" if meta.embargo is not None else "a text that is held back"


def _captures(document: Document, *, is_public: bool) -> Iterable[Withheld]:
    """Captures that are evidence and not for readers."""
    meta = document.meta
    if isinstance(meta, Article) and not (is_public and shows_captures(meta)):
        for capture in meta.captures:
            yield Withheld(document.path, f"the private capture {capture.file}", digest=capture.sha256)


def _as_read(document: Document) -> Document:
    """A document as the build reads it: withdrawn where its whole was taken down."""
    if not isinstance(document, ArticleDocument):
        return document
    return msgspec.structs.replace(document, meta=taken_down(document.meta))


def _pictures(root: Path, document: Document) -> Iterable[Withheld]:
    """Pictures that were taken down, by their bytes."""
    if not isinstance(document, ArticleDocument):
        return
    for path in sorted(taken_pictures(document.meta, document.path)):
        with suppress(UnreadableError):
            digest = hashlib.sha256(read_bytes(root, path, LARGEST_FILE)).hexdigest()
            yield Withheld(document.path, f"the picture {path}, which was taken down,", digest=digest)
