"""`dossier theme check`: the themes that ship are sound; a bad one is told each fault and its template."""

import json
from pathlib import Path

import pytest

from trial import REPOSITORY, Done, dossier, lay

pytestmark = pytest.mark.gate

MANIFEST = "name: mine\nversion: '1'\napi: 1\nextends: plain\n"
ABOUT = '{% extends "base.html" %}{% block main %}<h1>T</h1>SAMPLE{% endblock %}'


def checked(folder: Path, *options: str) -> Done:
    return dossier("theme", "check", folder, *options, limit=600)


@pytest.mark.parametrize("theme", ["plain", "broadsheet"])
def test_the_themes_that_ship_show_everything_and_break_nothing(theme: str) -> None:
    done = checked(REPOSITORY / "themes" / theme)
    assert done.err == ""
    assert done.code == 0
    assert "266 pages of awkward content, nothing wrong" in done.out
    assert "kB compressed" in done.out


@pytest.mark.parametrize(
    ("sample", "code"),
    [
        ("<p style='color: red'>x</p>", "inline-style"),
        ("<script>1</script>", "inline-script"),
        ("<p onclick='x()'>x</p>", "inline-handler"),
        ("<img src='https://other.example/x.png' alt=''>", "other-host"),
        ("<img src='/under/a/path/x.png'>", "no-alt"),
        ("<a href='/nowhere/'>x</a>", "dead-link"),
        ("<a href='#nothing'>x</a>", "dead-link"),
        ("<a href='about.html'>x</a>", "bare-link"),
        ("<i id='a'></i><i id='a'></i>", "same-id"),
        ("<h1>again</h1>", "headings"),
        ("<main></main>", "no-main"),
        ("{{ nothing_of_this_name }}", "template"),
        ("{% if %}", "template"),
    ],
)
def test_a_fault_is_named_with_its_template(tmp_path: Path, sample: str, code: str) -> None:
    files = {"theme.yaml": MANIFEST, "templates/page.html": ABOUT.replace("SAMPLE", sample)}
    lay(tmp_path / "mine", files, theme=False)
    done = checked(tmp_path / "mine")
    assert done.code == 1
    assert f"mine/templates/page.html:1:1: error[{code}]" in done.err, done.both
    assert "Traceback" not in done.both


def test_what_no_page_shows_is_a_warning(tmp_path: Path) -> None:
    page = ABOUT.replace("SAMPLE", "{{ title }}")
    lay(tmp_path / "mine", {"theme.yaml": MANIFEST, "templates/page.html": page}, theme=False)
    done = checked(tmp_path / "mine", "--format", "json")
    assert done.code == 0
    data = json.loads(done.out)
    assert data["ok"]
    assert data["pages"] > 200
    messages = [problem["message"] for problem in data["problems"]]
    assert messages == [
        f"no page shows `{word}` of the awkward content" for word in ("kwpagebody", "kwpagestandfirst")
    ]


def test_a_theme_from_another_version_of_the_contract_is_refused(tmp_path: Path) -> None:
    lay(tmp_path / "mine", {"theme.yaml": MANIFEST.replace("api: 1", "api: 99")}, theme=False)
    done = checked(tmp_path / "mine")
    assert done.code == 1
    assert "theme-api" in done.err


def test_a_page_without_head_is_told_what_it_lacks(tmp_path: Path) -> None:
    lay(tmp_path / "mine", {"theme.yaml": MANIFEST, "templates/404.html": "<p>Nothing</p>"}, theme=False)
    done = checked(tmp_path / "mine")
    for code in ("no-title", "no-language", "headings", "no-main"):
        assert f"mine/templates/404.html:1:1: error[{code}]" in done.err


def test_a_theme_that_forgets_the_direction_is_told(tmp_path: Path) -> None:
    page = "<html lang='en'><title>T</title><main><h1>T</h1></main></html>"
    lay(tmp_path / "mine", {"theme.yaml": MANIFEST, "templates/article.html": page}, theme=False)
    assert "error[no-direction]" in checked(tmp_path / "mine").err


def test_the_weight_is_that_of_what_an_article_loads(tmp_path: Path) -> None:
    lay(tmp_path / "mine", {"theme.yaml": MANIFEST}, theme=False)
    before = json.loads(checked(tmp_path / "mine", "--format", "json").out)
    lay(tmp_path / "mine", {"assets/css/unused.css": "a { color: red }"}, theme=False)
    assert json.loads(checked(tmp_path / "mine", "--format", "json").out) == before
