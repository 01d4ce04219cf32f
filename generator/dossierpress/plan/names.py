"""The indexes of names: tags, sources, people, organisations and places, and a page for each name."""

from collections.abc import Iterable

from dossierpress.model.collation import sort_key
from dossierpress.model.registries import Entry, Organisation, Person, Place, Source
from dossierpress.model.site import NAME_KINDS, Named, NameKind
from dossierpress.plan.alternates import feeds_of, references_of
from dossierpress.plan.backlinks import to_page
from dossierpress.plan.coverage import coverage
from dossierpress.plan.lists import pages_of
from dossierpress.plan.maps import map_of
from dossierpress.plan.nameviews import FactView, IndexEntryView, RoleView
from dossierpress.plan.outputs import Cause, Output, page
from dossierpress.plan.pageviews import IndexView, NamePageView
from dossierpress.plan.quotations import said_by
from dossierpress.plan.routes import shows_index
from dossierpress.plan.summaries import Desk
from dossierpress.plan.views import AlternateView, LinkView
from dossierpress.plan.words import country_name, language_name


def name_pages(desk: Desk) -> Iterable[Output]:
    """The index of each kind that is turned on, and a page for each name that articles use."""
    for kind in NAME_KINDS:
        if not shows_index(desk.routes.config.indexes, kind):
            continue
        used = [named for named in desk.routes.site.each_name(kind) if named.articles]
        used.sort(key=lambda named: (sort_key(named.name, desk.language), named.slug))
        yield from _index(desk, kind, used)
        for named in used:
            yield from _name(desk, named, used)


def _index(desk: Desk, kind: NameKind, used: list[Named]) -> Iterable[Output]:
    address = f"/{kind}/"
    entries = [
        IndexEntryView(
            name=named.name,
            address=desk.routes.name_address(kind, named.slug),
            count=len(named.articles),
            note=named.entry.note if named.entry else "",
            language=(shown := desk.routes.name_view(named)).language,
            direction=shown.direction,
        )
        for named in used
    ]
    # An index line is short: a page of it holds ten times what a page of articles holds.
    size = 10 * desk.routes.config.indexes.page_size
    for here, part, pagination in pages_of(address, entries, size):
        if not desk.wants(here):
            continue
        view = IndexView(
            site=desk.site_view,
            page=desk.head(here, ""),
            kind=kind,
            entries=tuple(part),
            pagination=pagination,
            map=map_of(used) if kind == "places" and pagination.number == 1 else None,
        )
        yield page(here, "index.html", view, Cause(desk.routes.config.content))


def _name(desk: Desk, named: Named, used: list[Named]) -> Iterable[Output]:
    address = desk.routes.name_address(named.kind, named.slug)
    size = desk.routes.config.indexes.page_size
    entry = named.entry
    shown = desk.routes.name_view(named)
    for here, part, pagination in pages_of(address, named.articles, size):
        if not desk.wants(here):
            continue
        first = pagination.number == 1
        view = NamePageView(
            site=desk.site_view,
            page=desk.head(
                here,
                named.name,
                entry.note if entry and entry.note else None,
                (LinkView(title=named.kind, address=f"/{named.kind}/"),),
                alternates=_alternates(desk, named) if first else (),
            ),
            kind=named.kind,
            name=named.name,
            language=shown.language,
            direction=shown.direction,
            count=len(named.articles),
            note=entry.note if entry else "",
            facts=tuple(_facts(desk, entry)) if entry and first else (),
            roles=_roles(desk, entry) if first else (),
            quotes=said_by(desk, named.slug, named.articles) if first and named.kind == "people" else (),
            dossiers=_dossiers(desk, named) if first else (),
            articles=tuple(desk.summary(name) for name in part),
            pagination=pagination,
            coverage=coverage(desk, named.articles) if first else None,
            map=map_of(used, named) if first and named.kind == "places" else None,
            referrers=to_page(desk.referrers, address) if first else (),
        )
        yield page(here, "name.html", view, Cause(named.path, "" if entry else named.name))


def _alternates(desk: Desk, named: Named) -> tuple[AlternateView, ...]:
    """Tags can be followed; tags and sources give their references."""
    config = desk.routes.config
    address = desk.routes.name_address(named.kind, named.slug)
    return (
        *(feeds_of(config, address) if named.kind == "tags" else ()),
        *(references_of(config, address) if named.kind in ("tags", "sources") else ()),
    )


def _facts(desk: Desk, entry: Entry) -> Iterable[FactView]:
    """What a registry says of a name, in the order in which a reader wants it."""
    others = entry.aliases if isinstance(entry, Source) else entry.aka
    if others:
        yield FactView(name="aka", value=", ".join(others))
    if isinstance(entry, Source):
        yield from _source_facts(desk, entry)
    if isinstance(entry, Place):
        if entry.lat is not None and entry.lon is not None:
            yield FactView(name="coordinates", value=_coordinates(entry.lat, entry.lon))
        if entry.country:
            yield FactView(name="country", value=country_name(entry.country, desk.language))
    if isinstance(entry, Person | Organisation | Place) and entry.wikidata:
        address = f"https://www.wikidata.org/wiki/{entry.wikidata}"
        yield FactView(name="wikidata", value=entry.wikidata, address=address)


def _coordinates(lat: float, lon: float) -> str:
    """`53.21° N, 0.53° W`."""
    return f"{abs(lat):g}° {'N' if lat >= 0 else 'S'}, {abs(lon):g}° {'E' if lon >= 0 else 'W'}"


def _source_facts(desk: Desk, source: Source) -> Iterable[FactView]:
    place = desk.routes.named("places", source.place)
    values = {
        "kind": (source.kind, ""),
        "publisher": (source.publisher, ""),
        "owner": (source.owner, ""),
        "place": (place.name, place.address) if place else ("", ""),
        "country": (country_name(source.country, desk.language) if source.country else "", ""),
        "language": (language_name(source.language, desk.language) if source.language else "", ""),
        "issn": (source.issn, ""),
        "url": (source.url, source.url),
        "rights": (source.rights, ""),
    }
    for name, (value, address) in values.items():
        if value:
            yield FactView(name=name, value=value, address=address)


def _roles(desk: Desk, entry: Entry | None) -> tuple[RoleView, ...]:
    if not isinstance(entry, Person | Organisation):
        return ()
    return tuple(
        RoleView(role=each.role, of=each.of, since=desk.date(each.from_), until=desk.date(each.to))
        for each in entry.roles
    )


def _dossiers(desk: Desk, named: Named) -> tuple[LinkView, ...]:
    """The dossiers in which articles with this name stand, by title."""
    dossiers = desk.routes.site.dossiers
    found = {name for article in named.articles for name in desk.in_dossiers(article)}
    in_order = sorted(found, key=lambda name: (sort_key(dossiers[name].title, desk.language), name))
    return tuple(desk.dossier_link(dossiers[name]) for name in in_order)
