"""Raw HTML in a body: what of it stays, what is mended, and a finding for each thing that is taken out."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import nh3

from dossierpress.problems import Severity
from dossierpress.read.htmltags import (
    ALLOWED,
    ATTRIBUTES,
    ELEMENTS,
    EVERYWHERE,
    INERT,
    SCHEMES,
    SWALLOWED,
    TAG,
    attributes_of,
    value_of,
)

_CLEANER: Final = nh3.Cleaner(
    tags=set(ALLOWED),
    attributes={"*": set(EVERYWHERE), **ATTRIBUTES},
    url_schemes=set(SCHEMES),
    link_rel=None,
    generic_attribute_prefixes={"aria-"},
    clean_content_tags={"script", "style"},
)
_ANY_TAG = re.compile(r"<[^>]*>?")
# `<scheme:…>`, as CommonMark defines an autolink.
_AUTOLINK = re.compile(r"<(([a-zA-Z][a-zA-Z0-9+.-]{1,31}):[^\s<>]*)>")
_SCHEME = re.compile(r"([a-zA-Z][\w+.-]*):")
_UNSEEN = re.compile(r"[\x00-\x20]+")
# In a name, where a quotation mark has no partner: browsers would take all that follows for the value.
_MISREAD = re.compile(r"[\"'<=]")
_COMMENT_ENDS = ("-->", "--!>")
_NAME = re.compile(r"[a-zA-Z][\w:.-]*")
# Schemes that run a program or hold a page: nothing that a curator's link does by mistake.
_HOSTILE = frozenset({"javascript", "vbscript", "data"})
_ADDRESSED = frozenset({"href", "src", "poster"})
_LINKS_HINT = f"allowed: {', '.join(sorted(SCHEMES))}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the HTML of a body that does not reach the page as it was written.

    `at` is where its tag begins in the HTML, `raw` the tag; `inside` is what to point at within it.
    """

    at: int
    raw: str
    inside: str
    code: str
    message: str
    hint: str
    severity: Severity = "warning"


def made_safe(markup: str) -> tuple[str, tuple[Finding, ...]]:
    """The HTML with nothing in it that runs or hides, and all that had to be changed for that."""
    if all(INERT.get(tag) is not None or _is_plain(tag) for tag in set(_ANY_TAG.findall(markup))):
        return _CLEANER.clean(markup), ()
    mender = _Mender(markup, trusted=False)
    mended = mender.run()
    return _CLEANER.clean(mended), tuple(mender.findings)


def mended(markup: str) -> tuple[str, tuple[Finding, ...]]:
    """The HTML of a site that trusts it: as written, but for old anchors, `<h1>`, and text that is no tag."""
    mender = _Mender(markup, trusted=True)
    return mender.run(), tuple(mender.findings)


@lru_cache(maxsize=8192)
def _is_plain(raw: str) -> bool:
    """Whether a tag is one that stays as it is."""
    tag = TAG.fullmatch(raw)
    if tag is None or not tag["name"] or (name := tag["name"].lower()) not in ALLOWED:
        return False
    return bool(tag["end"]) or all(
        _is_kept(name, key) and (key not in _ADDRESSED or not _bad_scheme(value_of(found)))
        for key, found in attributes_of(tag["rest"]).items()
    )


def _is_kept(name: str, attribute: str) -> bool:
    return attribute in EVERYWHERE or attribute in ATTRIBUTES.get(name, ()) or attribute.startswith("aria-")


def _bad_scheme(address: str) -> str:
    """The scheme of an address that is none of ours, as browsers read it; else nothing."""
    found = _SCHEME.match(_UNSEEN.sub("", address))
    return found[1] if found and found[1].lower() not in SCHEMES else ""


