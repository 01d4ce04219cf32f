"""A clipping of plain text: its lines labelled, what is the article written as Markdown."""

from dataclasses import dataclass, replace

from dossierpress.clip.addresses import safe_address
from dossierpress.clip.clipping import Account, Asked, Clipping, authors_set, doubts, fields_set
from dossierpress.clip.days import iso_day
from dossierpress.clip.fields import Field
from dossierpress.clip.furniture import asks_to_subscribe
from dossierpress.clip.inline import escaped, settled
from dossierpress.clip.languages import guessed_language
from dossierpress.clip.page import Page
from dossierpress.clip.printed import names_in
from dossierpress.clip.slips import proposals
from dossierpress.clip.textcapture import TextArticle, read_text


@dataclass(frozen=True, slots=True)
class _TextLine:
    text: str
    kept: bool
    label: str
    why: str


def from_text(page: Page, digest: str, asked: Asked) -> Clipping:
    """Make a clipping of plain text."""
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
    fields = fields_set(fields, asked.decisions)
    body = _text_body(lines)
    reasons = [] if found.title else ["no line stands out as the headline"]
    if any(asks_to_subscribe(line.text) for line in lines):
        reasons.append("the text may be cut off: it asks to subscribe")
    return Clipping(
        kind=page.kind,
        sha256=digest,
        fields=fields,
        authors=authors_set(names_in(found.byline) if found.byline else (), asked.decisions),
        via=via,
        type="news",
        body=body,
        lines=tuple(Account(line.text, line.kept, f"{line.label}: {line.why}") for line in lines),
        pictures=(),
        proposals=tuple(proposals([line.text for line in lines if line.kept], language)),
        needs_review=(*reasons, *doubts(fields, via, page, body)),
        address=address,
        encoding=page.encoding,
        extractor="lines of prose",
    )


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
