"""An image with a title, alone in its paragraph, is a figure with a caption, whichever engine reads it."""

import pytest

from make import article, read

ENGINES = ["python-markdown", "commonmark"]


def body(text: str, engine: str) -> tuple[str, tuple[str, ...]]:
    document, problems = read(article(text), engine=engine)
    images = tuple(each.image.attributes for each in document.body.targets if each.image)
    return "|".join(document.body.parts), (*images, *(each.code for each in problems))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "text",
    [
        '![The quay](quay.png "The quay in 1986 & after")',
        "Before.\n\n![The quay](quay.png 'The quay in 1986 & after')\n\nAfter.",
        '![The quay][q]\n\n[q]: quay.png "The quay in 1986 & after"',
    ],
)
def test_the_title_is_a_visible_caption(text: str, engine: str) -> None:
    parts, found = body(text, engine)
    assert "<figure>|<figcaption>The quay in 1986 &amp; after</figcaption></figure>" in parts
    assert found == ('alt="The quay"',)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_image_that_is_a_link_has_its_caption_below_the_link(engine: str) -> None:
    parts, _ = body('[![q](q.png "At the *quay*")](https://a.example/)', engine)
    assert "</a><figcaption>At the *quay*</figcaption></figure>" in parts


@pytest.mark.parametrize("engine", ENGINES)
def test_attributes_stay_with_the_image(engine: str) -> None:
    parts, found = body('![q](q.png "A caption"){: .wide }', engine)
    assert "<figcaption>A caption</figcaption>" in parts
    assert 'class="wide"' in found[0]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "text",
    ['Text ![q](q.png "title") around', '![q](q.png "a") ![r](r.png "b")', "![q](q.png)", '![q](q.png "")'],
)
def test_any_other_image_stays_in_its_paragraph(text: str, engine: str) -> None:
    parts, _ = body(text, engine)
    assert "<figure" not in parts
