"""A clipping of markup: chosen, laid over the page's lines, cleaned at its edges, written as Markdown."""

from typing import Final

from dossierpress.clip.addresses import safe_address
from dossierpress.clip.choose import Choice, choose
from dossierpress.clip.clipping import Account, Asked, Clipping, Decisions, authors_set, doubts, fields_set
from dossierpress.clip.dom import tree_of
from dossierpress.clip.edges import drop, fill, trim
from dossierpress.clip.embeds import mark_embeds
from dossierpress.clip.furniture import asks_to_subscribe
from dossierpress.clip.lay import lay
from dossierpress.clip.lines import Line, sheet_of
from dossierpress.clip.markdown_out import markdown_of
from dossierpress.clip.metadata import metadata_of
from dossierpress.clip.page import Page
from dossierpress.clip.pictures import Album
from dossierpress.clip.slips import proposals

_DOUBTFUL: Final = 0.7


def from_markup(page: Page, digest: str, asked: Asked) -> Clipping:
    """Make a clipping of a page's markup."""
    address = safe_address(asked.address or page.address)
    tree = tree_of(page.markup, address)
    if tree.archived is not None and (not address or "web.archive.org" in address):
        address = safe_address(tree.archived.original)
    base = (
        safe_address(next((each.get("href") or "" for each in tree.root.iter("base")), ""), address)
        or address
    )
    mark_embeds(tree.root, base)
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
    _decide_lines(sheet.lines, asked.decisions)
    lead = next((each for each in shown if each.is_lead and each.file), None)
    inline = {each.element: each.markdown() for each in shown if each is not lead}
    body = markdown_of(tree.root, sheet.lines, base, inline)
    for line in sheet.lines:
        line.why = line.why or ("hidden on the page" if line.hidden else "not in the chosen text")
    fields = fields_set(known.fields, asked.decisions)
    reasons = (*_doubts_of(choice, sheet.lines), *doubts(fields, known.via, page, body))
    return Clipping(
        kind=page.kind,
        sha256=digest,
        fields=fields,
        authors=authors_set(known.authors, asked.decisions),
        via=known.via,
        type=known.type,
        body=body,
        lines=tuple(Account(line.text, line.kept, line.why) for line in sheet.lines),
        pictures=tuple(shown),
        proposals=tuple(proposals([line.text for line in sheet.lines if line.kept], known["language"].value)),
        needs_review=reasons,
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


def _decide_lines(lines: list[Line], decisions: Decisions) -> None:
    """Keep and drop what the curator said."""
    for numbers, kept, why in (
        (decisions.keep, True, "kept by hand"),
        (decisions.drop, False, "dropped by hand"),
    ):
        for number in numbers:
            if 1 <= number <= len(lines):
                lines[number - 1].kept, lines[number - 1].why = kept, why


def _doubts_of(choice: Choice, lines: list[Line]) -> list[str]:
    """Why a curator should look: reasons, each a sentence."""
    found = []
    if choice.agreement < _DOUBTFUL:
        found.append(f"the extractors agree on {choice.agreement:.0%} of the text only")
    if any(asks_to_subscribe(line.text) for line in lines if not line.hidden):
        found.append("the text may be cut off: the page asks to subscribe")
    return found
