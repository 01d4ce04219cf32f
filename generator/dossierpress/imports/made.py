"""The records and texts of new items, and where the files go that come along with them."""

from collections.abc import Mapping
from dataclasses import replace

from dossierpress.imports.captures import Kept, kept_captures
from dossierpress.imports.ground import Ground
from dossierpress.imports.item import Held
from dossierpress.imports.leading import Lead, Ways
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.text.body import Prepared
from dossierpress.imports.writing import article_of, file_text, page_of
from dossierpress.model.article import Article, Image
from dossierpress.model.dates import date_or_none
from dossierpress.model.document import Document
from dossierpress.model.page import Page
from dossierpress.problems import Problem
from dossierpress.read.document import read_one
from dossierpress.read.files import ARTICLES, BUNDLE_FILE, PAGES, ContentFile


class Made:
    """The records and texts of all new items, made in one round."""

    def __init__(
        self, ground: Ground, ways: Ways, new: Mapping[str, Prepared], ids: Mapping[str, str]
    ) -> None:
        self.ground, self.ways, self.new, self.ids = ground, ways, new, ids
        self.content = ground.config.content
        ways.stowage.forget()
        self.ledger = Ledger()
        led: dict[str, tuple[str, str]] = {}
        count = len(new)
        for number, (path, each) in enumerate(new.items()):
            ground.progress(count + number, 2 * count)
            lead = Lead(each, ways, self.ledger)
            image = each.item.image
            led[path] = (lead.text(), (lead.picture(image.address) or "") if image else "")
        self.captures: dict[str, tuple[Kept, ...]] = {
            path: kept_captures(each.item, self.ledger) for path, each in new.items()
        }
        self.folders = {path: self._folder(path) for path in new}
        self.places = ways.stowage.placed(self.folders, self.content, ground.occupied)
        self.filled = {place.rpartition("/")[0] for place, _ in self.places.values()}
        self.made: dict[str, tuple[str, Article | Page, str]] = {}
        self.paths: dict[str, str] = {}
        for path, (text, image_token) in led.items():
            self._make(path, text, image_token)

    def _folder(self, path: str) -> str:
        item = self.new[path].item
        home = self.ground.home or ARTICLES
        return f"{self.content}/{home if item.kind == 'article' else PAGES}/{self.ids[path]}"

    def _make(self, path: str, text: str, image_token: str) -> None:
        item, folder = self.new[path].item, self.folders[path]
        bundled = bool(self.captures[path]) or folder in self.filled
        file = f"{folder}/{BUNDLE_FILE}" if bundled else f"{folder}.md"
        here = folder if bundled else folder.rpartition("/")[0]
        stowage = self.ways.stowage
        text = stowage.settled(text, here, self.places)
        image = None
        if item.image is not None and image_token:
            words = item.image.alt or item.image.caption or item.title
            image = Image(
                file=stowage.settled(image_token, here, self.places),
                alt=words, caption=item.image.caption, credit=item.image.credit,
            )  # fmt: skip
        elif item.image is not None:
            item = replace(item, extra={"image": item.image.address, **item.extra})
        record: Article | Page
        if item.kind == "page":
            record = page_of(item, ())
        else:
            undated = f"../{self.ground.today.isoformat()}"
            captures = [each.capture for each in self.captures[path]]
            record = article_of(item, image=image, captures=captures, aliases=(), undated=undated)
            if date_or_none(item.date) is None and item.status == "draft":
                self.ledger.add("drafts without a date, open ones written", item.origin)
            elif date_or_none(item.date) is None:
                self.ledger.needs_hand(item.origin, "it has no date; an open one was written")
        self.made[path] = (file, record, text)
        self.paths[file] = path

    def read_back(self) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
        """The documents as the build will read them."""
        documents: list[Document] = []
        problems: list[Problem] = []
        for file, record, text in self.made.values():
            data = file_text(record, text).encode()
            read = content_file(file, self.content)
            document, found = read_one(read, data, self.ground.settings)
            problems.extend(found)
            if document is not None:
                documents.append(document)
        return tuple(documents), tuple(problems)

    def files(self) -> dict[str, Held]:
        """All files that come along, by their places."""
        found = dict(self.places.values())
        for path, captures in self.captures.items():
            found |= {f"{self.folders[path]}/{each.capture.file}": each.held for each in captures}
        return found


def content_file(path: str, content: str) -> ContentFile:
    """A file as the scan will find it."""
    inner = path.removeprefix(f"{content}/").split("/")
    name = inner[1] if inner[-1] == BUNDLE_FILE and len(inner) == 3 else inner[-1].removesuffix(".md")
    if inner[0] == PAGES:
        return ContentFile(path, "page", name)
    return ContentFile(path, "article", name, "" if inner[0] == ARTICLES else inner[0])
