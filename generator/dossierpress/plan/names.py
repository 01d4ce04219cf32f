"""The indexes of names: tags, sources, people, organisations and places, and a page for each name."""

from collections.abc import Iterable

from dossierpress.model.collation import sort_key
from dossierpress.model.registries import Entry, Organisation, Person, Place, Source
from dossierpress.model.site import Named, NameKind
from dossierpress.plan.alternates import feeds_of, references_of
from dossierpress.plan.articles import quote_views
from dossierpress.plan.coverage import coverage
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.lists import pages_of
from dossierpress.plan.maps import coordinates, map_of
from dossierpress.plan.nameviews import FactView, IndexEntryView, NameQuoteView, RoleView
from dossierpress.plan.outputs import Cause, Output
from dossierpress.plan.pageviews import IndexView, NamePageView
from dossierpress.plan.routes import dossier_address, name_address
from dossierpress.plan.summaries import dossier_title, head, site_view, summary
from dossierpress.plan.views import AlternateView, CitedView, LinkView
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
            map=map_of(located(desk)) if kind == "places" and pagination.number == 1 else None,
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
        )
        for named, count in used
    )


@fact
def located(desk: Desk) -> tuple[Named, ...]:
    """Places that articles use, and of which it is known where they are."""
    return tuple(named for named, _ in desk.names_of("places") if coordinates(named) is not None)


def name_pages(desk: Desk, kind: NameKind, slug: str) -> Iterable[Output]:
    """The page of a name, and those that its list of articles goes on in."""
    named, articles = desk.registered(kind, slug), desk.listed(kind, slug)
    entry = named.entry
    address = name_address(desk.config.indexes, kind, slug)
    for here, part, pagination in pages_of(address, articles, desk.config.indexes.page_size):
        first = pagination.number == 1
        view = NamePageView(
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
            count=len(articles),
            note=entry.note if entry else "",
            facts=tuple(_facts(desk, entry)) if entry and first else (),
            roles=_roles(desk, entry) if first else (),
            quotes=tuple(_quotes(desk, named, articles)) if first and kind == "people" else (),
            dossiers=_dossiers(desk, articles) if first else (),
            articles=tuple(summary(desk, name) for name in part),
            pagination=pagination,
            coverage=coverage(desk, kind, slug) if first else None,
            map=map_of(located(desk), named) if first and kind == "places" else None,
        )
        yield desk.page(here, "name.html", view, Cause(named.path, "" if entry else named.name))


def _alternates(desk: Desk, named: Named) -> tuple[AlternateView, ...]:
    """Tags can be followed; tags and sources give their references."""
    config = desk.config
    address = name_address(config.indexes, named.kind, named.slug)
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
            yield FactView(name="coordinates", value=f"{entry.lat:g}, {entry.lon:g}")
        if entry.country:
            yield FactView(name="country", value=country_name(entry.country, desk.language))
    if isinstance(entry, Person | Organisation | Place) and entry.wikidata:
        address = f"https://www.wikidata.org/wiki/{entry.wikidata}"
        yield FactView(name="wikidata", value=entry.wikidata, address=address)


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


def _quotes(desk: Desk, named: Named, articles: Iterable[str]) -> Iterable[NameQuoteView]:
    """What a person is reported to have said, with the article that reports it."""
    for name in articles:
        meta = desk.article(name).meta
        if not meta.quotes:
            continue
        own = summary(desk, name)
        for quote, view in zip(meta.quotes, quote_views(desk, meta), strict=True):
            speaker = desk.name("people", quote.who) if quote.who else None
            if speaker is not None and speaker.slug == named.slug:
                cited = CitedView(title=own.title, address=f"{own.address}#{view.anchor}", kind="quote")
                yield NameQuoteView(quote=view, article=cited)


def _dossiers(desk: Desk, articles: Iterable[str]) -> tuple[LinkView, ...]:
    """The dossiers in which articles with this name stand, by title."""
    homes = dict.fromkeys(home for article in articles for home in desk.homes(article))
    found = {name: dossier_title(desk, name) for name in homes}
    in_order = sorted(found.items(), key=lambda item: (sort_key(item[1], desk.language), item[0]))
    return tuple(LinkView(title=title, address=dossier_address(name)) for name, title in in_order)
