"""References as views: what lists, pages and other programs need to cite an article."""

from typing import ClassVar

from dossierpress.model.sourcekinds import SourceKind
from dossierpress.plan.views import View


class ReferenceDateView(View, frozen=True):
    """A date as reference lists have it.

    `text` is EDTF; `parts` are year, month and day as far as they are known, twice for an interval,
    and empty where numbers cannot say it; `season` is 1 (spring) to 4. `begins` is what is sure of the first
    day, for programs that take one date and no other.
    """

    text: str
    parts: tuple[tuple[int, ...], ...] = ()
    season: int = 0
    approximate: bool = False
    begins: tuple[int, ...] = ()


class CreatorView(View, frozen=True):
    """Who wrote the work, for a reference. `family` is empty for bodies and for names in one piece.

    `dropping_particle` stands before the family name but not where that stands alone (`von` Humboldt);
    `non_dropping_particle` always does (`van der` Berg, `al-`Rashid); `suffix` is `Jr.`, `III`. `corporate`
    says that the name is a body's: an organisation, an agency, a desk.
    """

    name: str
    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    corporate: bool = False


def joined(*parts: str) -> str:
    """Particles and family name in one: nothing stands between `al-` or `d'` and what follows."""
    whole = ""
    for part in parts:
        space = " " if whole and part and not whole.endswith(tuple("'’ʼ‘ʿ-‐‑")) else ""
        whole += space + part
    return whole


def whole_family(creator: CreatorView) -> str:
    """The family name with all particles before it: `van der Berg`, `al-Rashid`."""
    return joined(creator.dropping_particle, creator.non_dropping_particle, creator.family)


def natural(creator: CreatorView) -> str:
    """`Ludwig van der Berg, Jr.`: a name as it is said; a name in one piece as it is."""
    if not creator.family:
        return creator.name
    said = joined(creator.given, whole_family(creator))
    return f"{said}, {creator.suffix}" if creator.suffix else said


def inverted(creator: CreatorView) -> str:
    """`van der Berg, Ludwig, Jr.`: a name as reference lists write it; a name in one piece as it is."""
    if not creator.family:
        return creator.name
    return ", ".join(part for part in (whole_family(creator), creator.given, creator.suffix) if part)


class CitationView(View, frozen=True):
    """All that a reference to an article needs.

    `url` is where the work was published, `page` the web address of our page about it (empty for a
    site without `url`), `original_state` what was found at `url` (live, dead, paywalled …). Filters turn it
    into text for other programs.
    """

    HEADLINE_OF: ClassVar[str] = "id"
    id: str
    title: str
    issued: ReferenceDateView
    type: str = "news"
    title_translated: str = ""
    abstract: str = ""
    creators: tuple[CreatorView, ...] = ()
    source: str = ""
    source_kind: SourceKind = "newspaper"
    publisher: str = ""
    place: str = ""
    issn: str = ""
    agency: str = ""
    section: str = ""
    printed_page: str = ""
    edition: str = ""
    language: str = ""
    url: str = ""
    page: str = ""
    accessed: ReferenceDateView | None = None
    archive: str = ""
    archive_url: str = ""
    archive_date: str = ""
    original_state: str = ""
    rights: str = ""
    keywords: tuple[str, ...] = ()
    withdrawn: bool = False
