"""The parts of a book on one page: ids of their own, links to these, headings below the page's."""

import re
from collections.abc import Callable, Iterable, Mapping

from dossierpress.packages.parts import Part

Ids = Mapping[str, frozenset[str]]
_LINK = re.compile(r'(?<= href=")(?:part:([^"#]+))?(?:#([^"]*))?(?=")')
_FILE = re.compile(r' src="file:([^"]+)"')
_ID = re.compile(r'(?<= id=")[^"]*(?=")')
_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")
_XML = re.compile(r' xml:lang="[^"]*"| epub:type="[^"]*"')


def ids_of(parts: Iterable[Part]) -> Ids:
    """The ids that each part has, by its name."""
    return {part.name: frozenset(_ID.findall(part.html)) for part in parts}


def on_one_page(part: Part, ids: Ids, picture: Callable[[str], str], down: int = 1) -> str:
    """A part as HTML, its headings so many levels down; `picture` gives a picture's attributes."""

    def link(found: re.Match[str]) -> str:
        name, fragment = found[1] or part.name, found[2] or ""
        if not (found[1] or found[2] is not None) or name not in ids:
            return found[0]
        return f"#{name}--{fragment}" if fragment in ids[name] else f"#{name}"

    text = _XML.sub("", part.html)
    text = _LINK.sub(link, text)
    text = _FILE.sub(lambda found: picture(found[1]), text)
    text = _ID.sub(lambda found: f"{part.name}--{found[0]}", text)
    return _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + down, 6)}", text) if down else text
