"""What a source is, by the word that its registry entry says in `kind`."""

from typing import Final, Literal

SourceKind = Literal["newspaper", "magazine", "blog", "broadcaster", "agency", "body", "other"]

# Stems of the curators' own words, in the order in which they are looked for.
_STEMS: Final[tuple[tuple[SourceKind, tuple[str, ...]], ...]] = (
    ("blog", ("blog",)),
    (
        "agency",
        ("news agency", "press agency", "wire", "nachrichtenagentur", "presseagentur", "agence de presse"),
    ),
    ("agency", ("agencia de noticias", "agência de notícias", "agenzia di stampa", "persbureau")),
    (
        "newspaper",
        ("newspaper", "daily", "weekly", "tabloid", "gazette", "zeitung", "quotidien", "hebdomadaire"),
    ),
    (
        "newspaper",
        ("periódico", "diario", "diário", "giornale", "jornal", "krant", "tidning", "avis", "газета"),
    ),
    ("broadcaster", ("broadcast", "radio", "television", "tv", "podcast", "rundfunk", "fernseh", "sender")),
    (
        "magazine",
        ("magazin", "periodical", "review", "revue", "revista", "rivista", "zeitschrift", "journal"),
    ),
    (
        "body",
        ("company", "firm", "corporation", "business", "enterprise", "ministry", "government", "parliament"),
    ),
    ("body", ("public body", "authority", "commission", "committee", "council", "court", "police", "army")),
    ("body", ("agency", "office", "department", "embassy", "organisation", "organization", "ngo", "charity")),
    (
        "body",
        ("association", "union", "party", "institute", "institution", "university", "think tank", "church"),
    ),
    ("body", ("foundation", "museum", "archive", "library", "board", "bank", "unternehmen", "ministerium")),
    (
        "body",
        (
            "behörde",
            "regierung",
            "verein",
            "ministère",
            "entreprise",
            "gouvernement",
            "ministerio",
            "empresa",
        ),
    ),
)


def source_kind(kind: str) -> SourceKind:
    """The class of a source; a source that says nothing is taken for a newspaper, as most are."""
    said = " ".join(kind.casefold().split())
    if not said:
        return "newspaper"
    for found, stems in _STEMS:
        if any(stem in said for stem in stems):
            return found
    return "other"
