"""`check` points out articles that share most of their words, until a curator says that they are the same."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.evidence.test_reprints import reprinted, story

from dossierpress.cli.main import cli
from make import TINY_THEME, article, markdown, write


def check(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["check", "--root", str(root), "--jobs", "1", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def site(root: Path, later: str = "", third: str = "") -> Path:
    text = story(1)
    files = {
        "site.yaml": "title: T\ntheme: tiny\nsearch: false\ncards: false\n",
        "themes/tiny/templates/claim.html": "x",
        "content/d/dossier.md": markdown(title="D"),
        "content/d/first.md": article(text, date="2011-01-01"),
        "content/d/later.md": article(reprinted(text, 2) + later, date="2011-01-02"),
        "content/d/other.md": article(story(3) + third, date="2011-01-01"),
    }
    return write(root, TINY_THEME | files)


@pytest.mark.parametrize("arguments", [(), ("--strict",)])
def test_a_copy_is_pointed_out_at_the_later_article(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    output = check(site(tmp_path), *arguments)
    assert "content/d/later.md:2:" in output
    assert "warning[reprint]" in output
    assert "write `same_as: first`" in output
    assert "content/d/other.md" not in output


def test_what_a_curator_has_confirmed_is_not_pointed_out_again(tmp_path: Path) -> None:
    root = site(tmp_path)
    place = root / "content/d/later.md"
    place.write_text(place.read_text().replace("title:", "same_as: first\ntitle:", 1))
    assert "reprint" not in check(root)


def test_copies_of_one_original_are_the_same(tmp_path: Path) -> None:
    root = site(tmp_path)
    for name in ("first", "later"):
        place = root / f"content/d/{name}.md"
        place.write_text(place.read_text().replace("title:", "same_as: other\ntitle:", 1))
    assert "reprint" not in check(root)


def test_a_draft_is_not_compared(tmp_path: Path) -> None:
    root = site(tmp_path)
    place = root / "content/d/first.md"
    place.write_text(place.read_text().replace("title:", "status: draft\ntitle:", 1))
    assert "reprint" not in check(root)
