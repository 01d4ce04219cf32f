"""What a new answer makes of what was known, and the file that keeps it."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from dossierpress.external.verdict import Answer
from dossierpress.model.links import Link

# A host that cannot be reached for so many days is gone; one bad evening, ours or theirs, is not enough.
DAYS_UNTIL_DEAD = 3


def learnt(url: str, known: Link | None, answer: Answer, today: dt.date) -> Link:
    """The state of an address after an answer. What is not known anew stays as it was."""
    if answer.state == "not-asked" and known is not None:
        return known
    state, failing, why = answer.state, None, answer.why
    if answer.unreachable:
        failing = known.failing if known is not None and known.failing else today
        if (today - failing).days >= DAYS_UNTIL_DEAD:
            state, why = "dead", f"{why}, since {failing.isoformat()}"
    if known is not None and known.state == "dead" and state == "unsure":
        state, why = "dead", known.why
    same = known is not None and known.state == state and known.to == answer.to
    return Link(
        url=url,
        state=state,
        since=known.since if same and known is not None else today,
        checked=today,
        to=answer.to,
        status=answer.status,
        why=why,
        failing=failing,
        etag=answer.etag,
        last_modified=answer.last_modified,
    )


def is_settled(link: Link | None, today: dt.date) -> bool:
    """Whether an address was asked today already, and answered: it is not asked twice in a day."""
    return link is not None and link.checked == today and link.state not in ("unsure", "not-asked")


def dump_links(links: Iterable[Link]) -> bytes:
    """The text of the file: one address a line, sorted, so that a change of one is one line of a diff."""
    lines = [msgspec.json.encode(link) for link in sorted(links, key=lambda link: link.url)]
    return b"".join(line + b"\n" for line in lines)
