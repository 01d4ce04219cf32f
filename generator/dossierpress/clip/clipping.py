"""A clipping: the article that was found in a capture, and what a curator decides and should look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from dossierpress.clip.dom import Archived
from dossierpress.clip.fields import Field, Found
from dossierpress.clip.page import Kind, Page
from dossierpress.clip.pictures import Shown
from dossierpress.clip.printed import names_in
from dossierpress.clip.slips import Proposal
from dossierpress.model.wordcount import words_of

_SHORT: Final = 80
_BY_HAND: Final = "set by hand"


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the curator decided: lines kept or dropped by their numbers from 1, fields set."""

    keep: tuple[int, ...] = ()
    drop: tuple[int, ...] = ()
    set: Mapping[str, str] = field(default_factory=dict)

    def then(self, later: "Decisions") -> "Decisions":
        """These, and later ones that overrule them."""
        keep = {*self.keep, *later.keep} - set(later.drop)
        drop = {*self.drop, *later.drop} - set(later.keep)
        return Decisions(tuple(sorted(keep)), tuple(sorted(drop)), {**self.set, **later.set})


@dataclass(frozen=True, slots=True)
class Asked:
    """How a capture is to be clipped: what it is, where it was, what was decided, what lies beside it."""

    kind: Kind | None = None
    address: str = ""
    declared: str = ""
    decisions: Decisions = field(default_factory=Decisions)
    held: Callable[[str], bytes | None] | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One visible line of the capture: kept in the text or not, and why."""

    text: str
    kept: bool
    why: str


@dataclass(frozen=True, slots=True)
class Clipping:
    """An article as found in a capture."""

    kind: Kind
    sha256: str
    fields: Mapping[str, Field]
    authors: tuple[str, ...]
    via: Mapping[str, str]
    type: str
    body: str
    lines: tuple[Account, ...]
    pictures: tuple[Shown, ...]
    proposals: tuple[Proposal, ...]
    needs_review: tuple[str, ...]
    address: str = ""
    taken: str = ""
    tool: str = ""
    encoding: str = ""
    extractor: str = ""
    agreement: float = 1.0
    archived: Archived | None = None

    @property
    def files(self) -> dict[str, bytes]:
        """The pictures that come along, by name."""
        return {shown.file: shown.data for shown in self.pictures if shown.file}


def fields_set(fields: Mapping[str, Field], decisions: Decisions) -> dict[str, Field]:
    """Fields with what the curator set in their places; what was found becomes a rival."""
    taken = {name: found for name, found in fields.items() if found}
    for name, value in decisions.set.items():
        before = taken.get(name, Field())
        rivals = (Found(before.value, before.place), *before.rivals) if before else ()
        taken[name] = Field(value, _BY_HAND, rivals=rivals)
    return {"title": Field()} | taken


def authors_set(found: tuple[str, ...], decisions: Decisions) -> tuple[str, ...]:
    """The authors, from the byline that the curator set where there is one."""
    return names_in(decisions.set["byline"]) if "byline" in decisions.set else found


def doubts(fields: Mapping[str, Field], via: Mapping[str, str], page: Page, body: str) -> tuple[str, ...]:
    """Why a curator should look at a clipping: reasons, each a sentence."""
    found = []
    for name, article in (("title", "a title"), ("date", "a date"), ("publication", "a publication")):
        taken = fields.get(name, Field())
        if not taken:
            found.append(f"{article} was not found")
        elif taken.is_guess:
            found.append(f"{name}: “{taken.value}” is a guess from {taken.place}")
    for name in ("title", "byline", "date"):
        rivals = fields.get(name, Field()).rivals
        if rivals and fields[name].place != _BY_HAND:
            said = "; ".join(f"“{each.value}” ({each.place})" for each in rivals[:3])
            found.append(f"{name}: “{fields[name].value}” has rivals: {said}")
    size = len(words_of(body))
    if size < _SHORT:
        found.append(f"the text is short: {size} words")
    if body.rstrip().endswith(("…", "...", "[…]")):
        found.append("the text may be cut off: it ends with an ellipsis")
    if via:
        found.append("this is a repost; compare it with the original where there is one")
    if page.is_guess:
        found.append(f"the encoding {page.encoding} is a guess")
    return tuple(found)
