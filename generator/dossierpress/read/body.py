"""A body's HTML made safe, its text set, its internal links found: HTML in, `Body` and problems out."""

import hashlib
import html
import posixpath
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

import msgspec
import nh3

from dossierpress.model.document import Body, Heading, InlineImage, Target
from dossierpress.problems import Problem
from dossierpress.read.typography import Typographer

_TEXT_TAGS: Final = frozenset(
    (
        "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp "
        "small span strong sub sup time u var wbr"
    ).split()
)
_BLOCK_TAGS: Final = frozenset(
    (
        "aside blockquote caption col colgroup dd details div dl dt figcaption figure h2 h3 h4 h5 "
        "h6 hr li ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_VERBATIM: Final = frozenset(("code kbd math pre samp script style svg textarea var").split())
# Tags with nothing to look at, unless they have an id.
_PLAIN_TEXT_TAGS: Final = _TEXT_TAGS - _VERBATIM - {"a", "img", "br"}
# Tags as they stand most often, that need no look: whether a new block of text begins with each.
_INERT: Final = {
    f"<{end}{name}>": name in _BLOCK_TAGS
    for name in _PLAIN_TEXT_TAGS | _BLOCK_TAGS - _VERBATIM - {"h2", "h3", "h4", "h5", "h6"}
    for end in ("", "/")
}
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "ref"})
_ATTRIBUTES: Final = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang"},
    "img": {"alt", "height", "src", "width"},
    "details": {"open"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "data": {"value"},
}
_CLEANER: Final = nh3.Cleaner(
    tags=set(_TEXT_TAGS | _BLOCK_TAGS),
    attributes=_ATTRIBUTES,
    url_schemes=set(_SCHEMES),
    link_rel=None,
    clean_content_tags={"script", "style"},
)
_TAG = re.compile(
    r"<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>[^\"'>]*(?:(?:\"[^\"]*\"|'[^']*')[^\"'>]*)*)>",
    re.DOTALL,
)
_OPENED = re.compile(r"<([a-zA-Z][\w-]*)")
_REMOVED_ATTRIBUTE = re.compile(r"<[a-zA-Z][^<>]*\s(style|on[a-z]+)\s*=", re.IGNORECASE)
_SCHEME = re.compile(r"(?:href|src)\s*=\s*[\"']?\s*(([a-zA-Z][\w+.-]*):[^\"'\s>]*)")
_ATTRIBUTE = re.compile(r"""\s*([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>=`]+))?|\s*/""")
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


def make_body(markup: str, setting: Setting) -> tuple[Body, tuple[Problem, ...]]:
    """Turn the HTML that Markdown made into a Body. In a trusted site raw HTML stays as written."""
    refused = () if setting.trusted else _refused(markup, setting.path)
    safe = markup if setting.trusted else _CLEANER.clean(markup)
    draft = _Pass(setting).run(safe)
    for fragment in draft.fragments:
        if unquote(fragment) not in draft.ids:
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
        digest=_digest(parts),
        targets=tuple(draft.targets),
        outside=tuple(draft.outside),
        headings=tuple(draft.headings),
        ids=tuple(draft.ids),
        words=draft.words,
    )
    return body, refused + tuple(draft.problems)


def _digest(parts: tuple[str, ...]) -> str:
    """SHA-256 of the pieces, each with its length; empty for a body without text."""
    if len(parts) == 1 and not parts[0].strip():
        return ""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


def _refused(markup: str, path: str) -> tuple[Problem, ...]:
    """Nothing is taken out silently: what the sanitiser will remove, and links that it would disarm."""
    allowed = _TEXT_TAGS | _BLOCK_TAGS
    problems = [
        _problem(
            path,
            "html-removed",
            f"<{name}> is not kept",
            "write it as Markdown, or set `markdown: {html: trusted}` in site.yaml",
            f"<{name}",
            "warning",
        )
        for name in sorted({tag.lower() for tag in _OPENED.findall(markup)} - allowed)
    ]
    problems.extend(
        _problem(
            path,
            "html-removed",
            f"the attribute {name} is not kept",
            "use a class, and style it in the site's own assets",
            name,
            "warning",
        )
        for name in sorted({name.lower() for name in _removed_attributes(markup)})
    )
    for target, scheme in _SCHEME.findall(markup):
        if scheme.lower() not in _SCHEMES:
            problems.append(
                _problem(
                    path,
                    "link-scheme",
                    f"a link may not begin with `{scheme}:`",
                    f"allowed: {', '.join(sorted(_SCHEMES))}",
                    html.unescape(target),
                )
            )
    return tuple(dict.fromkeys(problems))


