"""What rights reserve, machines are asked not to mine: in every place where they look for that."""

import json
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest

from dossierpress.read.held import Audience
from exports.whole import whole
from make import NOW, Built, article, png

TERMS = "https://paper.example/terms"
FILE = ".well-known/tdmrep.json"


def site(root: Path, rights: str, url: str = "https://press.example/", **keys: str) -> Built:
    files = {
        "content/d/a.md": article("Text.", rights=rights, image="{file: 'quay #1.png', alt: x}", **keys),
        "content/d/quay #1.png": png(3),
        "content/d/b.md": article("Text."),
    }
    return whole(root, files, url=url, audience=Audience(NOW, drafts=True))


def test_every_place_says_what_is_reserved(tmp_path: Path) -> None:
    made = site(tmp_path, f"{{mode: excerpt, policy: {TERMS}}}")
    assert json.loads(made.files[FILE]) == [
        {"location": place, "tdm-reservation": 1, "tdm-policy": TERMS}
        for place in ("/articles/a/", "/media/d/quay%20-1.png")
    ]
    page = made.text("articles/a/index.html")
    assert '<meta name="tdm-reservation" content="1">' in page
    assert f'<meta name="tdm-policy" content="{TERMS}">' in page
    assert "tdm-" not in made.text("articles/b/index.html")
    robots = RobotFileParser()
    robots.parse(made.text("robots.txt").splitlines())
    for path, may in (("articles/a/", False), ("media/d/quay%20-1.png", False), ("articles/b/", True)):
        assert robots.can_fetch("GPTBot", f"https://press.example/{path}") is may
        assert robots.can_fetch("AnyBot", f"https://press.example/{path}")
    assert f"/articles/a/\n  tdm-reservation: 1\n  tdm-policy: {TERMS}\n" in made.text("_headers")


@pytest.mark.parametrize(
    ("rights", "reserved"),
    [
        ("excerpt", True),
        ("{mode: full, holder: The Paper}", True),
        ("{mode: full, holder: The Paper, licence: CC BY 4.0}", False),
        ("{mode: full, holder: The Paper, reserved: false}", False),
        ("full", False),
        ("{mode: full, reserved: true}", True),
        ("link-only", False),
        ("{mode: link-only, reserved: true}", True),
    ],
)
def test_it_follows_from_rights(tmp_path: Path, rights: str, *, reserved: bool) -> None:
    made = site(tmp_path, rights)
    assert (FILE in made.files) is reserved
    assert ("tdm-reservation" in made.text("articles/a/index.html")) is reserved
    assert ("Disallow" in made.text("robots.txt")) is reserved


@pytest.mark.parametrize("keys", [{"status": "draft"}, {"status": "withdrawn"}])
def test_what_readers_do_not_see_is_not_named(tmp_path: Path, keys: dict[str, str]) -> None:
    assert FILE not in site(tmp_path, "excerpt", **keys).files


def test_in_a_folder_the_page_alone_says_so(tmp_path: Path) -> None:
    made = site(tmp_path, "excerpt", url="https://press.example/reports/")
    assert FILE not in made.files
    assert "tdm-reservation" in made.text("articles/a/index.html")
    assert "/reports/articles/a/\n  tdm-reservation: 1" in made.text("_headers")
