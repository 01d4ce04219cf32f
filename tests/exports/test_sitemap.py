"""The site map matches its schema and names just the pages that search engines should know."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from dossierpress.exports import sitemap as module
from dossierpress.plan.check import Claim
from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Output
from dossierpress.plan.plan import Export
from dossierpress.read.held import Audience
from exports.whole import whole
from make import NOW, article, markdown

SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).parent / "sitemap.xsd")))
PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FILES = {
    "content/d/dossier.md": markdown(title="The Dossier", reviewed="2024-02-03", aliases="[/old/]"),
    "content/d/a.md": article(date="1911", updated="2012-03", tags="[Fish & chips]"),
    "content/d/بندرگاہ.md": article(title="Other", date="2011-12-05"),
    "content/pages/about.md": markdown(title="About", updated="2024-01-05"),
}


def places(data: bytes) -> dict[str, str | None]:
    document = etree.fromstring(data)
    SCHEMA.assertValid(document)
    return {each.findtext(f"{PLACE}loc"): each.findtext(f"{PLACE}lastmod") for each in document}


def test_every_page_is_there_with_the_days_that_the_content_tells(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES, url="https://press.example/reports/")
    found = places(built.files["sitemap.xml"])
    pages = {path.removesuffix("index.html") for path in built.files if path.endswith("index.html")}
    base = "https://press.example/reports/"
    assert {unquote(place).removeprefix(base) for place in found} == pages - {"old/", "search/"}
    assert found[f"{base}dossiers/d/"] == "2024-02-03"
    assert found[f"{base}about/"] == "2024-01-05"
    assert found[base] is None
    assert f"{base}tags/fish-chips/" in found


def test_no_day_is_guessed(tmp_path: Path) -> None:
    """When a work was published or read says nothing of the page; a month is no day."""
    corrections = "[{{date: '2024-05-06', text: Mended, by: {}}}, {{date: 2023-01, text: T, by: curator}}]"
    files = {
        "content/d/dossier.md": markdown(title="The Dossier", opened="2020-01-01"),
        "content/d/a.md": article(date="1911-01-01", updated="2012-03-04", accessed="2020-01-01"),
        "content/d/b.md": article(corrections=corrections.format("curator")),
        "content/d/c.md": article(corrections=corrections.format("publisher")),
        "content/pages/about.md": markdown(title="About", updated="2024-01"),
        "content/pages/more.md": markdown(title="More", updated="2024-01-01?"),
    }
    found = places(whole(tmp_path, files, url="https://press.example/").files["sitemap.xml"])
    told = {place.removeprefix("https://press.example/"): day for place, day in found.items() if day}
    assert told == {"articles/b/": "2024-05-06"}


def test_what_readers_may_not_find_is_not_there(tmp_path: Path) -> None:
    files = FILES | {"content/d/secret-draft.md": article(status="draft")}
    built = whole(tmp_path, files, audience=Audience(NOW, drafts=True))
    assert "articles/secret-draft/index.html" in built.files
    assert b"secret-draft" not in built.files["sitemap.xml"]
    assert b"404" not in built.files["sitemap.xml"]


def test_a_large_site_map_is_split_and_has_an_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dossierpress.exports.exports.sitemap", Export("sitemap", after=_in_tens))
    built = whole(tmp_path, {f"content/d/a{n}.md": article(title=f"T{n}") for n in range(20)})
    index = places(built.files["sitemap.xml"])
    names = [place.removeprefix("https://press.example/") for place in index]
    assert len(names) > 2
    assert names == [f"sitemap-{n}.xml" for n in range(1, len(names) + 1)]
    parts = [places(built.files[name]) for name in names]
    assert all(len(part) <= 10 for part in parts)
    whole_list = [place for part in parts for place in part]
    assert len(set(whole_list)) == len(whole_list)
    assert module.MOST == 50_000


def _in_tens(desk: Desk, claims: Iterable[Claim]) -> Iterable[Output]:
    return module.site_map(desk, claims, 10)


def test_robots_are_told_of_the_site_map(tmp_path: Path) -> None:
    robots = RobotFileParser()
    robots.parse(whole(tmp_path, FILES).text("robots.txt").splitlines())
    assert robots.site_maps() == ["https://press.example/sitemap.xml"]
    assert robots.can_fetch("AnyBot", "https://press.example/articles/a/")


def test_a_site_in_a_folder_has_no_robots_txt_and_one_without_url_no_site_map(tmp_path: Path) -> None:
    assert "robots.txt" not in whole(tmp_path / "1", FILES, url="https://press.example/reports/").files
    nowhere = whole(tmp_path / "2", FILES, url="")
    assert "sitemap.xml" not in nowhere.files
    assert "Sitemap" not in nowhere.text("robots.txt")


def test_old_addresses_are_listed_for_hosts_that_redirect(tmp_path: Path) -> None:
    files = {"content/d/a.md": article(aliases="['/2011/é/', '/x:y/*star/', /old.html]")}
    built = whole(tmp_path / "1", files, url="https://press.example/reports/")
    assert built.text("_redirects").splitlines() == [
        "/reports/2011/%C3%A9/ /reports/articles/a/ 301",
        "/reports/old.html /reports/articles/a/ 301",
        "/reports/x%3Ay/%2Astar/ /reports/articles/a/ 301",
    ]
    assert "_redirects" not in whole(tmp_path / "2", {"content/d/a.md": article()}).files
