"""`dossier build` and `check`: what they print, how they end, what they leave."""

import json
import os
import re
from pathlib import Path

import pytest

from cli.terminal import on_a_terminal
from trial import article, dossier, environment, lay, pages, tree

GOOD = {"content/d/one.md": article(), "content/d/two.md": article("title: Two\ntags: [x]")}
BROKEN = GOOD | {"content/d/three.md": article("standfrist: x")}
WARNED = GOOD | {"content/d/three.md": "---\ntitle: Three\ndate: 2011\n---\n"}


def test_three_lines_and_nothing_else(tmp_path: Path) -> None:
    done = dossier("build", "--root", lay(tmp_path, GOOD))
    assert (done.code, done.err) == (0, "")
    first, second, third = done.out.splitlines()
    assert re.fullmatch(r"2 articles in 1 dossier, \d+ pages", first)
    assert re.fullmatch(r"built in \d+\.\d s: \d+ files written, 0 unchanged, 0 deleted", second)
    assert third == "the site is in site"


def test_json_says_the_same_as_data(tmp_path: Path) -> None:
    root = lay(tmp_path, WARNED)
    data = json.loads(dossier("build", "--root", root, "--format", "json").out)
    assert data["ok"] is True
    assert (data["articles"], data["dossiers"], data["output"]) == (3, 1, "site")
    assert "index.html" in data["written"]
    assert [problem["code"] for problem in data["problems"]] == ["no-source"]
    lay(root, BROKEN)
    done = dossier("build", "--root", root, "--format", "json")
    data = json.loads(done.out)
    assert (done.code, done.err, data["ok"]) == (1, "", False)
    assert "written" not in data
    problem = next(each for each in data["problems"] if each["severity"] == "error")
    assert problem == {
        "path": "content/d/three.md", "line": 5, "column": 1, "code": "unknown-key",
        "message": "unknown key `standfrist`", "hint": "did you mean `standfirst`?", "severity": "error",
        "source": "standfrist: x",
    }  # fmt: skip
    (root / "site.yaml").write_text("titel: x")
    data = json.loads(dossier("build", "--root", root, "--format", "json").out)
    assert data["ok"] is False


def test_github_annotations(tmp_path: Path) -> None:
    done = dossier("build", "--root", lay(tmp_path, BROKEN), "--format", "github")
    assert done.code == 1
    assert done.out == (
        "::error file=content/d/three.md,line=5,col=1,title=unknown-key::"
        "unknown key `standfrist` (did you mean `standfirst`?)\n"
    )


def test_a_failed_build_leaves_the_old_site(tmp_path: Path) -> None:
    root = lay(tmp_path, GOOD)
    assert dossier("build", "--root", root).code == 0
    before = tree(root / "site")
    lay(root, BROKEN)
    assert dossier("build", "--root", root).code == 1
    assert tree(root / "site") == before


def test_strict_makes_warnings_errors(tmp_path: Path) -> None:
    root = lay(tmp_path, WARNED)
    assert dossier("build", "--root", root).code == 0
    done = dossier("build", "--root", root, "--strict")
    assert done.code == 1
    assert "error[no-source]" in done.err


def test_an_address_is_checked(tmp_path: Path) -> None:
    root = lay(tmp_path, GOOD)
    assert dossier("build", "--root", root, "--base-url", "press.example").code == 2
    assert dossier("build", "--root", root, "--base-url", "https://host.example/press/").code == 0
    assert b'href="/press/' in pages(root / "site")["index.html"]


def test_another_output_folder(tmp_path: Path) -> None:
    root = lay(tmp_path / "root", GOOD)
    done = dossier("build", "--root", root, "--output", tmp_path / "elsewhere/site")
    assert done.code == 0
    assert done.out.endswith(f"the site is in {tmp_path / 'elsewhere/site'}\n")
    assert (tmp_path / "elsewhere/site/index.html").exists()
    for refused in (root, root / "content", tmp_path, "/"):
        assert dossier("build", "--root", root, "--output", refused).code == 1


def test_the_clock_can_be_set(tmp_path: Path) -> None:
    root = lay(tmp_path, GOOD)
    done = dossier("build", "--root", root, env=environment(SOURCE_DATE_EPOCH="yesterday"))
    assert done.code == 2
    assert "wanted seconds since 1970" in done.err
    without = environment()
    del without["SOURCE_DATE_EPOCH"]
    assert dossier("build", "--root", root, env=without).code == 0


