"""After any edit, a build that remembers the last one gives the very bytes of a clean one."""

import datetime as dt
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import remembering
from dossierpress import runners
from dossierpress.build import Report
from dossierpress.cli.work import Work, build_site
from dossierpress.problems import errors_only
from dossierpress.read.held import Audience
from dossierpress.settings import load_config
from dossierpress.write.directory import DirectorySink
from dossierpress.write.memory import MemorySink
from dossierpress.write.sink import Sink
from make import png
from trial import GOLDEN_THEME, REPOSITORY, article, lay, pages

pytestmark = pytest.mark.gate

STEPS = 300
SOURCES = ("content", "templates", "themes")
CHANGES_A_STEP = 2
NOW = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
TAGS = ("harbour", "sand", "Ärger", "ریت", "sand-bank")
WORDS = "gauge dredge board ledger inquiry tide mole log purser".split()


@pytest.fixture(autouse=True)
def _no_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of builds need not wait for the disk each time: nobody pulls the plug here."""
    monkeypatch.setattr(os, "sync", lambda: None)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))


class Curator:
    """Edits a site at random, as a curator might in a year."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root = root
        self.chance = chance
        self.content = root / "content"
        self.number = 0

    def words(self, count: int = 3) -> str:
        return " ".join(self.chance.choices(WORDS, k=count))

    def any_article(self) -> Path | None:
        found = sorted(path for path in self.content.glob("*/*.md") if path.name != "dossier.md")
        return self.chance.choice(found) if found else None

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
        folder = self.chance.choice(["one", "two", "articles"])
        front = f"title: {self.words()}\ndate: {self.date()}\nsource: {self.words(1)}"
        (self.content / folder / f"{name}.md").write_text(article(front, self.words(20)), encoding="utf-8")

    def delete(self) -> None:
        if path := self.any_article():
            path.unlink()

    def rename(self) -> None:
        self.number += 1
        if path := self.any_article():
            path.rename(path.with_name(f"renamed-{self.number}.md"))

    def move(self) -> None:
        if path := self.any_article():
            place = self.content / self.chance.choice(["one", "two"]) / path.name
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
        kind = self.chance.choice(["tags", "sources", "people", "places", "organisations"])
        entries = [f"- {{id: {word}, name: {self.words(2)}, note: {self.words()}}}" for word in
                   self.chance.sample(WORDS, k=3)]  # fmt: skip
        (self.content / f"{kind}.yaml").write_text("\n".join(entries) + "\n", encoding="utf-8")

    def dossier(self) -> None:
        place = self.content / self.chance.choice(["one", "two"]) / "dossier.md"
        order = self.chance.choice(["oldest", "newest"])
        front = f"title: {self.words()}\nsummary: {self.words(9)}\norder: {order}"
        if (path := self.any_article()) and self.chance.random() < 0.7:
            listed = f"[{{ref: {path.stem}, note: {self.words()}}}]"
            front += f"\nsections:\n  - title: {self.words(1)}\n    articles: {listed}"
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

    def setting(self) -> None:
        (self.root / "site.yaml").write_text(
            f"title: {self.words(2)}\ntheme: golden\n"
            f"url: https://{self.chance.choice(['a', 'b'])}.example/\n"
            f"language: {self.chance.choice(['en', 'de', 'ur'])}\n"
            f"markdown: {{typography: {self.chance.choice(['true', 'false'])}}}\n"
            f"indexes: {{page_size: {self.chance.randint(2, 9)},"
            f" places: {self.chance.choice(['true', 'false'])}}}\n",
            encoding="utf-8",
        )

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

    def step(self) -> str:
        """One edit of some kind; its name."""
        (self.content / "one/broken.md").unlink(missing_ok=True)
        edits: tuple[Callable[[], None], ...] = (
            self.add, self.add, self.add, self.delete, self.rename, self.move, self.body, self.body,
            self.same_size_same_time, self.same_size_same_time, self.registry, self.dossier, self.template,
            self.theme, self.setting, self.picture, self.damage, self.touch,
            lambda: self.line("title", self.words(4)), lambda: self.line("date", self.date()),
            lambda: self.line("tags", f"[{', '.join(self.chance.sample(TAGS, k=2))}]"),
            lambda: self.line("source", self.chance.choice(WORDS)),
            lambda: self.line("status", self.chance.choice(["draft", "ready", "withdrawn"])),
            lambda: self.line("people", f"[{self.words(2)}]"),
            lambda: self.line("dossiers", self.chance.choice(["one", "two", "[one, two]"])),
        )  # fmt: skip
        edit = self.chance.choice(edits)
        edit()
        return getattr(edit, "__name__", "line")


