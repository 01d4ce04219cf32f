"""Problems by the hundred are shown by kind: the first few in full, the others counted."""

import json
from pathlib import Path

from trial import article, dossier, lay

MANY = 40


def site_of(root: Path) -> Path:
    files = {
        f"content/d/a{number:02}.md": article(f"nope: {number}", "<font>x</font>") for number in range(MANY)
    }
    return lay(root, files | {"content/d/b.md": article("", "[x](c.md)\n\n<center>y</center>")})


def test_the_first_five_of_a_kind_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    done = dossier("check", "--root", site_of(tmp_path))
    assert done.code == 1
    lines = done.err.splitlines()
    assert sum("error[unknown-key]: " in line for line in lines) == 5
    assert sum("warning[html-removed]: " in line for line in lines) == 5
    assert "… and 35 more of the kind unknown-key: `dossier check --all` shows them" in lines
    assert "… and 36 more of the kind html-removed: `dossier check --all` shows them" in lines
    assert sum(line.startswith("  = write it as Markdown") for line in lines) == 1
    assert lines[-4:-1] == [
        "40  error[unknown-key]     40 files",
        " 1  error[broken-link]     1 file",
        "41  warning[html-removed]  41 files",
    ]
    assert lines.index(lines[-4]) > max(at for at, line in enumerate(lines) if ": warning[" in line)


def test_all_shows_every_one_in_full(tmp_path: Path) -> None:
    done = dossier("check", "--root", site_of(tmp_path), "--all")
    assert done.err.count("error[unknown-key]: ") == MANY
    assert done.err.count("  = write it as Markdown") == MANY + 1
    assert "more of the kind" not in done.err


def test_scripts_get_every_one_anyway(tmp_path: Path) -> None:
    root = site_of(tmp_path)
    found = json.loads(dossier("check", "--root", root, "--format", "json").out)["problems"]
    assert len(found) == 2 * MANY + 2
    assert (
        len(dossier("check", "--root", root, "--format", "github", "--all").out.splitlines()) == 2 * MANY + 2
    )


def test_few_problems_need_no_table(tmp_path: Path) -> None:
    done = dossier("check", "--root", lay(tmp_path, {"content/d/b.md": article("", "[x](c.md)")}))
    assert done.err.splitlines()[-1].startswith("1 error: ")
    assert "  error[broken-link]  " not in done.err
