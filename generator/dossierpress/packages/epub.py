"""A book as EPUB 3: its parts bound, with a cover, contents, and what readers who cannot see need to know."""

import io
import re
import uuid
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from dossierpress.packages.book import BookView
from dossierpress.packages.cover import draw_cover
from dossierpress.packages.parts import Part, parts_of, tree_of
from dossierpress.packages.words import environment
from dossierpress.packages.xhtml import without_forbidden
from dossierpress.packages.zips import zipped
from dossierpress.plan.outputs import Bodies

_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "svg": "image/svg+xml",
          "webp": "image/webp"}  # fmt: skip
_LINK = re.compile(r'(?<= href=")(?:part:([^"#]+))?(?:#([^"]*))?(?=")')
_FILE = re.compile(r'(?<= src=")file:([^"]+)(?=")')
_ID = re.compile(r'(?<= id=")[^"]*(?=")')
_NO_NAME = re.compile(r"[^\w.-]")


def write_epub(view: BookView, bodies: Bodies) -> bytes:
    """The book, in a zip as EPUB wants it."""
    made = environment(view.site.language)
    bound = parts_of(view, bodies)
    files, names = _files(view, bodies, bound.drawings)
    ids = {part.name: {_name(each) for each in _ID.findall(part.html)} for part in bound.parts}
    pages = {f"{part.name}.xhtml": _page(view, part, ids, names) for part in bound.parts}
    title = f"{view.title}: {view.path}" if view.path else view.title
    known: dict[str, Any] = {
        "site": view.site,
        "dossier": view.dossier,
        "touched": view.touched,
        "title": title,
        "uuid": uuid.uuid5(uuid.NAMESPACE_URL, view.dossier.page.canonical + view.name),
        "languages": _languages(view),
        "parts": bound.parts,
        "tree": tree_of(bound.parts),
        "files": [(name, kind) for name, kind, _ in files],
    }
    cover = Markup('<p><img src="cover.png" alt="{}"/></p>').format(title)
    texts = {
        "package.opf": made.get_template("package.opf").render(known),
        "nav.xhtml": made.get_template("nav.xhtml").render(known),
        "cover.xhtml": _bound(view, title, "cover", cover),
        "style.css": made.get_template("style.css").render(),
        **pages,
    }
    content = {name: without_forbidden(text).encode() for name, text in texts.items()}
    content |= {"cover.png": draw_cover(view)} | {name: data for name, _, data in files}
    packed = {"mimetype": b"application/epub+zip", "META-INF/container.xml": _CONTAINER}
    return zipped(packed | {f"EPUB/{name}": data for name, data in content.items()}, "mimetype")


def _page(view: BookView, part: Part, ids: dict[str, set[str]], names: dict[str, str]) -> str:
    """A part as a file: its links and pictures lead to other files, and only where there is something."""

    def link(found: re.Match[str]) -> str:
        name, fragment = found[1] or part.name, _name(found[2] or "")
        if not (found[1] or found[2] is not None) or name not in ids:
            return found[0]
        mark = f"#{fragment}" if fragment in ids[name] else ""
        return f"{'' if name == part.name and mark else f'{name}.xhtml'}{mark}"

    text = _LINK.sub(link, part.html)
    text = _FILE.sub(lambda found: names[found[1]], text)
    text = _ID.sub(lambda found: _name(found[0]), text)
    return _bound(view, part.title, part.name.partition("-")[0], text)


def _bound(view: BookView, title: str, kind: str, text: str) -> str:
    page = environment(view.site.language).get_template("page.xhtml")
    return page.render(site=view.site, title=title, kind=kind, html=Markup(text))  # noqa: S704  made above


def _name(text: str) -> str:
    """An id as XML has it: it begins with a letter, and every odd sign is told apart."""
    plain = _NO_NAME.sub(lambda sign: f"_{ord(sign[0]):x}_", text)
    return plain if not plain or plain[0].isalpha() else f"x{plain}"


def _files(
    view: BookView, bodies: Bodies, drawings: dict[str, bytes]
) -> tuple[list[tuple[str, str, bytes]], dict[str, str]]:
    """Pictures and drawings: names in the book, types, bytes; and the names by those that parts use."""
    files, names = [], {}
    for number, file in enumerate((each for each in view.files if each.format), start=1):
        kind, data = file.format, bodies[file.path]
        if kind not in _TYPES:
            kind, data = "png", _as_png(data)
        names[file.path] = f"pictures/{number}.{kind}"
        files.append((names[file.path], _TYPES[kind], data))
    for name, data in drawings.items():
        names[name] = f"pictures/{name}"
        files.append((names[name], _TYPES["svg"], data))
    return files, names


def _as_png(data: bytes) -> bytes:
    """A picture in a format that every reading system has."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.convert("RGBA" if image.has_transparency_data else "RGB").save(out, "PNG")
    return out.getvalue()


def _languages(view: BookView) -> list[str]:
    """The site's language first, then those of the articles."""
    return list(dict.fromkeys((view.site.language, *_foreign(view))))


def _foreign(view: BookView) -> Iterator[str]:
    yield from (each.summary.language for each in view.articles if each.summary.language)
