"""The recipe: a batch in, the files of the site out, read back and planned as the build will. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from dossierpress.evidence.reprints import reprints
from dossierpress.exports.exports import exports_of
from dossierpress.imports import aliases, tags
from dossierpress.imports.ground import Ground, Settled
from dossierpress.imports.highlights import annotated, edited
from dossierpress.imports.item import Batch, Item
from dossierpress.imports.leading import Ways
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.links import Index
from dossierpress.imports.lists import Lists
from dossierpress.imports.made import Made, content_file
from dossierpress.imports.moments import is_after
from dossierpress.imports.naming import named
from dossierpress.imports.text.body import Prepared, prepared
from dossierpress.imports.writing import file_text, with_aliases
from dossierpress.model.article import Article
from dossierpress.model.document import ArticleDocument, Document
from dossierpress.model.page import Page
from dossierpress.plan.plan import plan
from dossierpress.problems import Problem
from dossierpress.read.assemble import assemble
from dossierpress.read.document import read_one
from dossierpress.read.files import ARTICLES, PAGES
from dossierpress.read.passages import CUT, Passages

# A link that the plan refuses is taken out and all is planned again; nothing needs more rounds.
_ROUNDS: Final = 4
# Written by the theme and the search, which the plan does not know of.
_RESERVED: Final = "assets/x media/x pagefind/x api/x cards/x search/index.html 404.html .dossier/x".split()

_LINK_FAULTS: Final = frozenset(
    "broken-link broken-fragment private-link link-scheme link-out remote-image remote-media"
    " unknown-reference".split()
)


def settled(batch: Batch, ground: Ground, ledger: Ledger) -> Settled:
    """Settle a batch for a site."""
    return _Settling(batch, ground, ledger).run()


class _Settling:
    def __init__(self, batch: Batch, ground: Ground, ledger: Ledger) -> None:
        self.batch, self.ground, self.ledger = batch, ground, ledger
        self.content = ground.config.content
        articles = [each for each in ground.documents if isinstance(each, ArticleDocument)]
        mine = [tag for each in articles for tag in each.meta.tags]
        mine += [each.name for each in ground.registries.get("tags", ())]
        chosen = tags.spellings(batch.items, mine)
        self.items = [tags.merged(self._dated(item), chosen, ledger) for item in batch.items]
        self.batch = replace(batch, items=tuple(self.items))

    def run(self) -> Settled:
        count = 2 * len(self.items)
        texts: dict[str, Prepared] = {}
        for number, item in enumerate(self.items):
            self.ground.progress(number, count)
            texts[item.path] = self._titled(prepared(item, self.batch, self.ledger))
        names = named(
            [each.item for each in texts.values()],
            self.batch,
            self.ground.documents,
            self._is_taken,
            self.ledger,
        )
        homes = {path: self._home(texts[path].item, name) for path, name in names.ids.items()} | dict(
            names.held
        )
        lists = Lists(self.batch, [each.item for each in texts.values()])
        ways = Ways(Index(self.batch), texts, homes, lists.home, self.batch.files)
        new = {path: each for path, each in texts.items() if path in names.ids}
        documents: tuple[Document, ...] = ()
        for _ in range(_ROUNDS):
            made = Made(self.ground, ways, new, names.ids)
            documents, found = made.read_back()
            problems = self._planned(documents)
            if not self._learn(ways, made, (*found, *problems)):
                break
        self.ledger.take(made.ledger)
        return self._finished(made, documents, lists, len(names.held))

    def _is_taken(self, name: str) -> bool:
        """Whether a file of this name is there, which the build may not be able to read."""
        folders = (f"{self.content}/{self.ground.home or ARTICLES}", f"{self.content}/{PAGES}")
        return any(self.ground.occupied(f"{folder}/{name}{end}") for folder in folders for end in ("", ".md"))

    def _dated(self, item: Item) -> Item:
        """An item whose date lies ahead is not shown before that day; one of an old site comes from there."""
        if self.batch.is_site and item.kind == "article" and not item.source:
            item = replace(item, source=self.batch.title)
        if item.date and is_after(item.date, self.ground.today) and not item.embargo:
            self.ledger.add("dates that lie ahead, under embargo now", item.origin, item.date)
            return replace(item, embargo=item.date)
        return item

    def _titled(self, made: Prepared) -> Prepared:
        item = made.item
        if item.title:
            return made
        title = (item.name or item.path.rpartition("/")[2].rpartition(".")[0] or "Untitled").replace("-", " ")
        title = title.replace("_", " ").strip() or "Untitled"
        self.ledger.add("titles taken from the file's name", item.origin, title)
        return replace(made, item=replace(item, title=title[:1].upper() + title[1:]))

    def _home(self, item: Item, name: str) -> str:
        """Where readers find an item; empty where they may not see it."""
        ahead = is_after(item.embargo, self.ground.today)
        over = bool(item.expires) and not is_after(item.expires, self.ground.today)
        if item.status == "draft" or ahead or over or item.rights == "private":
            return ""
        return f"ref:{name}" if item.kind == "article" else f"/{name}/"

    def _planned(self, documents: tuple[Document, ...]) -> tuple[Problem, ...]:
        ground = self.ground
        everything = (*ground.documents, *documents)
        site, problems = assemble(everything, self._folders(), ground.registries, ground.audience)
        _, dangling = plan(site, ground.config, {})
        return (*problems, *dangling)

    def _folders(self) -> tuple[str, ...]:
        home = self.ground.home
        return tuple(dict.fromkeys((*self.ground.folders, home) if home else self.ground.folders))

    def _learn(self, ways: Ways, made: Made, problems: Iterable[Problem]) -> bool:
        """Note the links that the build would refuse; whether there is something new among them."""
        learnt = False
        for problem in problems:
            path = made.paths.get(problem.path)
            if path is None or problem.severity != "error":
                continue
            dead = ways.dead.setdefault(path, set())
            if problem.code in _LINK_FAULTS and problem.text and problem.text not in dead:
                dead.add(problem.text)
                learnt = True
        return learnt

    def _finished(self, made: Made, documents: tuple[Document, ...], lists: Lists, held: int) -> Settled:
        """Give out old addresses, once it is known what answers where."""
        ground = self.ground
        everything = (*ground.documents, *documents)
        site, _ = assemble(everything, self._folders(), ground.registries, ground.audience)
        planned, _ = plan(site, ground.config, {}, exports=exports_of(ground.config))
        taken = {output.path for output in planned.pages} | {
            bundle.folder + "/x" for bundle in planned.bundles
        }
        claims = aliases.Claims((*taken, *_RESERVED))
        texts: dict[str, str] = {}
        for path, (file, record, text) in made.made.items():
            item = made.new[path].item
            shown = bool(made.ways.homes.get(path))
            old = aliases.claimed((item.address, *item.others), self.batch, claims, item.origin, self.ledger)
            if not shown and old:
                self.ledger.add("old addresses of what is not published", item.origin, item.address)
            texts[file] = file_text(with_aliases(record, old), text)
            if item.highlights:
                texts[file] = annotated(
                    content_file(file, self.content), texts[file], item.highlights, ground, self.ledger
                )
            self._check(file, texts[file], item)
        self._point_out_reprints(made, everything)
        redirects = tuple(
            (address, target)
            for written in sorted(self.batch.lists)
            if (address := aliases.old_address(written, self.batch))
            and (target := lists.target(written, taken))
            and claims.claim(address)
        )
        return Settled(
            texts=texts,
            files=made.files(),
            redirects=redirects,
            articles=sum(isinstance(record, Article) for _, record, _ in made.made.values()),
            pages=sum(isinstance(record, Page) for _, record, _ in made.made.values()),
            drafts=sum(record.status == "draft" for _, record, _ in made.made.values()),
            held=held,
            edits=edited(self.batch.highlights, ground, self.ledger),
        )

    def _point_out_reprints(self, made: Made, everything: Iterable[Document]) -> None:
        """Name articles that share most of their words with another."""
        bodies = {
            each.path: Passages(CUT.join(each.body.parts)).text.whole
            for each in everything
            if isinstance(each, ArticleDocument)
        }
        for one, other, share in reprints(bodies, made.paths):
            origin = made.new[made.paths[one]].item.origin
            self.ledger.add(
                "reprints or wire copy, to be looked at",
                origin,
                f"{share:.0%} of the words of {one} and {other}",
            )

    def _check(self, file: str, text: str, item: Item) -> None:
        """Read a file back as the build will; what is wrong then needs a hand."""
        _, problems = read_one(content_file(file, self.content), text.encode(), self.ground.settings)
        for problem in problems:
            if problem.severity == "error":
                self.ledger.needs_hand(item.origin, f"{problem.message} ({file})")
            elif problem.code != "no-source":
                self.ledger.add(f"warnings of the build: {problem.code}", item.origin, problem.message)
