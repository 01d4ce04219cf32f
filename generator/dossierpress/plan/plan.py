"""The whole plan: every output of the site, and every link, address and collision checked."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from dossierpress.config import CONFIG_FILE, Config, NavItem
from dossierpress.model.media import Media
from dossierpress.model.references import parse_reference
from dossierpress.model.site import Site
from dossierpress.plan.addresses import address_of, base_of, file_of, is_inside
from dossierpress.plan.alternates import API, data_of, feeds_of
from dossierpress.plan.articles import article_pages
from dossierpress.plan.claims import claim_pages
from dossierpress.plan.dates import date_pages
from dossierpress.plan.dossiers import dossier_pages
from dossierpress.plan.media import image_view, media_files
from dossierpress.plan.names import name_pages
from dossierpress.plan.outputs import Bundle, Cause, Output, Plan
from dossierpress.plan.pages import home_page, not_found_page, plain_pages, redirect_pages
from dossierpress.plan.routes import Routes, make_routes
from dossierpress.plan.summaries import Desk, every_page
from dossierpress.plan.views import LinkView, SiteView
from dossierpress.plan.words import direction_of
from dossierpress.problems import Problem
from dossierpress.records import nearest

LONGEST_NAME = 255
SEARCH = "/search/"
# Adds files to the plan: feeds, lists for machines, and the like.
Export = Callable[[Desk], Iterable[Output | Bundle]]


def plan(
    site: Site,
    config: Config,
    media: Mapping[str, Media],
    *,
    exports: Iterable[Export] = (),
    claimed: Iterable[tuple[str, Cause]] = (),
    relative: bool = False,
    wants: Callable[[str], bool] = every_page,
) -> tuple[Plan, tuple[Problem, ...]]:
    """Plan every output.

    `media` holds each file of the curator's that is published; `claimed` are files that others write,
    such as the theme's assets. `wants` is asked before each page: whoever watches the work may end it
    there, by raising.
    """
    routes = make_routes(site, config, media)
    desk = Desk(routes, _site_view(config, routes, relative=relative), wants)
    desk.pages = tuple(_pages(desk))
    exported = [made for export in exports for made in export(desk)]
    pages = (*desk.pages, *(made for made in exported if isinstance(made, Output)))
    files = tuple(media_files(routes))
    planned = Plan(
        pages=tuple(sorted(pages, key=lambda output: output.path)),
        media=tuple(sorted(files, key=lambda file: file.path)),
        bundles=tuple(made for made in exported if isinstance(made, Bundle)),
    )
    # Pages first: where a page and its card collide with another's, the page is what is named.
    claims = sorted((*_places(planned), *claimed), key=lambda claim: not claim[0].endswith(".html"))
    problems = (*routes.problems, *_unsafe(planned), *_collisions(claims), *_dead_addresses(routes, planned))
    return planned, problems


def plan_page(
    site: Site, config: Config, media: Mapping[str, Media], path: str, *, relative: bool = False
) -> Output | None:
    """One page alone, just as the whole plan has it, with nothing checked; None when no planner has it."""
    routes = make_routes(site, config, media)
    desk = Desk(routes, _site_view(config, routes, relative=relative), address_of(path).__eq__)
    return next((output for output in _pages(desk) if output.path == path), None)


def _pages(desk: Desk) -> Iterator[Output]:
    yield from home_page(desk)
    yield from dossier_pages(desk)
    yield from claim_pages(desk)
    yield from article_pages(desk)
    yield from name_pages(desk)
    yield from date_pages(desk)
    yield from plain_pages(desk)
    yield from not_found_page(desk)
    yield from redirect_pages(desk)


def _site_view(config: Config, routes: Routes, *, relative: bool) -> SiteView:
    publisher = config.publisher
    logo = image_view(routes, f"{config.content}/{publisher.logo}") if publisher and publisher.logo else None
    return SiteView(
        title=config.title,
        language=config.language,
        direction=direction_of(config.language),
        base=base_of(config.url),
        url=config.url,
        relative=relative,
        description=config.description,
        footer=config.footer,
        publisher=LinkView(title=publisher.name, address=publisher.url) if publisher else None,
        logo=logo.address if logo else _logo(config, routes),
        logo_width=logo.width if logo else 0,
        logo_height=logo.height if logo else 0,
        alternates=(*feeds_of(config, "/"), *data_of(config, f"{API}site.json")),
        search=SEARCH if config.search.on else "",
        nav=tuple(_nav(item, routes, number) for number, item in enumerate(config.nav)),
        extra=config.extra.values,
    )


def _logo(config: Config, routes: Routes) -> str:
    if config.publisher is None or not config.publisher.logo:
        return ""
    path = f"{config.content}/{config.publisher.logo}"
    return routes.media_address(path) if path in routes.media else ""


def _nav(item: NavItem, routes: Routes, number: int) -> LinkView:
    key = f"nav[{number}].to"
    if item.to.startswith(("https://", "http://")):
        return LinkView(title=item.title, address=item.to)
    if item.to.startswith("/"):
        path, _, fragment = item.to.partition("#")
        address = path if path.endswith("/") or "." in path.rsplit("/", 1)[-1] else f"{path}/"
        routes.check(address, item.to, CONFIG_FILE, key)
        return LinkView(title=item.title, address=routes.place(address, fragment))
    reference = parse_reference(item.to)
    cited = routes.cited(item.to, CONFIG_FILE, key)
    if cited is None and reference is not None and routes.is_held(reference):
        routes.problems.append(
            Problem(
                path=CONFIG_FILE,
                code="private-link",
                message=f"`{item.to}` is not published",
                hint="take it out of the menu until it is",
                key=key,
            )
        )
    return LinkView(title=item.title, address=cited.address if cited else "")


def _places(planned: Plan) -> Iterable[tuple[str, Cause]]:
    """Every file with its cause: pages first, since a fault is shown by the page that it spoils."""
    for page in sorted(planned.pages, key=lambda output: output.producer is not None):
        yield page.path, page.cause
    yield from ((bundle.folder, bundle.cause) for bundle in planned.bundles)
    yield from ((path, file.cause) for file in planned.media for path in file.paths)


def _unsafe(planned: Plan) -> Iterable[Problem]:
    """Paths that some file system could not hold, or that would leave the output folder."""
    for path, cause in _places(planned):
        segments = path.split("/")
        if (
            is_inside(segments)
            and path.isprintable()
            and all(len(each.encode()) <= LONGEST_NAME for each in segments)
        ):
            continue
        yield Problem(
            path=cause.path,
            code="bad-address",
            message=f"nothing can be published at `/{path}`",
            hint="parts of an address are not empty, do not begin with a dot, and have at most 255 bytes",
            key=cause.key,
            line=0 if cause.key else 1,
        )


def _collisions(claims: Iterable[tuple[str, Cause]]) -> Iterable[Problem]:
    """One address, one owner; also where they differ only by case or Unicode form (NFC).

    Two files that want one page want one file of the API as well: that is one problem.
    """
    reported: set[frozenset[Cause]] = set()
    owners: dict[str, list[tuple[str, Cause]]] = {}
    folders: dict[str, list[tuple[str, Cause]]] = {}
    for path, cause in claims:
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
        owners.setdefault(folded, []).append((path, cause))
        parent = folded
        while "/" in parent:
            parent = parent.rsplit("/", 1)[0]
            folders.setdefault(parent, []).append((path, cause))
    for folded, claimants in owners.items():
        rivals = claimants if len(claimants) > 1 else claimants + folders.get(folded, [])[:1]
        causes = frozenset(cause for _, cause in rivals)
        if len(rivals) < 2 or causes in reported:
            continue
        reported.add(causes)
        named = ", ".join(dict.fromkeys(f"{cause.path} (/{path})" for path, cause in rivals))
        for _, cause in sorted(rivals, key=lambda rival: rival[1])[-1:]:
            yield Problem(
                path=cause.path,
                code="same-address",
                message=f"two things want one address: {named}",
                hint="rename one of them, or take one alias out",
                key=cause.key,
                line=0 if cause.key else 1,
            )


def _dead_addresses(routes: Routes, planned: Plan) -> Iterable[Problem]:
    known = {path for path, _ in _places(planned)}
    addresses = sorted(f"/{path.removesuffix('index.html')}" for path in known)
    for address, problem in routes.to_check:
        if file_of(address) not in known:
            near = nearest(address, addresses)
            yield replace(problem, hint=f"{problem.hint}; {near}") if near else problem
