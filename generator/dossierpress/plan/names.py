"""The indexes of names: tags, sources, people, organisations and places, and a page for each name."""

from collections.abc import Iterable, Iterator

from dossierpress.model.collation import sort_key
from dossierpress.model.registries import Entry, Organisation, Person, Place, Source
from dossierpress.model.site import Named, NameKind
from dossierpress.plan.alternates import feeds_of, references_of
from dossierpress.plan.backlinks import referrers, to_page
from dossierpress.plan.coverage import coverage
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.drawings import MapView
from dossierpress.plan.lists import pages_of
from dossierpress.plan.maps import Spotted, map_of, spotted, surroundings
from dossierpress.plan.nameviews import FactView, IndexEntryView, RoleView
from dossierpress.plan.outputs import Cause, Output
from dossierpress.plan.pageviews import IndexView, NamePageView
from dossierpress.plan.quotations import said_by
from dossierpress.plan.routes import name_address
from dossierpress.plan.summaries import dossier_link, head, site_view, summary
from dossierpress.plan.views import AlternateView, LinkView
from dossierpress.plan.words import country_name, language_name


def index_pages(desk: Desk, kind: NameKind) -> Iterable[Output]:
    """The index of a kind, in pages."""
    address = f"/{kind}/"
    # An index line is short: a page of it holds ten times what a page of articles holds.
    size = 10 * desk.config.indexes.page_size
    for here, part, pagination in pages_of(address, index_entries(desk, kind), size):
        view = IndexView(
            site=site_view(desk),
            page=head(desk, here, ""),
            kind=kind,
            entries=tuple(part),
            pagination=pagination,
            map=_map_of_places(desk) if kind == "places" and pagination.number == 1 else None,
        )
        yield desk.page(here, "index.html", view, Cause(desk.config.content))


@fact
def index_entries(desk: Desk, kind: NameKind) -> tuple[IndexEntryView, ...]:
    """The names of a kind that articles use, by the alphabet."""
    used = sorted(desk.names_of(kind), key=lambda each: (sort_key(each[0].name, desk.language), each[0].slug))
    return tuple(
        IndexEntryView(
            name=named.name,
            address=name_address(desk.config.indexes, kind, named.slug),
            count=count,
            note=named.entry.note if named.entry else "",
            language=shown.language,
            direction=shown.direction,
        )
        for named, shown, count in used
    )


@fact
def located(desk: Desk) -> tuple[Spotted, ...]:
    """Places that articles use, and of which it is known where they are."""
    found = (spotted(named, shown) for named, shown, _ in desk.names_of("places"))
    return tuple(place for place in found if place is not None)


def _map_of_places(desk: Desk) -> MapView | None:
    """A map of all places; of those that crowd each other the ones with most articles are named."""
    counts = {shown.address: count for _, shown, count in desk.names_of("places")}
    return map_of(sorted(located(desk), key=lambda place: -counts[place.shown.address]), desk.language)


@fact
def around(desk: Desk, slug: str) -> tuple[Spotted, ...]:
    """A place and those near it; none where it is not known where it is."""
    chosen = spotted(desk.registered("places", slug), desk.shown_name("places", slug))
    return surroundings(located(desk), chosen) if chosen else ()


def _map_around(desk: Desk, slug: str) -> MapView | None:
    near = around(desk, slug)
    return map_of(near, desk.language, near[0]) if near else None


def name_pages(desk: Desk, kind: NameKind, slug: str) -> Iterable[Output]:
    """The page of a name, and those that its list of articles goes on in."""
    named = desk.registered(kind, slug)
    for view in name_views(desk, kind, slug):
        yield desk.page(
            view.page.address, "name.html", view, Cause(named.path, "" if named.entry else named.name)
        )


def name_views(desk: Desk, kind: NameKind, slug: str) -> Iterator[NamePageView]:
    """What each of those pages shows."""
    named, articles = desk.registered(kind, slug), desk.listed(kind, slug)
    shown, entry = desk.shown_name(kind, slug), named.entry
    address = name_address(desk.config.indexes, kind, slug)
    for here, part, pagination in pages_of(address, articles, desk.config.indexes.page_size):
        first = pagination.number == 1
        yield NamePageView(
            site=site_view(desk),
            page=head(
                desk,
                here,
                named.name,
                entry.note if entry and entry.note else None,
                (LinkView(title=kind, address=f"/{kind}/"),),
                alternates=_alternates(desk, named) if first else (),
            ),
            kind=kind,
            name=named.name,
            language=shown.language,
            direction=shown.direction,
            count=len(articles),
            note=entry.note if entry else "",
            facts=tuple(facts_of(desk, entry)) if entry and first else (),
            roles=_roles(desk, entry) if first else (),
            quotes=said_by(desk, slug, articles) if first and kind == "people" else (),
            dossiers=_dossiers(desk, articles) if first else (),
            articles=tuple(summary(desk, name) for name in part),
            pagination=pagination,
            coverage=coverage(desk, kind, slug) if first else None,
            map=_map_around(desk, slug) if first and kind == "places" else None,
            referrers=to_page(referrers(desk, address)) if first else (),
        )


def _alternates(desk: Desk, named: Named) -> tuple[AlternateView, ...]:
    """Tags can be followed; tags and sources give their references."""
    config = desk.config
    address = name_address(config.indexes, named.kind, named.slug)
    return (
        *(feeds_of(config, address) if named.kind == "tags" else ()),
        *(references_of(config, address) if named.kind in ("tags", "sources") else ()),
    )


def facts_of(desk: Desk, entry: Entry) -> Iterable[FactView]:
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
    place = desk.named("places", source.place)
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


def _dossiers(desk: Desk, articles: Iterable[str]) -> tuple[LinkView, ...]:
    """The dossiers in which articles with this name stand, by title."""
    homes = dict.fromkeys(home for article in articles for home in desk.homes(article))
    found = [(dossier_link(desk, name), name) for name in homes]
    in_order = sorted(found, key=lambda each: (sort_key(each[0].title, desk.language), each[1]))
    return tuple(link for link, _ in in_order)
