"""The whole site in a zip: every link works from disk, nothing private is in it, and it is small."""

import html
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from dossierpress.cli.main import cli
from make import write
from packages.packing import HIDDEN, guarded, unzipped

ADDRESS = re.compile(r' (?:href|src|action|data-root)="([^"]*)"')


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return unzipped(exported(guarded(tmp_path_factory.mktemp("site"))))


def exported(root: Path) -> bytes:
    write(root, {"content/pages/café.md": "---\ntitle: Café\n---\n\nA page."})
    done = CliRunner().invoke(cli, ["export", "offline", "all", "--site", "--root", str(root)])
    assert done.exit_code == 0, done.output
    return (root / "exports" / "the-site-site.zip").read_bytes()


def links(path: str, page: str) -> Iterator[str]:
    for found in ADDRESS.findall(page):
        address = html.unescape(found).partition("#")[0].partition("?")[0]
        if address and not address.startswith(("https://", "http://", "mailto:", "data:")):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))


def test_every_link_leads_to_a_file_in_it(packed: dict[str, bytes]) -> None:
    pages = {path: data.decode() for path, data in packed.items() if path.endswith(".html")}
    assert {"index.html", "dossiers/d/index.html", "articles/full/index.html"} <= set(pages)
    folders = {posixpath.dirname(path) or "." for path in packed}
    for path, page in pages.items():
        assert not [each for each in links(path, page) if each not in packed and each not in folders], path
        assert 'type="module"' not in page


def test_it_holds_nothing_that_readers_may_not_see(packed: dict[str, bytes]) -> None:
    whole = b"\n".join(packed.values()).decode("utf-8", "replace")
    assert not [secret for secret in HIDDEN if secret in whole]
    assert not [path for path in packed if path.startswith(("pagefind/", "api/", "cards/")) or "feed" in path]


def test_its_search_knows_the_pages(packed: dict[str, bytes]) -> None:
    records = packed["search/records.js"].decode()
    assert '["../articles/full/index.html","A full text","' in records
    assert "Words of the work" in records
    assert b'<script src="disk.js" defer></script>' in packed["search/index.html"]


def test_small_and_the_same(tmp_path: Path) -> None:
    one, two = exported(guarded(tmp_path / "one")), exported(guarded(tmp_path / "two"))
    assert one == two
    files = unzipped(one)
    assert len(one) <= 1.2 * sum(map(len, files.values()))


def test_only_of_the_whole_site(tmp_path: Path) -> None:
    assert (
        CliRunner().invoke(cli, ["export", "offline", "d", "--site", "--root", str(tmp_path)]).exit_code == 2
    )
