"""`dossier check --external` as a curator runs it: the real command against a real server on loopback."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from external.server import Web, web
from trial import article, dossier, environment, lay, pages

DAY = 86_400
NOW = 1_704_067_200  # 2024-01-01


@pytest.fixture
def here() -> Iterator[Web]:
    with web() as running:
        yield running


def site(root: Path, files: dict[str, str], more: str = "", *, theme: bool = True) -> Path:
    name = "golden" if theme else "plain"
    hosts = "links: {private_hosts: [127.0.0.1, localhost]}"
    config = f"title: T\ntheme: {name}\nurl: https://press.example/\n{hosts}\n"
    return lay(root, {"site.yaml": config + more, "content/d/dossier.md": "---\ntitle: D\n---\n"} | files)


def check(root: Path, *arguments: str, day: int = 0) -> Any:
    env = environment(SOURCE_DATE_EPOCH=str(NOW + day * DAY))
    return dossier("check", "--external", "--root", root, *arguments, env=env)


def found(root: Path) -> dict[str, dict[str, Any]]:
    lines = (root / "links.jsonl").read_text(encoding="utf-8").splitlines()
    return {link["url"]: link for link in map(json.loads, lines)}


def test_every_place_that_leads_outside_is_asked(here: Web, tmp_path: Path) -> None:
    url = here.url
    front = (
        f"url: {url('/page/url')}\nvia: [{{name: V, url: {url('/page/via')}}}]\n"
        f"archived: [{url('/page/archived')}]\nsame_as: {url('/page/same-as')}\n"
        f"translation_of: {{url: {url('/page/translated')}}}\n"
        f"corrections: [{{date: 2012, by: curator, text: x, url: {url('/page/correction')}}}]"
    )
    body = (
        f"[a]({url('/page/body?a=1&b=2')}) <{url('/page/auto')}> [in](ref:dossier:d) [m](mailto:a@b.example)"
    )
    files = {
        "content/d/one.md": article(front, body),
        "content/d/held.md": article(f"status: draft\nurl: {url('/page/draft')}"),
        "content/d/gone.md": article("status: withdrawn", f"[x]({url('/page/withdrawn')})"),
        "content/d/dossier.md": f"---\ntitle: D\ncurators: [{{name: C, url: {url('/page/curator')}}}]\n---\n"
        f"[d]({url('/page/dossier')})\n",
        "content/pages/about.md": f"---\ntitle: A\n---\n[p]({url('/page/plain')}#part)\n",
        "content/sources.yaml": f"- {{id: the-paper, name: The Paper, url: '{url('/page/source')}'}}\n"
        f"- {{id: unused, name: Unused, url: '{url('/page/unused')}'}}\n",
    }
    more = f"publisher: {{name: P, url: {url('/page/publisher')}}}\n"
    more += f"nav: [{{title: N, to: {url('/page/nav')}}}]\n"
    done = check(site(tmp_path, files, more))
    assert done.code == 0, done.both
    names = (
        "url via archived same-as translated correction body?a=1&b=2 auto curator dossier plain source"
        " publisher nav"
    ).split()
    assert set(found(tmp_path)) == {url(f"/page/{name}") for name in names}
    assert f"{len(names)} live; kept in links.jsonl" in done.out
    agents = {fields["User-Agent"].partition("/")[2].partition(" ")[2] for _, _, fields in here.asked}
    assert agents == {"(link check; +https://press.example/)"}
    assert not (tmp_path / "site").exists()


def test_the_states_are_told_and_kept(here: Web, tmp_path: Path) -> None:
    files = {
        f"content/d/{number}.md": article(f"url: {here.url(path)}")
        for number, path in enumerate(
            ["/page", "/moved", "/paywalled", "/status/403", "/status/404", "/circle"]
        )
    }
    done = check(site(tmp_path, files))
    assert done.code == 0
    assert "1 live, 1 moved, 1 paywalled, 1 blocked, 1 dead, 1 unsure; kept in links.jsonl" in done.out
    assert f"now {here.url('/page/new')}" in done.out
    assert "it answers 404; since 2024-01-01; in content/d/4.md" in done.out
    assert "content/d/4.md:5:6: warning[dead-link]" in done.err
    assert "under `archived:`" in done.err
    again = check(tmp_path, "--format", "json", day=7)
    data = json.loads(again.out)
    assert (data["asked"], data["ok"]) == (6, True)
    dead = next(link for link in data["links"] if link["state"] == "dead")
    assert (dead["since"], dead["checked"], dead["files"]) == ("2024-01-01", "2024-01-08", ["content/d/4.md"])
    assert [problem["code"] for problem in data["problems"]] == ["dead-link"]
    strict = check(tmp_path, "--strict", day=7)
    assert strict.code == 1
    assert "error[dead-link]" in strict.err


def test_a_second_run_on_one_day_asks_only_what_is_open(here: Web, tmp_path: Path) -> None:
    files = {
        "content/d/a.md": article(f"url: {here.url('/page')}\nvia: [{{name: v, url: {here.url('/circle')}}}]")
    }
    check(site(tmp_path, files))
    here.asked.clear()
    check(tmp_path)
    assert here.paths() == ["HEAD /circle"]


def test_a_reader_of_a_dead_original_is_sent_to_the_archived_copy(here: Web, tmp_path: Path) -> None:
    copies = f"archived: [{here.url('/status/410')}, {{url: {here.url('/page')}, service: Archive}}]"
    root = site(
        tmp_path, {"content/d/a.md": article(f"url: {here.url('/status/404')}\n{copies}")}, theme=False
    )
    dossier("build", "--root", root)
    before = pages(root / "site")
    done = check(root)
    assert done.code == 0
    assert done.err.count("warning[dead-link]") == 1, "the dead copy is one; the original has another"
    assert "archived[0]" not in done.err
    here.asked.clear()
    assert dossier("build", "--root", root).code == 0
    assert not here.asked, "the build asks nobody"
    changed = {path for path, data in pages(root / "site").items() if before[path] != data}
    folders, forms = ("dossiers/d", "sources/the-paper"), ("bib", "ris", "csl.json")
    lists = {f"{folder}/references.{form}" for folder in folders for form in forms}
    assert changed == {"articles/a/index.html", "api/articles/a.json", *lists}
    dead = here.url("/status/410").encode()
    assert not [path for path in changed if path in lists and dead in pages(root / "site")[path]]
    page = (root / "site/articles/a/index.html").read_text(encoding="utf-8")
    assert "The original is gone" in page
    assert '<time datetime="2024-01-01">' in page
    assert f'<a href="{here.url("/page")}">Read the archived copy</a> (Archive)' in page
    assert "Read the original" not in page


def test_a_password_is_neither_asked_nor_kept(here: Web, tmp_path: Path) -> None:
    url = f"http://me:hunter2@127.0.0.1:{here.port}/page"
    done = check(site(tmp_path, {"content/d/a.md": article(f"url: {url}")}))
    assert "content/d/a.md:5:6: warning[link-password]" in done.err
    assert "hunter2" not in done.out
    assert "hunter2" not in (tmp_path / "links.jsonl").read_text(encoding="utf-8")
    assert not here.asked


def test_an_address_sends_no_codes_to_the_terminal(here: Web, tmp_path: Path) -> None:
    url = here.url("/status/404/\u009b31m\u202e")
    done = check(site(tmp_path, {"content/d/a.md": article(f'url: "{url}"', f"[x]({url})")}))
    assert not {"\u009b", "\u202e"} & set(done.both)


def test_a_private_network_is_not_asked_unless_the_site_says_so(here: Web, tmp_path: Path) -> None:
    root = lay(tmp_path, {"content/d/a.md": article(f"url: {here.url('/page')}")})
    done = check(root)
    assert done.code == 0
    assert "its host is in a private network" in done.out
    assert not here.asked


def test_a_damaged_file_is_a_problem_with_its_line_and_stays(here: Web, tmp_path: Path) -> None:
    root = site(tmp_path, {"content/d/a.md": article(f"url: {here.url('/page')}")})
    line = f'{{"url":"{here.url("/page")}","state":"live","since":"2024-01-01","checked":"2024-01-01"}}\n'
    damaged = (
        line + "<<<<<<< ours\n" + line + '{"url":"https://x.example/","state":"odd"}\n' + "[" * 5000 + "\n"
    )
    (root / "links.jsonl").write_text(damaged, encoding="utf-8")
    for done in (check(root), dossier("build", "--root", root)):
        assert done.code == 1
        for number in (2, 3, 4, 5):
            assert f"links.jsonl:{number}:1: error[damaged-links]" in done.err
        assert "Traceback" not in done.both
    assert (root / "links.jsonl").read_text(encoding="utf-8") == damaged
    assert not here.asked


def test_broken_content_is_told_before_anybody_is_asked(here: Web, tmp_path: Path) -> None:
    done = check(site(tmp_path, {"content/d/a.md": article(f"url: {here.url('/page')}\nodd: x")}))
    assert done.code == 1
    assert "no address was asked" in done.err
    assert not here.asked


def test_a_file_that_cannot_be_written_is_said(here: Web, tmp_path: Path) -> None:
    root = site(tmp_path, {"content/d/a.md": article(f"url: {here.url('/page')}")})
    (root / "elsewhere").write_text("precious", encoding="utf-8")
    (root / "links.jsonl").symlink_to(root / "elsewhere.jsonl")
    done = check(root)
    assert done.code == 1
    assert "a link stands here" in done.err
    assert "Traceback" not in done.both


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_keeps_what_it_learnt(here: Web, tmp_path: Path, how: signal.Signals) -> None:
    """A host keeps silent; what the others said before is there afterwards, and is not asked again."""
    root = site(
        tmp_path,
        {
            "content/d/a.md": article(f"url: {here.url('/page')}"),
            "content/d/b.md": article(f"url: {here.url('/silent', 'localhost')}"),
        },
    )
    command = [sys.executable, "-m", "dossierpress", "check", "--external", "--root", str(root)]
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert here.arrived.wait(300)
        while not (root / "links.jsonl").exists():
            assert process.poll() is None
            here.arrived.wait(0.01)
        process.send_signal(how)
        _, said = process.communicate(timeout=300)
    assert b"Traceback" not in said
    assert {url: link["state"] for url, link in found(root).items()} == {here.url("/page"): "live"}
    here.asked.clear()
    here.release.set()
    check(root)
    assert here.url("/silent", "localhost") in found(root)
    assert "/page" not in {path for _, path, _ in here.asked}


def test_when_no_host_answers_that_is_said_and_nothing_is_learnt(tmp_path: Path) -> None:
    """A machine without a network: links that were live stay so, however many days apart it asks."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        root = site(
            tmp_path,
            {
                "content/d/a.md": article(f"url: {address}/known"),
                "content/d/b.md": article(f"url: {address}/new"),
                "content/d/c.md": article("url: http://no-such-host.invalid/x"),
            },
        )
        line = f'{{"url":"{address}/known","state":"live","since":"2023-01-01","checked":"2023-01-01"}}\n'
        (root / "links.jsonl").write_text(line, encoding="utf-8")
        for day in (0, 4):
            done = check(root, "--format", "json", day=day)
            data = json.loads(done.out)
            assert (done.code, [problem["code"] for problem in data["problems"]]) == (0, ["offline"])
            assert [(link["url"], link["state"]) for link in data["links"]] == [(f"{address}/known", "live")]
            assert (root / "links.jsonl").read_text(encoding="utf-8") == line
        done = check(root, "--strict", day=4)
        assert done.code == 1
        assert "links.jsonl:1:1: error[offline]: no host answered" in done.err


def test_a_host_that_is_gone_is_told_when_others_answer(here: Web, tmp_path: Path) -> None:
    files = {
        "content/d/a.md": article(f"url: {here.url('/page')}"),
        "content/d/b.md": article("url: http://no-such-host.invalid/x"),
    }
    root = site(tmp_path, files)
    for day, state in ((0, "unsure"), (4, "dead")):
        assert "offline" not in check(root, day=day).both
        assert found(root)["http://no-such-host.invalid/x"]["state"] == state
