"""What readers marked in a text becomes its quotes and notes, each only where its words stand verbatim."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from dossierpress.clip.addresses import same_address
from dossierpress.evidence.find import Text, places, plain_text
from dossierpress.evidence.quotes import nearest_passage
from dossierpress.evidence.words import normalised
from dossierpress.imports.ground import Ground
from dossierpress.imports.item import Highlight
from dossierpress.imports.ledger import Ledger
from dossierpress.model.article import Article, Quote
from dossierpress.model.document import ArticleDocument
from dossierpress.read.document import read_one
from dossierpress.read.files import ContentFile
from dossierpress.read.passages import CUT, Passages
from dossierpress.schema.articlefile import parse, split, with_item, with_value

_MEMORY: Final = 40


def edited(highlights: Iterable[Highlight], ground: Ground, ledger: Ledger) -> dict[str, str]:
    """The files of the site that get lines, each with its new text."""
    owners = _owners(ground)
    grouped: dict[str, list[Highlight]] = {}
    for each in highlights:
        owner = next((owners[key] for url in each.urls if (key := same_address(url)) in owners), None)
        if owner is None:
            ledger.add(
                "highlights of pages that are not here", each.origin, " ".join((*each.urls[:1], each.words))
            )
        else:
            grouped.setdefault(owner, []).append(each)
    found: dict[str, str] = {}
    articles = {each.path: each for each in ground.documents if isinstance(each, ArticleDocument)}
    for path, wanted in sorted(grouped.items()):
        written = ground.text(path)
        before = written.removeprefix("\ufeff")
        file = ContentFile(path, "article", articles[path].id, articles[path].home)
        after = annotated(file, before, wanted, ground, ledger)
        if after != before:
            found[path] = written[: len(written) - len(before)] + after
    return found


def annotated(
    file: ContentFile, text: str, highlights: Iterable[Highlight], ground: Ground, ledger: Ledger
) -> str:
    """The text of an article's file with the quotes and notes that it gets."""
    document, _ = read_one(file, text.encode(), ground.settings)
    if not isinstance(document, ArticleDocument):
        for each in highlights:
            ledger.needs_hand(each.origin, f"the article {file.path} cannot be read")
        return text
    page = _Page(file, text, document.meta, _text_of(document))
    for each in highlights:
        _add(page, each, ground, ledger)
    return page.text


@dataclass(slots=True)
class _Page:
    file: ContentFile
    text: str
    meta: Article
    held: tuple[Text, ...]


def _add(page: _Page, highlight: Highlight, ground: Ground, ledger: Ledger) -> None:
    words = " ".join(highlight.words.split())
    about = f"{highlight.origin}: “{words}”" if words else highlight.origin
    known = {normalised(each.text) for each in page.meta.quotes}
    if words and normalised(words) in known:
        ledger.add("quotes that are there already", highlight.origin, words)
    elif words:
        quote = _quote(page, words, highlight, ledger)
        changed = quote and _agreed(
            page, with_item(page.text, "quotes", quote), ground, quotes=(*page.meta.quotes, quote)
        )
        if quote and not changed:
            ledger.needs_hand(about, f"its words cannot be quoted in {page.file.path} as it is written")
        if not changed:
            if highlight.note:
                ledger.add("notes to words that are not here", highlight.origin, highlight.note)
            return
        ledger.add("highlights, quotes now", highlight.origin, words)
    if highlight.note:
        _note(page, words, highlight, ground, ledger)


def _quote(page: _Page, words: str, highlight: Highlight, ledger: Ledger) -> Quote | None:
    """The quote that a highlight becomes; without one it is listed, with the passage nearest to it."""
    counts = [(text, places(text, words)) for text in page.held]
    text, found = next(((text, found) for text, found in counts if found), (None, []))
    if text is None:
        near = nearest_passage(words, page.held)
        hint = (
            f"; nearest in {page.file.path}: “{near[0]}”"
            if near
            else f"; nothing in {page.file.path} is like it"
        )
        ledger.add("highlights whose words do not stand there", highlight.origin, f"“{words}”{hint}")
        return None
    if len(found) == 1:
        return Quote(text=words)
    before = normalised(highlight.before)[-_MEMORY:].strip()
    fits = [
        number for number, place in enumerate(found, start=1)
        if before and text.whole[: place[0].start].rstrip().endswith(before)
    ]  # fmt: skip
    if len(fits) == 1:
        return Quote(text=words, nth=fits[0])
    ledger.needs_hand(highlight.origin, f"“{words}” stands {len(found)} times in {page.file.path}; say which")
    return None


def _note(page: _Page, words: str, highlight: Highlight, ground: Ground, ledger: Ledger) -> None:
    key = "private_note" if highlight.is_private else "note"
    written = f"“{words}”: {highlight.note.strip()}" if words else highlight.note.strip()
    before: str = getattr(page.meta, key)
    if written in before:
        ledger.add("notes that are there already", highlight.origin, written)
        return
    value = f"{before}\n\n{written}" if before else written
    if _agreed(page, with_value(page.text, key, value), ground, **{key: value}):
        ledger.add(f"notes, in `{key}` now", highlight.origin, written)
    else:
        ledger.needs_hand(highlight.origin, f"its note cannot be written into {page.file.path}: {written}")


def _agreed(page: _Page, text: str, ground: Ground, **changes: object) -> bool:
    """Take a text over if it says what it should and nothing else, and no quote in it is at fault."""
    parts, _ = split(text.replace("\r\n", "\n"), page.file.path)
    wanted = replace(page.meta, **changes)
    if parts is None or parse(parts, Article, page.file.path)[0] != wanted:
        return False
    _, problems = read_one(page.file, text.encode(), ground.settings)
    if any(each.code.startswith("quote-") and each.severity == "error" for each in problems):
        return False
    page.text, page.meta = text, wanted
    return True


def _text_of(document: ArticleDocument) -> tuple[Text, ...]:
    """The work's own words: its text, unless the body is a digest of ours, and what stands above it."""
    front = plain_text(f"{document.meta.title}\n\n{document.meta.standfirst}")
    if document.meta.rights.mode == "link-only":
        return (front,)
    return (Passages(CUT.join(document.body.parts)).text, front)


def _owners(ground: Ground) -> Mapping[str, str]:
    """Whose text stands at an address: for each, the article's file."""
    found: dict[str, str] = {}
    for each in ground.documents:
        if isinstance(each, ArticleDocument):
            meta = each.meta
            own = f"{ground.config.url.rstrip('/')}/articles/{each.id}/" if ground.config.url else ""
            copies = [copy.url for copy in meta.archived] + [way.url for way in meta.via]
            for url in (meta.url, own, *copies):
                if url:
                    found.setdefault(same_address(url), each.path)
    return found
