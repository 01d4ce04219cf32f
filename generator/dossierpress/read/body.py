"""A body's HTML made safe, its text set, its internal links found: HTML in, `Body` and problems out."""

import hashlib
import html
import posixpath
import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

import msgspec

from dossierpress.model.document import Body, Heading, InlineImage, Target
from dossierpress.model.references import place_of
from dossierpress.model.wordcount import word_count
from dossierpress.problems import Problem
from dossierpress.read.htmltags import (
    ADDRESSES,
    BLOCK_TAGS,
    INERT,
    PLAIN_TEXT_TAGS,
    TAG,
    VERBATIM,
    attributes_of,
    value_of,
)
from dossierpress.read.rawhtml import made_safe, mended
from dossierpress.read.typography import Typographer
from dossierpress.read.written import placed

# The addresses in a `srcset` whose spaces are single: a width or a density may follow each.
_CANDIDATES = re.compile(r"(?:^|(?<=, ))([^\s,](?:\S*[^\s,])?)")
# The corner of a table is the heading of nothing.
_EMPTY, _EMPTY_HEADING = "></th>", re.compile(r"<th((?:\s[^>]*)?)></th>")
_SPACE = re.compile(r"\s")
# What an image's markup gets from its file, not from the text.
_FROM_FILE: Final = frozenset({"src", "srcset", "sizes", "width", "height", "loading", "decoding"})
# The theme's own ids begin so; a body may not take one.
RESERVED_ID = "dp-"


@dataclass(frozen=True, slots=True)
class Setting:
    """How one body is made: the file's path and the content folder, its language, and two choices."""

    path: str
    content: str
    language: str
    typography: bool = True
    trusted: bool = False


class _Edit(NamedTuple):
    """A stretch of a tag's attributes, and what takes its place."""

    start: int
    end: int
    pieces: tuple[str | Target, ...]


@dataclass(slots=True)
class _Draft:
    """What the one pass over the HTML gathers."""

    parts: list[str] = field(default_factory=list)
    piece: list[str] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    outside: dict[str, None] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    ids: dict[str, None] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    words: int = 0


def make_body(
    markup: str, setting: Setting, written: str = "", first_line: int = 1
) -> tuple[Body, tuple[Problem, ...]]:
    """Turn the HTML that Markdown made into a Body. In a trusted site raw HTML stays as written.

    `written` is the text that it was made of, which begins on `first_line` of the file.
    """
    safe, findings = mended(markup) if setting.trusted else made_safe(markup)
    if not setting.trusted and _EMPTY in safe:
        safe = _EMPTY_HEADING.sub(r"<td\1></td>", safe)
    refused = placed(findings, markup, written, setting.path, first_line) if findings else ()
    draft = _Pass(setting).run(safe)
    for fragment in draft.fragments:
        if place_of(fragment) not in draft.ids:
            draft.problems.append(
                _problem(
                    setting.path,
                    "broken-fragment",
                    f"nothing here has the id `{fragment}`",
                    "give a heading that id with {#" + fragment + "}",
                    f"#{fragment}",
                )
            )
    parts = (*draft.parts, "".join(draft.piece))
    body = Body(
        parts=parts,
        digest=digest_of(parts),
        targets=tuple(draft.targets),
        outside=tuple(draft.outside),
        headings=tuple(draft.headings),
        ids=tuple(draft.ids),
        words=draft.words,
    )
    return body, refused + tuple(draft.problems)


def digest_of(parts: tuple[str, ...]) -> str:
    """SHA-256 of the pieces, each with its length; empty for a body without text."""
    if len(parts) == 1 and not parts[0].strip():
        return ""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


