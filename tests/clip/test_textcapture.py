"""A text capture as it arrives: every line with a label, and what is the reposter's kept apart."""

from tests.clip.pages import text
from tests.clip.stories import DREDGE

from dossierpress.clip.clip import clip
from dossierpress.clip.clipping import Asked
from dossierpress.clip.textcapture import read_text
from dossierpress.clip.unwrap import paragraphs

REPOST = (
    text(DREDGE)
    .replace("Leave a Reply", "Written by Sam Poster\n\nDigital marketer, who likes boats.\n\nLeave a Reply")
    .replace(DREDGE.by, "")
)
CAPTURE = "Another wording: harbour board ordered second survey of the channel\n" + REPOST


def labels() -> dict[str, str]:
    return {line.text: line.label for line in read_text(CAPTURE, "en").lines}


def test_labels() -> None:
    found = labels()
    assert found["Another wording: harbour board ordered second survey of the channel"] == "variant"
    assert found["A disagreement over nine metres"] == "crosshead"
    assert found["Published in The Oriel Gauge, 14 March 2019."] == "source line"
    for noise in (
        "Home",
        "Leave a Reply",
        "Written by Sam Poster",
        "Digital marketer, who likes boats.",
        "GIPHY App Key not set. Please check settings",
        "Council votes on the new lamps",
    ):
        assert found[noise] == "furniture"


def test_the_reposter_is_via_and_not_the_author() -> None:
    found = clip(CAPTURE.encode(), Asked(kind="text"))
    assert found.fields["title"].value == DREDGE.title
    assert found.fields["standfirst"].value == DREDGE.standfirst
    assert found.fields["publication"].value == "The Oriel Gauge"
    assert found.fields["date"].value == "2019-03-14"
    assert found.via == {"name": "Sam Poster"}
    assert found.authors == ()
    assert DREDGE.title not in found.body
    assert "## A disagreement over nine metres" in found.body


def test_agencies_stay_in_the_text_and_slips_are_only_proposed() -> None:
    noisy = CAPTURE.replace(
        "anyone may read them without charge.",
        "anyone may read them without charge. (with additional input from wires)",
    )
    noisy = noisy.replace("the harbour board says", "x").replace("and that nobody", "andthat nobody")
    found = clip(noisy.encode(), Asked(kind="text"))
    assert found.fields["agency"].value == "with additional input from wires"
    assert "(with additional input from wires)" in found.body


def test_a_glued_word_and_an_open_quotation_are_proposed() -> None:
    glued = CAPTURE.replace("the advice which", "the advice andsurvey which").replace(
        "A spokeswoman said", "“A spokeswoman said"
    )
    found = clip(glued.encode(), Asked(kind="text"))
    assert {"andsurvey"} <= {each.written for each in found.proposals}
    assert "andsurvey" in found.body


def test_hard_wrapped_lines_are_put_together() -> None:
    wrapped = "\n".join(
        [
            "The harbour board ordered a second survey of the channel some weeks",
            "before the dredger sailed, according to the minutes that it released",
            "on Thursday.",
        ]
        * 1
    )
    assert paragraphs(f"{wrapped}\n\n{wrapped}") == [" ".join(wrapped.split("\n"))] * 2
