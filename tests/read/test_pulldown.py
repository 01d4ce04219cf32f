"""The parser tells what it meets, with its places in bytes."""

from dossierpress.read import pulldown


def test_events_have_names_and_places() -> None:
    found = list(pulldown.events("é\n\n- `x`\n"))
    assert ("Start", "Paragraph", "Paragraph", 0, 3) in found
    assert ("Code", "", "x", 6, 9) in found
    assert [name for kind, name, *_ in found if kind == "End"] == ["Paragraph", "Item", "List"]


def test_struck_out_text_and_tables_are_on() -> None:
    made = pulldown.html("~~x~~\n\n| a |\n|---|\n| b |\n")
    assert "<del>x</del>" in made
    assert "<table>" in made
