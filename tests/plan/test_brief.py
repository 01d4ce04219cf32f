"""Long texts made brief."""

import pytest

from dossierpress.plan.brief import LONGEST_DESCRIPTION, first_sentences, shortened

LONG = "The harbour was closed for eleven days after the ferry struck the quay. "


def test_a_cut_falls_between_words() -> None:
    cut = shortened(LONG * 5)
    assert cut.endswith("…")
    assert len(cut) <= LONGEST_DESCRIPTION + 1
    assert LONG.startswith(cut[:20])
    assert shortened(" Short,\n and so left. ") == "Short, and so left."


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (LONG * 5, (LONG * 2).strip()),
        ("سفینة " * 14 + "؟ " + "بندر " * 60, "سفینة " * 14 + "؟"),
        ("港" * 80 + "。" + "船" * 300, "港" * 80 + "。"),
        ("Brief.", "Brief."),
    ],
)
def test_sentences_stay_whole(text: str, begins: str) -> None:
    assert first_sentences(text) == begins


def test_one_long_sentence_is_cut() -> None:
    assert first_sentences("word " * 100).endswith("word…")
