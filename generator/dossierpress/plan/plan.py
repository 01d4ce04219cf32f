"""The whole plan, page by page: what each unit of it gives, and every address and collision checked."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import msgspec

from dossierpress.model.media import Media
from dossierpress.model.site import NAME_KINDS, Site
from dossierpress.plan.articles import article_page
from dossierpress.plan.check import Claim, check_all, claim_of
from dossierpress.plan.claims import claim_page
from dossierpress.plan.dates import dates_page, month_pages, year_pages
from dossierpress.plan.desk import Desk, Facts
from dossierpress.plan.dossiers import dossier_page, dossiers_page
from dossierpress.plan.media import media_files
from dossierpress.plan.names import index_pages, name_pages
from dossierpress.plan.outputs import Bundle, Cause, Output, Plan
from dossierpress.plan.pages import NOT_FOUND, home_page, moved_pages, not_found_page, plain_page
from dossierpress.plan.routes import shows_index
from dossierpress.plan.shelf import Fact, Shelf
from dossierpress.plan.summaries import nav_link
from dossierpress.plan.takedowns import takedowns_page
from dossierpress.problems import Problem
from dossierpress.schema.config import Config

# What is planned at one desk: the name of a planner, and what about.
Unit = tuple[str, ...]
# What exports give once all addresses are known.
LAST: Unit = ("last",)


class Planned(msgspec.Struct, frozen=True):
    """What a unit gives, with the facts that it took."""

    outputs: tuple[Output | Bundle, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    to_check: tuple[tuple[str, Problem], ...]
    stamp: tuple[Fact, ...]


class Export(msgspec.Struct, frozen=True):
    """Adds files to the plan: feeds, lists for machines, and the like.

    `beside` gives those that belong to the pages of a unit, `own` those of units of the export's own, which
    `units` names. `after` is given all that is claimed, once that is known.
    """

    name: str
    beside: Callable[[Desk, Unit, tuple[Output, ...]], Iterable[Output | Bundle]] | None = None
    own: Callable[[Desk, str], Iterable[Output | Bundle]] | None = None
    units: Callable[[Desk], Iterable[str]] = lambda _desk: ("",)
    after: Callable[[Desk, Iterable[Claim]], Iterable[Output]] | None = None


_PLANNERS: Mapping[str, Callable[..., Iterable[Output]]] = {
    "home": home_page,
    "dossiers": dossiers_page,
    "dossier": dossier_page,
    "claim": claim_page,
    "article": article_page,
    "index": index_pages,
    "name": name_pages,
    "dates": dates_page,
    "year": year_pages,
    "month": month_pages,
    "page": plain_page,
    "moved": moved_pages,
    "takedowns": takedowns_page,
    "404": not_found_page,
}


class Planner:
    """Plans units. What an export gives beside a unit's pages is planned with them."""

    def __init__(self, facts: Facts, exports: Iterable[Export] = ()) -> None:
        self.facts = facts
        self._exports = tuple(exports)
        self._own = {export.name: export.own for export in self._exports if export.own is not None}

    def units(self) -> tuple[Unit, ...]:
        """Every unit that the site has now."""
        site, config = self.facts.shelf.site, self.facts.shelf.settings
        desk = Desk(self.facts)
        found: list[Unit] = [("menu",), ("home",), ("dossiers",), ("moved",), ("404",)]
        found += (("dossier", name) for name in site.dossiers)
        found += (("claim", name, each) for name in site.dossiers for each in desk.claims(name))
        found += (("article", name) for name in site.articles)
        found += (("page", name) for name in site.pages)
        for kind in NAME_KINDS:
            if shows_index(config.indexes, kind):
                found.append(("index", kind))
                found += (("name", kind, each.slug) for each in site.each_name(kind) if each.articles)
        if desk.taken_down():
            found.append(("takedowns",))
        if config.indexes.dates:
            found.append(("dates",))
            months = [month for month, _ in desk.calendar()]
            found += (("year", year) for year in dict.fromkeys(month.rpartition("/")[0] for month in months))
            found += (("month", month) for month in months if not month.endswith("/00"))
        for export in self._exports:
            if export.own is not None:
                found += ((export.name, each) for each in export.units(desk))
        return tuple(found)

    def unit_at(self, address: str) -> Unit | None:
        """The unit whose page has an address, as far as the address tells."""
        site, parts = self.facts.shelf.site, address.strip("/").split("/")
        kind, name = parts[0], parts[1] if len(parts) > 1 else ""
        found: Unit | None = None
        if address in ("/", NOT_FOUND):
            found = ("home",) if address == "/" else ("404",)
        elif kind == "articles" and name in site.articles:
            found = ("article", name)
        elif kind == "dossiers":
            found = (
                ("claim", name, parts[3]) if len(parts) > 3 else ("dossier", name) if name else ("dossiers",)
            )
        elif kind in NAME_KINDS:
            found = ("name", kind, name) if name and name != "page" else ("index", kind)
        elif kind == "dates":
            digits = [part for part in parts[1:3] if part.lstrip("-").isdecimal()]
            found = (("dates",), ("year", *digits), ("month", "/".join(digits)))[len(digits)]
        elif kind == "takedowns":
            found = ("takedowns",)
        elif kind in site.pages:
            found = ("page", kind)
        return found if found in self._known_units else None

    @cached_property
    def _known_units(self) -> frozenset[Unit]:
        return frozenset(self.units())

    def plan(self, unit: Unit) -> Planned:
        """What a unit gives."""
        desk = Desk(self.facts)
        outputs: tuple[Output | Bundle, ...]
        if unit[0] == "menu":
            outputs = ()
            for number, item in enumerate(desk.config.nav):
                nav_link(desk, item, number)
        elif unit[0] in self._own:
            outputs = tuple(self._own[unit[0]](desk, *unit[1:]))
        else:
            pages = tuple(_PLANNERS[unit[0]](desk, *unit[1:]))
            beside = (export.beside for export in self._exports if export.beside is not None)
            outputs = (*pages, *(output for add in beside for output in add(desk, unit, pages)))
        return _planned(desk, outputs)

    def plan_last(self, claims: Iterable[Claim]) -> Planned:
        """What exports give once all is known."""
        desk, known = Desk(self.facts), tuple(claims)
        after = (export.after for export in self._exports if export.after is not None)
        return _planned(desk, tuple(output for add in after for output in add(desk, known)))


