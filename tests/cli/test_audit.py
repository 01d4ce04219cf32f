"""`dossier audit`: each thing that a dossier rests on too little is found with its line, and nothing else."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dossierpress.cli.main import cli
from make import article, markdown, write

NOW = "1704067200"  # 2024-01-01
KEPT = b"The words stand here.\n"
SOUND = {
    "source": "The Daily",
    "url": "https://daily.example/a",
    "archived": "[https://archive.example/a]",
    "captures": f"[{{file: kept.txt, sha256: {hashlib.sha256(KEPT).hexdigest()}}}]",
    "people": "[rahmat]",
    "quotes": "[{id: q, text: The words stand here., who: rahmat}]",
}
CLAIM = "[{id: c, text: It was., by: The Board, status: disputed, for: [one, two], against: [two]}]"
DOSSIER = {
    "title": "D",
    "reviewed": "2023-12-01",
    "claims": CLAIM,
    "timeline": "[{date: 2011, title: An event, cites: ['one#q', two]}]",
    "figures": "[{question: How many?, values: [{value: 4, article: one}, {value: 5, article: two}]}]",
}
LINK = '{{"url":"https://daily.example/a","state":"{}","since":"2023-05-01","checked":"2023-06-01"}}\n'


def lay(root: Path, dossier: dict[str, str] | None = None, **one: str) -> Path:
    files: dict[str, str | bytes] = {
        "site.yaml": "title: T\ntheme: plain\n",
        "content/d/dossier.md": markdown(**(DOSSIER | (dossier or {}))),
        "content/d/one.md": article("The words stand here.", **(SOUND | one)),
        "content/d/two.md": article(
            "The words stand here.", **(SOUND | {"source": "The Weekly", "url": "https://weekly.example/b"})
        ),
        "content/d/kept.txt": KEPT,
        "content/people.yaml": "- id: rahmat\n  name: Ines Rahmat\n",
        "content/organisations.yaml": "- id: board\n  name: The Board\n",
    }
    return write(root, files)


def audit(root: Path, *arguments: str) -> Result:
    done = CliRunner().invoke(cli, ["audit", "--root", str(root), *arguments], env={"SOURCE_DATE_EPOCH": NOW})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def found(root: Path, *arguments: str) -> list[tuple[str, str, str]]:
    problems: list[dict[str, Any]] = json.loads(audit(root, "--json", *arguments).stdout)["problems"]
    assert all(each["hint"] and each["line"] for each in problems)
    return sorted(
        (each["code"], each["path"].rsplit("/", 1)[-1], each["source"].strip()) for each in problems
    )


def test_a_sound_dossier_has_nothing_listed(tmp_path: Path) -> None:
    done = audit(lay(tmp_path), "d")
    assert (done.exit_code, done.stdout) == (0, "nothing found in 1 dossier\n"), done.output


CAPTURE_LESS = {"captures": "[]"}
PLANTED: list[tuple[dict[str, str], dict[str, str], tuple[str, str, str]]] = [
    ({}, CAPTURE_LESS, ("no-capture", "one.md", "title: A headline")),
    ({}, {"archived": "[]"}, ("no-archived-copy", "one.md", "url: https://daily.example/a")),
    ({}, {"date": "2011~"}, ("undated", "one.md", "date: 2011~")),
    ({}, {"date": "201X"}, ("undated", "one.md", "date: 201X")),
    ({}, {"people": "[rahmat, A. Stranger]"}, ("unidentified", "one.md", "people: [rahmat, A. Stranger]")),
    (
        {},
        {"quotes": "[{id: q, text: Other words., who: rahmat}]"},
        ("quote-unverified", "one.md", "quotes: [{id: q, text: Other words., who: rahmat}]"),
    ),
    (
        {"claims": CLAIM.replace("The Board", "Somebody")},
        {},
        ("unidentified", "dossier.md", f"claims: {CLAIM.replace('The Board', 'Somebody')}"),
    ),
    (
        {"claims": "[{id: c, text: It was., for: [one, two]}]"},
        {},
        ("one-sided", "dossier.md", "claims: [{id: c, text: It was., for: [one, two]}]"),
    ),
    (
        {"claims": "[{id: c, text: It was., for: [one], against: [two]}]"},
        {},
        ("one-source", "dossier.md", "claims: [{id: c, text: It was., for: [one], against: [two]}]"),
    ),
    (
        {"timeline": "[{date: 2011, title: An event, cites: ['one#q']}]"},
        {},
        ("one-source", "dossier.md", "timeline: [{date: 2011, title: An event, cites: ['one#q']}]"),
    ),
    (
        {"figures": "[{question: How?, values: [{value: 4, article: one}]}]"},
        {},
        ("one-source", "dossier.md", "figures: [{question: How?, values: [{value: 4, article: one}]}]"),
    ),
    ({"reviewed": "2023-05-31"}, {}, ("stale-review", "dossier.md", "reviewed: 2023-05-31")),
    (
        {"changes": "[{date: 2023-12-24, kind: added, text: More.}]"},
        {},
        ("stale-review", "dossier.md", "reviewed: 2023-12-01"),
    ),
]


@pytest.mark.parametrize(("dossier", "one", "wanted"), PLANTED)
def test_what_is_lacking_is_found_with_its_line(
    tmp_path: Path, dossier: dict[str, str], one: dict[str, str], wanted: tuple[str, str, str]
) -> None:
    assert found(lay(tmp_path, dossier, **one)) == [wanted]


def test_a_reprint_is_no_second_source(tmp_path: Path) -> None:
    listed = found(lay(tmp_path, None, same_as="two"))
    assert {code for code, _, _ in listed} == {"one-source"}
    assert len(listed) == 4  # the claim, the event, the figures, the whole dossier


@pytest.mark.parametrize(("state", "count"), [("dead", 1), ("live", 0), ("blocked", 0)])
def test_a_dead_original_is_found(tmp_path: Path, state: str, count: int) -> None:
    root = lay(tmp_path)
    (root / "links.jsonl").write_text(LINK.format(state))
    assert [code for code, _, _ in found(root)] == ["dead-original"] * count


def test_nothing_is_listed_of_what_is_withdrawn_or_a_draft(tmp_path: Path) -> None:
    assert not [
        each for each in found(lay(tmp_path, None, status="withdrawn", captures="[]")) if each[1] == "one.md"
    ]
    draft = lay(tmp_path, None, status="draft", captures="[]")
    assert not [each for each in found(draft) if each[1] == "one.md"]
    assert [each for each in found(draft, "--drafts") if each[1] == "one.md"]


def test_the_list_is_a_page_too(tmp_path: Path) -> None:
    root, page = (
        lay(tmp_path / "site", None, people="[A <b>Stranger]", captures="[]"),
        tmp_path / "audit.html",
    )
    done = audit(root, "--output", str(page))
    assert done.exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "content/d/one.md:2" in text
    assert "A &lt;b&gt;Stranger" in text
    assert "<b>" not in text
    assert "content/d/one.md:2: no capture of this article is held" in done.stdout
    assert audit(root, "--output", str(page)).exit_code == 0  # over its own page, again


@pytest.mark.parametrize("place", ["audit.txt", "content/audit.html", "other.html"])
def test_the_page_is_written_over_nothing(tmp_path: Path, place: str) -> None:
    root = lay(tmp_path)
    (root / "other.html").write_text("mine")
    assert audit(root, "--output", str(root / place)).exit_code == 2
    assert (root / "other.html").read_text() == "mine"
    assert not (root / "content" / "audit.html").exists()


def test_exit_codes_are_those_of_other_commands(tmp_path: Path) -> None:
    root = lay(tmp_path, None, captures="[]")
    assert audit(root).exit_code == 0
    assert audit(root, "--strict").exit_code == 1
    unknown = audit(root, "dd")
    assert unknown.exit_code == 2
    assert "did you mean `d`" in unknown.output
    (root / "content" / "d" / "two.md").write_text("---\ntitle: [\n---\n")
    assert audit(root).exit_code == 1
