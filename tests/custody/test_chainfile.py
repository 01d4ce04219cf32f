"""The chain in a site: a build holds it against its head, a publish pins it, and both name what was done."""

from pathlib import Path

import pytest

from custody.test_examine import CAPTURE, SITE, held
from trial import dossier, lay

PUBLISH = "publish: {there: {kind: folder, path: ../there}}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "site.yaml": SITE + PUBLISH,
        "content/d/one/index.md": held(),
        "content/d/one/page.html": CAPTURE,
    }
    root = lay(tmp_path / "site", files, theme=False)
    for event in ("collected", "moved", "moved"):
        done = dossier("custody", event, "content/d/one/page.html", "--by", "A. Curator", "--root", root)
        assert done.code == 0, done.both
    return root


def test_it_is_listed_and_a_build_accepts_it(site: Path) -> None:
    done = dossier("custody", "--root", site)
    assert "3  2024-01-01T00:00:00Z  moved  content/d/one/page.html  (A. Curator; dossierpress" in done.out
    assert "unbroken: 3 lines" in done.out
    assert dossier("build", "--root", site, "--strict").code == 0


def test_a_build_names_what_was_done_to_it_even_when_nothing_else_changed(site: Path) -> None:
    assert dossier("build", "--root", site).code == 0
    file = site / "custody.jsonl"
    lines = file.read_text().splitlines(keepends=True)
    for changed, expected in (
        (
            [lines[0].replace("A. Curator", "B. Curator"), *lines[1:]],
            "custody.jsonl:1:1: error[custody-altered]",
        ),
        ([lines[0], lines[2]], "custody.jsonl:2:1: error[custody-dropped]"),
        ([lines[1], lines[0], lines[2]], "error[custody-reordered]"),
        (lines[:2], "custody.jsonl:2:1: error[custody-cut]"),
        ([], "custody.jsonl:1:1: error[custody-cut]"),
    ):
        file.write_text("".join(changed))
        done = dossier("build", "--root", site)
        assert (done.code, expected in done.err) == (1, True), done.err
        assert dossier("custody", "--root", site).code == 1
        assert dossier("custody", "moved", "site.yaml", "--root", site).code == 1
    file.unlink()
    assert "error[custody-cut]" in dossier("build", "--root", site).err
    file.write_text("".join(lines))
    assert dossier("build", "--root", site).code == 0


def test_what_was_published_pins_the_head(site: Path) -> None:
    done = dossier("publish", "--root", site)
    assert done.code == 0, done.both
    lines = (site / "custody.jsonl").read_text().splitlines(keepends=True)
    assert '"event":"published"' in lines[3]
    assert "custody" in (site.parent / "there/.dossier-manifest.json").read_text()
    # Whoever shortens both files is given away by the target.
    (site / "custody.jsonl").write_text("".join(lines[:1]))
    (site / "custody.head").unlink()
    assert dossier("build", "--root", site).code == 0
    done = dossier("publish", "--root", site)
    assert (done.code, "custody.jsonl:1:1: error[custody-cut]" in done.err) == (1, True), done.both
    (site / "custody.jsonl").write_text("".join(lines))
    assert dossier("publish", "--root", site).code == 0


def test_a_site_without_a_chain_gets_none_by_publishing(site: Path) -> None:
    (site / "custody.jsonl").unlink()
    (site / "custody.head").unlink()
    assert dossier("publish", "--root", site).code == 0
    assert not (site / "custody.jsonl").exists()
