"""What came of an import: counted by kind for the table, each case with its place for the details."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was kept, changed or left out, and where in the source it stands."""

    kind: str
    place: str
    what: str = ""


@dataclass(slots=True)
class Ledger:
    """Everything that is worth a line, in the order in which it was met; `hands` are files that need one."""

    entries: list[Entry] = field(default_factory=list)
    hands: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, place: str, what: str = "") -> None:
        """Write one thing down."""
        self.entries.append(Entry(kind, place, " ".join(what.split())[:_LONGEST]))

    def needs_hand(self, place: str, why: str) -> None:
        """Note that a file of the source cannot be carried over without somebody's look."""
        self.add("files that need a hand", place, why)
        self.hands.setdefault(place, []).append(why)

    def take(self, other: "Ledger") -> None:
        """Write down all that another ledger has."""
        self.entries.extend(other.entries)
        for place, reasons in other.hands.items():
            self.hands.setdefault(place, []).extend(reasons)

    def counts(self) -> list[tuple[str, int]]:
        """Each kind with how often it was met, the first to be met first."""
        return list(Counter(each.kind for each in self.entries).items())

    def details(self) -> str:
        """Every entry on a line of its own, by kind."""
        lines = []
        for kind, count in self.counts():
            lines.append(f"{kind} ({count:,})")
            lines.extend(
                f"    {each.place}{f': {each.what}' if each.what else ''}"
                for each in self.entries
                if each.kind == kind
            )
            lines.append("")
        return "\n".join(lines)
