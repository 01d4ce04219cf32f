"""From the bytes of a capture to a clipping: the article as found, every line accounted for. Pure."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from dossierpress.clip.addresses import safe_address
from dossierpress.clip.choose import Choice, choose
from dossierpress.clip.days import iso_day
from dossierpress.clip.dom import Archived, tree_of
from dossierpress.clip.edges import drop, fill, trim
from dossierpress.clip.fields import Field, Found
from dossierpress.clip.furniture import asks_to_subscribe
from dossierpress.clip.inline import escaped, settled
from dossierpress.clip.languages import guessed_language
from dossierpress.clip.lay import lay
from dossierpress.clip.lines import Line, sheet_of, words_of
from dossierpress.clip.markdown_out import markdown_of
from dossierpress.clip.metadata import Metadata, metadata_of
from dossierpress.clip.open.sniff import opened
from dossierpress.clip.page import Kind, Page, UnopenableError
from dossierpress.clip.pictures import Album, Shown
from dossierpress.clip.printed import names_in
from dossierpress.clip.slips import Proposal, proposals
from dossierpress.clip.textcapture import TextArticle, read_text

_DOUBTFUL, _SHORT = 0.7, 80


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the curator decided: lines kept or dropped by their numbers from 1, fields set."""

    keep: tuple[int, ...] = ()
    drop: tuple[int, ...] = ()
    set: Mapping[str, str] = field(default_factory=dict)


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


def clip(data: bytes, asked: Asked) -> Clipping:
    """Make a clipping of a capture. Raises UnopenableError."""
    page = opened(data, asked.kind, address=asked.address, declared=asked.declared, held=asked.held)
    digest = hashlib.sha256(data).hexdigest()
    clipping = _from_markup(page, digest, asked) if page.markup else _from_text(page, digest, asked)
    if not clipping.body.strip() and not clipping.fields["title"]:
        raise UnopenableError(
            "no text was found in it", "save the page again when it has loaded, or copy its text"
        )
    return clipping


def _from_markup(page: Page, digest: str, asked: Asked) -> Clipping:
    address = safe_address(asked.address or page.address)
    tree = tree_of(page.markup, address)
    if tree.archived is not None and (not address or "web.archive.org" in address):
        address = safe_address(tree.archived.original)
    base = (
        safe_address(next((each.get("href") or "" for each in tree.root.iter("base")), ""), address)
        or address
    )
    sheet = sheet_of(tree.root)
    choice = choose(tree.root)
    backing = _backing(sheet.lines, choice)
    lay(sheet.lines, choice.text)
    fill(sheet.lines, backing)
    known = metadata_of(tree.root, sheet.lines, address)
    for number, why in known.printed.items():
        line = sheet.lines[number]
        if not line.kept or len(line.words) < 60:
            drop(line, why)
    trim(sheet.lines, known["title"].value)
    headline = next((number for number, why in known.printed.items() if why == "headline"), -1)
    shown = Album(base, tree.embedded, page.held).of(sheet, headline)
    decide_lines(sheet.lines, asked.decisions)
    lead = next((each for each in shown if each.is_lead and each.file), None)
    inline = {each.element: each.markdown() for each in shown if each is not lead}
    body = markdown_of(tree.root, sheet.lines, base, inline)
    for line in sheet.lines:
        line.why = line.why or ("hidden on the page" if line.hidden else "not in the chosen text")
    doubts = _doubts(choice, known, sheet.lines, page, body)
    return Clipping(
        kind=page.kind,
        sha256=digest,
        fields=_set(known.fields, asked.decisions),
        authors=_authors(known.authors, asked.decisions),
        via=known.via,
        type=known.type,
        body=body,
        lines=tuple(Account(line.text, line.kept, line.why) for line in sheet.lines),
        pictures=tuple(shown),
        proposals=tuple(proposals([line.text for line in sheet.lines if line.kept], known["language"].value)),
        needs_review=doubts,
        address=address,
        taken=page.taken or (tree.archived.day if tree.archived else ""),
        tool=page.tool,
        encoding=page.encoding,
        extractor=choice.extractor,
        agreement=choice.agreement,
        archived=tree.archived,
    )


def _backing(lines: list[Line], choice: Choice) -> list[int]:
    """How many of the extractors took each line."""
    counts = [0] * len(lines)
    for text in choice.outputs:
        lay(lines, text)
        for number, line in enumerate(lines):
            counts[number] += line.kept
            line.kept, line.why = False, ""
    return counts


def decide_lines(lines: list[Line], decisions: Decisions) -> None:
    """Keep and drop what the curator said."""
    for numbers, kept, why in (
        (decisions.keep, True, "kept by hand"),
        (decisions.drop, False, "dropped by hand"),
    ):
        for number in numbers:
            if 1 <= number <= len(lines):
                lines[number - 1].kept, lines[number - 1].why = kept, why


def _set(fields: Mapping[str, Field], decisions: Decisions) -> dict[str, Field]:
    """Fields with what the curator set in their places; what was found becomes a rival."""
    taken = {name: found for name, found in fields.items() if found}
    for name, value in decisions.set.items():
        before = taken.get(name, Field())
        rivals = (Found(before.value, before.place), *before.rivals) if before else ()
        taken[name] = Field(value, "set by hand", rivals=rivals)
    return {"title": Field()} | taken


