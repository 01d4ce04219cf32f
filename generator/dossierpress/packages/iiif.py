"""The pictures of a dossier as a manifest of IIIF Presentation 3, for viewers that compare pages of print.

It names what the site shows. Captures never leave, so a scan stands here when its article shows it.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from dossierpress.formats.plainjson import plain_json
from dossierpress.packages.book import article_alone
from dossierpress.plan.addresses import absolute
from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Bodies
from dossierpress.plan.pageviews import ArticleView
from dossierpress.plan.views import BodyImageView, ImageView, View

ENDING = "-iiif.json"
_ALT = re.compile(r'\balt="([^"]*)"')
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
          "webp": "image/webp", "avif": "image/avif"}  # fmt: skip


class ShownView(View, frozen=True):
    """An article and the pictures that it shows, all addresses whole."""

    title: str
    language: str
    address: str
    pictures: tuple[ImageView, ...]


class ManifestView(View, frozen=True):
    """A dossier's pictures, by article."""

    title: str
    language: str
    summary: str
    address: str
    file: str
    articles: tuple[ShownView, ...]


def manifest_view(desk: Desk, title: str, summary: str, address: str, names: tuple[str, ...]) -> ManifestView:
    """The pictures whose size is known, of these articles; without `url`, viewers could load none."""
    shown = (_shown(desk, article_alone(desk, name)) for name in names) if desk.config.url else ()
    return ManifestView(
        title=title,
        language=desk.config.language,
        summary=summary,
        address=absolute(desk.config.url, address),
        file=absolute(desk.config.url, f"{address}{address.strip('/').rpartition('/')[2]}{ENDING}"),
        articles=tuple(each for each in shown if each.pictures),
    )


def _shown(desk: Desk, article: ArticleView) -> ShownView:
    images = [article.summary.image] if article.summary.image else []
    links = article.body.links if article.body is not None else ()
    images += [_named(link) for link in links if isinstance(link, BodyImageView)]
    known = {each.address: each for each in images if each.width and each.height and _kind(each.address)}
    return ShownView(
        title=article.summary.title,
        language=article.summary.language or desk.config.language,
        address=absolute(desk.config.url, article.page.address),
        pictures=tuple(
            ImageView(
                address=absolute(desk.config.url, each.address),
                alt=each.alt,
                caption=each.caption,
                credit=each.credit,
                width=each.width,
                height=each.height,
            )
            for each in known.values()
        ),
    )


def _named(shown: BodyImageView) -> ImageView:
    """A picture of a text, with the words that stand in its place there."""
    found = _ALT.search(shown.attributes)
    return msgspec.structs.replace(shown.image, alt=html.unescape(found[1])) if found else shown.image


def _kind(address: str) -> str:
    return _TYPES.get(address.rpartition(".")[2].lower(), "")


def write_manifest(view: ManifestView, _bodies: Bodies) -> bytes:
    """The manifest: a canvas for each picture, a range for each article."""
    found: dict[str, Any] = {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": view.file,
        "type": "Manifest",
        "label": {view.language: [view.title]},
        "homepage": [_page(view.address, view.title, view.language)],
    }
    if view.summary:
        found["summary"] = {view.language: [view.summary]}
    canvases: list[dict[str, Any]] = []
    ranges: list[dict[str, Any]] = []
    for article in view.articles:
        held = list(_canvases(view, article, len(canvases)))
        ranges.append(
            {
                "id": f"{view.address}iiif/range-{len(ranges) + 1}",
                "type": "Range",
                "label": {article.language: [article.title]},
                "items": [{"id": each["id"], "type": "Canvas"} for each in held],
            }
        )
        canvases += held
    return plain_json(found | {"items": canvases, "structures": ranges})


def _canvases(view: ManifestView, article: ShownView, before: int) -> Iterator[dict[str, Any]]:
    for number, picture in enumerate(article.pictures, start=before + 1):
        name = f"{view.address}iiif/canvas-{number}"
        size = {"height": picture.height, "width": picture.width}
        canvas: dict[str, Any] = {
            "id": name,
            "type": "Canvas",
            "label": {view.language: [picture.caption or picture.alt or article.title]},
            **size,
            "homepage": [_page(article.address, article.title, article.language)],
            "items": [
                {
                    "id": f"{name}/page",
                    "type": "AnnotationPage",
                    "items": [
                        {
                            "id": f"{name}/painting",
                            "type": "Annotation",
                            "motivation": "painting",
                            "target": name,
                            "body": {
                                "id": picture.address,
                                "type": "Image",
                                "format": _kind(picture.address),
                                **size,
                            },
                        }
                    ],
                }
            ],
        }
        if picture.credit:
            canvas["requiredStatement"] = {
                "label": {"en": ["Credit"]},
                "value": {view.language: [picture.credit]},
            }
        yield canvas


def _page(address: str, title: str, language: str) -> dict[str, Any]:
    return {"id": address, "type": "Text", "label": {language: [title]}, "format": "text/html"}
