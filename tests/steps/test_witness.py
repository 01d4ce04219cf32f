"""Quotations of which only a capture holds the words."""

import hashlib
import json
from pathlib import Path

import pytest

from evidence.planted import ALTERED
from make import article
from trial import dossier, lay

WORDS = "Four boats left Mole Head, all of them empty."
CAPTURES = {
    "page.html": "<html><body><nav>Home</nav><p>Before.</p><p>“Four <b>boats</b> left Mole&nbsp;Head,"
    " all of them empty.” He paused.</p></body></html>".encode(),
    "text.txt": "Before.\n\n“Four boats left\nMole Head, all of them empty.” He paused.\n".encode(),
    "old.htm": '<meta charset="windows-1252"><p>“Four boats left Mole Head, all of them empty.” É</p>'.encode(
        "cp1252"
    ),
}


def site(root: Path, words: str, name: str, *, rights: str = "excerpt", data: bytes | None = None) -> Path:
    held = data if data is not None else CAPTURES[name]
    sha256 = hashlib.sha256(CAPTURES.get(name, held)).hexdigest()
    text = article(
        "A part of it.",
        rights=rights,
        captures=f"[{{file: {name}, sha256: {sha256}}}]",
        quotes=f"\n  - id: q\n    text: {json.dumps(words)}",
    )
    return lay(root, {"content/d/a/index.md": text, f"content/d/a/{name}": held})


@pytest.mark.parametrize("rights", ["excerpt", "link-only"])
@pytest.mark.parametrize("name", CAPTURES)
def test_words_in_a_capture_are_sound(tmp_path: Path, name: str, rights: str) -> None:
    done = dossier("build", "--root", site(tmp_path, WORDS, name, rights=rights))
    assert (done.code, "quote" in done.err) == (0, False)


@pytest.mark.parametrize("how", ALTERED)
def test_altered_words_are_found(tmp_path: Path, how: str) -> None:
    for name in CAPTURES:
        root = site(tmp_path / name, ALTERED[how](WORDS), name)
        for _ in range(2):  # and remembered
            done = dossier("check", "--root", root)
            assert done.code == 1
            assert "content/d/a/index.md:9:11: error[quote-not-found]" in done.err


def test_a_changed_capture_is_one_problem(tmp_path: Path) -> None:
    done = dossier("check", "--root", site(tmp_path, WORDS, "text.txt", data=b"Others."))
    assert "capture-changed" in done.err
    assert "quote-" not in done.err


def test_an_answer_without_a_capture_is_not_remembered(tmp_path: Path) -> None:
    """While one of two captures is another file, nothing that is not found is remembered."""
    held = {"a.txt": "The ferry left at nine, he said.", "b.txt": "Nobody counted the boats, she said."}
    captures = ", ".join(
        f"{{file: {name}, sha256: {hashlib.sha256(text.encode()).hexdigest()}}}"
        for name, text in held.items()
    )
    quotes = "\n  - text: The ferry left at nine\n  - text: Nobody counted the boats"
    text = article("A part of it.", rights="excerpt", captures=f"[{captures}]", quotes=quotes)
    root = lay(
        tmp_path, {"content/d/a/index.md": text} | {f"content/d/a/{name}": held[name] for name in held}
    )
    capture = root / "content/d/a/b.txt"
    capture.write_text("Others.", encoding="utf-8")
    assert "capture-changed" in dossier("build", "--root", root).err
    capture.write_text(held["b.txt"], encoding="utf-8")
    done = dossier("build", "--root", root)
    assert (done.code, done.err) == (0, "")


def test_a_capture_is_found_in_whatever_form_its_name_lies_on_disk(tmp_path: Path) -> None:
    root = site(tmp_path, "Nobody ever said this.", "caf\u00e9.txt", data=CAPTURES["text.txt"])
    (root / "content/d/a/caf\u00e9.txt").rename(root / "content/d/a/cafe\u0301.txt")
    done = dossier("check", "--root", root)
    assert "error[quote-not-found]" in done.err
    assert "missing" not in done.err


def test_a_capture_that_is_no_text_verifies_nothing(tmp_path: Path) -> None:
    done = dossier("check", "--root", site(tmp_path, WORDS, "scan.png", data=b"\x89PNG"))
    assert "warning[quote-unverified]" in done.err


def test_a_capture_whose_own_name_is_redacted_is_looked_through(tmp_path: Path) -> None:
    root = site(tmp_path, "Nobody ever said this.", "jane-roe.txt", data=CAPTURES["text.txt"])
    file = root / "content/d/a/index.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("rights:", "redactions: [{label: Source A, names: [Jane Roe]}]\nrights:"))
    assert "error[quote-not-found]" in dossier("check", "--root", root).err


@pytest.mark.parametrize("words", ["The harbour master knew of it.", "The harbour master never knew of it."])
def test_redacted_words_are_no_difference(tmp_path: Path, words: str) -> None:
    """The capture keeps the name, quotation and messages do not have it."""
    held = b"Before. \xe2\x80\x9cJane Roe, the master, knew of it.\xe2\x80\x9d After."
    root = site(tmp_path, words.replace("The harbour master", "Jane Roe, the master,"), "x.txt", data=held)
    file = root / "content/d/a/index.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("rights:", "redactions: [{label: Source A, names: [Jane Roe]}]\nrights:"))
    done = dossier("build", "--root", root)
    assert ("quote-not-found" in done.err) == ("never" in words), done.err
    assert done.code == int("never" in words)
    assert "Source A" in done.err or "never" not in words
    assert "Roe" not in done.err.replace(str(root), "").partition("= ")[2]
