"""Where words stand: every place, in order, and nowhere else."""

import pytest

from dossierpress.evidence.find import places, plain_text, text_of

TEXT = text_of(
    [
        "“We will close the line,” he said — and left…",
        "“The night ferry is gone.",
        "“It will not return,” the minister Rana said in Lisle. We told him.",
        "He said the ferry was late. He said so.",
    ]
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We will close the line", ["We will close the line"]),
        ("“We will close the line,”", ["We will close the line,"]),
        ("we will close the line", []),
        ("e will close", []),
        ("The night ferry is gone. It will not return", ["The night ferry is gone.\n'It will not return"]),
        ("It will not […] said in Lisle", ["It will not|said in Lisle"]),
        ("said in Lisle […] It will not", []),
        ("It will [surely] not return", ["It will not return"]),
        ("[T]he night ferry", ["The night ferry"]),
        ("the minister [of sand] said in Lisle", ["the minister Rana said in Lisle"]),
        ("[He] said the ferr[ies] was late", ["said the ferry was late"]),
        ("He said", ["He said", "He said"]),
        ("He said […] so", ["He said|so"]),
        ("It [x] told him", []),
        ("[…]", []),
        ("", []),
    ],
)
def test_places(words: str, found: list[str]) -> None:
    assert ["|".join(TEXT.whole[a:b] for a, b in place) for place in places(TEXT, words)] == found


def test_brackets_that_the_article_prints_are_its_own() -> None:
    text = plain_text("He called it [sic] a ferry.\n\nAnd left.")
    assert len(places(text, "it [sic] a ferry. And left.")) == 1
