"""The command: tools told apart, nothing written over, nothing written by a dry run, bad sources refused."""

from pathlib import Path

import pytest
from tests.imports.importing import PAPER, imported, post, site
from tests.imports.oldsites import write

# Each line ten times what the one before it is.
LAUGHS = "\n".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}' if n else 'lol'] * 9)}]" for n in range(12))
TOOLS = ("hugo", "jekyll", "pelican", "eleventy", "mkdocs")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()
    }


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_is_told_apart_and_the_site_builds(tmp_path: Path, tool: str) -> None:
    done = site(tmp_path, post("Text.", tool))
    assert f"imported from {tool}; the details are in imported-{tool}.txt" in done.output
    assert "markdown: {engine: commonmark}" in done.text("site.yaml")
    assert done.body("content/articles/p.md") == "Text."
    done.builds()


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    done = site(tmp_path, post("{{< chart >}}", "hugo", weight="1"), "--dry-run")
    assert tree(done.root) == {}
    assert "2  articles" in done.output
    assert "    content/posts/p.md: {{< chart >}}" in done.output
    assert done.output.endswith("nothing was written\n")


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    done = site(tmp_path, post("Text.", "hugo"))
    edited = done.text("content/articles/p.md").replace("Text.", "OUR OWN WORDS")
    (done.root / "content/articles/p.md").write_text(edited, encoding="utf-8")
    before = tree(done.root)
    again = imported(tmp_path / "old", done.root)
    assert again.code == 0
    assert "2  held already" in again.output
    after = tree(done.root)
    assert after.keys() - before.keys() == {"imported-hugo-2.txt"}
    assert {path: data for path, data in after.items() if path in before} == before


def test_a_site_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    mine = {
        "site.yaml": "title: Mine\nsearch: false",
        "content/articles/p.md": "---\ntitle: A\ndate: 2011-01-01\nsource: X\ntags: [Ports]\n---\n\nMine.\n",
        "content/harbour/dossier.md": "---\ntitle: Harbour\n---\n",
    }
    write(tmp_path / "new", mine)
    write(tmp_path / "old", post("Text.", "hugo", tags="[ports]"))
    done = imported(tmp_path / "old", tmp_path / "new", "--dossier", "harbour")
    assert done.content() == [
        "articles/p.md", "harbour/dossier.md", "harbour/p-2.md", "harbour/q.md",
    ]  # fmt: skip
    assert done.text("content/articles/p.md") == mine["content/articles/p.md"]
    assert done.text("site.yaml").startswith(
        "title: Mine\nsearch: false\nmarkdown: {engine: commonmark}\nredirects:\n"
    )
    assert done.keys("content/harbour/p-2.md")["tags"] == ["Ports"]
    done.builds()


def test_settings_that_say_otherwise_are_left_and_named(tmp_path: Path) -> None:
    settings = "title: Mine\nsearch: false\nmarkdown:\n  engine: python-markdown\nredirects: []\n"
    write(tmp_path / "new", {"site.yaml": settings, "content/pages/a.md": "---\ntitle: A\n---\n"})
    write(tmp_path / "old", post("Text.", "hugo", tags="[ports]", categories="[News]"))
    done = imported(tmp_path / "old", tmp_path / "new")
    assert done.text("site.yaml") == settings
    assert "site.yaml: old sites are written for markdown: {engine: commonmark}" in done.details
    assert 'site.yaml: redirects: - {from: "/categories/news/", to: "/tags/news/"}' in done.details


def test_there_must_be_the_dossier(tmp_path: Path) -> None:
    write(tmp_path / "new", {"site.yaml": PAPER, "content/pages/a.md": "---\ntitle: A\n---\n"})
    write(tmp_path / "old", post("x", "hugo"))
    done = imported(tmp_path / "old", tmp_path / "new", "--dossier", "nowhere")
    assert done.code == 2
    assert "there is no dossier `nowhere`" in done.output
    assert done.content() == ["pages/a.md"]


