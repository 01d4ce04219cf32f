"""The record that lies beside a capture: where fields came from, every line's fate, and what was decided."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from dossierpress import __version__
from dossierpress.clip.article import is_settable
from dossierpress.clip.clipping import Clipping, Decisions
from dossierpress.clip.fields import Field
from dossierpress.clip.page import Kind


@dataclass(frozen=True, slots=True)
class Memory:
    """What a record remembers for the next run.

    `article` is the digest of the article as it was written; `pictures` the files that hold what a page
    asks for by other names.
    """

    decisions: Decisions = field(default_factory=Decisions)
    article: str = ""
    capture: str = ""
    kind: Kind | None = None
    address: str = ""
    day: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)


def record_of(clipping: Clipping, decisions: Decisions, text: str, day: str) -> bytes:
    """The record of a clipping that was written as this text on a day."""
    said: dict[str, Any] = {
        "made_by": f"dossierpress {__version__}",
        "day": day,
        "capture": {
            "sha256": clipping.sha256,
            "kind": clipping.kind,
            "encoding": clipping.encoding,
            "address": clipping.address,
        },
        "article": hashlib.sha256(text.encode()).hexdigest(),
        "decisions": decisions_as_data(decisions),
        "chosen": {"by": clipping.extractor, "agreement": round(clipping.agreement, 3)},
        "pictures": {each.source: each.file for each in clipping.pictures if each.file and each.source},
        "fields": {name: _field(found) for name, found in sorted(clipping.fields.items()) if found},
        "needs_review": list(clipping.needs_review),
        "proposals": [
            {"written": each.written, "meant": each.meant, "around": each.around}
            for each in clipping.proposals
        ],
        "lines": [
            {"line": number, "kept": line.kept, "why": line.why, "text": line.text}
            for number, line in enumerate(clipping.lines, start=1)
        ],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def decisions_as_data(decisions: Decisions) -> dict[str, Any]:
    """Decisions as plain data."""
    return {
        "keep": sorted(decisions.keep),
        "drop": sorted(decisions.drop),
        "set": dict(sorted(decisions.set.items())),
    }


def decisions_in(said: Any) -> Decisions:
    """Decisions out of plain data. Raises ValueError for anything else."""
    try:
        values = {str(name): str(value) for name, value in said["set"].items()}
        keep, drop = (tuple(sorted(set(map(int, said[name])))) for name in ("keep", "drop"))
        return Decisions(keep, drop, values)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("these are no decisions") from error


def memory_of(record: bytes) -> Memory:
    """What a record remembers; nothing when somebody has made it unreadable."""
    try:
        said = json.loads(record)
        capture = said["capture"]
        decisions = decisions_in(said["decisions"])
        fit = {name: value for name, value in decisions.set.items() if not is_settable(name, value)}
        return Memory(
            replace(decisions, set=fit),
            str(said["article"]),
            str(capture["sha256"]),
            capture["kind"] if capture["kind"] in get_args(Kind) else None,
            str(capture["address"]),
            str(said.get("day", "")),
            {str(name): str(file) for name, file in said.get("pictures", {}).items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Memory()


def _field(found: Field) -> dict[str, Any]:
    said: dict[str, Any] = {"value": found.value, "from": found.place}
    if found.is_guess:
        said["guess"] = True
    if len(found.agree) > 1:
        said["agree"] = list(found.agree)
    if found.rivals:
        said["rivals"] = [{"value": each.value, "from": each.place} for each in found.rivals]
    return said
