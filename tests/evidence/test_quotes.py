"""What is said of quotations that do not hold."""

from dossierpress.evidence.find import plain_text
from dossierpress.evidence.quotes import ambiguous, missing, nearest_passage, unverified, words_of
from dossierpress.model.article import Quote

TEXT = plain_text("First words.\n\nThe ferry left at four in the morning, he said.")


def test_the_nearest_passage_and_the_difference_are_told() -> None:
    problem = missing("a.md", 0, Quote(text="The ferry left at five in the morning"), [TEXT])
    assert problem.key == "quotes[0].text"
    assert "“The ferry left at four in the morning,”" in problem.hint
    assert "there “four”, here “five”" in problem.hint


def test_nothing_is_like_other_words() -> None:
    assert nearest_passage("Nobody has ever seen a whale", [TEXT]) is None
    assert "nothing there is like them" in missing("a.md", 0, Quote(text="Whales"), [TEXT]).hint


def test_an_indirect_quote_stands_where_its_passage_does() -> None:
    quote = Quote(text="It left early", passage="left at four", kind="indirect")
    assert words_of(quote) == "left at four"
    assert unverified("a.md", 2, quote).key == "quotes[2].passage"


def test_an_indirect_quote_without_a_passage_is_asked_for_one() -> None:
    told = missing("a.md", 0, Quote(text="It left early", kind="indirect"), [TEXT])
    assert (told.severity, told.code, "`passage`" in told.hint) == ("warning", "quote-unverified", True)
    wrong = missing("a.md", 0, Quote(text="It left", passage="left at five", kind="indirect"), [TEXT])
    assert (wrong.severity, wrong.code) == ("error", "quote-not-found")


def test_several_places_ask_for_a_number() -> None:
    assert "`nth: 1` to `nth: 3`" in ambiguous("a.md", 0, Quote(text="he"), 3).hint
    assert ambiguous("a.md", 0, Quote(text="he", nth=4), 3).key == "quotes[0].nth"
