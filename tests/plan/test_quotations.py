"""Where a quotation stands, who said it in which role, and who said what; nothing that rights withhold."""

import hashlib
from pathlib import Path

import pytest

from dossierpress.plan.quotations import text_fragment
from make import Planned, article, markdown, planned

QUOTES = (
    "\n  - {id: late, text: We sold it later., who: rahmat, said: 2012-03-01}"
    "\n  - {id: early, text: We sold nothing., who: rahmat, said: 2011-01-01, as: a witness, to: the court}"
    "\n  - {id: other, text: I saw it., who: A. Landauer}"
)
FILES = {
    "content/d/dossier.md": markdown(title="D"),
    "content/d/a.md": article(
        "We sold nothing. We sold it later. I saw it.",
        quotes=QUOTES,
        people="[rahmat]",
        url="https://daily.example/1#top",
    ),
    "content/people.yaml": "- id: rahmat\n  name: Ines Rahmat\n"
    "  roles:\n    - {role: Hydrographer, of: the Board, from: 2012, to: 2018}\n",
}


def site(root: Path, **keys: str) -> Planned:
    added = "".join(f"{key}: {value}\n" for key, value in keys.items())
    text = FILES["content/d/a.md"].replace("---\n\n", f"{added}---\n\n")
    return planned(root, FILES | {"content/d/a.md": text})


def test_a_quotation_says_where_it_stands(tmp_path: Path) -> None:
    found = site(tmp_path)
    assert not found.problems
    late, early, _ = found.view("/articles/a/").quotes
    assert (late.passage, late.anchor) == ("quote-late", "dp-quote-late")
    assert late.original == "https://daily.example/1#top:~:text=We%20sold%20it%20later."
    assert (late.capacity, early.capacity) == ("Hydrographer (the Board)", "a witness")


def test_a_person_said_it_in_this_order(tmp_path: Path) -> None:
    quotes = site(tmp_path).view("/people/rahmat/").quotes
    assert [each.quote.text for each in quotes] == ["We sold nothing.", "We sold it later."]
    assert quotes[0].quote.to == "the court"
    assert quotes[0].article.address == "/articles/a/#dp-quote-early"


def test_a_dossier_says_who_said_what(tmp_path: Path) -> None:
    said = site(tmp_path).view("/dossiers/d/").said
    assert [(each.name.name, len(each.quotes)) for each in said] == [("A. Landauer", 1), ("Ines Rahmat", 2)]


@pytest.mark.parametrize("keys", [{"rights": "link-only"}, {"status": "withdrawn"}])
def test_no_word_that_is_withheld_is_said(tmp_path: Path, keys: dict[str, str]) -> None:
    found = site(tmp_path, **keys)
    assert found.view("/dossiers/d/").said == ()
    assert found.view("/people/rahmat/").quotes == ()
    assert found.view("/articles/a/").quotes == ()


def test_a_capture_is_named(tmp_path: Path) -> None:
    data = b"Before.\n\nFour boats left.\n"
    digest = hashlib.sha256(data).hexdigest()
    text = article(
        "A part.",
        rights="excerpt",
        captures=f"[{{file: c.txt, sha256: {digest}, taken: 2020-01-02}}]",
        quotes="[{text: Four boats left.}]",
    )
    found = planned(tmp_path, {"content/d/b/index.md": text, "content/d/b/c.txt": data})
    (quote,) = found.view("/articles/b/").quotes
    assert (quote.capture, quote.captured.iso, quote.passage) == ("c.txt", "2020-01-02", "")


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("Four boats", "Four%20boats"),
        ("“Half-built, he said”", "Half%2Dbuilt%2C%20he%20said"),
        ("Four boats […] left", "Four%20boats"),
        ("a b c d e f g h i j k l m n", "a%20b%20c%20d%20e,j%20k%20l%20m%20n"),
        ("غادرت", "%D8%BA%D8%A7%D8%AF%D8%B1%D8%AA"),
    ],
)
def test_the_words_are_asked_for_on_the_original(text: str, fragment: str) -> None:
    assert text_fragment("https://a.example/x", text) == f"https://a.example/x#:~:text={fragment}"