def _planned(desk: Desk, outputs: tuple[Output | Bundle, ...]) -> Planned:
    return Planned(
        outputs=outputs,
        claims=tuple(map(claim_of, outputs)),
        problems=tuple(desk.problems),
        to_check=tuple(desk.to_check),
        stamp=tuple(desk.taken),
    )


def plan(
    site: Site,
    config: Config,
    media: Mapping[str, Media],
    *,
    exports: Iterable[Export] = (),
    claimed: Iterable[tuple[str, Cause]] = (),
    relative: bool = False,
) -> tuple[Plan, tuple[Problem, ...]]:
    """Plan every output of a site at once.

    `media` holds each file of the curator's that is published; `claimed` are files that others write,
    such as the theme's assets.
    """
    planner = Planner(Facts(Shelf(site, config, media, relative=relative)), exports)
    parts = [planner.plan(unit) for unit in planner.units()]
    parts.append(planner.plan_last(claim for part in parts for claim in part.claims))
    outputs = [output for part in parts for output in part.outputs]
    files = tuple(media_files(config, media))
    problems = [problem for part in parts for problem in part.problems]
    claims = [claim for part in parts for claim in part.claims]
    problems += check_all(claims, files, claimed, (each for part in parts for each in part.to_check))
    pages = (output for output in outputs if isinstance(output, Output))
    planned = Plan(
        pages=tuple(sorted(pages, key=lambda output: output.path)),
        media=files,
        bundles=tuple(output for output in outputs if isinstance(output, Bundle)),
    )
    return planned, tuple(problems)
