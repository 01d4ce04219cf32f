"""Notes of a text in the places where they are called: a page of print has them at its foot."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

# The style sheet lets this float to the foot.
AT_FOOT = "note-at-foot"


def to_the_foot(page: ET.Element) -> None:
    """Move each note to its first call. A note that only another one calls stays where it is."""
    parents = {child: parent for parent in page.iter() for child in parent}
    notes = {each.get("id", ""): each for each in _notes(page)}
    within = {each for note in notes.values() for each in note.iter()}
    for call in list(page.iter("a")):
        if _has(call, "footnote-ref") and call not in within:
            note = notes.pop(call.get("href", "").removeprefix("#"), None)
            if note is not None:
                _leave(note, parents)
                _put(note, call, parents[call])


def _notes(page: ET.Element) -> Iterator[ET.Element]:
    for block in page.iter("div"):
        if _has(block, "footnote"):
            yield from block.iter("li")


def _leave(note: ET.Element, parents: dict[ET.Element, ET.Element]) -> None:
    """Take a note out of its list, and the list away when it was the last."""
    listing = parents[note]
    listing.remove(note)
    if not len(listing):
        block = parents[listing]
        parents[block].remove(block)
    for each in list(note.iter()):
        for link in [child for child in each if _has(child, "footnote-backref")]:
            each.remove(link)


def _put(note: ET.Element, call: ET.Element, around: ET.Element) -> None:
    call.tag = "span"
    call.text = None
    call.attrib.clear()
    call.attrib.update({"class": AT_FOOT, "id": note.get("id", "")})
    call.extend(note)
    if around.tag == "sup":
        around.tag = "span"


def _has(element: ET.Element, name: str) -> bool:
    return name in element.get("class", "").split()
