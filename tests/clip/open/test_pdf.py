"""Lines of PDF pages as paragraphs."""

from dossierpress.clip.open.pdf import paragraphs

LINES = [
    "The harbour board ordered a second survey of the chan-",
    "nel some weeks before the dredger sailed, according to",
    "the minutes.",
    "Two engineers had told the board in April that nobody",
    "could say.",
]


def test_lines_are_joined_and_hyphens_taken_out() -> None:
    found = paragraphs(["\n".join(LINES)]).split("\n\n")
    assert found[0].startswith("The harbour board ordered a second survey of the channel some weeks before")
    assert found[1] == "Two engineers had told the board in April that nobody could say."


def test_a_running_head_does_not_cut_a_paragraph() -> None:
    page = ["The Oriel Gauge 7", *LINES[:2]]
    found = paragraphs(
        ["\n".join(page), "\n".join(["The Oriel Gauge 8", *LINES[2:]]), "The Oriel Gauge 9\nEnd of it."]
    ).split("\n\n")
    assert any(each.endswith("according to the minutes.") for each in found)
    assert "The Oriel Gauge 8" in found
