"""READ's unit of work: one file's bytes in, its document and problems out. Pure."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from unicodedata import normalize

import msgspec

from dossierpress.model.article import Article
from dossierpress.model.document import (
    ArticleDocument,
    Body,
    Document,
    DossierDocument,
    PageDocument,
    Stand,
)
from dossierpress.model.dossier import Dossier
from dossierpress.model.names import slugify
from dossierpress.model.page import Page
from dossierpress.model.record import LONGEST_ID, is_id
from dossierpress.model.redaction import Redaction
from dossierpress.problems import Problem
from dossierpress.read import commonmark
from dossierpress.read.barelinks import with_links
from dossierpress.read.body import Setting, make_body
from dossierpress.read.captions import with_captions
from dossierpress.read.files import ContentFile
from dossierpress.read.held import words_of_work
from dossierpress.read.markdown import engine_for
from dossierpress.read.nesting import too_deep
from dossierpress.read.outline import Line
from dossierpress.read.quotations import settle_quotes
from dossierpress.read.remarks import remarks
from dossierpress.read.secondopinion import differences
from dossierpress.read.takedowns import taken_down, taken_pictures, unclear, without_pictures
from dossierpress.redaction.redactor import redactor_of
from dossierpress.schema import articlefile

_KINDS: dict[str, type[Article | Dossier | Page]] = {"article": Article, "dossier": Dossier, "page": Page}

_ID_HINT = "an id has letters and digits with single hyphens between"

Result = tuple[Document | None, tuple[Problem, ...]]
_SEVERAL = re.compile(r"[\s,]")
_PLAIN_TAGS = re.compile(r"^(?:tags|keywords)[ \t]*:[ \t]+([^\s\[{#>|-].*)$", re.MULTILINE)
_ENCODER = msgspec.msgpack.Encoder()
_DECODER: msgspec.msgpack.Decoder[Result] = msgspec.msgpack.Decoder(Result)


class ReadSettings(msgspec.Struct, frozen=True):
    """All of the configuration that reading one file depends on."""

    content: str
    language: str
    typography: bool
    trusted: bool
    extensions: tuple[str, ...]
    engine: str = "python-markdown"
    redactions: tuple[Redaction, ...] = ()


class Reading(msgspec.Struct, frozen=True, gc=False):
    """What came of one file, packed so that it travels between processes and keeps in a cache.

    `record` holds its document without the text of its body, and its problems; `body` is that text in
    pieces, and `digest` names it.
    """

    record: bytes
    body: bytes = b""
    digest: str = ""

    def unpacked(self) -> Result:
        """The document, its body without text, and the problems."""
        return _DECODER.decode(self.record)


def packed(result: Result) -> Reading:
    """Pack what came of one file."""
    document, problems = result
    if document is None:
        return Reading(_ENCODER.encode(result))
    body = document.body
    bare = msgspec.structs.replace(document, body=msgspec.structs.replace(body, parts=()))
    text = b"" if body.is_empty else _ENCODER.encode(body.parts)
    return Reading(_ENCODER.encode((bare, problems)), text, body.digest)


def read_packed(file: ContentFile, data: bytes, settings: ReadSettings) -> Reading:
    """Read one Markdown file and pack what came of it: the unit that workers run."""
    return packed(read_one(file, data, settings))


def read_one(file: ContentFile, data: bytes, settings: ReadSettings) -> Result:
    """Read one Markdown file. The document is None when the file holds an error in its front matter."""
    text, problems = articlefile.decode(data, file.path)
    if problems:
        return None, problems
    redactor = redactor_of(settings.redactions)
    parts, problems = articlefile.split(redactor.clean(text), file.path)
    if parts is None:
        return None, problems
    meta, found = articlefile.parse(parts, _KINDS[file.kind], file.path)
    language = getattr(meta, "language", "") or settings.language
    body, wrong = _body(parts, file.path, language, settings)
    name = normalize("NFC", (meta.id if isinstance(meta, Article) else "") or redactor.name(file.name))
    file = replace(file, home=redactor.name(file.home))
    stands: tuple[Stand, ...] = ()
    if isinstance(meta, Article):
        body = without_pictures(body, taken_pictures(meta, file.path))
        wrong += tuple(unclear(meta, file.path))
        meta = taken_down(meta)
        body, stands, misquoted = settle_quotes(meta, body, file.path)
        wrong += misquoted
    problems = found + wrong + _bad_id(file, name) + tuple(_advice(file.path, meta, body))
    problems += tuple(_one_tag(file.path, meta, parts))
    return (None if meta is None else _document(file, name, meta, body, stands)), problems


def _document(file: ContentFile, name: str, meta: Any, body: Body, stands: tuple[Stand, ...]) -> Document:
    if isinstance(meta, Article):
        return ArticleDocument(file.path, name, file.home, meta, body, _words(meta, body), stands=stands)
    if isinstance(meta, Dossier):
        return DossierDocument(file.path, name, meta, body)
    return PageDocument(file.path, name, meta, body)


def _body(
    parts: articlefile.Parts, path: str, language: str, settings: ReadSettings
) -> tuple[Body, tuple[Problem, ...]]:
    text = parts.body
    if not text.strip():
        return Body(), ()
    said: tuple[Problem, ...] = ()
    try:
        markup, lines = _converted(text, settings)
        if deep := too_deep(markup):
            return Body(), (_nested(path, deep, parts),)
        if commonmark.is_installed():
            said = (
                *remarks(text, path, parts.body_line, case_matters=lines is not None),
                *differences(text, lines, path, parts.body_line, settings.extensions),
            )
    except RecursionError:
        return Body(), (_unconvertible(path, "its lists, quotations or emphasis nest too deeply"),)
    except Exception as error:  # noqa: BLE001  the engine and its extensions raise what they like
        return Body(), (_unconvertible(path, f"{type(error).__name__} in the Markdown engine"),)
    body, wrong = make_body(
        with_links(with_captions(markup)),
        Setting(path, settings.content, language, settings.typography, settings.trusted),
        text,
        parts.body_line,
    )
    return body, said + wrong


def _converted(text: str, settings: ReadSettings) -> tuple[str, tuple[Line, ...] | None]:
    """A body's HTML; and how each line was read, if there is another parser to ask for its opinion."""
    if settings.engine == "commonmark":
        return commonmark.convert(text), None
    return engine_for(text, settings.extensions).read(text)


