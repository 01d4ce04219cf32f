"""Dates in every format, and any text at all in a title: what is written can be read."""

import json
from xml.etree import ElementTree as ET

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from dossierpress.exports.feedviews import EntryView, FeedView
from dossierpress.exports.writefeeds import write_atom, write_json_feed
from dossierpress.formats.bibtex import bibtex
from dossierpress.formats.coins import coins, iso_date
from dossierpress.formats.csl import csl_json
from dossierpress.formats.metatags import citation_tags
from dossierpress.formats.oneline import one_line
from dossierpress.formats.ris import ris
from dossierpress.model.dates import parse_date
from dossierpress.model.sourcekinds import SourceKind
from dossierpress.plan.citations import reference_date
from dossierpress.plan.citationviews import CitationView
from dossierpress.plan.views import DateView, SummaryView

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1)


def citation(title: str = "T", date: str = "2011-12-05") -> CitationView:
    return CitationView(
        id="a", title=title, issued=reference_date(parse_date(date)), url="https://a.example/"
    )


@pytest.mark.parametrize(
    ("date", "iso", "in_ris", "in_csl", "in_bibtex"),
    [
        (
            "2011-12-05",
            "2011-12-05",
            "2011/12/05/",
            {"date-parts": [[2011, 12, 5]]},
            "month = dec,\n  day = {5}",
        ),
        (
            "2011-12~",
            "2011-12",
            "2011/12//2011-12~",
            {"date-parts": [[2011, 12]], "circa": True},
            "month = dec",
        ),
        ("0987", "0987", "0987///", {"date-parts": [[987]]}, "year = {987}"),
        (
            "2011-11-26/2011-12-05",
            "2011-11-26",
            "2011/11/26/2011-11-26–2011-12-05",
            {"date-parts": [[2011, 11, 26], [2011, 12, 5]]},
            "date = {2011-11-26/2011-12-05}",
        ),
        ("2011-22", "2011", "2011///summer", {"date-parts": [[2011]], "season": 2}, "year = {2011}"),
        ("1999?", "1999", "1999///1999?", {"date-parts": [[1999]], "circa": True}, "year = {1999}"),
        ("../2012-03", "2012-03", "2012/03//..–2012-03", {"literal": "../2012-03"}, "year = {../2012-03}"),
        ("201X", "", "", {"literal": "201X"}, "year = {201X}"),
        ("-0044", "", "", {"date-parts": [[-44]]}, "year = {-44}"),
    ],
)
def test_dates(date: str, iso: str, in_ris: str, in_csl: object, in_bibtex: str) -> None:
    one = citation(date=date)
    assert iso_date(one.issued) == iso
    assert (f"DA  - {in_ris}\r\n" if in_ris else f"N1  - Date: {date}\r\n") in ris([one])
    assert ("DA  - " in ris([one]), "PY  - " in ris([one])) == (bool(in_ris), bool(in_ris))
    assert json.loads(csl_json([one]))[0]["issued"] == in_csl
    assert in_bibtex in bibtex([one])


@given(TEXTS)
def test_any_title_comes_back(title: str) -> None:
    one = citation(f"T{title}")
    line = one_line(one.title)
    assert "\n" not in line
    assert [item["title"] for item in json.loads(csl_json([one]))] == [line]
    assert list(parse_string(bibtex([one]), "bibtex").entries) == ["a"]
    assert ris([one]).count("\r\n") == ris([citation()]).count("\r\n")
    assert dict(citation_tags(one))["citation_title"] == line
    assert coins(one).isascii()


@given(TEXTS)
def test_feeds_stay_well_formed_whatever_a_title_holds(title: str) -> None:
    summary = SummaryView(address="/articles/a/", title=title, date=DateView(words=""), standfirst=title)
    entry = EntryView(summary=summary, updated="2011-12-05T00:00:00Z", authors=(title,), tags=(title,))
    feed = FeedView(
        title=title,
        page="https://press.example/",
        url="https://press.example/",
        language="en",
        author=title,
        entries=(entry,),
    )
    document = ET.fromstring(write_atom(feed, {}))
    assert len(document.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    assert json.loads(write_json_feed(feed, {}))["items"][0]["title"] == title


def test_ris_reads_back_what_is_usual() -> None:
    assert rispy.loads(ris([citation(), citation("Other")]))[1]["title"] == "Other"


@pytest.mark.parametrize(
    ("kind", "in_ris", "in_csl", "in_bibtex"),
    [
        (
            "newspaper",
            ("TY  - NEWS", "T2  - S"),
            {"type": "article-newspaper", "container-title": "S"},
            "journal",
        ),
        (
            "magazine",
            ("TY  - MGZN", "T2  - S"),
            {"type": "article-magazine", "container-title": "S"},
            "journal",
        ),
        ("blog", ("TY  - BLOG", "T2  - S"), {"type": "post-weblog", "container-title": "S"}, "howpublished"),
        ("body", ("TY  - GEN", "PB  - S"), {"type": "document", "publisher": "S"}, "howpublished"),
        (
            "agency",
            ("TY  - NEWS", "T2  - S"),
            {"type": "article-newspaper", "container-title": "S"},
            "journal",
        ),
    ],
)
def test_a_body_is_no_newspaper(
    kind: SourceKind, in_ris: tuple[str, str], in_csl: dict[str, str], in_bibtex: str
) -> None:
    one = CitationView(
        id="a", title="T", issued=reference_date(parse_date("2011")), source="S", source_kind=kind
    )
    assert set(in_ris) <= set(ris([one]).split("\r\n"))
    found = json.loads(csl_json([one]))[0]
    assert {
        name: found.get(name) for name in ("type", "container-title", "publisher") if name in found
    } == in_csl
    assert f"  {in_bibtex} = {{S}}" in bibtex([one])
