"""Names of creators are taken apart as CSL wants them; bodies stay in one piece."""

from pathlib import Path

import pytest

from dossierpress.formats.bibtex import bibtex
from dossierpress.formats.csl import csl_item
from dossierpress.formats.linkeddata import json_ld
from dossierpress.formats.ris import ris
from dossierpress.plan.citationviews import CreatorView, inverted
from dossierpress.plan.pageviews import ArticleView
from make import article, planned

REGISTRIES = {
    "content/organisations.yaml": "- {id: coop, name: Harbour Cooperative, aka: [The Co-op]}\n",
    "content/people.yaml": "- {id: agency-jones, name: Agency Jones}\n",
    "content/sources.yaml": "- {id: courier, name: The Harbour Courier}\n",
}


def view_of(folder: Path, written: str, language: str = "en") -> ArticleView:
    keys = {"authors": f'["{written}"]', "agency": "Maravel Wire", "source": "courier", "language": language}
    view = planned(folder, REGISTRIES | {"content/d/a.md": article(**keys)}).view("/articles/a/")
    assert isinstance(view, ArticleView)
    return view


def creator_of(folder: Path, written: str, language: str = "en") -> CreatorView:
    (creator,) = view_of(folder, written, language).citation.creators
    return creator


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Halima Dray", ("Halima", "", "", "Dray", "")),
        ("Lieut. H. P. Tolliver", ("Lieut. H. P.", "", "", "Tolliver", "")),
        ("Анна Ахматова", ("Анна", "", "", "Ахматова", "")),
        ("García Márquez, Gabriel", ("Gabriel", "", "", "García Márquez", "")),
        # Dutch, Flemish, Scandinavian
        ("Ludwig van der Berg", ("Ludwig", "", "van der", "Berg", "")),
        ("Vincent van Gogh", ("Vincent", "", "van", "Gogh", "")),
        ("Gerard 't Hooft", ("Gerard", "", "'t", "Hooft", "")),
        ("Corrie ten Boom", ("Corrie", "", "ten", "Boom", "")),
        ("Carl af Ugglas", ("Carl", "", "af", "Ugglas", "")),
        ("van der Berg, Ludwig", ("Ludwig", "", "van der", "Berg", "")),
        ("Berg, Ludwig van der", ("Ludwig", "van der", "", "Berg", "")),
        ("Robert Van Damme", ("Robert", "", "", "Van Damme", "")),
        ("Robert De Niro", ("Robert", "", "", "De Niro", "")),
        # German, French
        ("Alexander von Humboldt", ("Alexander", "von", "", "Humboldt", "")),
        ("Ursula von der Leyen", ("Ursula", "von der", "", "Leyen", "")),
        ("Karl-Theodor von und zu Guttenberg", ("Karl-Theodor", "von und zu", "", "Guttenberg", "")),
        ("Simone de Beauvoir", ("Simone", "de", "", "Beauvoir", "")),
        ("Jean de La Fontaine", ("Jean", "de", "La", "Fontaine", "")),
        ("Charles d'Orléans", ("Charles", "d'", "", "Orléans", "")),
        ("Charles d’Orléans", ("Charles", "d’", "", "Orléans", "")),
        ("Joachim du Bellay", ("Joachim", "du", "", "Bellay", "")),
        ("Alexandre Dumas fils", ("Alexandre", "", "", "Dumas", "fils")),
        # Spanish, Portuguese, Catalan, Italian
        ("José Ortega y Gasset", ("José", "", "", "Ortega y Gasset", "")),
        ("Antoni Gaudí i Cornet", ("Antoni", "", "", "Gaudí i Cornet", "")),
        ("Miguel de la Torre y Vega", ("Miguel", "de", "la", "Torre y Vega", "")),
        ("Jorge dos Santos", ("Jorge", "dos", "", "Santos", "")),
        ("Leonardo da Vinci", ("Leonardo", "", "da", "Vinci", "")),
        ("Andrea dell'Acqua", ("Andrea", "", "dell'", "Acqua", "")),
        # Arabic, Urdu, Hebrew, Malay
        ("Ahmed al-Rashid", ("Ahmed", "", "al-", "Rashid", "")),
        ("al-Rashid, Ahmed", ("Ahmed", "", "al-", "Rashid", "")),
        ("Bashar al Assad", ("Bashar", "", "al", "Assad", "")),
        ("Hosni el-Sayed", ("Hosni", "", "el-", "Sayed", "")),
        ("Muhammad Zia ul-Haq", ("Muhammad Zia", "", "ul-", "Haq", "")),
        ("Harun ar-Rashid", ("Harun", "", "ar-", "Rashid", "")),
        ("Salman bin Abdulaziz", ("Salman", "", "bin", "Abdulaziz", "")),
        ("Mansour bin Zayed al Nahyan", ("Mansour bin Zayed", "", "al", "Nahyan", "")),
        ("David Ben Gurion", ("David", "", "", "Ben Gurion", "")),
        ("Ben Bradlee", ("Ben", "", "", "Bradlee", "")),
        ("David ben Gurion", ("David", "", "ben", "Gurion", "")),
        # What stands behind a name
        ("Martin Luther King Jr.", ("Martin Luther", "", "", "King", "Jr.")),
        ("Sammy Davis, Jr.", ("Sammy", "", "", "Davis", "Jr.")),
        ("King, Martin Luther, Jr.", ("Martin Luther", "", "", "King", "Jr.")),
        ("King, Jr., Martin Luther", ("Martin Luther", "", "", "King", "Jr.")),
        ("King Jr., Martin Luther", ("Martin Luther", "", "", "King", "Jr.")),
        ("John van Buren III", ("John", "", "van", "Buren", "III")),
        ("Jane Doe, PhD", ("Jane", "", "", "Doe", "PhD")),
    ],
)
def test_a_persons_name_is_taken_apart(tmp_path: Path, written: str, parts: tuple[str, ...]) -> None:
    """`parts`: given name, dropping particle, non-dropping particle, family name, suffix."""
    creator = creator_of(tmp_path, written)
    particles = (creator.dropping_particle, creator.non_dropping_particle)
    assert (creator.given, *particles, creator.family, creator.suffix) == parts
    assert not creator.corporate


