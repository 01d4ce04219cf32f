"""What a theme made of the awkward content: each page looked at for what the contract asks."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from importlib.resources import files as package_files
from urllib.parse import unquote, urldefrag

from dossierpress.problems import Problem

# What loads a file: element and attribute.
LOADS = {
    "audio": "src", "embed": "src", "iframe": "src", "img": "src", "input": "src", "link": "href",
    "object": "data", "script": "src", "source": "src", "track": "src", "video": "src",
}  # fmt: skip
# Links of the head that load nothing.
NAMES_ONLY = {"canonical", "alternate", "license", "next", "prev", "author", "me", "help", "search"}
VOID_OF_WORDS = {"script", "style", "template"}
BASE = "/under/a/path/"
WORD = re.compile(r"kw[a-z]+")
HINT = "docs/themes.md lists what each template receives, and what every page must have"
KINDS = ("tags", "sources", "people", "organisations", "places")


class _Page(HTMLParser):
    """One page: its elements and its words."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.counts: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.styles_and_scripts: list[str] = []
        self.faults: list[tuple[str, str]] = []
        self.language = self.title = self.words = ""
        self.directions: set[str] = set()
        self._within: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element."""
        values = {name: value or "" for name, value in attrs}
        self.counts[tag] += 1
        self._within.append(tag)
        if tag == "html":
            self.language = values.get("lang", "")
        if "dir" in values:
            self.directions.add(values["dir"])
        if "id" in values:
            self.ids[values["id"]] += 1
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "img" and "alt" not in values:
            self.faults.append(("no-alt", "a picture has no `alt`"))
        self._judge(tag, values)

    def _judge(self, tag: str, values: Mapping[str, str]) -> None:
        """Note what a strict Content-Security-Policy would stop."""
        if tag == "style" or "style" in values:
            self.faults.append(("inline-style", f"`<{tag}>` has an inline style"))
        if tag == "script" and "src" not in values and "json" not in values.get("type", ""):
            self.faults.append(("inline-script", "a script stands in the page"))
        handlers = [name for name in values if name.startswith("on")]
        self.faults += [("inline-handler", f"`<{tag}>` has the handler `{name}`") for name in handlers]
        loads = values.get(LOADS.get(tag, ""), "")
        if loads and (tag == "script" or "stylesheet" in values.get("rel", "").split()):
            self.styles_and_scripts.append(loads)
        if tag == "link" and NAMES_ONLY & set(values.get("rel", "").split()):
            return
        if loads.startswith(("http:", "https:", "//")):
            self.faults.append(("other-host", f"`<{tag}>` loads {loads}"))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and those in it that close by themselves."""
        if tag in self._within:
            while self._within.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Take note of words."""
        if self._within and self._within[-1] in VOID_OF_WORDS:
            return
        if self._within and self._within[-1] == "title":
            self.title += data
        else:
            self.words += f"{data} "


def look_at(files: Mapping[str, bytes], theme: str) -> Iterable[tuple[Problem, str]]:
    """Every problem of a site's pages, each with the page."""
    pages = {path: _Page(data.decode()) for path, data in files.items() if path.endswith(".html")}
    for path, page in pages.items():
        for code, message in (*page.faults, *_lacking(path, page), *_dead_links(path, page, files, pages)):
            place = f"{theme}/templates/{_template(path, page)}"
            yield Problem(path=place, code=code, message=message, hint=HINT, line=1, column=1), path


def style_and_scripts(page: str) -> tuple[str, ...]:
    """The files of the site that a page needs for its style and its scripts."""
    return tuple(address.removeprefix(BASE) for address in _Page(page).styles_and_scripts)


def not_shown(files: Mapping[str, bytes], theme: str) -> Iterable[Problem]:
    """A warning for each field of the awkward content that no page shows."""
    pages = (_Page(data.decode()) for path, data in files.items() if path.endswith(".html"))
    seen = {word for page in pages for word in WORD.findall(page.words.lower())}
    for word in sorted(set(_written()) - seen):
        yield Problem(
            path=f"{theme}/theme.yaml",
            code="not-shown",
            message=f"no page shows `{word}` of the awkward content",
            hint=HINT,
            line=1,
            column=1,
            severity="warning",
        )


def _lacking(path: str, page: _Page) -> Iterable[tuple[str, str]]:
    """What every page has."""
    if not page.title.strip():
        yield "no-title", "the page has no `<title>`"
    if not page.language:
        yield "no-language", "`<html>` has no `lang`"
    if page.counts["h1"] != 1:
        yield "headings", f"the page has {page.counts['h1'] or 'no'} `<h1>`; one is right"
    if page.counts["main"] != 1:
        yield "no-main", "the page has no `<main>`, or more than one"
    if "right-to-left" in path and "rtl" not in page.directions:
        yield "no-direction", "a text from right to left has no `dir`"
    for name, count in page.ids.items():
        if count > 1:
            yield "same-id", f"the id `{name}` stands {count} times"


def _dead_links(
    path: str, page: _Page, files: Mapping[str, bytes], pages: Mapping[str, _Page]
) -> Iterable[tuple[str, str]]:
    """Links inside the site that lead nowhere."""
    for link in page.links:
        address, fragment = urldefrag(link)
        if ":" in address.split("/")[0] or address.startswith("//"):
            continue
        if address and not address.startswith("/"):
            yield "bare-link", f"the link `{link}` did not go through the filter `href`"
            continue
        base = BASE if address.startswith(BASE) else "/"
        target = unquote(address.removeprefix(base)) if address else path
        target += "index.html" if target == "" or target.endswith("/") else ""
        if target not in files:
            yield "dead-link", f"the link `{link}` leads nowhere"
        elif fragment and target in pages and unquote(fragment) not in pages[target].ids:
            yield "dead-link", f"the link `{link}` leads to no id"


def _template(path: str, page: _Page) -> str:
    """The template that made a page, by its address."""
    parts = path.removesuffix("index.html").strip("/").split("/")
    if path in ("index.html", "404.html"):
        return "home.html" if path == "index.html" else "404.html"
    if page.counts["meta"] and not page.counts["main"] and not page.counts["header"]:
        return "redirect.html"
    if parts[0] in KINDS:
        return "index.html" if len(parts) == 1 or parts[1] == "page" else "name.html"
    single = len(parts) == 1
    if parts[0] == "dossiers" and "claims" in parts[2:3]:
        return "claim.html"
    return {
        "articles": "article.html",
        "dossiers": "dossiers.html" if single else "dossier.html",
        "takedowns": "takedowns.html",
        "dates": "dates.html" if single else "period.html",
    }.get(parts[0], "page.html")


def _written() -> Iterable[str]:
    """Every word of the awkward content that must be seen somewhere."""
    waiting = [package_files("dossierpress.cli") / "awkward" / "full"]
    while waiting:
        for entry in waiting.pop().iterdir():
            if entry.is_dir():
                waiting.append(entry)
            elif entry.name.endswith((".md", ".yaml")):
                yield from WORD.findall(entry.read_text(encoding="utf-8").lower())
