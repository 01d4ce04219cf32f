"""What a body begins with, as plain text."""

from pathlib import Path

import pytest

from dossierpress.render.opening import opening
from exports.whole import whole
from make import article


def test_paragraphs_alone_are_read() -> None:
    pieces = (
        '<h2 id="x">Heading</h2><p>The <em>ferry</em> left &amp; <a href="',
        '">sank</a>.<sup id="r"><a href="#f">1</a></sup></p><ul><li>one</li></ul><p></p>',
        "<table><tr><td>x</td></tr></table><p>Nobody<br>came.</p>",
    )
    assert opening(pieces) == "The ferry left & sank. Nobody came."
    assert not opening(("<ul><li>one</li></ul>",))


@pytest.mark.parametrize(
    ("keys", "body", "description"),
    [
        ({"standfirst": "Above."}, "The ferry left.", "Above."),
        ({}, "The ferry left.", "The ferry left."),
        ({"rights": "{mode: excerpt}"}, "The ferry left.", None),
        ({"rights": "{mode: link-only}"}, "We say that it left.", "We say that it left."),
        ({"status": "withdrawn"}, "The ferry left.", None),
        ({}, "", None),
    ],
)
def test_an_article_is_described_by_its_own_words_or_not_at_all(
    tmp_path: Path, keys: dict[str, str], body: str, description: str | None
) -> None:
    site = {"content/d/a.md": article(body, **keys)}
    page = whole(tmp_path, site, "description: Of the site\n").text("articles/a/index.html")
    for name in ('name="description"', 'property="og:description"'):
        assert (f'<meta {name} content="{description}">' in page) == (description is not None)
    assert "Of the site" not in page.partition("</head>")[0]
