"""After any edit, a build that remembers the last one gives the very bytes of a clean one."""

import datetime as dt
import os
import random
import shutil
from pathlib import Path

import pytest

import remembering
from curator import Curator
from dossierpress.build import Report
from dossierpress.cli.work import Ways, job_of, memory_of, run_job
from dossierpress.problems import errors_only
from dossierpress.read.held import Audience
from dossierpress.run import task
from dossierpress.steps.settings import load_config
from dossierpress.write.directory import DirectorySink
from dossierpress.write.memory import MemorySink
from dossierpress.write.sink import Sink
from trial import REPOSITORY, SITE, article, lay, pages

pytestmark = pytest.mark.gate

STEPS = 300
SOURCES = ("content", "templates", "themes", "assets", "away", "site.yaml")
NOW = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _no_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of builds need not wait for the disk each time: nobody pulls the plug here."""
    monkeypatch.setattr(os, "sync", lambda: None)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))


def build(root: Path, sink: Sink, *, jobs: int, cache: bool) -> Report:
    config, problems = load_config(root)
    assert config is not None, problems
    ways = Ways("text", jobs, keep=cache)
    return run_job(job_of(root, config, Audience(NOW), sink, memory_of(root, ways)), ways)


def copied(source: Path, target: Path) -> None:
    """Put the sources of a site in the place of others, with their times."""
    for name in SOURCES:
        place = target / name
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
        if (source / name).is_dir():
            shutil.copytree(source / name, place)
        elif (source / name).exists():
            shutil.copy2(source / name, place)


def compare_after_each_step(
    root: Path, steps: int, seed: int, *, jobs: int, heavy: bool = False, further: bool = False
) -> tuple[int, set[str]]:
    """Edit and build, `steps` times; how many builds were of a sound site, and which edits those had."""
    curator = Curator(root, random.Random(seed), heavy=heavy, further=further)
    site, sources = root / "site", root / "kept"
    sources.mkdir()
    sound = 0
    done: set[str] = set()
    copied(root, sources)
    for number in range(steps):
        edits = curator.next()
        before = pages(site) if site.exists() else {}
        warm = remembering.build(root, jobs=jobs)
        clean_site = MemorySink()
        clean = build(root, clean_site, jobs=1, cache=False)
        assert warm.problems == clean.problems, (number, edits)
        wanted = before if errors_only(clean.problems) else clean_site.files
        found = pages(site) if site.exists() else {}
        assert found.keys() == wanted.keys(), (number, edits)
        for path, data in wanted.items():
            assert found[path] == data, (number, edits, path)
        if errors_only(clean.problems):
            copied(sources, root)  # the curator takes back what made the site unsound
        else:
            copied(root, sources)
            done.update(edits.split())
            sound += 1
    return sound, done


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
    sound, done = compare_after_each_step(begin(tmp_path), STEPS // 3, seed, jobs=1)
    assert sound > STEPS // 6
    assert len(done) > 15, "a site that ages sees many kinds of edits"


def test_random_edits_of_a_site_with_search_cards_and_pictures(tmp_path: Path) -> None:
    sound, _ = compare_after_each_step(begin(tmp_path), 30, 5, jobs=1, heavy=True)
    assert sound > 15


def test_random_edits_of_a_site_with_packages_and_redactions(tmp_path: Path) -> None:
    root = begin(tmp_path)
    own = "exports: {interchange: true}\nredactions: [{label: somebody, names: [purser]}]\n"
    (root / "site.yaml").write_text(SITE + own, encoding="utf-8")
    sound, _ = compare_after_each_step(root, 8, 6, jobs=1, further=True)
    assert sound > 4


def test_random_edits_with_workers(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    # The weight is the default of every runner, so it is changed itself.
    before = task.TEXT.worth_a_pool
    object.__setattr__(task.TEXT, "worth_a_pool", 2)
    request.addfinalizer(lambda: object.__setattr__(task.TEXT, "worth_a_pool", before))
    assert compare_after_each_step(begin(tmp_path), 5, 4, jobs=3)[0] > 0


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
