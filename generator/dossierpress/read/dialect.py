"""Where Python-Markdown is made to read as authors mean: numbers, hashtags, braces, footnotes, `~~`.

Each class takes the place of one of the library's own and changes one thing.
"""

import re
from typing import ClassVar, Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import HashHeaderProcessor, OListProcessor, UListProcessor
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER, FootnoteExtension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor

from dossierpress.read.fences import Fences
from dossierpress.read.numbers import departures, shown

STRUCK_OUT: Final = r"(~~)(?=\S)(.+?)(?<=\S)~~"
# The number written before an item, kept on it until `Numbers` has seen the whole list.
WRITTEN: Final = "dossierpress-written"
_NUMBER = re.compile(r"[ ]{0,3}(?:(\d{1,9})\.|[*+-])[ ]+")


class Dialect(Extension):
    """All of these, registered under the library's own names and places."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Stand in for the library's own parts."""
        md.preprocessors.register(Fences(md, {}), "fenced_code_block", 25)
        md.parser.blockprocessors.register(Hashtags(md.parser), "hashheader", 70)
        if type(md.parser.blockprocessors["olist"]) is OListProcessor:  # the site may have wished another
            md.parser.blockprocessors.register(NumberedLists(md.parser), "olist", 40)
            md.parser.blockprocessors.register(Bullets(md.parser), "ulist", 30)
        md.inlinePatterns.register(SimpleTagInlineProcessor(STRUCK_OUT, "del"), "struck-out", 65)
        md.treeprocessors.register(Numbers(md), "dossierpress-numbers", 45)
        md.treeprocessors.register(Braces(md), "attr_list", 8)


class Hashtags(HashHeaderProcessor):
    """`#SaveTheQuay` is text: a single sign makes a headline only before a space."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{2,6}|#(?!\S))(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)")


class NumberedLists(OListProcessor):
    """Notes the number written before each item; a list of another kind before it does not swallow it."""

    SIBLING_TAGS: ClassVar = ["ol"]

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        within = self.tab_length - 1
        # Longer numbers are none for CommonMark either, nor for browsers.
        self.RE = re.compile(rf"^[ ]{{0,{within}}}\d{{1,9}}\.[ ]+(.*)")
        self.CHILD_RE = re.compile(rf"^[ ]{{0,{within}}}((\d{{1,9}}\.)|[*+-])[ ]+(.*)")

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make the items of a block, as the library does."""
        found = [_NUMBER.match(line) for line in blocks[0].split("\n")]
        numbers = [each[1] for each in found if each]
        last = self.lastChild(parent)
        known = {id(item) for item in (*parent, *(last if last is not None else ()))}
        super().run(parent, blocks)
        listing = parent if parent.tag in ("ol", "ul") else self.lastChild(parent)
        new = [item for item in (listing if listing is not None else ()) if id(item) not in known]
        for item, number in zip(new, numbers, strict=False):
            if number is not None:
                item.set(WRITTEN, str(int(number)))


class Bullets(UListProcessor):
    """A line with a number is no item of theirs: the number would be gone."""

    SIBLING_TAGS: ClassVar = ["ul"]

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.CHILD_RE = re.compile(rf"^[ ]{{0,{self.tab_length - 1}}}(([*+-]))[ ]+(.*)")


class Numbers(Treeprocessor):
    """Each numbered list begins and goes on with the numbers that were written."""

    def run(self, root: Element) -> None:
        """Set `start` and `value` in place."""
        for listing in root.iter("ol"):
            numbers = numbers_of(listing)
            if any(item.get(WRITTEN) for item in listing):
                if numbers[0] != 1:
                    listing.set("start", str(numbers[0]))
                for place, number in departures(numbers).items():
                    listing[place].set("value", str(number))
        for item in root.iter("li"):
            item.attrib.pop(WRITTEN, None)


def numbers_of(listing: Element) -> list[int]:
    """The number of each item of a list as it was parsed."""
    written = [item.get(WRITTEN) for item in listing]
    first = [listing.get("start") or written[0], *written[1:]] if written else []
    return shown([int(each) if each and each.isdecimal() else None for each in first])


class Braces(AttrListTreeprocessor):
    """`{sic}` is text: only an id, a class or a pair makes an attribute list, up to its own closing brace."""

    _LIST: ClassVar = r"\{:?[ ]*((?:[#.][^\s{}]|[\w:-]+=)(?:\"[^\"\n]*\"|'[^'\n]*'|[^{}\"'\n])*)\}"
    # Its stubs call them final; the library's own run asks for them by name.
    HEADER_RE = re.compile(rf"[ ]+{_LIST}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{_LIST}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{_LIST}")  # type: ignore[misc]


class Footnotes(FootnoteExtension):
    """No note loses its text, and none leads back to a place that is not there."""

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802
        """Store a note; one whose identifier was defined before goes on with this text."""
        known = self.footnotes.get(id)
        super().setFootnote(id, text if known is None else f"{known}\n\n{text}")

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802
        """The notes; one without text has its way back too, which the library's own sorting counts on."""
        notes = super().makeFootnotesDiv(root)
        for item in () if notes is None else notes.iterfind("ol/li"):
            if not len(item):
                name = item.get("id", "").split(self.get_separator(), 1)[-1]
                way = {"class": "footnote-backref", "href": f"#{self.makeFootnoteRefId(name)}"}
                SubElement(SubElement(item, "p"), "a", way).text = FN_BACKLINK_TEXT
        return notes

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """After the links back are counted (15)."""
        super().extendMarkdown(md)
        md.treeprocessors.register(_Uncited(self), "dossierpress-uncited", 14)


class _Uncited(Treeprocessor):
    """Takes the link back out of a note that nothing cites."""

    def __init__(self, footnotes: FootnoteExtension) -> None:
        super().__init__()
        self.footnotes = footnotes

    def run(self, root: Element) -> None:
        """Look through the notes alone."""
        if len(self.footnotes.footnote_order) == len(self.footnotes.footnotes):
            return
        cited = {self.footnotes.makeFootnoteId(name) for name in self.footnotes.footnote_order}
        for notes in (each for each in root.iter("div") if each.get("class") == "footnote"):
            for item in notes.iterfind("ol/li"):
                if item.get("id") not in cited:
                    _unlink(item)


def _unlink(item: Element) -> None:
    for parent in list(item.iter("p")):
        for link in parent.findall("a[@class='footnote-backref']"):
            parent.remove(link)
        if parent.text:
            parent.text = parent.text.replace(NBSP_PLACEHOLDER, "")
        if not len(parent) and not (parent.text or "").strip():
            item.remove(parent)
