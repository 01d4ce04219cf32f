"""What a record holds: every word that its page shows, and none that stands elsewhere."""

from pathlib import Path

from dossierpress.exports.search import search
from dossierpress.exports.searchindex import RecordView
from dossierpress.plan.plan import plan
from make import article, config, markdown, planned

SAID = {
    "title": "Titleword",
    "title_translated": "Translatedword",
    "standfirst": "Standfirstword",
    "byline": "Bylineword",
    "authors": "[{name: Authorword, role: Roleword, bio: Bioword}]",
    "agency": "Agencyword",
    "dateline": "Datelineword",
    "section": "Sectionword",
    "page": "Pageword",
    "edition": "Editionword",
    "people": "[Personword, known]",
    "organisations": "[Organisationword]",
    "places": "[Placeword]",
    "tags": "[Tagword]",
    "quotes": "[{text: Quoteword, as: Capacityword, to: Hearerword, where: Whereword}]",
    "note": "Noteword",
    "corrections": "[{date: 2011, by: curator, text: Correctionword}]",
    "via": "[{name: Reposterword}]",
    "rights": "{mode: full, holder: Holderword, licence: Licenceword, basis: Basisword, notice: Noticeword}",
    "assessment": "{source: A, information: '1', why: Whyword}",
    "extra": "{beside: Extraword, more: [Listword]}",
    "source": "paper",
}
FILES = {
    "content/sources.yaml": "- {id: paper, name: Sourceword, aliases: [Aliasword]}\n",
    "content/people.yaml": "- {id: known, name: Knownword, aka: [Akaword], note: Personnoteword}\n",
    "content/d/full.md": article("Bodyword", **SAID),
    "content/d/bare.md": article(title="Bareword"),
    "content/d/gone.md": article("Hidden", title="Goneword", status="withdrawn", note="Gonenoteword"),
    "content/d/dossier.md": markdown(
        "Introword",
        title="Dossierword",
        question="Questionword",
        summary="Summaryword",
        scope="Scopeword",
        curators="[Curatorword]",
        licence="Dossierlicence",
        sections="[{title: Partword, note: Partnoteword, articles: [{ref: full, note: Memberword}]}]",
        timeline="[{date: 2011, title: Eventword, place: Eventplace}]",
        claims="[{id: c, text: Claimword, by: Claimant,"
        " history: [{date: 2011, status: disputed, text: Stepword}]}]",
        figures="[{question: Figureword, values: [{value: Valueword, quote: Figurequote}]}]",
        paths="[{id: p, title: Pathword, articles: [full]}]",
        changes="[{date: 2011, kind: added, text: Changeword}]",
    ),
    "content/pages/about.md": markdown("Aboutbody", title="Aboutword"),
}


def records(root: Path, files: dict[str, str]) -> dict[str, RecordView]:
    made, problems = plan(planned(root, files).site, config(), {}, exports=(search,))
    assert not problems
    return {record.address: record for bundle in made.bundles for record in bundle.view.records}  # type: ignore[attr-defined]


def words(record: RecordView) -> str:
    return f"{record.title} {record.translated} {record.names} {record.opening} {record.text} {record.line}"


def test_a_record_has_every_word_of_its_page(tmp_path: Path) -> None:
    found = records(tmp_path, FILES)
    shown = words(found["/articles/full/"])
    written = {word for text in SAID.values() for word in text.replace(":", " ").split() if "word" in word}
    expected = {word.strip("[]{},") for word in written} | {"Knownword", "Akaword", "Aliasword", "Sourceword"}
    expected |= {"Memberword", "Partword", "Dossierword"}
    assert {word for word in expected if word not in shown} == set()
    assert found["/articles/full/"].body
    told = words(found["/dossiers/d/"])
    of_dossier = "Question Summary Scope Curator Part Partnote Member Event Claim Step Figure Value Path"
    assert [each for each in of_dossier.split() if f"{each}word" not in told] == []
    assert {"Dossierlicence", "Eventplace", "Claimant", "Figurequote"} <= set(told.replace("“", " ").split())


def test_names_weigh_by_themselves(tmp_path: Path) -> None:
    record = records(tmp_path, FILES)["/articles/full/"]
    for name in (
        "Byline",
        "Author",
        "Person",
        "Known",
        "Aka",
        "Organisation",
        "Place",
        "Tag",
        "Source",
        "Alias",
    ):
        assert f"{name}word" in record.names
        assert f"{name}word" not in record.text


def test_what_has_no_text_is_found_by_what_it_shows(tmp_path: Path) -> None:
    found = records(tmp_path, FILES)
    assert found["/articles/bare/"].title == "Bareword"
    assert "Gonenoteword" in found["/articles/gone/"].text
    assert not found["/articles/gone/"].body
    assert "Hidden" not in words(found["/articles/gone/"])


def test_pages_and_known_names_are_found_too(tmp_path: Path) -> None:
    found = records(tmp_path, FILES)
    assert found["/about/"].title == "Aboutword"
    assert "Personnoteword" in found["/people/known/"].text
    assert "Akaword" in found["/people/known/"].text
    assert found["/people/known/"].is_name
    assert "/people/personword/" not in found


def test_headlines_of_others_are_found_where_they_stand(tmp_path: Path) -> None:
    """A headline that is edited would otherwise have to be found in every text that repeats it."""
    found = records(tmp_path, FILES)
    for address, record in found.items():
        assert ("Titleword" in words(record)) == (address == "/articles/full/")
