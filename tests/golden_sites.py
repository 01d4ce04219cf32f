"""What a repository cannot hold: the finishing touches of golden sites that the tests make themselves."""

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

from trial import article

GOLDEN = Path(__file__).resolve().parent / "golden"


def _unreadable(root: Path) -> None:
    os.mkfifo(root / "content/d/pipe.md")
    (root / "content/d/folder.md").mkdir()
    os.mkfifo(root / "content/tags.yaml")


def _links(root: Path) -> None:
    (root / "content/d/dangling.md").symlink_to("nothing-here.md")
    (root / "content/d/passwd.md").symlink_to("/etc/passwd")
    (root / "content/d/circle.md").symlink_to("circle.md")
    (root / "content/e").symlink_to("d")
    (root / "content/f").symlink_to("/etc")
    (root / "content/d/good.md").symlink_to("one.md")


def _portable_names(root: Path) -> None:
    for name in ("con", "NUL", "aux.notes", "com1"):
        (root / f"content/d/{name}.md").write_text(article())
    (root / "content/d/bell\a.md").write_text(article())
    (root / os.fsdecode(b"content/d/latin-\xe9.md")).write_text(article())
    (root / "content/d/a:b.png").write_bytes((GOLDEN / "addresses/content/dock/pic.png").read_bytes())
    (root / "content/d/shows.md").write_text(article(body="![shown](a:b.png) ![shown](<a%3Ab.png>)"))


def _too_large(root: Path) -> None:
    with (root / "content/d/huge.md").open("wb") as file:
        file.truncate(5 * 1024 * 1024)
    (root / "content/d/front.md").write_text(article("note: " + "x" * (4 * 1024 * 1024 - 200)))
    with (root / "content/sources.yaml").open("wb") as file:
        file.truncate(5 * 1024 * 1024)


def _too_deep(root: Path) -> None:
    place = root / "content/d" / "/".join("abcdefghijklmn")
    place.mkdir(parents=True)
    (place / "index.md").write_text(article())


def _case_twins(root: Path) -> None:
    (root / "content/d/One.md").write_text(article())
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "café")
        (root / f"content/d/{name}.md").write_text(article())
    (root / "content/D").mkdir()
    (root / "content/D/straße.md").write_text(article())
    (root / "content/D/STRASSE.md").write_text(article("aliases: [/Dossiers/]"))


FINISH: dict[str, Callable[[Path], None]] = {
    "unreadable": _unreadable,
    "links": _links,
    "portable-names": _portable_names,
    "too-large": _too_large,
    "too-deep": _too_deep,
    "case-twins": _case_twins,
}
