"""The index: what is in it, in which bucket, the same bytes each time, and nothing when it is turned off."""

import importlib.util
from pathlib import Path

import pytest

from dossierpress.cli.stopwatch import Stopwatch
from dossierpress.cli.work import Ways, job_of, memory_of, run_job
from dossierpress.exports import search as search_export
from dossierpress.exports.exports import exports_of
from dossierpress.exports.search import search
from dossierpress.exports.searchindex import RecordView
from dossierpress.plan.outputs import Bundle
from dossierpress.plan.pageviews import HomeView
from dossierpress.plan.plan import plan
from dossierpress.read.held import Audience
from dossierpress.render.bundle import make_bundle
from dossierpress.write.memory import MemorySink
from dossierpress.write.report import Report
from make import CONFIG, NOW, TINY_THEME, article, config, markdown, planned, write

FILES = {
    "content/port/one.md": article(
        "Night *watch*, [link](two.md). Said so.",
        tags="[tides]",
        people="[ines-rahmat]",
        quotes="[{text: Said so, who: ines-rahmat}]",
    ),
    "content/people.yaml": "- {id: ines-rahmat, name: Ines Rahmat}\n",
    "content/port/two.md": article("Gone text.", status="withdrawn", standfirst="Was here"),
    "content/port/three.md": article("Hidden.", status="draft"),
    "content/port/dossier.md": markdown("What it is.", title="The port", question="Who?"),
}
SEARCHING = {
    **TINY_THEME,
    "themes/tiny/templates/search.html": "{% for each in bundles %}{{ each | href }}\n{% endfor %}",
}


def bundles(root: Path, files: dict[str, str]) -> list[Bundle]:
    site = planned(root, files).site
    made, problems = plan(site, config(), {}, exports=(search,))
    assert not problems
    return list(made.bundles)


def records(found: list[Bundle]) -> dict[str, RecordView]:
    return {record.address: record for bundle in found for record in bundle.view.records}  # type: ignore[attr-defined]


def test_a_record_holds_what_the_page_shows(tmp_path: Path) -> None:
    found = records(bundles(tmp_path, FILES))
    assert list(found) == ["/articles/one/", "/articles/two/", "/dossiers/port/"]
    one = found["/articles/one/"]
    assert one.filters == {
        "dossier": ("The port",),
        "source": ("The Daily",),
        "person": ("Ines Rahmat",),
        "tag": ("tides",),
        "year": ("2011",),
    }
    assert one.body
    assert one.text == "“Said so” Ines Rahmat"
    assert "The Daily" in one.line


@pytest.mark.parametrize(
    ("date", "years", "shown"),
    [
        ("2011-12-05", ("2011",), "December 5, 2011"),
        ("1999?", ("1999?",), "1999?"),
        ("1999~", ("≈ 1999",), "≈ 1999"),
        ("2010/2012", ("2010", "2011", "2012"), "2010"),
        ("201X", ("2010–2019",), "2010"),
        ("1900/2000", ("1900–2000",), "1900"),
        ("1999/..", ("1999",), "1999"),
    ],
)
def test_a_vague_date_is_not_found_under_a_sure_year(
    tmp_path: Path, date: str, years: tuple[str, ...], shown: str
) -> None:
    (record,) = records(bundles(tmp_path, {"content/articles/a.md": article(date=f"'{date}'")})).values()
    assert record.filters["year"] == years
    assert f" · {shown}" in record.line


def test_the_text_of_what_is_withdrawn_is_not_found(tmp_path: Path) -> None:
    assert records(bundles(tmp_path, FILES))["/articles/two/"].body == ""


def test_a_larger_site_has_more_buckets_and_each_record_stays_in_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_export, "FULL_BUCKET", 3)
    files = {f"content/port/a{number}.md": article() for number in range(10)}
    before = bundles(tmp_path, files)
    assert len(before) == 4
    assert [bundle.view.is_first for bundle in before] == [True, False, False, False]  # type: ignore[attr-defined]
    after = bundles(tmp_path, {**files, "content/port/a3.md": article(title="Another headline")})
    changed = [new.folder for old, new in zip(before, after, strict=True) if old.view != new.view]
    assert len(changed) == 1


def test_a_site_with_nothing_to_find_has_an_empty_search(tmp_path: Path) -> None:
    assert bundles(tmp_path, {"content/pages/about.md": markdown(title="About")}) == []


def test_turned_off_it_leaves_no_trace(tmp_path: Path) -> None:
    settings = config("search: false\n")
    assert search not in exports_of(settings)
    site = planned(tmp_path, FILES).site
    made, _ = plan(site, settings, {}, exports=exports_of(settings))
    assert made.bundles == ()
    assert not any("search" in output.path for output in made.pages)
    assert {view.site.search for output in made.pages if isinstance(view := output.view, HomeView)} == {""}


def built(root: Path, sink: MemorySink) -> tuple[Report, int]:
    """Build with the memory of the last build; how many parts of the index were made."""
    ways, watch = Ways("text", 1), Stopwatch(make_bundle)
    job = job_of(root, config(), Audience(NOW), sink, memory_of(root, ways))
    return run_job(job, ways, watch), watch.items


def test_only_the_bucket_of_an_edited_article_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_export, "FULL_BUCKET", 3)
    files = {f"content/port/a{number}.md": article() for number in range(10)}
    write(tmp_path, {"site.yaml": CONFIG, **SEARCHING, **files})
    sink = MemorySink()
    made: list[int] = []
    for edit in ({}, {}, {"content/port/a3.md": article("Now of a kestrel.")}):
        write(tmp_path, edit)
        report, parts = built(tmp_path, sink)
        assert not report.problems
        made.append(parts)
    assert made == [4, 0, 1]
    assert sink.files["search/index.html"].decode().split() == [
        f"/pagefind/{number}/pagefind-entry.json" for number in range(4)
    ]
    clean = MemorySink()
    built(tmp_path, clean)
    assert clean.files == sink.files


def test_a_machine_without_pagefind_builds_the_rest_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    write(tmp_path, {"site.yaml": CONFIG, **SEARCHING, **FILES})
    sink = MemorySink()
    report, _ = built(tmp_path, sink)
    (problem,) = report.problems
    assert (problem.code, problem.severity, problem.path) == ("no-search", "note", "site.yaml")
    assert "pip install" in problem.hint
    assert "search/index.html" not in sink.files
    assert "index.html" in sink.files
