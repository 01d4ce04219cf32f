"""Charts and maps say in words what they show, in each language of the themes."""

import re
from pathlib import Path

import pytest

from make import Built, article, site

FILES = {
    "content/places.yaml": "- {id: hull, name: Hull, lat: 53.7, lon: -0.3}\n"
    "- {id: lincoln, name: Lincoln, lat: 53.2, lon: -0.5}\n",
    "content/d/dossier.md": "---\ntitle: D\ntimeline: [{date: 2011-11-26, title: Shut},"
    " {date: 2019-03, title: Opened}, {date: 2019-03-04, title: Shut again}]\n---\n",
    "content/d/a.md": article(date="1999-03-02", source="A", places="[hull, lincoln]"),
    "content/d/b.md": article(date="2001-05-01", source="A"),
    "content/d/c.md": article(date="2001-05-30", source="B"),
    "content/d/e.md": article(date="2004-06", source="A"),
}


def built(root: Path, language: str) -> Built:
    """The theme plain in a language."""
    made = site(root, FILES | {"site.yaml": f"title: T\ntheme: plain\nlanguage: {language}\nsearch: false\n"})
    assert made.codes == []
    return made


def words(made: Built, page: str, name: str) -> list[str]:
    found = re.findall(rf'<p class="{name}">(.*?)</p>', made.text(page), re.DOTALL)
    return [" ".join(re.sub("<[^>]*>", "", text).replace("\u2009", " ").split()) for text in found]


def test_each_drawing_has_a_sentence(tmp_path: Path) -> None:
    made = built(tmp_path, "en")
    assert words(made, "dossiers/d/index.html", "dp-drawing-words") == [
        "3 events: November 2011 – March 2019. Most in March 2019 (2). None in 2012 – 2018.",
        (
            "4 articles: March 1999 – June 2004. Most in May 2001 (2). None in April 1999 – April 2001; "
            "June 2001 – May 2004. More from A than from any other source (3)."
        ),
    ]
    assert words(made, "places/index.html", "dp-map-words") == [
        (
            "2 places, from Hull in the north to Lincoln in the south "
            "and from Lincoln in the west to Hull in the east."
        )
    ]
    assert words(made, "places/hull/index.html", "dp-map-words") == [
        "Hull and what lies around it. Nearest of the other places: Lincoln."
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "4 Artikel: März 1999 – Juni 2004. Die meisten: Mai 2001 (2). Keine: April 1999 – April 2001"),
        ("fr", "4 articles : mars 1999 – juin 2004. Le plus grand nombre : mai 2001 (2). Aucun :"),
        ("es", "4 artículos: marzo de 1999 – junio de 2004. La mayoría: mayo de 2001 (2). Ninguno:"),
        ("ar-EG", "٤ مقالات: مارس ١٩٩٩ – يونيو ٢٠٠٤."),
        ("ur", "4 مضامین: مارچ 1999"),
    ],
)
def test_in_each_language(tmp_path: Path, language: str, said: str) -> None:
    made = built(tmp_path, language)
    timeline, coverage = words(made, "dossiers/d/index.html", "dp-drawing-words")
    assert coverage.startswith(said)
    assert "events" not in timeline
    for page in ("places/index.html", "places/hull/index.html"):
        (sentence,) = words(made, page, "dp-map-words")
        assert "Hull" in sentence
        assert " the " not in sentence