def _nested(path: str, name: str, parts: articlefile.Parts) -> Problem:
    """Too many elements are open: by a tag of the author's that is never closed, or by signs of Markdown."""
    opened = [found.start() for found in re.finditer(rf"<{name}[\s>]", parts.body, re.IGNORECASE)]
    if len(opened) - len(re.findall(rf"</{name}\s*>", parts.body, re.IGNORECASE)) < 2:
        return _unconvertible(path, "its lists, quotations or emphasis nest too deeply")
    return Problem(
        path=path,
        code="markdown",
        message=f"<{name}> is opened {len(opened)} times and not closed as often: they nest too deeply",
        hint=f"end each with </{name}>; this is the first",
        line=parts.body_line + parts.body.count("\n", 0, opened[0]),
        column=opened[0] - (parts.body.rfind("\n", 0, opened[0]) + 1) + 1,
    )


def _unconvertible(path: str, why: str) -> Problem:
    return Problem(
        path=path,
        code="markdown",
        message=f"this body cannot be converted: {why}",
        hint="halve the body until it converts, to find the part that is at fault",
        line=1,
        column=1,
    )


def _advice(path: str, meta: Article | Dossier | Page | None, body: Body) -> Iterable[Problem]:
    """What the types cannot say of an article: provenance that is missing, and text that is not ours."""
    if not isinstance(meta, Article):
        return
    if not (meta.source or meta.status == "draft" or meta.draft):
        yield Problem(
            path=path,
            code="no-source",
            message="`source` is missing: nobody can tell where this comes from",
            hint="name who published it, as an id in sources.yaml or a plain name",
            severity="warning",
            line=2,
            column=1,
        )
    is_draft = meta.status == "draft" or meta.draft
    for number, reason in enumerate(meta.needs_review):
        yield Problem(
            path=path,
            code="needs-review",
            message=f"to be looked at: {reason}",
            hint="look at it, then take this line out of `needs_review`",
            severity="note" if is_draft else "warning",
            key=f"needs_review[{number}]",
        )
    words = _words(meta, body)
    if meta.rights.max_words is not None and words > meta.rights.max_words:
        yield Problem(
            path=path,
            code="too-long",
            message=f"{_told(words_of_work(meta, body))}; its `rights` allow {meta.rights.max_words}",
            hint="shorten it, or correct `max_words`",
            key="rights.max_words",
        )


def _one_tag(path: str, meta: Article | Dossier | Page | None, parts: articlefile.Parts) -> Iterable[Problem]:
    """Ask about `tags: a b`: to other generators these are two tags."""
    if not isinstance(meta, Article) or len(meta.tags) != 1 or not _SEVERAL.search(meta.tags[0]):
        return
    written = _PLAIN_TAGS.search(parts.front)
    if written is not None:
        tag = meta.tags[0]
        several = ", ".join(word for word in re.split(r"\s*,\s*" if "," in tag else r"\s+", tag) if word)
        yield Problem(
            path=path,
            code="one-tag",
            message=f"is `{tag}` one tag, or several? It is read as one",
            hint=f"write [{several}] if it is several, [{tag}] if it is one",
            severity="warning",
            line=parts.front_line + parts.front.count("\n", 0, written.start()),
            column=written.start(1) - written.start() + 1,
        )


def _words(meta: Article, body: Body) -> int:
    """How many words of the work are shown; counted where somebody set a limit."""
    return 0 if meta.rights.max_words is None else sum(count for _, count in words_of_work(meta, body))


def _told(counts: tuple[tuple[str, int], ...]) -> str:
    """Where the words of the work stand: in the body alone, or in several keys."""
    total = sum(count for _, count in counts)
    if [key for key, _ in counts] == ["body"]:
        return f"the body has {total} words"
    return f"{total} words of the work are shown ({', '.join(f'{key} {count}' for key, count in counts)})"


def _bad_id(file: ContentFile, name: str) -> tuple[Problem, ...]:
    if is_id(name):
        return ()
    better = slugify(name)
    hint = f"rename it, for example to {better}" if better else "use letters and digits"
    length = len(name.encode())
    if length > LONGEST_ID and is_id(name[:1]):
        why = f"this name is too long for an address: {length} bytes, at most {LONGEST_ID} are allowed"
    else:
        why, hint = f"`{name}` cannot be part of an address", f"{hint}; {_ID_HINT}"
    return (
        Problem(
            path=file.path,
            code="bad-id",
            message=why,
            hint=hint,
            line=1,
            column=1,
        ),
    )
