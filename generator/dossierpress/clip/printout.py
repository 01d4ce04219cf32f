"""A clipping in words, for the terminal: the article, its fields, what was left out and why."""

from collections.abc import Iterator

from dossierpress.clip.clipping import Clipping


def printout(clipping: Clipping, text: str) -> Iterator[str]:
    """The article, then what a curator should know of it, line by line."""
    yield text.rstrip("\n")
    yield ""
    yield "# Fields"
    for name, found in sorted(clipping.fields.items()):
        if not found:
            continue
        guess = " (a guess)" if found.is_guess else ""
        yield f"{name}: from {' and '.join(found.agree) or found.place}{guess}"
        for rival in found.rivals:
            yield f"    rival: {rival.value} (from {rival.place})"
    yield ""
    yield "# Lines of the capture: number, + kept or - dropped, why, text"
    for number, line in enumerate(clipping.lines, start=1):
        yield f"{number:4} {'+' if line.kept else '-'} [{line.why}] {line.text}"
    if clipping.proposals:
        yield ""
        yield "# Slips that may be mended by hand"
        for each in clipping.proposals:
            yield f"{each.written} -> {each.meant}: {each.around}"
    if clipping.needs_review:
        yield ""
        yield "# Needs review"
        yield from (f"- {reason}" for reason in clipping.needs_review)