def build(root: Path, sink: Sink, *, jobs: int, cache: bool) -> Report:
    config, problems = load_config(root)
    assert config is not None, problems
    return build_site(
        Work(root=root, config=config, audience=Audience(NOW), sink=sink, jobs=jobs, cache=cache)
    )


def keep(root: Path) -> None:
    """Remember the sources of a sound site."""
    shutil.rmtree(root / "kept", ignore_errors=True)
    for name in SOURCES:
        if (root / name).exists():
            shutil.copytree(root / name, root / "kept" / name)


def restore(root: Path) -> None:
    """The curator takes back what made the site unsound."""
    for name in SOURCES:
        shutil.rmtree(root / name, ignore_errors=True)
        if (root / "kept" / name).exists():
            shutil.copytree(root / "kept" / name, root / name)


def compare_after_each_step(root: Path, steps: int, seed: int, *, jobs: int) -> int:
    """Edit and build, `steps` times; how many of the builds were of a sound site."""
    curator = Curator(root, random.Random(seed))
    site = root / "site"
    sound = 0
    keep(root)
    for number in range(steps):
        edits = [curator.rewrite()] if number % 3 == 0 else [curator.step() for _ in range(CHANGES_A_STEP)]
        before = pages(site) if site.exists() else {}
        warm = remembering.build(root, jobs=jobs)
        kept = MemorySink()
        clean = build(root, kept, jobs=1, cache=False)
        assert warm.problems == clean.problems, (number, edits)
        wanted = before if errors_only(clean.problems) else kept.files
        found = pages(site) if site.exists() else {}
        assert found.keys() == wanted.keys(), (number, edits)
        for path, data in wanted.items():
            assert found[path] == data, (number, edits, path)
        if errors_only(clean.problems):
            restore(root)
        else:
            keep(root)
            sound += 1
    return sound


def begin(root: Path) -> Path:
    lay(
        root,
        {
            "content/one/first.md": article(),
            "content/two/second.md": article(),
            "content/articles/third.md": article(),
        },
    )
    return root


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_edits(tmp_path: Path, seed: int) -> None:
    with remembering.short_ways() as short:
        assert compare_after_each_step(begin(tmp_path), STEPS // 3, seed, jobs=1) > STEPS // 6
    assert len(short) > STEPS // 30


def test_random_edits_with_workers(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    # The weight is the default of every runner, so it is changed itself.
    before = runners.TEXT.worth_a_pool
    object.__setattr__(runners.TEXT, "worth_a_pool", 2)
    request.addfinalizer(lambda: object.__setattr__(runners.TEXT, "worth_a_pool", before))
    assert compare_after_each_step(begin(tmp_path), 5, 4, jobs=3)


@pytest.mark.parametrize("name", ["base.html", "article.html", "_macros.html"])
def test_a_template_that_now_overrides_another(tmp_path: Path, name: str) -> None:
    """What was looked up and not found is part of what a page depends on."""
    root = begin(tmp_path)
    (root / "site.yaml").write_text("title: Trial\ntheme: broadsheet\n")
    build(root, DirectorySink(root / "site"), jobs=1, cache=True)
    before = pages(root / "site")
    source = (REPOSITORY / "themes/plain/templates" / name).read_text(encoding="utf-8")
    (root / "templates").mkdir()
    (root / "templates" / name).write_text(
        source.replace("<main", "<main data-own")
        .replace("<h1", "<h1 data-own")
        .replace("<li", "<li data-own")
    )
    build(root, DirectorySink(root / "site"), jobs=1, cache=True)
    kept = MemorySink()
    build(root, kept, jobs=1, cache=False)
    assert pages(root / "site") == kept.files
    assert pages(root / "site") != before
    shutil.rmtree(root / "templates")
    build(root, DirectorySink(root / "site"), jobs=1, cache=True)
    assert pages(root / "site") == before
