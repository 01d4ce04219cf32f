"""The API: the site, each dossier and each article as JSON, as `docs/api.md` describes it.

Everything is made from the views of the pages, so what no page shows cannot be here. Texts are left out.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from dossierpress.formats.bibtex import bibtex
from dossierpress.formats.csl import csl_item
from dossierpress.formats.plainjson import plain_json
from dossierpress.formats.ris import ris
from dossierpress.formats.webannotation import annotations
from dossierpress.plan.addresses import absolute, file_of
from dossierpress.plan.alternates import API, api_address
from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Bodies, Cause, Output, Producer, produced
from dossierpress.plan.pageviews import ArticleView, DossierView
from dossierpress.plan.plan import Export, Unit
from dossierpress.plan.summaries import dossier_summary, site_view, summary
from dossierpress.plan.views import DossierSummaryView, SiteView, SummaryView, View
from dossierpress.schema.config import CONFIG_FILE

VERSION = 1
# Fields that tell a page how to look, or that the top of an object says already.
_NOT_DATA = frozenset(
    {"site", "page", "body", "contents", "citation", "citations", "summary", "related", "freshest"}
)
_IDENTIFIED = {SummaryView: "articles", DossierSummaryView: "dossiers"}
Data = dict[str, Any]


class SiteDataView(View, frozen=True):
    """What `site.json` says."""

    site: SiteView
    dossiers: tuple[DossierSummaryView, ...]
    articles: tuple[SummaryView, ...]


def page_data(_desk: Desk, _unit: Unit, pages: tuple[Output, ...]) -> Iterable[Output]:
    """One file for each dossier and each article."""
    for page in pages:
        view = page.view
        if isinstance(view, ArticleView):
            homes = (msgspec.structs.replace(each, previous=None, next=None) for each in view.memberships)
            shown = msgspec.structs.replace(
                view, body=None, contents=(), related=(), memberships=tuple(homes)
            )
            yield _file("articles", view.citation.id, write_article, shown, page.cause)
        elif isinstance(view, DossierView):
            kept = msgspec.structs.replace(view, body=None, contents=(), citations=())
            yield _file("dossiers", _id(view.summary.address), write_dossier, kept, page.cause)


def site_data(desk: Desk, _name: str) -> Iterable[Output]:
    """One file for the site."""
    data = SiteDataView(
        site=site_view(desk),
        dossiers=tuple(dossier_summary(desk, each) for each in desk.dossiers()),
        articles=tuple(summary(desk, each) for each in desk.listed("articles", "")),
    )
    yield produced(f"{API[1:]}site.json", write_site, data, Cause(CONFIG_FILE))


def _file(kind: str, name: str, producer: Producer, view: View, cause: Cause) -> Output:
    return produced(file_of(api_address(kind, name)), producer, view, cause)


def write_site(view: SiteDataView, _bodies: Bodies) -> bytes:
    """The site, its dossiers, and every article in short."""
    site = view.site
    return _json(
        {
            "title": site.title,
            "description": site.description,
            "language": site.language,
            "address": absolute(site.url, "/") if site.url else "/",
            "publisher": _plain(site.publisher, site),
            "dossiers": _plain(view.dossiers, site),
            "articles": _plain(view.articles, site),
        }
    )


def write_dossier(view: DossierView, _bodies: Bodies) -> bytes:
    """A dossier with all its curators say, and its articles in short."""
    files = {each.kind: _address(each.address, view.site) for each in view.page.alternates}
    return _json(_plain(view.summary, view.site) | {"files": files} | _plain(view, view.site))


def write_article(view: ArticleView, _bodies: Bodies) -> bytes:
    """An article with all that is known of it but its text, as a reference, and its quotes as annotations."""
    references = {
        "csl": csl_item(view.citation),
        "bibtex": bibtex([view.citation]),
        "ris": ris([view.citation]),
    }
    more = {"references": references, "annotations": annotations(view)}
    return _json(_plain(view.summary, view.site) | _plain(view, view.site) | more)


def _json(data: Data) -> bytes:
    kept = {"api": VERSION} | {name: value for name, value in data.items() if value not in (None, "", [], {})}
    return plain_json(kept)


def _plain(value: Any, site: SiteView) -> Any:
    """A view as plain data: what is empty is left out, and every address is one that a client can use."""
    if isinstance(value, View):
        found: Data = {}
        if type(value) in _IDENTIFIED:
            assert isinstance(value, SummaryView | DossierSummaryView)
            kind, name = _IDENTIFIED[type(value)], _id(value.address)
            found = {"id": name, "data": _address(api_address(kind, name), site)}
        for name in value.__struct_fields__:
            part = getattr(value, name)
            if name not in _NOT_DATA and part not in (None, "", (), {}, False):
                found[name] = _address(part, site) if name == "address" else _plain(part, site)
        return found
    if isinstance(value, tuple):
        return [_plain(each, site) for each in value]
    return value


def _address(address: str, site: SiteView) -> str:
    return absolute(site.url, address) if site.url else address


def _id(address: str) -> str:
    return address.split("/")[2]


api = Export("api", beside=page_data, own=site_data)