def _authors(found: tuple[str, ...], decisions: Decisions) -> tuple[str, ...]:
    return names_in(decisions.set["byline"]) if "byline" in decisions.set else found


def _doubts(choice: Choice, known: Metadata, lines: list[Line], page: Page, body: str) -> tuple[str, ...]:
    """Why a curator should look: reasons, each a sentence."""
    found = []
    if choice.agreement < _DOUBTFUL:
        found.append(f"the extractors agree on {choice.agreement:.0%} of the text only")
    if any(asks_to_subscribe(line.text) for line in lines if not line.hidden):
        found.append("the text may be cut off: the page asks to subscribe")
    return (*found, *_common_doubts(known.fields, known.via, page, body))


def _common_doubts(
    fields: Mapping[str, Field], via: Mapping[str, str], page: Page, body: str
) -> tuple[str, ...]:
    found = []
    for name, article in (("title", "a title"), ("date", "a date"), ("publication", "a publication")):
        taken = fields.get(name, Field())
        if not taken:
            found.append(f"{article} was not found")
        elif taken.is_guess:
            found.append(f"{name}: “{taken.value}” is a guess from {taken.place}")
    for name in ("title", "byline", "date"):
        rivals = fields.get(name, Field()).rivals
        if rivals:
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


def _from_text(page: Page, digest: str, asked: Asked) -> Clipping:
    language = guessed_language(page.text)
    found = read_text(page.text, language)
    lines = [_TextLine(line.text, line.kept, line.label, line.why) for line in found.lines]
    for numbers, kept, why in (
        (asked.decisions.keep, True, "kept by hand"),
        (asked.decisions.drop, False, "dropped by hand"),
    ):
        for number in numbers:
            if 1 <= number <= len(lines):
                lines[number - 1] = replace(
                    lines[number - 1], kept=kept, why=why, label="body" if kept else "furniture"
                )
    address = safe_address(asked.address)
    fields, via = _text_fields(found, page, language, address)
    body = _text_body(lines)
    doubts = [] if found.title else ["no line stands out as the headline"]
    if any(asks_to_subscribe(line.text) for line in lines):
        doubts.append("the text may be cut off: it asks to subscribe")
    return Clipping(
        kind=page.kind,
        sha256=digest,
        fields=_set(fields, asked.decisions),
        authors=_authors(names_in(found.byline) if found.byline else (), asked.decisions),
        via=via,
        type="news",
        body=body,
        lines=tuple(Account(line.text, line.kept, f"{line.label}: {line.why}") for line in lines),
        pictures=(),
        proposals=tuple(proposals([line.text for line in lines if line.kept], language)),
        needs_review=(*doubts, *_common_doubts(fields, via, page, body)),
        address=address,
        encoding=page.encoding,
        extractor="lines of prose",
    )


@dataclass(frozen=True, slots=True)
class _TextLine:
    text: str
    kept: bool
    label: str
    why: str


def _text_fields(
    found: TextArticle, page: Page, language: str, address: str
) -> tuple[dict[str, Field], dict[str, str]]:
    source, via = found.source, {}
    if found.reposter:
        via = {"name": found.reposter}
    title = Field(
        found.title,
        "stands twice above the text" if found.title_repeats else "line above the text",
        is_guess=not found.title_repeats,
    )
    if not title and page.title:
        title = Field(page.title, "title of the PDF")
    fields = {
        "title": title,
        "standfirst": Field(found.standfirst, "line under the headline"),
        "byline": Field(
            found.byline or page.author, "line above the text" if found.byline else "author of the PDF"
        ),
        "language": Field(language, "the words of the text", is_guess=True),
        "url": Field(address, "given with the command"),
        "agency": Field(found.agency, "words of the text"),
    }
    if source is not None:
        fields["publication"] = Field(source.name, f"line “{source.text}”")
        fields["date"] = Field(source.day, f"line “{source.text}”")
    if found.date is not None and not fields.get("date"):
        fields["date"] = Field(found.date.iso, "line above the text", found.date.is_guess)
    if not fields.get("date") and page.written:
        fields["date"] = Field(iso_day(page.written), "date of the PDF", is_guess=True)
    if found.updated is not None:
        fields["updated"] = Field(found.updated.iso, "line above the text")
    return {name: taken for name, taken in fields.items() if taken}, via


def _text_body(lines: list[_TextLine]) -> str:
    """Kept lines as Markdown: paragraphs, crossheads, lists."""
    blocks: list[str] = []
    in_list = False
    for line in lines:
        if not line.kept:
            continue
        text = settled(escaped(line.text))
        if line.label == "crosshead":
            blocks.append(f"## {text}")
        elif line.label == "item":
            item = f"-   {settled(escaped(line.text.lstrip('-*•·‣▪– ')))}"
            if in_list:
                blocks[-1] += f"\n{item}"
            else:
                blocks.append(item)
        else:
            blocks.append(text)
        in_list = line.label == "item"
    return "\n\n".join(blocks)
