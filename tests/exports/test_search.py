"""The index: what is in it, in which bucket, the same bytes each time, and nothing when it is turned off."""

import json
from pathlib import Path

import pytest

from dossierpress.cli.work import Work, build_site
from dossierpress.exports import search as search_export
from dossierpress.exports.exports import exports_of
from dossierpress.exports.search import search
from dossierpress.exports.searchindex import BucketView, RecordView, index_bucket, text_of
from dossierpress.plan.outputs import Bundle, Cause
from dossierpress.plan.plan import plan
from dossierpress.read.held import Audience
from dossierpress.render.bundle import make_bundle
from dossierpress.write.memory import MemorySink
from make import CONFIG, NOW, TINY_THEME, article, config, markdown, planned, write

FILES = {
    "content/port/one.md": article(
        "Night *watch*, [link](two.md).",
        tags="[tides]",
        people="[Ines]",
        quotes="[{text: Said so, who: Ines}]",
    ),
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
        "person": ("Ines",),
        "tag": ("tides",),
        "year": ("2011",),
    }
    assert one.body
    assert "Said so" in one.text
    assert "The Daily" in one.line


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


def bucket(*records: RecordView, is_first: bool = True) -> BucketView:
    return BucketView(language="en", is_first=is_first, records=records)


def some(count: int) -> tuple[RecordView, ...]:
    return tuple(
        RecordView(
            address=f"/articles/a{number}/",
            title=f"Headline {number}",
            text=f"word{number} and more",
            filters={"tag": tuple("abcdefg"), "year": (str(2000 + number % 7),), "person": ("P", "Q", "R")},
        )
        for number in range(count)
    )


def test_the_same_records_give_the_same_bytes() -> None:
    first = index_bucket(bucket(*some(30)), {})
    for _ in range(3):
        assert index_bucket(bucket(*some(30)), {}) == first


def test_only_the_first_bucket_brings_the_program() -> None:
    first, other = index_bucket(bucket(*some(2)), {}), index_bucket(bucket(*some(2), is_first=False), {})
    engine = {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"}
    assert set(first) - set(other) == engine
    assert not {path for path in first if path.endswith((".css", "ui.js")) or "playground" in path}


def test_the_entry_names_contents_that_are_there() -> None:
    files = index_bucket(bucket(*some(5)), {})
    entry = json.loads(files["pagefind-entry.json"])
    assert entry["languages"]["en"]["page_count"] == 5
    assert f"pagefind.{entry['languages']['en']['hash']}.pf_meta" in files


def test_a_language_without_a_stemmer_is_indexed_all_the_same() -> None:
    view = BucketView(language="ur-PK", is_first=True, records=some(1))
    assert "wasm.unknown.pagefind" in index_bucket(view, {})


def test_an_index_of_more_than_two_mebibytes_comes_back_whole() -> None:
    words = " ".join(f"w{number * 7919 % 999_983}x" for number in range(4000))
    large = tuple(RecordView(address=f"/a{n}/", title="T", text=f"{words} {n}") for n in range(150))
    assert sum(map(len, index_bucket(bucket(*large), {}).values())) > 2 * 1024 * 1024


@pytest.mark.parametrize("program", ["/bin/true", "/nowhere/at/all"])
def test_a_pagefind_that_does_not_answer_is_a_problem(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", program)
    cause = Cause("site.yaml", "search")
    made, (problem,) = make_bundle(Bundle("pagefind/0", bucket(*some(1)), index_bucket, cause), {})
    assert made is None
    assert (problem.path, problem.key, problem.code) == ("site.yaml", "search", "not-made")


def test_text_is_without_markup() -> None:
    pieces = ('<p>A<b>b</b> <a href="', "\" title='x > y'>c</a></p><p>d &amp; e<br>f</p><!-- no -->")
    assert text_of(pieces).split() == ["Ab", "c", "d", "&", "e", "f"]


def test_turned_off_it_leaves_no_trace(tmp_path: Path) -> None:
    settings = config("search: false\n")
    assert search not in exports_of(settings)
    site = planned(tmp_path, FILES).site
    made, _ = plan(site, settings, {}, exports=exports_of(settings))
    assert made.bundles == ()
    assert {output.view.site.search for output in made.pages if hasattr(output.view, "site")} == {""}


def work(root: Path, sink: MemorySink) -> Work:
    return Work(root=root, config=config(), audience=Audience(NOW), sink=sink, jobs=1)


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
        todo = work(tmp_path, sink)
        report = build_site(todo)
        assert not report.problems
        made.append(report.search.parts)
    assert made == [4, 0, 1]
    assert sink.files["search/index.html"].decode().split() == [
        f"/pagefind/{number}/pagefind-entry.json" for number in range(4)
    ]
    clean = MemorySink()
    build_site(work(tmp_path, clean))
    assert clean.files == sink.files


def test_a_machine_without_pagefind_builds_the_rest_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_export.importlib.util, "find_spec", lambda _name: None)
    write(tmp_path, {"site.yaml": CONFIG, **SEARCHING, **FILES})
    sink = MemorySink()
    report = build_site(work(tmp_path, sink))
    (problem,) = report.problems
    assert (problem.code, problem.severity, problem.path) == ("no-search", "warning", "site.yaml")
    assert "pip install" in problem.hint
    assert "search/index.html" not in sink.files
    assert "index.html" in sink.files