def _removed_attributes(markup: str) -> list[str]:
    """The attributes of tags that are not kept; looked for only where something like one is set."""
    before_signs = (part.rsplit(None, 1) for part in markup.lower().split("=")[:-1])
    if not any(words and words[-1].startswith(("style", "on")) for words in before_signs):
        return []
    return _REMOVED_ATTRIBUTE.findall(markup)


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
        for tag in _TAG.finditer(markup):
            if tag.start() > position:
                self._text(markup[position : tag.start()])
            position = tag.end()
            written = tag[0]
            begins_block = _INERT.get(written)
            if begins_block is None:
                self._tag(tag)
                continue
            if begins_block:
                self.typographer.new_block()
            self.draft.piece.append(written)
        self._text(markup[position:])
        return self.draft

    def _text(self, text: str) -> None:
        self.draft.words += len(text.split())
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
        if name in _PLAIN_TEXT_TAGS and "id=" not in tag["rest"]:
            self.draft.piece.append(tag[0])
            return
        if name in _VERBATIM:
            self._enter_or_leave(name, tag)
        elif name in _BLOCK_TAGS or name == "br":
            self.typographer.new_block()
        attributes: dict[str, re.Match[str]] = {}
        if not tag["end"] and (name in ("a", "img") or "id=" in tag["rest"]):
            attributes = _attributes(tag)
        refused = self._refused_id(attributes.get("id"))
        link = attributes.get("href" if name == "a" else "src") if name in ("a", "img") else None
        if name == "a":
            self.address = _value(link) if link else ""
        target = self._target(_value(link).strip(), image=name == "img") if link else None
        if name == "img" and not tag["end"] and not (attributes.get("alt") and _value(attributes["alt"])):
            self._unseen(link)
        if link is None or target is None:
            self.draft.piece.append(tag[0].replace(refused, "", 1))
        elif name == "img" and target.kind == "media":
            self._cut_image(attributes, target, refused)
        else:
            self._cut(tag, link, target, refused)
        if len(name) == 2 and name[0] == "h" and name[1] in "23456":
            self._heading(int(name[1]), attributes.get("id"), closes=bool(tag["end"]))

    def _unseen(self, link: re.Match[str] | None) -> None:
        self.draft.problems.append(
            _problem(
                self.setting.path,
                "missing-alt",
                "an image says nothing to those who cannot see it",
                "write what it shows between the brackets: ![what it shows](photo.jpg)",
                _value(link) if link else "![](",
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
            self.draft.headings.append(Heading(level, _value(name) if name else "", ""))
        elif self.heading is not None and self.draft.headings:
            last = self.draft.headings.pop()
            title = html.unescape("".join(self.heading)).strip()
            if last.id in self.draft.ids and title:
                self.draft.headings.append(Heading(last.level, last.id, title))
            self.heading = None

    def _refused_id(self, found: re.Match[str] | None) -> str:
        """The attribute to take out, when the id is the theme's, taken, or none at all."""
        if found is None:
            return ""
        name = _value(found)
        if (
            name
            and not name.startswith(RESERVED_ID)
            and name not in self.draft.ids
            and not _SPACE.search(name)
        ):
            self.draft.ids[name] = None
            return ""
        return found[0]

    def _cut(self, tag: re.Match[str], link: re.Match[str], target: Target, refused: str) -> None:
        """Cut an internal link out of the HTML, as a target."""
        offset = tag.start("rest") - tag.start()
        before, after = tag[0][: offset + link.start(2)], tag[0][offset + link.end(2) :]
        self.draft.piece.append(f'{before.replace(refused, "", 1)}"')
        self.draft.parts.append("".join(self.draft.piece))
        self.draft.targets.append(target)
        self.draft.piece = [f'"{after.replace(refused, "", 1)}']

    def _cut_image(self, attributes: dict[str, re.Match[str]], target: Target, refused: str) -> None:
        """Cut an image of the content folder out whole: its file says how it is shown."""
        values = {name: _value(each) for name, each in attributes.items() if each[0] != refused}
        width = values.get("width", "").removesuffix("px")
        rest = {"alt": ""} | {name: value for name, value in values.items() if name not in _FROM_FILE}
        markup = " ".join(f'{name}="{html.escape(value)}"' for name, value in rest.items())
        image = InlineImage(markup, int(width) if width.isascii() and width.isdecimal() else 0)
        self.draft.parts.append("".join(self.draft.piece))
        self.draft.targets.append(msgspec.structs.replace(target, image=image))
        self.draft.piece = []

    def _target(self, link: str, *, image: bool) -> Target | None:
        """The internal target of a link; None for one that leads outside, stays here, or is wrong."""
        address, _, fragment = link.partition("#")
        if link.startswith("//"):
            self._wrong("link-scheme", f"`{link}` does not say http or https", f"write https:{link}", link)
        elif (scheme := re.match(r"([a-zA-Z][\w+.-]*):", link)) is not None:
            if scheme[1].lower() == "ref" and not image:
                return Target("reference", link, unquote(link[4:]))
            if scheme[1].lower() in ("http", "https") and not image:
                self.draft.outside[link] = None
            if image and not self.setting.trusted:
                self._wrong(
                    "remote-image",
                    f"the image {link} lies on another host",
                    "save it beside the article: readers' browsers are not sent elsewhere",
                    link,
                )
        elif not address:
            if fragment:
                self.draft.fragments.append(fragment)
        elif address.startswith("/"):
            return Target("site", link, unquote(address), fragment)
        else:
            return self._file(link, unquote(address), fragment)
        return None

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
        return Target("article-file" if kind == "article-file" else "media", link, path, fragment)

    def _wrong(self, code: str, message: str, hint: str, text: str) -> None:
        self.draft.problems.append(_problem(self.setting.path, code, message, hint, text))


def _attributes(tag: re.Match[str]) -> dict[str, re.Match[str]]:
    """The attributes of a tag by name, read one after another: a value never passes for a name."""
    found: dict[str, re.Match[str]] = {}
    rest, position = tag["rest"], 0
    while position < len(rest) and (attribute := _ATTRIBUTE.match(rest, position)) is not None:
        if attribute[1]:
            found.setdefault(attribute[1].lower(), attribute)
        position = attribute.end()
    return {name: attribute for name, attribute in found.items() if attribute[2]}


def _value(attribute: re.Match[str]) -> str:
    """What an attribute holds, without quotes and with its entities resolved."""
    written = attribute[2]
    return html.unescape(written[1:-1] if written[0] in "\"'" else written)


def _problem(path: str, code: str, message: str, hint: str, text: str, severity: str = "error") -> Problem:
    return Problem(
        path=path,
        code=code,
        message=message,
        hint=hint,
        text=text,
        severity="warning" if severity == "warning" else "error",
    )
