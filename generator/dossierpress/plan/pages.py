"""The front page, plain pages, the page for addresses that are not there, and redirects."""

from collections.abc import Iterable
from unicodedata import normalize
from urllib.parse import unquote

from dossierpress.config import CONFIG_FILE
from dossierpress.plan.outputs import Cause, Output, page
from dossierpress.plan.pageviews import HomeView, NotFoundView, PlainPageView, RedirectView
from dossierpress.plan.routes import article_address, dossier_address, page_address
from dossierpress.plan.summaries import Desk, headings

FRESHEST = 10
NOT_FOUND = "/404.html"


def home_page(desk: Desk) -> Iterable[Output]:
    """Dossiers, the one with the newest article first, and the freshest articles of all."""
    if not desk.wants("/"):
        return
    site = desk.routes.site
    newest = [each.id for each in site.articles.values() if each.meta.status != "withdrawn"][::-1]
    rank = {name: number for number, name in enumerate(newest)}
    dossiers = sorted(
        site.dossiers.values(),
        key=lambda each: (
            min((rank[name] for name in each.articles if name in rank), default=len(rank)),
            each.id,
        ),
    )
    view = HomeView(
        site=desk.site_view,
        page=desk.head("/", ""),
        dossiers=tuple(desk.dossier(each) for each in dossiers),
        freshest=tuple(desk.summary(name) for name in newest[:FRESHEST]),
    )
    yield page("/", "home.html", view, Cause(desk.routes.config.content))


def plain_pages(desk: Desk) -> Iterable[Output]:
    """One output for each file in `content/pages`."""
    for document in desk.routes.site.pages.values():
        meta = document.meta
        address = page_address(document.id)
        if not desk.wants(address):
            continue
        view = PlainPageView(
            site=desk.site_view,
            page=desk.head(
                address,
                meta.title,
                meta.standfirst or None,
                mark=desk.routes.site.marks.get(f"page:{document.id}", ""),
            ),
            title=meta.title,
            body=desk.body(document.body, document.path),
            contents=headings(document.body),
            standfirst=meta.standfirst,
            updated=desk.date(meta.updated),
            extra=meta.extra.values,
            withdrawn=meta.status == "withdrawn",
        )
        yield page(address, "page.html", view, Cause(document.path))


def not_found_page(desk: Desk) -> Iterable[Output]:
    """What hosts serve for an address that is not there."""
    if not desk.wants(NOT_FOUND):
        return
    view = NotFoundView(site=desk.site_view, page=desk.head(NOT_FOUND, ""))
    yield page(NOT_FOUND, "404.html", view, Cause(desk.routes.config.content))


def redirect_pages(desk: Desk) -> Iterable[Output]:
    """A page at each old address that leads to the new one."""
    site = desk.routes.site
    owners = [
        *(
            (each.path, each.meta.title, article_address(each.id), each.meta.aliases)
            for each in site.articles.values()
        ),
        *(
            (each.document.path, each.title, dossier_address(each.id), each.document.meta.aliases)
            for each in site.dossiers.values()
        ),
        *(
            (each.path, each.meta.title, page_address(each.id), each.meta.aliases)
            for each in site.pages.values()
        ),
    ]
    for path, title, target, aliases in owners:
        for number, alias in enumerate(aliases):
            yield from _redirect(desk, alias, target, title, Cause(path, f"aliases[{number}]"))
    for number, moved in enumerate(desk.routes.config.redirects):
        target = _answering(moved.to)
        desk.routes.check(target, moved.to, CONFIG_FILE, f"redirects[{number}].to")
        cause = Cause(CONFIG_FILE, f"redirects[{number}].from")
        yield from _redirect(desk, moved.from_, target, desk.site_view.title, cause)


def _redirect(desk: Desk, alias: str, target: str, title: str, cause: Cause) -> Iterable[Output]:
    address = _answering(alias)
    if desk.wants(address):
        head = desk.head(address, title, canonical=target)
        view = RedirectView(site=desk.site_view, page=head, target=target)
        yield page(address, "redirect.html", view, cause)


def _answering(alias: str) -> str:
    """The address at which an alias answers: a browser shows and copies `/café/` as `/caf%C3%A9/`."""
    address = normalize("NFC", unquote(alias))
    is_file = "." in address.rsplit("/", 1)[-1]
    return address if address.endswith("/") or is_file else f"{address}/"
