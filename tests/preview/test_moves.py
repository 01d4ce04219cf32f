"""Where pages went."""

from dossierpress.model.document import Document
from dossierpress.preview.moves import moves
from make import article, markdown, read


def document(path: str, text: str, kind: str = "article") -> dict[str, Document]:
    found, problems = read(text, path, kind)
    assert found is not None, problems
    return {path: found}


ONE = document("content/d/one.md", article("First.", title="One"))
TWO = document("content/d/two.md", article("Second.", title="Two"))
NEW = document("content/d/new.md", article("First.", title="One"))


def test_a_renamed_article_is_known_by_its_text() -> None:
    assert moves(ONE | TWO, NEW | TWO) == {"/articles/one/": "/articles/new/"}


def test_one_that_went_and_one_that_came_are_the_same() -> None:
    edited = document("content/d/new.md", article("Other.", title="Edited too"))
    assert moves(ONE | TWO, edited | TWO) == {"/articles/one/": "/articles/new/"}


def test_an_id_in_the_front_matter_is_an_address_too() -> None:
    named = document("content/d/one.md", article("First.", title="One", id="named"))
    assert moves(ONE, named) == {"/articles/one/": "/articles/named/"}


def test_what_only_goes_or_only_comes_has_not_moved() -> None:
    assert moves(ONE | TWO, TWO) == {}
    assert moves(TWO, NEW | TWO) == {}
    assert moves(ONE | TWO, ONE | TWO) == {}


def test_a_copy_is_no_move() -> None:
    assert moves(ONE, ONE | NEW) == {}


def test_two_that_went_for_one_stranger_are_not_guessed() -> None:
    stranger = document("content/d/stranger.md", article("New.", title="New"))
    assert moves(ONE | TWO, stranger) == {}


def test_what_went_a_while_ago_is_known_by_its_text_only() -> None:
    assert moves({}, NEW, ONE.values()) == {"/articles/one/": "/articles/new/"}
    assert moves({}, NEW, TWO.values()) == {}


def test_a_renamed_folder_takes_its_dossier_along() -> None:
    def folder(name: str) -> dict[str, Document]:
        return document(f"content/{name}/one.md", article("First.", title="One")) | document(
            f"content/{name}/dossier.md", markdown("About.", title="A dossier"), "dossier"
        )

    assert moves(folder("old"), folder("new"))["/dossiers/old/"] == "/dossiers/new/"


def test_a_page_moves_too() -> None:
    old = document("content/pages/about.md", markdown("We.", title="About"), "page")
    new = document("content/pages/us.md", markdown("We.", title="About"), "page")
    assert moves(old, new) == {"/about/": "/us/"}