@pytest.mark.parametrize(
    ("written", "corporate"),
    [
        ("Leadsman", False),
        ("王小明", False),
        ("نائلہ فاروقی", False),
        ("Davis, Jr.", False),
        ("Agency Jones", False),
        ("Twenty-six members", True),
        ("Office of the Auditor General of Maravel", True),
        ("Harbour Board of Maravel, Office of the Secretary", True),
        ("A staff reporter", True),
        ("Harbour Cooperative", True),
        ("the co-op", True),
        ("Maravel Wire", True),
        ("maravel wire", True),
        ("The Harbour Courier", True),
        ("Ministry of Works, Roads, Bridges", True),
    ],
)
def test_what_is_not_taken_apart(tmp_path: Path, written: str, *, corporate: bool) -> None:
    view = view_of(tmp_path, written)
    (creator,) = view.citation.creators
    assert (creator.corporate, view.authors[0].corporate) == (corporate, corporate)
    if written != "Agency Jones":
        assert (creator.name, creator.family, creator.given, creator.suffix) == (written, "", "", "")


@pytest.mark.parametrize(
    ("language", "written", "dropping", "kept"),
    [
        ("nl", "Hugo de Vries", "", "de"),
        ("fr", "Hugo de Vries", "de", ""),
        ("pt-BR", "João da Silva", "da", ""),
        ("it", "Leonardo da Vinci", "", "da"),
    ],
)
def test_a_language_decides_where_particles_differ(
    tmp_path: Path, language: str, written: str, dropping: str, kept: str
) -> None:
    creator = creator_of(tmp_path, written, language)
    assert (creator.dropping_particle, creator.non_dropping_particle) == (dropping, kept)


@pytest.mark.parametrize(
    ("written", "in_bibtex", "in_ris", "in_csl"),
    [
        (
            "Jean de La Fontaine",
            "{de La Fontaine, Jean}",
            "de La Fontaine, Jean",
            {"family": "Fontaine", "given": "Jean", "dropping-particle": "de", "non-dropping-particle": "La"},
        ),
        (
            "Ahmed al-Rashid",
            "{al-Rashid, Ahmed}",
            "al-Rashid, Ahmed",
            {"family": "Rashid", "given": "Ahmed", "non-dropping-particle": "al-"},
        ),
        (
            "Martin Luther King Jr.",
            "{King, Jr., Martin Luther}",
            "King, Martin Luther, Jr.",
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        ),
        ("Maravel Wire", "{{Maravel Wire}}", "Maravel Wire", {"literal": "Maravel Wire"}),
    ],
)
def test_each_format_writes_the_parts_its_own_way(
    tmp_path: Path, written: str, in_bibtex: str, in_ris: str, in_csl: dict[str, str]
) -> None:
    citation = view_of(tmp_path, written).citation
    assert f"author = {in_bibtex}," in bibtex([citation])
    assert f"AU  - {in_ris}\r\n" in ris([citation])
    assert csl_item(citation)["author"] == [in_csl]
    assert inverted(citation.creators[0]) == in_ris


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Halima Dray", "Person"),
        ("Maravel Wire", "Organization"),
        ("The Co-op", "Organization"),
        ("Harbour Board of Maravel, Office of the Secretary", "Organization"),
        ("Leadsman", "Person"),
    ],
)
def test_linked_data_tells_bodies_from_persons(tmp_path: Path, written: str, kind: str) -> None:
    text = article(authors=f'["{written}"]', agency="Maravel Wire")
    files = REGISTRIES | {"content/d/a.md": text}
    data = json_ld(planned(tmp_path, files, "url: https://example.org").view("/articles/a/"))
    assert f'"author":[{{"@type":"{kind}","name":"{written}"' in data
