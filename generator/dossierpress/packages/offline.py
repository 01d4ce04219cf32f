"""A book as one HTML file: its pictures and a search are inside, and nothing else is ever fetched."""

import base64
import hashlib
import re
from pathlib import Path

from markupsafe import Markup

from dossierpress.packages.book import BookView
from dossierpress.packages.parts import Part, parts_of, tree_of
from dossierpress.packages.words import environment
from dossierpress.plan.outputs import Bodies

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_LINK = re.compile(r'(?<= href=")(?:part:([^"#]+))?(?:#([^"]*))?(?=")')
_FILE = re.compile(r' src="file:([^"]+)"')
# Stands for a picture that the page has once already; its script shows it here too.
_SAME = ' src="data:," data-same="{}"'
_ID = re.compile(r'(?<= id=")[^"]*(?=")')
_HEADING = re.compile(r"(</?h)([1-5])(?=[ >])")
_XML = re.compile(r' xml:lang="[^"]*"| epub:type="[^"]*"')


def write_offline(view: BookView, bodies: Bodies) -> bytes:
    """The page; it works from any disk, without a network."""
    bound = parts_of(view, bodies)
    ids = {part.name: set(_ID.findall(part.html)) for part in bound.parts}
    shown: dict[str, int] = {}
    pictures = {each.path: _data(f"image/{_type(each.shown)}", bodies[each.path]) for each in view.files}
    pictures |= {name: _data("image/svg+xml", data) for name, data in bound.drawings.items()}
    script = _read("offline.js")
    # What the policy names is the text between the tags, line breaks and all.
    digest = base64.b64encode(hashlib.sha256(f"\n{script}\n".encode()).digest()).decode()
    page = environment(view.site.language).get_template("offline.html")
    return page.render(
        site=view.site,
        dossier=view.dossier,
        title=f"{view.title}: {view.path}" if view.path else view.title,
        style=Markup(_read("style.css") + _read("offline.css")),  # noqa: S704  our own
        script=Markup(script),  # noqa: S704  our own
        script_digest=digest,
        tree=tree_of(bound.parts),
        pages=[(part, _page(part, ids, pictures, shown)) for part in bound.parts],
    ).encode()


def _page(part: Part, ids: dict[str, set[str]], pictures: dict[str, str], shown: dict[str, int]) -> Markup:
    """A part with its headings one level down, and ids that no other part has.

    A picture is in the page once; `shown` numbers those that are.
    """

    def picture(found: re.Match[str]) -> str:
        number = shown.get(found[1])
        if number is not None:
            return _SAME.format(number)
        shown[found[1]] = len(shown)
        return f' src="{pictures[found[1]]}" data-picture="{shown[found[1]]}"'

    def link(found: re.Match[str]) -> str:
        name, fragment = found[1] or part.name, found[2] or ""
        if not (found[1] or found[2] is not None) or name not in ids:
            return found[0]
        return f"#{name}--{fragment}" if fragment in ids[name] else f"#{name}"

    text = _XML.sub("", part.html)
    text = _LINK.sub(link, text)
    text = _FILE.sub(picture, text)
    text = _ID.sub(lambda found: f"{part.name}--{found[0]}", text)
    text = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", text)
    return Markup(text)  # noqa: S704  `xhtml` wrote it


def _type(kind: str) -> str:
    return "svg+xml" if kind == "svg" else kind


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8").strip()
