"""Versions of an article: what a later capture says otherwise, and its entry in `captures[]`."""

from collections.abc import Iterable
from difflib import SequenceMatcher

import msgspec

from dossierpress.clip.article import capture_of
from dossierpress.clip.clipping import Clipping
from dossierpress.clip.fields import Field
from dossierpress.clip.lines import squeezed
from dossierpress.model.article import Article, Difference
from dossierpress.model.wordcount import words_of
from dossierpress.schema import articlefile

_FIELDS = (("headline", "title"), ("standfirst", "standfirst"), ("byline", "byline"))


def differences(before: Clipping, after: Clipping) -> tuple[Difference, ...]:
    """What changed from one capture of a page to the next: fields, and words of the text."""
    found = []
    for what, name in _FIELDS:
        was = squeezed(before.fields.get(name, Field()).value)
        now = squeezed(after.fields.get(name, Field()).value)
        if was != now:
            found.append(Difference(what=what, was=was, became=now))  # type: ignore[arg-type]
    removed, added = _words(before.body, after.body)
    if removed or added:
        found.append(Difference(what="text", removed=removed or None, added=added or None))
    return tuple(found)


def with_version(text: str, clipping: Clipping, capture: str, day: str, changed: Iterable[Difference]) -> str:
    """An article's text with one more capture at the end of its list, and every other line as it was.

    Empty where that cannot be done without a change of anything else.
    """
    entry = msgspec.structs.replace(capture_of(clipping, day, capture), changed=tuple(changed))
    made = articlefile.with_item(text, "captures", entry)
    old, new = _record(text), _record(made)
    if old is None or new is None or new[0].captures != (*old[0].captures, entry):
        return ""
    same = msgspec.structs.replace(new[0], captures=old[0].captures) == old[0] and new[1] == old[1]
    return made if same else ""


def _record(text: str) -> tuple[Article, str] | None:
    plain, _ = articlefile.decode(text.encode(), "")
    parts, _ = articlefile.split(plain, "")
    record = articlefile.parse(parts, Article, "")[0] if parts is not None else None
    return (record, parts.body) if parts is not None and record is not None else None


def _words(before: str, after: str) -> tuple[int, int]:
    """How many words went, and how many came; looked at by paragraphs first, so that long texts are quick."""
    removed = added = 0
    old, new = before.split("\n\n"), after.split("\n\n")
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone, come = words_of(" ".join(old[a:b])), words_of(" ".join(new[c:d]))
            same = SequenceMatcher(None, gone, come, autojunk=False).get_matching_blocks()
            kept = sum(block.size for block in same)
            removed, added = removed + len(gone) - kept, added + len(come) - kept
    return removed, added
