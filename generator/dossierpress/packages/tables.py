"""The tables of a dataset: their columns with types and meaning, as CSV, JSON and SQLite all have them."""

from typing import Literal, NamedTuple

from dossierpress.plan.views import View

Kind = Literal["string", "integer", "number", "boolean"]
Cell = str | int | float | bool | None
Row = tuple[Cell, ...]


class Column(NamedTuple):
    """A column; where it holds the id of a row of another table, `of` names that table."""

    name: str
    about: str
    kind: Kind = "string"
    of: str = ""


class TableView(View, frozen=True):
    """The rows of a table, in its columns' order."""

    name: str
    rows: tuple[Row, ...]


_ID = Column("id", "Stable: no edit of the site changes it while the thing is the same")
_ADDRESS = Column("address", "Where readers find it on the site")


def _named(*more: Column) -> tuple[Column, ...]:
    return (
        _ID,
        _ADDRESS,
        Column("name", "As the site writes it"),
        *more,
        Column("note", "What the curators say of it"),
    )


def _date(name: str, about: str) -> tuple[Column, ...]:
    """A date as it was written, and the days that it may span."""
    return (
        Column(name, f"{about}, as EDTF (ISO 8601-2)"),
        Column(f"{name}_first", "The first day of that, YYYY-MM-DD; empty before year 1"),
        Column(f"{name}_last", "The last day of that; empty where it has no end"),
    )


_WIKIDATA = Column("wikidata", "Its item in Wikidata")
_ARTICLE = Column("article", "The article", of="articles")
_DOSSIER = Column("dossier", "The dossier", of="dossiers")

TABLES: dict[str, tuple[Column, ...]] = {
    "dossiers": (
        _ID,
        _ADDRESS,
        Column("title", "Its title"),
        Column("question", "What it asks"),
        Column("summary", "What it is about"),
        Column("scope", "What it takes in and what not"),
        Column("state", "open, closed or archived"),
        Column("licence", "The licence of the curators' own words"),
        Column("language", "The language of the curators' words (BCP 47)"),
        Column("curators", "Who answers for it, separated by semicolons"),
        *_date("reviewed", "When it was last reviewed"),
    ),
    "articles": (
        _ID,
        _ADDRESS,
        Column("title", "The headline"),
        Column("title_translated", "The headline in the site's language"),
        Column("type", "news, opinion, report, …"),
        *_date("date", "When it was published"),
        Column("language", "Its language (BCP 47)"),
        Column("source", "Who published it", of="sources"),
        Column("byline", "By whom, as printed"),
        Column("agency", "The agency it came from"),
        Column("standfirst", "The lines below the headline"),
        Column("dateline", "Where it was written"),
        Column("section", "The section it was in"),
        Column("page", "The page it was printed on"),
        Column("edition", "The edition it was in"),
        Column("url", "The original"),
        *_date("accessed", "When the curators read it"),
        Column("rights", "full, excerpt or link-only: what readers see of the work"),
        Column("status", "ready or withdrawn"),
        Column("source_reliability", "Admiralty code, A to F"),
        Column("information_credibility", "Admiralty code, 1 to 6"),
        Column("note", "What the curators say of it"),
        Column("text", "The text, or the curators' digest, where rights let it travel"),
        Column("text_is", "full, digest, or withheld; empty where there is none"),
    ),
    "sources": _named(
        Column("kind", "newspaper, agency, …"),
        Column("publisher", "Who publishes it"),
        Column("country", "ISO 3166-1 alpha-2"),
        Column("language", "BCP 47"),
        Column("issn", "ISSN"),
        Column("url", "Its own address"),
        Column("owner", "Who owns it"),
    ),
    "people": _named(_WIKIDATA),
    "organisations": _named(_WIKIDATA),
    "places": _named(
        _WIKIDATA,
        Column("country", "ISO 3166-1 alpha-2"),
        Column("lat", "Degrees north (WGS 84)", "number"),
        Column("lon", "Degrees east (WGS 84)", "number"),
    ),
    "tags": _named(),
    "mentions": (
        _ID,
        _ADDRESS,
        _ARTICLE,
        Column("kind", "people, organisations, places or tags"),
        Column("name", "The id in the table that `kind` names"),
    ),
    "memberships": (
        _ID,
        _ADDRESS,
        _DOSSIER,
        _ARTICLE,
        Column("position", "Counted from 1", "integer"),
        Column("section", "The section's title"),
        Column("key", "Whether it is to be read first", "boolean"),
        Column("note", "Why it is here"),
    ),
    "quotes": (
        _ID,
        _ADDRESS,
        _ARTICLE,
        Column("text", "What was said"),
        Column("who", "Who said it"),
        Column("capacity", "In which capacity"),
        *_date("said", "When"),
        Column("told", "To whom"),
        Column("place", "Where"),
        Column("kind", "direct or indirect"),
        Column("language", "BCP 47"),
    ),
    "claims": (
        _ID,
        _ADDRESS,
        _DOSSIER,
        Column("text", "What is claimed"),
        Column("made_by", "By whom"),
        Column("status", "unverified, supported, disputed, refuted or withdrawn"),
    ),
    "evidence": (
        _ID,
        _ADDRESS,
        Column("claim", "The claim", of="claims"),
        Column("stance", "for, against or contradicts"),
        Column("cited", "The article, quotation or claim that says so"),
    ),
    "events": (
        _ID,
        _ADDRESS,
        _DOSSIER,
        *_date("date", "When it happened"),
        Column("title", "What happened"),
        Column("certainty", "confirmed, reported or disputed"),
        Column("place", "Where"),
        Column("cited", "What says so, separated by spaces"),
        Column("also_dated", "Other dates that are given for it, separated by spaces, as ISO 8601 has them"),
    ),
    "figures": (
        _ID,
        _ADDRESS,
        _DOSSIER,
        Column("question", "What was counted"),
        Column("value", "The value that this source gives"),
        Column("date", "When it was so, as ISO 8601 has it"),
        Column("cited", "The article or quotation that gives it"),
        Column("quote", "Its words"),
    ),
    "links": (
        _ID,
        _ADDRESS,
        _ARTICLE,
        Column("url", "An address outside the site"),
        Column("role", "original, copy or repost"),
        Column("state", "What was found there last; empty while nobody has asked"),
        Column("since", "The day on which that was first seen"),
        Column("checked", "The day of the newest answer"),
        Column("moved_to", "The new address"),
    ),
    "captures": (
        _ID,
        _ADDRESS,
        _ARTICLE,
        Column("file", "The name of the file that is held as evidence"),
        Column("sha256", "Its digest"),
        Column("type", "Its media type"),
        *_date("taken", "When it was taken"),
    ),
    "withheld": (
        _ID,
        _ADDRESS,
        _ARTICLE,
        Column("what", "What of the article is not in this package"),
        Column("why", "Why it may not travel"),
    ),
}
