"""Tags are read as browsers read them."""

import pytest

from dossierpress.read.htmltags import TAG, attributes_of, value_of


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("a <b title='x > y'>c</b>", ["<b title='x > y'>", "</b>"]),
        ("<!-- <b> --> <i>", ["<!-- <b> -->", "<i>"]),
        ("<!--> <i> <!-- open <b>", ["<!-->", "<i>", "<!-- open <b>"]),
        ("2 < 3 <3 <- x", []),
        ("<img src=a.png alt>", ["<img src=a.png alt>"]),
        ("<a <b>", ["<", "<b>"]),
    ],
)
def test_tags_are_told_apart(markup: str, found: list[str]) -> None:
    assert [tag[0] for tag in TAG.finditer(markup)] == found


def test_a_value_never_passes_for_a_name() -> None:
    tag = TAG.fullmatch('<a title=\'href="x"\' HREF = "a&amp;b" download id=c>')
    assert tag is not None
    found = {name: value_of(each) for name, each in attributes_of(tag["rest"]).items()}
    assert found == {"title": 'href="x"', "href": "a&b", "download": "", "id": "c"}
