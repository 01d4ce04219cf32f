"""Every internal link of the finished pages is followed once more."""

from pathlib import Path

import pytest

from dossierpress.publish.links import broken_links
from make import write

PAGES = {
    "index.html": '<a href="/a/">a</a>\n<a href="/b/#there">b</a>\n<img src="/media/two%20words.png">',
    "a/index.html": "<a href='../b/'>b</a> <a href=../b/#top>top</a> <a href='?x=1#here'>h</a> <p id=here>",
    "b/index.html": '<h2 id="there">x</h2><a href="https://other.example/">o</a><a href="mailto:a@b">m</a>',
    "media/two words.png": "",
}


def found(
    folder: Path, pages: dict[str, str], url: str = "https://press.example/"
) -> list[tuple[str, int, str]]:
    write(folder, pages)
    return [
        (each.path, each.line, each.message.rpartition(": ")[2])
        for each in broken_links(folder, pages, url, "site")
    ]


def test_sound_links_are_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path, PAGES) == []


@pytest.mark.parametrize(
    "link",
    [
        "/nowhere/",
        "nowhere.html",
        "/b/#nowhere",
        "#nowhere",
        "https://press.example/gone/",
        "/a/../../x",
        "http://[x",
    ],
)
def test_a_link_to_nowhere_is_named_with_its_line(tmp_path: Path, link: str) -> None:
    pages = PAGES | {"c/index.html": f'<p>\n<a class="x" href="{link}">'}
    assert found(tmp_path, pages) == [("site/c/index.html", 2, link)]


def test_a_site_in_a_folder_links_below_it(tmp_path: Path) -> None:
    url = "https://press.example/reports/"
    pages = {
        "index.html": '<a href="/reports/a/">a</a><a href="/reports/b/">b</a><a href="/imprint/">other</a>'
    }
    assert [link for _, _, link in found(tmp_path, pages | {"a/index.html": ""}, url)] == ["/reports/b/"]


def test_scripts_and_comments_hold_no_links(tmp_path: Path) -> None:
    pages = {"index.html": '<!-- <a href="/x/"> --><script>let a = \'<a href="/y/">\'</script>'}
    assert found(tmp_path, pages) == []


def test_without_an_address_links_are_followed_too(tmp_path: Path) -> None:
    assert [link for _, _, link in found(tmp_path, {"index.html": '<a href="/x/">'}, "")] == ["/x/"]