class _Mender:
    """One pass over the tags of a body."""

    def __init__(self, markup: str, *, trusted: bool) -> None:
        self.markup = markup
        self.trusted = trusted
        self.findings: list[Finding] = []
        self.kept: list[str] = []
        self.position = 0
        self.closed = {name.lower() for name in re.findall(r"</([a-zA-Z][\w:.-]*)", markup)}
        self.dropped: set[str] = set()  # names that were taken out: their ends go without a word
        self.unlinked = False  # inside a link that became text

    def run(self) -> str:
        handle: Callable[[re.Match[str]], str] = self._trusted if self.trusted else self._sanitised
        while (tag := TAG.search(self.markup, self.position)) is not None:
            self.kept.append(self.markup[self.position : tag.start()])
            self.position = tag.end()
            self.kept.append(tag[0] if tag[0] in INERT else handle(tag))
        self.kept.append(self.markup[self.position :])
        return "".join(self.kept)

    def _trusted(self, tag: re.Match[str]) -> str:
        name = (tag["name"] or "").lower()
        if tag[0].startswith("<!--") and not tag[0].endswith(_COMMENT_ENDS):
            return self._open_comment(tag)
        if name in SWALLOWED and not tag["end"] and (end := self._end_of(name)):
            whole = self.markup[tag.start() : end]
            self.position = end
            return whole
        if name in ELEMENTS:
            return _renamed(tag, name)
        if name and not tag["end"] and self._is_text(tag, name):
            return self._as_text(tag)
        return tag[0]

    def _sanitised(self, tag: re.Match[str]) -> str:
        if not tag["name"]:
            return self._nameless(tag)
        name = tag["name"].lower()
        if name in ALLOWED or name == "h1":
            return self._end(tag, name) if tag["end"] else self._start(tag, name)
        if name not in ELEMENTS and (link := _AUTOLINK.fullmatch(tag[0])) and name not in self.closed:
            return self._autolink(tag, link)
        if tag["end"]:
            return "" if name in ELEMENTS or name in self.dropped else self._as_text(tag)
        if name not in ELEMENTS and self._is_text(tag, name):
            return self._as_text(tag)
        return self._dropped(tag, name)

    def _nameless(self, tag: re.Match[str]) -> str:
        """A comment, which nobody was to see; or something else that HTML takes for one."""
        if tag[0].startswith("<!--"):
            return "" if tag[0].endswith(_COMMENT_ENDS) else self._open_comment(tag)
        if not tag[0].endswith(">"):
            return self._as_text(tag)
        self._find(tag, f"`{tag[0][:40]}` is not kept", "delete it, or put it in backticks to show it")
        return ""

    def _open_comment(self, tag: re.Match[str]) -> str:
        """A comment without end would hide all that follows, and so would each after it."""
        self._find(
            tag,
            "the comment that begins here has no end: it is shown as text",
            "write --> where it ends",
            inside="<!--",
            code="html-as-text",
        )
        begin = tag.start() + len("<!--")
        self.position = begin
        self.markup = self.markup[:begin] + self.markup[begin:].replace("<!--", "&lt;!--")
        return "&lt;!--"

    def _dropped(self, tag: re.Match[str], name: str) -> str:
        hint = "write it as Markdown, or set `markdown: {html: trusted}` in site.yaml"
        if name in SWALLOWED:
            end = self._end_of(name)
            if not end:
                return self._as_text(tag)
            self.position = end
            self._find(tag, f"<{tag['name']}> is not kept, nor what stands in it", hint)
        else:
            self.dropped.add(name)
            self._find(tag, f"<{tag['name']}> is not kept", hint)
        return ""

    def _end_of(self, name: str) -> int:
        """Where an element ends whose content is no HTML of the body; 0 when it does not."""
        if name not in self.closed:
            return 0
        found = _end_tag(name).search(self.markup, self.position)
        if found is None:
            self.closed.discard(name)
        return found.end() if found else 0

    def _is_text(self, tag: re.Match[str], name: str) -> bool:
        """Whether `<T>` is meant as text: no element of HTML, not closed, without a value."""
        if not _NAME.fullmatch(name):
            return True
        found = attributes_of(tag["rest"]).values()
        return (
            name not in self.closed and not tag["rest"].endswith("/") and not any(each[2] for each in found)
        )

    def _as_text(self, tag: re.Match[str]) -> str:
        self._find(
            tag,
            f"`{tag[0][:40]}` is no HTML: it is shown as text",
            f"if that is meant, put it in backticks or write &lt;{tag[0][1:].rstrip('>')[:40]}>",
            code="html-as-text",
        )
        return html.escape(tag[0], quote=False)

    def _autolink(self, tag: re.Match[str], link: re.Match[str]) -> str:
        shown = html.escape(link[1])
        if link[2].lower() in SCHEMES:
            return f'<a href="{shown}">{shown}</a>'
        self._find_scheme(tag, link[2], link[1])
        return shown

    def _end(self, tag: re.Match[str], name: str) -> str:
        if name == "a" and self.unlinked:
            self.unlinked = False
            return ""
        return "</h2>" if name == "h1" else tag[0]

    def _start(self, tag: re.Match[str], name: str) -> str:
        """A tag that stays, with what of its attributes does."""
        taken = False
        attributes = attributes_of(_renamed(tag, name)[1 + len(name) : -1])
        if _MISREAD.search("".join(attributes)):
            return self._as_text(tag)
        for key, found in attributes.items():
            if not _is_kept(name, key):
                self._find(
                    tag,
                    f"the attribute {key} is not kept",
                    "use a class, and style it in the site's own assets",
                    inside=key,
                )
                continue
            scheme = _bad_scheme(value_of(found)) if key in _ADDRESSED else ""
            if scheme:
                taken = self._find_scheme(tag, scheme, value_of(found), is_link=name == "a") or taken
        if taken:
            self.unlinked = True
            return ""
        return _renamed(tag, name)

    def _find_scheme(self, tag: re.Match[str], scheme: str, address: str, *, is_link: bool = True) -> bool:
        """Report an address that no reader can follow; whether its text stays, without the link."""
        stays = is_link and scheme.lower() not in _HOSTILE
        self._find(
            tag,
            f"a link may not begin with `{scheme}:`"
            + (": its text stays, without the link" if stays else ""),
            _LINKS_HINT,
            inside=address,
            code="link-scheme",
            severity="warning" if stays else "error",
        )
        return stays

    def _find(
        self,
        tag: re.Match[str],
        message: str,
        hint: str,
        *,
        inside: str = "",
        code: str = "html-removed",
        severity: Severity = "warning",
    ) -> None:
        self.findings.append(Finding(tag.start(), tag[0], inside, code, message, hint, severity))


@lru_cache(maxsize=64)
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])[^>]*>", re.IGNORECASE)


def _renamed(tag: re.Match[str], name: str) -> str:
    """The tag, with `<a name>` as an id, and `<h1>` below the page's own headline."""
    if name == "h1":
        return f"<{tag['end']}h2{tag['rest']}>"
    if name == "a" and not tag["end"] and "name" in tag["rest"].lower():
        found = attributes_of(tag["rest"])
        if (old := found.get("name")) is not None:
            rest = tag["rest"]
            new = "" if "id" in found else f" id={old[2]}"
            return f"<a{rest[: old.start()]}{new}{rest[old.end() :]}>"
    return tag[0]
