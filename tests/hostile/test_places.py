"""No key, slug, alias, link or file name writes or reads outside: through the real command."""

import os
from pathlib import Path

import pytest

from trial import article, dossier, lay, pages, tree

pytestmark = pytest.mark.gate

NAMES = [
    "..", "../x", "../../etc/x", "/etc/x", "//etc/x", "a/../../x", "%2e%2e/x", "..%2fx", "a\\..\\x", "C:x",
    "con",
    "NUL", "com1", ".hidden", ".dossier", ".git", "a\tb", "a\u202eb", "a\x7fb", "x" * 300, "a b",
    "a?b", "a#b", "-", "~", "~root", "$HOME", "`id`", "$(id)", "a;b", "a|b", "a\u0000b", "\ufeff", "a.", "a/",
    "*", "<b>",
]  # fmt: skip
# As YAML writes them between double quotes.
ESCAPES = {0: "\\0", 0x5C: "\\\\", 9: "\\t", 0x202E: "\\u202e", 0x7F: "\\x7f", 0xFEFF: "\\ufeff"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site in a folder with something precious beside it."""
    (tmp_path / "precious").write_text("mine")
    return tmp_path / "project"


def outside(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(root.parent).items() if not path.startswith("project/")}


@pytest.mark.parametrize("key", ["id", "aliases", "dossiers", "image", "captures"])
def test_no_name_leads_out(root: Path, key: str) -> None:
    shape = {
        "id": "id: {}",
        "aliases": "aliases: [{}]",
        "dossiers": "dossiers: [{}]",
        "image": "image: {{file: {}, alt: x}}",
        "captures": "captures: [{{file: {}, sha256: " + "0" * 64 + "}}]",
    }[key]
    files: dict[str, str | bytes] = {}
    for number, name in enumerate(NAMES):
        escaped = name.translate(
            {0: "\\0", 0x5C: "\\\\", 9: "\\t", 0x202E: "\\u202e", 0x7F: "\\x7f", 0xFEFF: "\\ufeff"}
        )
        if key == "aliases":
            escaped = "/" + escaped
        files[f"content/d/n{number}.md"] = article(shape.format(f'"{escaped}"'))
    lay(root, files)
    done = dossier("build", "--root", root, "--all")
    assert "Traceback" not in done.both
    refused = {line.split(":")[0] for line in done.err.splitlines() if ": error[" in line}
    assert done.code == 1
    assert len(refused) > (5 if key == "aliases" else 25), sorted(set(files) - refused)
    for path in refused:
        (root / path).unlink(missing_ok=True)
    again = dossier("build", "--root", root, "--all")
    assert again.code == 0, again.err
    assert outside(root) == {"precious": b"mine"}
    site = pages(root / "site")
    assert all(
        part not in ("", ".", "..") and not part.startswith(".") for path in site for part in path.split("/")
    )


def test_links_out_of_the_site_are_not_read(root: Path) -> None:
    lay(root, {"content/d/a.md": article(body="![x](picture.png) [y](notes.md)")})
    (root.parent / "precious.md").write_text(article("title: stolen words"))
    (root / "content/d/stolen.md").symlink_to(root.parent / "precious.md")
    (root / "content/d/picture.png").symlink_to(root.parent / "precious")
    (root / "content/people.yaml").symlink_to("/etc/passwd")
    (root / "content/d/folder").symlink_to(root.parent)
    (root / "templates").mkdir()
    (root / "templates/article.html").symlink_to(root.parent / "precious")
    done = dossier("build", "--root", root, "--all")
    assert done.code == 1
    assert "Traceback" not in done.both
    for name in ("stolen.md", "people.yaml", "folder", "picture.png", "templates/article.html"):
        assert name in done.err, name
    assert "stolen words" not in done.both
    assert "root:" not in done.both
    assert not (root / "site").exists()


def test_assets_that_are_a_link_out_are_refused(root: Path) -> None:
    lay(root, {"content/d/a.md": article()})
    (root.parent / "elsewhere").mkdir()
    (root.parent / "elsewhere/stolen.css").write_text("stolen words")
    (root / "assets").symlink_to(root.parent / "elsewhere")
    done = dossier("build", "--root", root, "--all")
    assert "stolen words" not in done.both
    assert not any(b"stolen words" in data for data in tree(root).values())
    assert done.code == 1


def test_a_content_folder_that_is_a_link_out_is_not_read(root: Path) -> None:
    lay(root, {})
    (root.parent / "elsewhere").mkdir()
    (root.parent / "elsewhere/d").mkdir()
    (root.parent / "elsewhere/d/a.md").write_text(article("title: stolen words"))
    (root / "content").symlink_to(root.parent / "elsewhere")
    done = dossier("build", "--root", root, "--all")
    assert done.code == 1
    assert "stolen words" not in done.both


def test_what_is_no_file_does_not_hang_the_build(root: Path) -> None:
    lay(root, {"content/d/a.md": article("image: {file: pipe.png, alt: x}")})
    for name in ("content/d/pipe.md", "content/d/pipe.png", "content/tags.yaml"):
        os.mkfifo(root / name)
    done = dossier("build", "--root", root, "--all", limit=300)
    assert done.code == 1
    assert done.err.count("error[not-a-file]") == 3, done.err


def test_fatal_markdown_costs_its_own_article_only(root: Path) -> None:
    """What overflows the engine's stack, or keeps it busy beyond the limit of ten seconds."""
    bombs = {
        "lists": "\n".join("    " * depth + "- x" for depth in range(400)),
        "stars": "*" * 5_000 + "x",
        "quotes": ">" * 5_000 + " x",
        "terms": "\n".join(f"term\n: {number}" for number in range(600)),
        "brackets": "[" * 60_000,
        "entities": "&amp;" * 50_000,
        "cells": "|".join("a" * 3_000) + "\n" + "|".join("-" * 3_000),
    }
    files = {f"content/d/{name}.md": article(body=body) for name, body in bombs.items()}
    lay(root, files | {"content/d/fine.md": article(), "content/d/wrong.md": article("date: 2011-13-01")})
    done = dossier("build", "--root", root, "--all", limit=600)
    assert done.code == 1
    assert "Traceback" not in done.both
    assert "content/d/wrong.md:" in done.err  # the rest is checked
    refused = {line.split(":")[0] for line in done.err.splitlines() if ": error[" in line}
    assert "content/d/brackets.md" in refused
    assert "content/d/fine.md" not in refused


@pytest.mark.parametrize(
    "front",
    [
        "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]",
        "x: !!python/object/apply:os.system ['true']",
        "x: !!python/name:os.system",
        "extra: " + "[" * 5_000,
        "extra: " + "{a: " * 5_000,
        "extra: {a: " + "9" * 5_000 + "}",
        "tags: [" + "x, " * 200_000 + "x]",
        "date: 2011-12-05T25:61:61+99:99",
        "? [complex, key]\n: x",
        "<<: {title: x}",
        "%YAML 9.9",
        'title: "\\ud800"',
    ],
)  # fmt: skip
def test_hostile_front_matter_is_a_problem(root: Path, front: str) -> None:
    lay(root, {"content/d/a.md": article(front)})
    done = dossier("build", "--root", root, "--all", limit=300)
    assert "Traceback" not in done.both
    assert done.code in (0, 1)
    assert done.code == 0 or "content/d/a.md:" in done.err
