"""References, one grammar: `article`, `article#quote`, `dossier:id`, `claim:dossier/id`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize
from urllib.parse import unquote

from dossierpress.model.record import BARE_ID

_REFERENCE = re.compile(
    rf"(?:(?P<article>{BARE_ID})(?:#(?P<quote>{BARE_ID}))?|dossier:(?P<dossier>{BARE_ID})"
    rf"|claim:(?P<owner>{BARE_ID})/(?P<claim>{BARE_ID}))"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference names: `id` is the article's or dossier's, `part` the quote's or claim's."""

    kind: Literal["article", "quote", "dossier", "claim"]
    id: str
    part: str = ""

    def __str__(self) -> str:
        forms = {
            "article": self.id,
            "quote": f"{self.id}#{self.part}",
            "dossier": f"dossier:{self.id}",
            "claim": f"claim:{self.id}/{self.part}",
        }
        return forms[self.kind]


def parse_reference(text: str) -> Reference | None:
    """Read one reference; None when the text is not of the grammar."""
    found = _REFERENCE.fullmatch(normalize("NFC", text))
    if found is None:
        return None
    if found["dossier"]:
        return Reference("dossier", found["dossier"])
    if found["claim"]:
        return Reference("claim", found["owner"], found["claim"])
    if found["quote"]:
        return Reference("quote", found["article"], found["quote"])
    return Reference("article", found["article"])


def origin(name: str, same_as: Callable[[str], str]) -> str:
    """The article with which a chain of reprints begins.

    `same_as` gives what an article reprints, as its file names it; nothing for one that reprints none.
    """
    seen = {name}
    while (reference := parse_reference(same_as(name))) is not None and reference.id not in seen:
        name = reference.id
        seen.add(name)
    return name if reference is None else min(seen)


def claim_in(dossier: str, text: str) -> str:
    """The reference to a claim, which one of the same dossier names by its id alone."""
    return text if text.startswith("claim:") else f"claim:{dossier}/{text}"


def place_of(fragment: str) -> str:
    """The id that the fragment of an address asks for; empty for a place that every page has.

    That is its top (HTML, 7.4.6.4), and the words that `:~:text=` tells a browser to mark.
    """
    name = normalize("NFC", unquote(fragment.partition(":~:")[0]))
    return "" if name.lower() == "top" else name
