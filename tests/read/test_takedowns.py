"""Takedowns: a whole article, its text, a name or a picture goes; its entry, a log and the reason stay."""

from pathlib import Path

import pytest

from dossierpress.model.document import Document
from exports.whole import whole
from make import Built, article, markdown, png, read
from publish.test_private import search

SECRET = "The witness said that the harbour master had known of the moved gauge since early spring."
PICTURE = png(40, 30)
BODY = f'{SECRET} Jane Roe said so.\n\n![kwaltkw](quay.png "kwcaptionkw")\n\nAfter.'


def takedown(what: str, further: str = "") -> str:
    return f"[{{what: {what}, date: 2023-02-03, by: The court, reason: An order.{further}}}]"


def site(root: Path, takedowns: str = "", **keys: str) -> Built:
    if takedowns:
        keys["takedowns"] = takedowns
    text = article(
        BODY,
        title="Head",
        standfirst="kwdeckkw by Jane Roe",
        quotes="[{id: q, text: The witness said, who: Jane Roe}]",
        image="{file: quay.png, alt: kwownkw}",
        people="[Jane Roe]",
        **keys,
    )
    files = {
        "content/d/dossier.md": markdown(
            "See [it](ref:a#q).", title="D", timeline="[{date: 2011, title: E, cites: ['a#q']}]"
        ),
        "content/d/a/index.md": text,
        "content/d/a/quay.png": PICTURE,
        "content/d/b.md": article("Jane  Roe and others.", title="B"),
    }
    return whole(root, files)


def everything(made: Built) -> bytes:
    assert made.codes == [] or all("error" not in each.severity for each in made.report.problems)
    return b"\n".join(data for path, data in made.files.items() if not path.startswith("assets/"))


def page(made: Built) -> str:
    return made.text("articles/a/index.html")


@pytest.mark.parametrize("what", ["item", "text"])
def test_no_byte_of_a_text_that_was_taken_down_is_left(tmp_path: Path, what: str) -> None:
    made = site(tmp_path, takedown(what))
    found = everything(made)
    for word in (b"The witness said", b"kwdeckkw", b"kwcaptionkw", b"kwaltkw"):
        assert word not in found
    assert (b"kwownkw" in found) is (what == "text")
    assert "An order." in page(made)
    assert "The court" in page(made)
    assert "The full text is given here." not in page(made)


def test_a_name_goes_from_every_file_and_its_label_is_there(tmp_path: Path) -> None:
    made = site(tmp_path, takedown("name", ", names: [Jane Roe], label: A clerk"))
    found = everything(made)
    assert b"Roe" not in found
    assert b"roe" not in b" ".join(path.encode() for path in made.files)
    assert "A clerk said so." in page(made)
    assert "A clerk" in made.text("articles/b/index.html")


def test_a_picture_goes_from_its_text_and_from_the_head(tmp_path: Path) -> None:
    made = site(tmp_path, takedown("image"))
    assert not [path for path in made.files if path.startswith("media/") or "quay" in path]
    assert b"kwownkw" not in everything(made)
    assert "After." in page(made)
    assert "The witness said" in page(made)


def test_one_picture_of_several_goes(tmp_path: Path) -> None:
    made = site(tmp_path, takedown("image", ", file: other.png"))
    assert "media/d/a/quay.png" in made.files


def test_the_log_is_public_and_names_neither_names_nor_files(tmp_path: Path) -> None:
    log = site(tmp_path, takedown("name", ", names: [Jane Roe]")).text("takedowns/index.html")
    assert "An order." in log
    assert "The court" in log
    assert 'href="/articles/a/"' in log
    assert "Roe" not in log


def test_what_is_given_back_is_shown_again_and_stays_in_the_log(tmp_path: Path) -> None:
    made = site(tmp_path, takedown("item", ", lifted: 2023-09-01"))
    assert "The witness said" in page(made)
    assert "kwdeckkw" in page(made)
    assert "given back on" in made.text("takedowns/index.html")


def test_without_takedowns_there_is_no_log(tmp_path: Path) -> None:
    assert "takedowns/index.html" not in site(tmp_path).files


@pytest.mark.parametrize("what", ["name", "image"])
def test_a_takedown_that_does_not_say_what_is_an_error_at_its_line(what: str) -> None:
    text = article("x", takedowns=f"\n  - {{what: {what}, date: 2023, by: B, reason: R}}")
    document, problems = read(text)
    assert isinstance(document, Document)
    assert [(each.code, each.key) for each in problems] == [("takedown-unclear", "takedowns[0].what")]


@pytest.mark.parametrize("what", ["item", "text"])
def test_publishing_finds_a_text_that_was_taken_down(tmp_path: Path, what: str) -> None:
    content = {"content/d/a.md": article(SECRET, takedowns=takedown(what))}
    found = search(tmp_path, content, f"<p>{SECRET}</p>")
    assert [(each.path, each.code) for each in found] == [("content/d/a.md", "private")]
    lifted = {"content/d/a.md": article(SECRET, takedowns=takedown(what, ", lifted: 2024"))}
    assert search(tmp_path, lifted, f"<p>{SECRET}</p>") == []


def test_publishing_finds_a_picture_that_was_taken_down(tmp_path: Path) -> None:
    content = {
        "content/d/a.md": article("x", image="{file: quay.png, alt: x}", takedowns=takedown("image")),
        "content/d/quay.png": PICTURE,
    }
    (found,) = search(tmp_path, content, PICTURE)
    assert "the picture content/d/quay.png, which was taken down" in found.message