class _Pass:
    """One pass over safe HTML: text is set, ids are checked, internal links are cut out."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.draft = _Draft()
        self.typographer = Typographer(setting.language)
        self.verbatim: list[str] = []
        self.heading: list[str] | None = None
        self.address = ""  # of the link that is open

    def run(self, markup: str) -> _Draft:
        position = 0
        for tag in TAG.finditer(markup):
            if tag.start() > position:
                self._text(markup[position : tag.start()])
            position = tag.end()
            written = tag[0]
            begins_block = INERT.get(written)
            if begins_block is None:
                self._tag(tag)
                continue
            if begins_block:
                self.typographer.new_block()
            self.draft.piece.append(written)
        self._text(markup[position:])
        return self.draft

    def _text(self, text: str) -> None:
        self.draft.words += word_count(text)
        if self.setting.typography and not self.verbatim and not self._is_address(text):
            text = self.typographer.set(text)
        if self.heading is not None:
            self.heading.append(text)
        self.draft.piece.append(text)

    def _is_address(self, text: str) -> bool:
        """Whether the text of a link is its address."""
        return bool(self.address) and html.unescape(text).strip() in self.address

    def _tag(self, tag: re.Match[str]) -> None:
        name = (tag["name"] or "").lower()
        if name in PLAIN_TEXT_TAGS and "id=" not in tag["rest"]:
            self.draft.piece.append(tag[0])
            return
        if name in VERBATIM:
            self._enter_or_leave(name, tag)
        elif name in BLOCK_TAGS or name == "br":
            self.typographer.new_block()
        attributes: dict[str, re.Match[str]] = {}
        if not tag["end"] and (name in ADDRESSES or "id=" in (tag["rest"] or "")):
            attributes = attributes_of(tag["rest"])
        refused = self._refused_id(attributes.get("id"))
        links = [found for key in ADDRESSES.get(name, ()) if (found := attributes.get(key)) and found[2]]
        if name == "a":
            self.address = value_of(links[0]) if links else ""
        if name == "img" and not tag["end"] and not (attributes.get("alt") and value_of(attributes["alt"])):
            self._unseen(links[0] if links else None)
        edits = [self._resolved(name, link) for link in links]
        target = edits[0].pieces[1] if name == "img" and edits else None
        if isinstance(target, Target) and target.kind == "media":
            self._cut_image(attributes, target, refused)
        else:
            self._cut(tag, edits if refused is None else [*edits, _Edit(*refused.span(), ())])
        if len(name) == 2 and name[0] == "h" and name[1] in "23456":
            self._heading(int(name[1]), attributes.get("id"), closes=bool(tag["end"]))

    def _unseen(self, link: re.Match[str] | None) -> None:
        self.draft.problems.append(
            _problem(
                self.setting.path,
                "missing-alt",
                "an image says nothing to those who cannot see it",
                "write what it shows between the brackets: ![what it shows](photo.jpg)",
                value_of(link) if link else "![](",
                "warning",
            )
        )

    def _enter_or_leave(self, name: str, tag: re.Match[str]) -> None:
        if not tag["end"]:
            self.verbatim.append(name)
        elif name in self.verbatim:
            while self.verbatim.pop() != name:
                pass
            self.typographer.skip()

    def _heading(self, level: int, name: re.Match[str] | None, *, closes: bool) -> None:
        if not closes:
            self.heading = []
            self.draft.headings.append(Heading(level, value_of(name) if name else "", ""))
        elif self.heading is not None and self.draft.headings:
            last = self.draft.headings.pop()
            title = html.unescape("".join(self.heading)).strip()
            if last.id in self.draft.ids and title:
                self.draft.headings.append(Heading(last.level, last.id, title))
            self.heading = None

    def _refused_id(self, found: re.Match[str] | None) -> re.Match[str] | None:
        """The attribute to take out, when the id is the theme's, taken, or none at all."""
        if found is None:
            return None
        name = value_of(found)
        if (
            name
            and not name.startswith(RESERVED_ID)
            and name not in self.draft.ids
            and not _SPACE.search(name)
        ):
            self.draft.ids[name] = None
            return None
        return found

    def _resolved(self, name: str, link: re.Match[str]) -> _Edit:
        """What takes the place of an attribute's value: its addresses, each with what stands around it."""
        value = value_of(link).strip()
        each = ["", value, ""]
        if link[1].lower() == "srcset":
            each = _CANDIDATES.split(re.sub(r",\s*", ", ", " ".join(value.split())))
        pieces: list[str | Target] = [
            (self._target(part, name) if number % 2 else None) or _text_of(part)
            for number, part in enumerate(each)
        ]
        return _Edit(*link.span(2), (f'"{pieces[0]}', *pieces[1:-1], f'{pieces[-1]}"'))

    def _cut(self, tag: re.Match[str], edits: list[_Edit]) -> None:
        """Write a tag down with its edits, each internal address cut out as a target."""
        if not edits:
            self.draft.piece.append(tag[0])
            return
        offset, position = tag.start("rest") - tag.start(), 0
        for edit in sorted(edits, key=lambda each: each.start):
            self.draft.piece.append(tag[0][position : offset + edit.start])
            position = offset + edit.end
            for piece in edit.pieces:
                if isinstance(piece, str):
                    self.draft.piece.append(piece)
                else:
                    self._target_ends_piece(piece)
        self.draft.piece.append(tag[0][position:])

    def _target_ends_piece(self, target: Target) -> None:
        self.draft.parts.append("".join(self.draft.piece))
        self.draft.targets.append(target)
        self.draft.piece = []

    def _cut_image(
        self, attributes: dict[str, re.Match[str]], target: Target, refused: re.Match[str] | None
    ) -> None:
        """Cut an image of the content folder out whole: its file says how it is shown."""
        values = {name: value_of(each) for name, each in attributes.items() if each is not refused}
        width = values.get("width", "").removesuffix("px")
        rest = {"alt": ""} | {name: value for name, value in values.items() if name not in _FROM_FILE}
        markup = " ".join(f'{name}="{html.escape(value)}"' for name, value in rest.items())
        image = InlineImage(markup, int(width) if width.isascii() and width.isdecimal() else 0)
        self._target_ends_piece(msgspec.structs.replace(target, image=image))

    def _target(self, link: str, element: str) -> Target | None:
        """The internal target of a link; None for one that leads outside, stays here, or is wrong."""
        address, _, fragment = link.partition("#")
        scheme = re.match(r"([a-zA-Z][\w+.-]*):", link)
        is_link = element == "a"
        if link.startswith("//"):
            self._wrong("link-scheme", f"`{link}` does not say http or https", f"write https:{link}", link)
        elif scheme is not None and scheme[1].lower() == "ref" and is_link:
            return Target(
                "reference", link, normalize("NFC", unquote(link[4:].partition(":~:")[0])).rstrip("#")
            )
        elif scheme is not None:
            if scheme[1].lower() in ("http", "https") and is_link:
                self.draft.outside[link] = None
            if not is_link and not self.setting.trusted:
                self._elsewhere(link, element)
        elif not address:
            if place_of(fragment):
                self.draft.fragments.append(fragment)
        elif address.startswith("/"):
            return Target("site", link, normalize("NFC", unquote(address)), fragment)
        else:
            return self._file(link, unquote(address), fragment)
        return None

    def _elsewhere(self, link: str, element: str) -> None:
        shown = "image" if element == "img" else "recording"
        self._wrong(
            "remote-image" if element == "img" else "remote-media",
            f"the {shown} {link} lies on another host",
            "save it beside the article: readers' browsers are not sent elsewhere",
            link,
        )

    def _file(self, link: str, address: str, fragment: str) -> Target | None:
        folder = posixpath.dirname(self.setting.path)
        path = posixpath.normpath(posixpath.join(folder, address))
        if not path.startswith(self.setting.content + "/") or "\\" in path or "\x00" in path:
            self._wrong(
                "link-out",
                f"`{link}` leads out of {self.setting.content}/",
                "link to a file beside the article, to ref:article-id, or to an https:// address",
                link,
            )
            return None
        kind = "article-file" if path.endswith(".md") else "media"
        return Target(
            "article-file" if kind == "article-file" else "media", link, normalize("NFC", path), fragment
        )

    def _wrong(self, code: str, message: str, hint: str, text: str) -> None:
        self.draft.problems.append(_problem(self.setting.path, code, message, hint, text))


def _text_of(address: str) -> str:
    """An address as it stands in an attribute; one of the page itself in the form that ids have."""
    return html.escape(normalize("NFC", address) if address.startswith("#") else address)


def _problem(path: str, code: str, message: str, hint: str, text: str, severity: str = "error") -> Problem:
    return Problem(
        path=path,
        code=code,
        message=message,
        hint=hint,
        text=text,
        severity="warning" if severity == "warning" else "error",
    )
