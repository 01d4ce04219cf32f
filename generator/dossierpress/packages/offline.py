"""A book as one HTML file: its pictures and a search are inside, and nothing else is ever fetched."""

import base64
import hashlib
from pathlib import Path

from markupsafe import Markup

from dossierpress.packages.book import BookView
from dossierpress.packages.onepage import ids_of, on_one_page
from dossierpress.packages.parts import parts_of, tree_of
from dossierpress.packages.words import environment
from dossierpress.plan.outputs import Bodies

_TEMPLATES = Path(__file__).resolve().parent / "templates"
# Stands for a picture that the page has once already; its script shows it here too.
_SAME = ' src="data:," data-same="{}"'


def write_offline(view: BookView, bodies: Bodies) -> bytes:
    """The page; it works from any disk, without a network."""
    bound = parts_of(view, bodies)
    ids = ids_of(bound.parts)
    pictures = {each.path: _data(f"image/{_type(each.shown)}", bodies[each.path]) for each in view.files}
    pictures |= {name: _data("image/svg+xml", data) for name, data in bound.drawings.items()}
    shown: dict[str, int] = {}

    def picture(name: str) -> str:
        """A picture is in the page once; `shown` numbers those that are."""
        if name in shown:
            return _SAME.format(shown[name])
        shown[name] = len(shown)
        return f' src="{pictures[name]}" data-picture="{shown[name]}"'

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
        pages=[(part, Markup(on_one_page(part, ids, picture))) for part in bound.parts],  # noqa: S704  our own
    ).encode()


def _type(kind: str) -> str:
    return "svg+xml" if kind == "svg" else kind


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8").strip()
