"""The command: files in, articles out, nothing written over, one bad file stopping nobody."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.clip.pages import news, text
from tests.clip.stories import DREDGE, GERMAN, LIVE

from dossierpress.cli.main import cli

URL = "https://press.example/dredge"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content" / "harbour").mkdir(parents=True)
    (tmp_path / "content" / "harbour" / "dossier.md").write_text(
        "---\ntitle: Harbour\n---\n", encoding="utf-8"
    )
    (tmp_path / "site.yaml").write_text("title: Press\nsearch: false\ncards: false\n", encoding="utf-8")
    for story in (DREDGE, LIVE, GERMAN):
        (tmp_path / f"{story.name}.html").write_text(news(story), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704067200")
    return tmp_path


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["clip", *words], input=given, standalone_mode=False)


def test_a_clip_is_a_draft_with_its_capture_and_builds(site: Path) -> None:
    result = run("dredge.html", "--dossier", "harbour")
    assert result.return_value == 0, result.output
    article = site / result.output.splitlines()[0]
    written = article.read_text(encoding="utf-8")
    assert "status: draft" in written
    assert "mode: excerpt" in written
    assert "accessed: 2024-01-01" in written
    capture = (article.parent / "capture.html").read_bytes()
    assert capture == (site / "dredge.html").read_bytes()
    assert hashlib.sha256(capture).hexdigest() in written
    record = json.loads((article.parent / "clip.json").read_text(encoding="utf-8"))
    assert record["fields"]["title"]["from"] == "h1"
    assert all(line["why"] for line in record["lines"])
    built = CliRunner().invoke(cli, ["check", "--drafts", "--strict"], standalone_mode=False)
    assert built.exit_code == 0, built.output


def test_a_second_clip_changes_nothing_and_shows_the_difference(site: Path) -> None:
    article = site / run("dredge.html").output.splitlines()[0]
    edited = article.read_text(encoding="utf-8").replace("The harbour board of Oriel", "OUR OWN WORDS")
    article.write_text(edited, encoding="utf-8")
    result = run("dredge.html")
    assert "held already" in result.output
    assert "-OUR OWN WORDS" in result.output
    assert "+The harbour board of Oriel" in result.output
    assert article.read_text(encoding="utf-8") == edited


def test_another_capture_of_the_same_address_finds_the_article(site: Path) -> None:
    run("dredge.html")
    (site / "later.html").write_text(news(DREDGE).replace("nine metres", "ten metres"), encoding="utf-8")
    result = run("later.html")
    assert "held already" in result.output
    assert "ten metres" in result.output


def test_many_at_once_and_a_bad_one_between(site: Path) -> None:
    (site / "bad.pdf").write_bytes(b"%PDF-1.4 rubbish")
    result = run("dredge.html", "bad.pdf", "missing.html", "german.html", "--dossier", "harbour")
    assert result.return_value == 1
    assert "2 of 4 clipped" in result.output
    assert len(list((site / "content" / "harbour").glob("*/index.md"))) == 2


def test_dry_run_prints_and_writes_nothing(site: Path) -> None:
    before = sorted(site.rglob("*"))
    result = run("live.html", "--dry-run", "--set", "byline=By Somebody Else", "--drop", "9")
    assert result.return_value == 0
    assert "byline: By Somebody Else" in result.output
    assert "rival: By Lena Orr" in result.output
    assert "dropped by hand" in result.output
    assert sorted(site.rglob("*")) == before


def test_standard_input_and_output_to_a_file(site: Path) -> None:
    result = run("-", "--as", "text", "--output", "out.md", given=text(DREDGE))
    assert result.return_value == 0, result.output
    assert DREDGE.title in (site / "out.md").read_text(encoding="utf-8")
    assert not (site / "content" / "articles").exists()
    assert run("-", "--as", "text", "--output", "out.md", given=text(DREDGE)).return_value == 1


@pytest.mark.parametrize(
    "words",
    [
        ("dredge.html", "--dossier", "none"),
        ("dredge.html", "--set", "bylin=x"),
        ("dredge.html", "--set", "date=soon"),
        ("a", "b", "--url", URL),
        ("dredge.html", "--set", "url=javascript:x"),
    ],
)
@pytest.mark.usefixtures("site")
def test_wrong_usage(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, ["clip", *words])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_the_same_bytes_twice(site: Path) -> None:
    first = {
        path.name: path.read_bytes()
        for path in (site / run("dredge.html").output.splitlines()[0]).parent.iterdir()
    }
    folder = next((site / "content" / "articles").iterdir())
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    second = {
        path.name: path.read_bytes()
        for path in (site / run("dredge.html").output.splitlines()[0]).parent.iterdir()
    }
    assert first == second