def test_an_interrupted_write_is_finished_even_when_the_content_is_broken(tmp_path: Path) -> None:
    root = lay(tmp_path, GOOD)
    assert dossier("build", "--root", root).code == 0
    work = root / "site/.dossier"
    (work / "staging").mkdir()
    (work / "staging/0").write_text("new")
    journal = {"format": 1, "renames": [["0", "new.html"]], "deletions": [], "manifest": {"new.html": "00"}}
    (work / "journal.json").write_text(json.dumps(journal))
    lay(root, BROKEN)
    assert dossier("build", "--root", root).code == 1
    assert (root / "site/new.html").read_text() == "new"
    assert not (work / "journal.json").exists()


def test_a_journal_that_cannot_be_finished_is_said(tmp_path: Path) -> None:
    root = lay(tmp_path, GOOD)
    assert dossier("build", "--root", root).code == 0
    (root / "site/.dossier/journal.json").symlink_to("nowhere")
    done = dossier("build", "--root", root)
    assert done.code == 1
    assert "error[not-ours]" in done.err


def test_check_writes_nothing(tmp_path: Path) -> None:
    root = lay(tmp_path, GOOD)
    before = tree(root)
    done = dossier("check", "--root", root)
    assert done.code == 0
    assert re.fullmatch(r"2 articles in 1 dossier, \d+ pages\nchecked in \d+\.\d s\n", done.out)
    assert tree(root) == before
    lay(root, BROKEN)
    before = tree(root)
    done = dossier("check", "--root", root)
    assert done.code == 1
    assert done.err.endswith("1 error: not sound\n")
    assert tree(root) == before
    (root / "site.yaml").write_text("title: T\ntheme: golden\noutput: content\n")
    assert "error[bad-output]" in dossier("check", "--root", root).err


def test_check_makes_the_pages_too(tmp_path: Path) -> None:
    own = {"templates/article.html": "{{ no_such_thing }}"}
    done = dossier("check", "--root", lay(tmp_path, GOOD | own))
    assert done.code == 1
    assert "templates/article.html:1" in done.err


def test_colours_on_a_terminal_only(tmp_path: Path) -> None:
    root = lay(tmp_path, BROKEN)
    assert "\x1b[" not in dossier("check", "--root", root).err
    code, shown = on_a_terminal("check", "--root", root, env=environment(TERM="xterm"))
    assert code == 1
    assert b"\x1b[" in shown
    for plain in ({"NO_COLOR": "1", "TERM": "xterm"}, {"TERM": "dumb"}):
        _, shown = on_a_terminal("check", "--root", root, env=environment(**plain))
        assert b"\x1b[" not in shown
        assert b"unknown-key" in shown


def test_a_bar_on_a_terminal_when_it_takes_longer_than_a_second(tmp_path: Path) -> None:
    files = GOOD | {
        f"content/d/slow-{number}.md": article(body="*a* `b` [c](/) " * 6_000) for number in range(3)
    }
    root = lay(tmp_path, files)
    code, shown = on_a_terminal("check", "--root", root, env=environment(TERM="xterm"))
    assert code == 0, shown
    assert re.search(rb"\r\[#+-*\] \d of \d", shown)
    assert shown.endswith(b"\r")
    assert dossier("check", "--root", root).err == ""


def test_content_cannot_send_codes_to_the_terminal(tmp_path: Path) -> None:
    root = lay(tmp_path, {"content/d/a.md": article("tytle: \x1b]0;owned\x07".replace("\x1b", "\u009b"))})
    code, shown = on_a_terminal("check", "--root", root, env=environment(TERM="xterm"))
    assert code == 1
    assert "\u009b".encode() not in shown


def test_an_unreadable_configuration_is_said(tmp_path: Path) -> None:
    done = dossier("build", "--root", tmp_path)
    assert done.code == 1
    assert "run `dossier init .`" in done.err
    os.mkfifo(tmp_path / "site.yaml")
    assert "error[not-a-file]" in dossier("build", "--root", tmp_path).err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_workers_may_be_chosen(tmp_path: Path, jobs: str) -> None:
    assert dossier("build", "--root", lay(tmp_path, GOOD), "--jobs", jobs).code == 0
