"""The front page, plain pages, the page for addresses that are not there, and redirects."""

from collections.abc import Iterable
from unicodedata import normalize
from urllib.parse import unquote

from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Cause, Output
from dossierpress.plan.pageviews import HomeView, NotFoundView, PlainPageView, RedirectView
from dossierpress.plan.rolls import unwithdrawn
from dossierpress.plan.routes import page_address
from dossierpress.plan.summaries import body_view, dossier_summary, head, headings, site_view, summary
from dossierpress.schema.config import CONFIG_FILE

FRESHEST = 10
NOT_FOUND = "/404.html"


def home_page(desk: Desk) -> Iterable[Output]:
    """Dossiers, the one with the newest article first, and the freshest articles of all."""
    newest = unwithdrawn(desk, "articles", "")[::-1]
    rank = {name: number for number, name in enumerate(newest)}

    def place(dossier: str) -> tuple[int, str]:
        inside = unwithdrawn(desk, "dossiers", dossier)
        return min((rank[each] for each in inside), default=len(rank)), dossier

    view = HomeView(
        site=site_view(desk),
        page=head(desk, "/", ""),
        dossiers=tuple(dossier_summary(desk, each) for each in sorted(desk.dossiers(), key=place)),
        freshest=tuple(summary(desk, name) for name in newest[:FRESHEST]),
    )
    yield desk.page("/", "home.html", view, Cause(desk.config.content))


def plain_page(desk: Desk, name: str) -> Iterable[Output]:
    """The page of a file in `content/pages`, and what leads to it."""
    document, view = desk.plain_page(name), plain_page_view(desk, name)
    yield desk.page(view.page.address, "page.html", view, Cause(document.path))
    meta = document.meta
    yield from redirect_pages(desk, document.path, meta.title, view.page.address, meta.aliases)


def plain_page_view(desk: Desk, name: str) -> PlainPageView:
    """What a plain page shows."""
    document = desk.plain_page(name)
    meta, address = document.meta, page_address(name)
    mark = desk.mark("page", name)
    return PlainPageView(
        site=site_view(desk),
        page=head(desk, address, meta.title, meta.standfirst or None, mark=mark),
        title=meta.title,
        body=body_view(desk, "page", name, document.path),
        contents=headings(desk.text("page", name)),
        standfirst=meta.standfirst,
        updated=desk.date(meta.updated),
        extra=meta.extra.values,
        withdrawn=meta.status == "withdrawn",
    )


def not_found_page(desk: Desk) -> Iterable[Output]:
    """What hosts serve for an address that is not there."""
    view = NotFoundView(site=site_view(desk), page=head(desk, NOT_FOUND, ""))
    yield desk.page(NOT_FOUND, "404.html", view, Cause(desk.config.content))


def redirect_pages(
    desk: Desk, path: str, title: str, target: str, aliases: tuple[str, ...]
) -> Iterable[Output]:
    """A page at each old address of an article, dossier or page that leads to the new one."""
    for number, alias in enumerate(aliases):
        yield _redirect(desk, alias, target, title, Cause(path, f"aliases[{number}]"))


def moved_pages(desk: Desk) -> Iterable[Output]:
    """A page at each old address that `site.yaml` names."""
    for number, moved in enumerate(desk.config.redirects):
        target = _answering(moved.to)
        desk.check(target, moved.to, CONFIG_FILE, f"redirects[{number}].to")
        cause = Cause(CONFIG_FILE, f"redirects[{number}].from")
        yield _redirect(desk, moved.from_, target, site_view(desk).title, cause)


def _redirect(desk: Desk, alias: str, target: str, title: str, cause: Cause) -> Output:
    address = _answering(alias)
    page = head(desk, address, title, canonical=target)
    view = RedirectView(site=site_view(desk), page=page, target=target)
    return desk.page(address, "redirect.html", view, cause)


def _answering(alias: str) -> str:
    """The address at which an alias answers: a browser shows and copies `/café/` as `/caf%C3%A9/`."""
    address = normalize("NFC", unquote(alias))
    is_file = "." in address.rsplit("/", 1)[-1]
    return address if address.endswith("/") or is_file else f"{address}/"