def test_a_folder_that_nobody_knows(tmp_path: Path) -> None:
    done = site(tmp_path, {"notes.txt": "x"})
    assert done.code == 1
    assert "it does not show which tool made it" in done.output
    assert not (done.root / "site.yaml").exists()


def test_the_two_sites_have_folders_of_their_own(tmp_path: Path) -> None:
    old = write(tmp_path / "old", post("x", "hugo"))
    for root in (old, old / "new"):
        done = imported(old, root)
        assert done.code == 2
        assert "folders of their own" in done.output


def test_nothing_is_read_or_written_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    files = post(
        "![a](../../../secret.png) ![b](/../../secret.png) [c](../../../../../../etc/passwd)", "hugo"
    ) | {
        "content/posts/e.md": "---\ntitle: E\ndate: 2020-01-01\nslug: ../../../../evil\nurl: /../../x/\n"
        "aliases: ['/../y/', '/a/./b/', '/.git/x']\n---\nx\n",
        "content/posts/f.md": "---\ntitle: ../../F\ndate: 2020-01-01\n---\nx\n",
    }
    done = site(tmp_path, files)
    assert done.code == 0
    assert done.body("content/articles/p.md") == "a b c"
    assert {path.name for path in tmp_path.iterdir()} == {"old", "new", "secret.png"}
    assert done.content() == ["articles/evil.md", "articles/f.md", "articles/p.md", "articles/q.md"]
    assert done.keys("content/articles/evil.md")["aliases"] == ["/x/", "/y/", "/a/b/"]
    done.builds()


def test_links_out_of_the_source_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/s.md").write_text("---\ntitle: S\ndate: 2020-01-01\n---\nSECRET\n", encoding="utf-8")
    old = write(tmp_path / "old", post("x", "hugo"))
    (old / "content/posts/link.md").symlink_to(tmp_path / "secret/s.md")
    (old / "content/far").symlink_to(tmp_path / "secret")
    done = imported(old, tmp_path / "new")
    assert done.code == 0
    assert "needs a hand: content/posts/link.md" in done.output
    assert not any("SECRET" in done.text(f"content/{each}") for each in done.content())


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "a: &a [x]\n" + "b: [" + "*a, " * 50 + "]\n---\nx",
        "---\na: " + "[" * 10_000 + "\n---\nx",
        "---\ntitle: T\n" + LAUGHS + "\n---\nx",
        "+++\n" + "a = " + "[" * 5000 + "\n+++\nx",
        '{"a": ' * 5000,
        "---json\n" + "[" * 100_000 + "\n---\nx",
        "{{< a >}}" * 5_000,
        "{{< a >}}" * 300 + "x" + "{{< /a >}}" * 300,
        "{{< " * 20_000,
        "<iframe " * 20_000,
        "<figure>" * 5_000,
        "[" * 20_000,
        "> " * 2_000 + "x",
        "<div>" * 3_000,
        "\x00\x01\ufdd5\ufdd6\ufdd8" + "1\ufdd9 x",
        '---\ntitle: "\\ud800 x"\ndate: 2020-01-01\n---\nx',
    ],
    ids=range(16),
)  # fmt: skip
def test_hostile_files_are_named_and_stop_nobody(tmp_path: Path, text: str) -> None:
    done = site(tmp_path, post("x", "hugo") | {"content/posts/2020-01-01-bad.md": text})
    assert done.code == 0, done.output
    assert "Traceback" not in done.output
    assert done.body("content/articles/q.md").endswith("Text.")
    (done.root / "content/articles/bad.md").unlink(missing_ok=True)
    done.builds()


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    old = write(
        tmp_path / "old",
        post("x", "hugo") | {"content/posts/l.md": b"---\ntitle: Caf\xe9\ndate: 2020-01-01\n---\nna\xefve"},
    )
    with (old / "content/posts/huge.md").open("wb") as file:
        file.truncate(5 * 1024 * 1024)
    done = imported(old, tmp_path / "new")
    assert "needs a hand: content/posts/huge.md: this file is larger than 4 MiB" in done.output
    assert done.keys("content/articles/l.md")["title"] == "Café"
    assert "1  encodings that were guessed" in done.output
