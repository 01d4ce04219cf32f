"""`dossier preview`: what it prints, how it ends, and that it leaves nothing behind."""

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dossierpress.cli.preview import _welcome
from make import png
from trial import article, dossier, environment, lay, tree

FILES = {
    "content/d/one.md": article("title: One"),
    "content/d/draft.md": article("title: Soon\nstatus: draft"),
    "content/d/later.md": article("title: Later\nembargo: 2099-01-01"),
}


@contextmanager
def previewing(root: Path, *options: str, command: str = "preview") -> Iterator["subprocess.Popen[str]"]:
    """A preview as a process of its own, ended at the end of the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "dossierpress", command, "--root", str(root), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(),
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: "subprocess.Popen[str]", wanted: str) -> str:
    """The next line that holds a text."""
    assert process.stdout is not None
    for each in process.stdout:
        if wanted in each:
            return each.strip()
    raise AssertionError(f"the preview ended without saying {wanted}")


def fetch(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=300) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def test_it_serves_says_each_rebuild_in_a_line_and_ends_at_once(tmp_path: Path) -> None:
    root = lay(tmp_path, FILES)
    with previewing(root, "--port", "0") as process:
        address = line(process, "the site is at").split()[-1]
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        assert line(process, "Ctrl-C") == "Ctrl-C ends it"
        line(process, "the whole site: ")
        assert fetch(f"{address}articles/one/")[0] == 200
        (root / "content/d/one.md").write_text(article("title: Uno"))
        said = line(process, "content/d/one.md")
        assert re.fullmatch(r"\d\d:\d\d:\d\d  content/d/one\.md: \d+ pages changed in \d.*s", said)
        (root / "content/d/one.md").write_text(article("titel: Uno"))
        assert "unknown-key" in line(process, "content/d/one.md:")
        assert "1 error" in line(process, "changed")
        process.send_signal(signal.SIGINT)
        assert line(process, "stopped") == "stopped"
        assert process.wait(timeout=300) == 130
    assert not (root / "site").exists()
    assert {path.split("/")[0] for path in tree(root)} == {".dossier", "content", "site.yaml", "themes"}


def test_one_that_a_script_started_in_the_background_ends_by_sigterm(tmp_path: Path) -> None:
    """Such a shell lets what it starts ignore Ctrl-C; whoever ends it sends SIGTERM."""
    root = lay(tmp_path, FILES)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with previewing(root, "--port", "0") as process:
            line(process, "the whole site: ")
            process.terminate()
            assert process.wait(timeout=300) == 143
    finally:
        signal.signal(signal.SIGINT, before)


def test_drafts_are_shown_unless_they_are_not_wanted(tmp_path: Path) -> None:
    root = lay(tmp_path, FILES)
    for option, status in (("--drafts", 200), ("--no-drafts", 404)):
        with previewing(root, "--port", "0", option, command="serve") as process:
            address = line(process, "the site is at").split()[-1]
            assert fetch(f"{address}articles/draft/")[0] == status
            assert fetch(f"{address}articles/later/")[0] == status
            process.terminate()
            assert process.wait(timeout=300) == 143


def test_pictures_and_the_search_index_are_made_when_they_are_asked_for(tmp_path: Path) -> None:
    files = {
        "site.yaml": "title: Trial\ntheme: plain\nurl: https://press.example/\n",
        "content/d/one.md": article("title: One", "![a quay](quay.png)"),
        "content/d/quay.png": png(7, 900),
    }
    root = lay(tmp_path, files, theme=False)
    with previewing(root, "--port", "0") as process:
        address = line(process, "the site is at").split()[-1]
        line(process, "the whole site: ")
        assert fetch(f"{address}search/")[0] == 200
        assert '"version"' in fetch(f"{address}pagefind/0/pagefind-entry.json")[1]
        page = fetch(f"{address}articles/one/")[1]
        pictures = re.findall(r"/media/d/\S+?\.(?:webp|png)", page)
        assert len(pictures) > 1
        for picture in pictures:
            with urllib.request.urlopen(address.rstrip("/") + picture, timeout=300) as answer:
                assert answer.read()
        (root / "content/d/one.md").write_text(article("title: Uno", "![a quay](quay.png)"))
        line(process, "content/d/one.md")
        assert fetch(f"{address}pagefind/0/pagefind-entry.json")[0] == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=300) == 130


def test_a_port_in_use_gives_the_next_free_one(tmp_path: Path) -> None:
    root = lay(tmp_path, FILES)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with previewing(root, "--port", str(port)) as process:
            assert line(process, "in use") == f"port {port} is in use; this is the next free one"
            found = int(line(process, "the site is at").rstrip("/").rsplit(":", 1)[1])
            assert port < found <= port + 50


def test_where_there_is_no_site_it_says_what_to_do(tmp_path: Path) -> None:
    done = dossier("preview", "--root", tmp_path)
    assert done.code == 2
    assert "there is no site.yaml here; run `dossier init .`" in done.both


def test_an_address_that_is_not_this_machine_is_refused(tmp_path: Path) -> None:
    done = dossier("preview", "--root", lay(tmp_path, FILES), "--host", "192.0.2.1")
    assert done.code == 2
    assert "cannot listen on 192.0.2.1" in done.both


def test_listening_everywhere_says_what_that_exposes(capsys: pytest.CaptureFixture[str]) -> None:
    assert _welcome("0.0.0.0", 8001, 8001, "/reports/", drafts=True) == "http://127.0.0.1:8001/reports/"
    said = capsys.readouterr().out
    assert "anyone on your network can read the whole site, drafts and embargoed articles included" in said
    _welcome("192.168.1.2", 8001, 8001, "/", drafts=False)
    said = capsys.readouterr().out
    assert "anyone on your network can read the whole site, until you end this" in said
    assert "on a phone: http://192.168.1.2:8001/" in said
    _welcome("127.0.0.1", 8001, 0, "/", drafts=True)
    assert "network" not in capsys.readouterr().out
