"""The chosen text laid over lines: in order, each once."""

from lxml import html

from dossierpress.clip.lay import lay
from dossierpress.clip.lines import lines_of


def kept(markup: str, chosen: str) -> list[str]:
    lines = lines_of(html.document_fromstring(markup))
    lay(lines, chosen)
    return [line.text for line in lines if line.kept]


def test_a_line_that_stands_twice_is_taken_where_the_text_has_it() -> None:
    menu = "<p>Storm stops the ferries tonight again</p>"
    page = f"{menu}<p>First of the long sentences about it.</p>{menu}<p>Second of the long sentences.</p>"
    chosen = "First of the long sentences about it.\nStorm stops the ferries tonight again\nSecond of the long sentences."
    lines = lines_of(html.document_fromstring(page))
    lay(lines, chosen)
    assert [line.kept for line in lines] == [False, True, True, True]


def test_short_lines_need_to_be_lines_of_the_text() -> None:
    page = "<p>Share</p><p>A sentence of the article stands here.</p><p>Notes</p><p>And another one stands there.</p>"
    chosen = "A sentence of the article stands here.\nNotes\nAnd another one stands there."
    assert kept(page, chosen) == chosen.split("\n")


def test_nothing_is_laid_of_nothing() -> None:
    assert kept("<p>Any text at all that stands here.</p>", "") == []
