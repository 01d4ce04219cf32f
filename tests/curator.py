"""A curator who edits a site at random for years: every kind of edit, wild months and quiet ones."""

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

from make import png
from trial import GOLDEN_THEME, article

TAGS = ("harbour", "sand", "Ärger", "ریت", "sand-bank")
WORDS = "gauge dredge board ledger inquiry tide mole log purser".split()
# Of so many steps, the first half is wild and the second quiet.
SEASON = 24


class Curator:
    """Edits a site at random.

    Only `heavy` sites have a search index and cards, only `further` ones packages and words that are
    redacted: others are quick to build.
    """

    def __init__(
        self, root: Path, chance: random.Random, *, heavy: bool = False, further: bool = False
    ) -> None:
        self.root = root
        self.chance = chance
        self.content = root / "content"
        self.heavy, self.further = heavy, further
        self.number = 0
        self.steps = 0
        # Earlier texts of files, to which a curator may go back.
        self.past: list[tuple[Path, bytes]] = []

    def words(self, count: int = 3) -> str:
        return " ".join(self.chance.choices(WORDS, k=count))

    def any_article(self) -> Path | None:
        found = sorted(path for path in self.content.glob("*/*.md") if path.name != "dossier.md")
        return self.chance.choice(found) if found else None

    def home(self, *others: str) -> Path:
        """The folder of a dossier that is there, or another."""
        return self.content / self.chance.choice(["one", *others, *(["two"] if not self.away else [])])

    @property
    def away(self) -> bool:
        """Whether the folder that comes and goes has gone."""
        return (self.root / "away").exists()

    def edit(self, path: Path, change: Callable[[str], str]) -> None:
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    def line(self, key: str, value: str) -> None:
        """Give an article's front matter a key in place of what it had."""
        path = self.any_article()
        if path is not None:
            lines = path.read_text(encoding="utf-8").split("\n")
            kept = [each for each in lines if not each.startswith(f"{key}:")]
            path.write_text("\n".join([kept[0], f"{key}: {value}", *kept[1:]]), encoding="utf-8")

    def add(self) -> None:
        self.number += 1
        name = f"{self.chance.choice(WORDS)}-{self.number}"
        folder = self.home("articles")
        front = f"title: {self.words()}\ndate: {self.date()}\nsource: {self.words(1)}"
        (folder / f"{name}.md").write_text(article(front, self.words(20)), encoding="utf-8")

    def delete(self) -> None:
        if path := self.any_article():
            path.unlink()

    def rename(self) -> None:
        self.number += 1
        if path := self.any_article():
            path.rename(path.with_name(f"renamed-{self.number}.md"))

    def move(self) -> None:
        if path := self.any_article():
            place = self.home() / path.name
            if not place.exists():
                path.rename(place)

    def body(self) -> None:
        if path := self.any_article():
            text = self.words(12)
            self.edit(path, lambda old: f"{old}\n## {text}\n\n*{text}* [home](/) and [tags](/tags/).\n")

    def rewrite(self) -> str:
        """Nothing but texts and headlines, which is what curators do most."""
        for _ in range(self.chance.randint(1, 2)):
            if self.chance.random() < 0.5:
                self.retitle()
            elif path := self.any_article():
                self.edit(path, lambda old: f"{old.rstrip()} {self.words(2)}\n")
        return "rewrite"

    def retitle(self) -> None:
        """Another headline in the same place, which may be that of another article."""
        if path := self.any_article():
            title = f"title: {self.words(self.chance.randint(1, 3))}"
            self.edit(path, lambda old: re.sub(r"(?m)^title: .*$", title, old, count=1))

    def same_size_same_time(self) -> None:
        """The nasty one: other bytes, the same size, the same times."""
        if path := self.any_article():
            facts, data = path.stat(), bytearray(path.read_bytes())
            letters = [place for place, sign in enumerate(data) if sign in b"abcdefghijklmnopqrstuvwxyz"]
            data[letters[-1]] = ord("q") if data[letters[-1]] != ord("q") else ord("z")
            path.write_bytes(data)
            os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))

    def date(self) -> str:
        month, day = self.chance.randint(1, 12), self.chance.randint(1, 28)
        return self.chance.choice(
            [f"2011-{month:02}-{day:02}", f"20{month + 4:02}-{month:02}", "2013~", "2012?"]
        )

    def registry(self) -> None:
        """A registry that is new, other, or gone."""
        kind = self.chance.choice(["tags", "sources", "people", "places", "organisations"])
        if self.chance.random() < 0.2:
            (self.content / f"{kind}.yaml").unlink(missing_ok=True)
            return
        entries = [f"- {{id: {word}, name: {self.words(2)}, note: {self.words()}}}" for word in
                   self.chance.sample(WORDS, k=3)]  # fmt: skip
        (self.content / f"{kind}.yaml").write_text("\n".join(entries) + "\n", encoding="utf-8")

    def dossier(self) -> None:
        place = self.home() / "dossier.md"
        if self.chance.random() < 0.2:
            place.unlink(missing_ok=True)
            return
        order = self.chance.choice(["oldest", "newest"])
        front = f"title: {self.words()}\nsummary: {self.words(9)}\norder: {order}"
        if (path := self.any_article()) and self.chance.random() < 0.7:
            listed = f"[{{ref: {path.stem}, note: {self.words()}}}]"
            front += f"\nsections:\n  - title: {self.words(1)}\n    articles: {listed}"
            front += f"\ntimeline:\n  - {{date: {self.date()}, title: {self.words()}, cites: [{path.stem}]}}"
            front += f"\nclaims:\n  - {{id: c1, text: {self.words(5)}, for: [{path.stem}]}}"
            front += f"\npaths:\n  - {{id: short, title: {self.words()}, articles: [{path.stem}]}}"
        place.write_text(f"---\n{front}\n---\n\n{self.words(9)}\n", encoding="utf-8")

    def template(self) -> None:
        """A template of the site's own that overrides the theme's, or goes again."""
        own = self.root / "templates"
        name = self.chance.choice(["article.html", "_parts.html", "home.html", "base.html"])
        if (own / name).exists():
            (own / name).unlink()
        else:
            own.mkdir(exist_ok=True)
            source = (GOLDEN_THEME / "templates" / name).read_text(encoding="utf-8")
            mark = f"{{# #}}<!-- {self.words()} -->"
            text = (
                source
                if name.startswith("_")
                else source.replace("<h1>", f"{mark}<h1>").replace("<title>", f"<title>{self.words(1)} ")
            )
            (own / name).write_text(text.replace("<p>", f"<p>{self.words(1)} ", 1), encoding="utf-8")

    def theme(self) -> None:
        """The theme itself changes."""
        path = self.root / "themes/golden/templates/_parts.html"
        mark = self.words(1)
        self.edit(path, lambda old: old.replace("<p>", f"<p>{mark} ", 1)[:20_000])

    def asset(self) -> None:
        """A file of the site's own that stands beside the theme's or in its place, changes, or goes again."""
        place = self.root / "assets" / self.chance.choice(["style.css", "own.css", "deep/mark.svg"])
        if place.exists() and self.chance.random() < 0.4:
            place.unlink()
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(f"/* {self.words()} */\n", encoding="utf-8")

    def setting(self) -> None:
        chance = self.chance
        switch = lambda: chance.choice(["true", "false"])  # noqa: E731  a word for what follows
        engine = chance.choice(["python-markdown", "commonmark"])
        own = f"search: {switch()}\ncards: {switch()}\n" if self.heavy else "search: false\ncards: false\n"
        if self.further:
            own += f"exports: {{dataset: {switch()}, interchange: {switch()}}}\n"
            own += chance.choice(["", "redactions: [{label: somebody, names: [purser]}]\n"])
        (self.root / "site.yaml").write_text(
            f"title: {self.words(2)}\ntheme: golden\n"
            f"url: https://{chance.choice(['a', 'b'])}.example/\n"
            f"language: {chance.choice(['en', 'de', 'ur'])}\n"
            f"nav: [{{title: {self.words(1)}, to: /tags/}}]\n"
            f"feeds: {switch()}\napi: {switch()}\n{own}"
            f"markdown: {{typography: {switch()}, engine: {engine}}}\n"
            f"indexes: {{page_size: {chance.randint(2, 9)}, places: {switch()}}}\n",
            encoding="utf-8",
        )

    def page(self) -> None:
        place = self.content / "pages" / f"{self.chance.choice(WORDS)}.md"
        if place.exists():
            place.unlink()
        else:
            place.parent.mkdir(exist_ok=True)
            place.write_text(f"---\ntitle: {self.words()}\n---\n\n{self.words(9)}\n", encoding="utf-8")

    def link(self) -> None:
        """A text that leads to another article, whose address must be right whatever becomes of it."""
        if (path := self.any_article()) and (other := self.any_article()):
            self.edit(path, lambda old: f"{old}\nSee [{self.words(1)}](ref:{other.stem}).\n")

    def case(self) -> None:
        """A file whose new name differs in case only."""
        if path := self.any_article():
            name = path.name.capitalize() if path.name[0].islower() else path.name.lower()
            path.rename(path.with_name(name))

    def back(self) -> None:
        """A file as it was long ago: what is remembered of it may be gone by now, in part."""
        if self.past:
            path, data = self.chance.choice(self.past)
            if path.parent.exists():
                path.write_bytes(data)

    def folder(self) -> None:
        """A folder that goes, and comes back with every time as it was."""
        place, away = self.content / "two", self.root / "away"
        if self.away:
            away.rename(place)
        else:
            place.rename(away)

    def picture(self) -> None:
        (self.content / "one/picture.png").write_bytes(png(self.chance.randrange(256)))
        if path := next(iter(sorted((self.content / "one").glob("*-*.md"))), None):
            self.edit(
                path, lambda old: old if "picture.png" in old else f"{old}\n![{self.words()}](picture.png)\n"
            )

    def damage(self) -> None:
        """A file that stops the build, until the next step takes it away."""
        (self.content / "one/broken.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")

    def touch(self) -> None:
        if path := self.any_article():
            path.touch()

    def quiet(self) -> str:
        """One more article in a corner that concerns no other: all else grows old."""
        self.number += 1
        place = self.content / "corner" / f"{self.chance.choice(WORDS)}-{self.number}.md"
        place.parent.mkdir(exist_ok=True)
        front = f"title: {self.words()}\ndate: {1950 + self.number % 20}\nsource: Corner"
        place.write_text(article(front, self.words(20)), encoding="utf-8")
        return "quiet"

    def next(self) -> str:
        """What a curator does next; its name. Texts and headlines, anything, then for long nothing much."""
        self.steps += 1
        (self.content / "one/broken.md").unlink(missing_ok=True)
        if self.steps % SEASON >= SEASON // 2:
            return self.quiet()
        if self.steps % 3 == 0:
            return self.rewrite()
        return f"{self.step()} {self.step()}"

    def step(self) -> str:
        """One edit of some kind; its name."""
        (self.content / "one/broken.md").unlink(missing_ok=True)
        if path := self.any_article():
            self.past = [*self.past[-50:], (path, path.read_bytes())]
        edits: tuple[Callable[[], None], ...] = (
            self.add, self.add, self.add, self.delete, self.rename, self.move, self.body, self.body,
            self.same_size_same_time, self.same_size_same_time, self.registry, self.dossier, self.template,
            self.theme, self.setting, self.picture, self.damage, self.touch, self.asset, self.page, self.link,
            self.case, self.back, self.back, self.folder,
            lambda: self.line("title", self.words(4)), lambda: self.line("date", self.date()),
            lambda: self.line("tags", f"[{', '.join(self.chance.sample(TAGS, k=2))}]"),
            lambda: self.line("source", self.chance.choice(WORDS)),
            lambda: self.line("status", self.chance.choice(["draft", "ready", "withdrawn"])),
            lambda: self.line("people", f"[{self.words(2)}]"),
            lambda: self.line("standfirst", self.words(6)), lambda: self.line("embargo", self.date()),
            lambda: self.line("dossiers", self.chance.choice(["one", "two", "[one, two]"])),
        )  # fmt: skip
        edit = self.chance.choice(edits)
        edit()
        return getattr(edit, "__name__", "line")
