"""{{cite news}} with archive and state, and no text that could end the template."""

import msgspec
import pytest

from dossierpress.formats.wikipedia import cite_news
from dossierpress.model.dates import parse_date
from dossierpress.plan.citations import reference_date
from dossierpress.plan.citationviews import CitationView, CreatorView

CITATION = CitationView(
    id="a",
    title="Ferry | to end",
    issued=reference_date(parse_date("2011-12-05")),
    creators=(CreatorView("Halima Dray", "Dray", "Halima"), CreatorView("The Desk", corporate=True)),
    source="The Daily",
    language="en",
    url="https://daily.example/1?a=1|2",
    accessed=reference_date(parse_date("2024-03")),
)


def test_everything_has_its_parameter() -> None:
    assert cite_news(CITATION) == (
        "{{cite news |last1=Dray |first1=Halima |author2=The Desk |title=Ferry &#124; to end |date=2011-12-05"
        " |work=The Daily |language=en |url=https://daily.example/1?a=1%7C2 |access-date=March 2024}}"
    )


@pytest.mark.parametrize(
    ("state", "archive", "made", "expected"),
    [
        ("dead", "https://archive.example/1", "2020-01-02", "|archive-date=2020-01-02 |url-status=dead"),
        ("live", "https://archive.example/1", "2020-01-02", "|archive-date=2020-01-02 |url-status=live"),
        ("", "https://web.archive.org/web/20190304050607/x", "", "|archive-date=2019-03-04 |url-status=live"),
        ("dead", "https://archive.example/1", "2020", "a=1%7C2 |url-status=dead"),
        ("paywalled", "", "", "|url-access=subscription"),
    ],
)
def test_the_state_of_the_original(state: str, archive: str, made: str, expected: str) -> None:
    known = {"original_state": state, "archive_url": archive, "archive_date": made}
    assert expected in cite_news(msgspec.structs.replace(CITATION, **known))


@pytest.mark.parametrize(
    ("date", "written"),
    [("2011", "2011"), ("2011~", "c. 2011"), ("2011-12", "December 2011"), ("2011/2012", "2011")],
)
def test_a_date_is_as_sure_as_it_is(date: str, written: str) -> None:
    dated = msgspec.structs.replace(CITATION, issued=reference_date(parse_date(date)))
    assert f"|date={written} |" in cite_news(dated)


def test_no_text_ends_the_template() -> None:
    hostile = msgspec.structs.replace(CITATION, title="}} [[File:x]] <ref>")
    text = cite_news(hostile).removeprefix("{{").removesuffix("}}")
    assert not set("{}[]<>") & set(text)
