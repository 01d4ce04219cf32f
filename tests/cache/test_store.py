"""What is kept lasts as long as it is used; a piece that is missing is made again, by itself."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import remembering
from dossierpress.build import read_site
from dossierpress.cache.store import KeptBodies, LostBodyError, Store, body_key
from dossierpress.cli import preview
from dossierpress.passes import Kept
from dossierpress.read.held import Audience
from dossierpress.runners import serial
from dossierpress.settings import load_config
from dossierpress.write.memory import MemorySink
from test_incremental import NOW, begin, build
from trial import SITE, article, pages

BUILDS = 12


def _age(folder: Path, *used: bytes) -> None:
    """Let builds go by that use the values of these keys and no others."""
    for _ in range(BUILDS):
        store = Store(folder)
        for key in used:
            store.get(key)
        store.close()


def _forget_bodies(root: Path) -> int:
    """Take the texts of bodies out of a site's cache; how many there were."""
    with closing(sqlite3.connect(root / ".dossier/cache.sqlite")) as connection:
        keys = [(body_key(document),) for document in _digests(root)]
        gone = connection.executemany("DELETE FROM entries WHERE key = ?", keys).rowcount
        connection.commit()
    return gone


def _digests(root: Path) -> set[str]:
    config, _ = load_config(root)
    assert config is not None
    _, documents, _ = read_site(root, config, Audience(NOW), serial, Kept())
    return {document.body.digest for document in documents} - {""}


def _clean(root: Path) -> dict[str, bytes]:
    sink = MemorySink()
    build(root, sink, jobs=1, cache=False)
    return sink.files


def test_a_value_that_nobody_uses_goes(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(b"used", b"1")
    store.put(b"unused", b"2")
    store.close()
    _age(tmp_path, b"used")
    store = Store(tmp_path)
    assert store.get(b"used") == b"1"
    assert store.get(b"unused") is None


def test_a_value_stays_as_long_as_the_one_that_it_belongs_to(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(b"reading", b"1")
    store.put(b"body", b"2")
    store.close()
    for _ in range(BUILDS):
        store = Store(tmp_path)
        assert store.get(b"reading") == b"1"
        store.keep_as_long(b"body", b"reading")
        store.close()
    assert Store(tmp_path).get(b"body") == b"2"


def test_a_missing_body_is_read_again_and_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    bodies = KeptBodies(store, {"digest": lambda: b"text"})
    assert bodies["digest"] == b"text"
    store.close()
    assert KeptBodies(Store(tmp_path))["digest"] == b"text"


def test_a_missing_body_whose_file_nobody_knows_is_said_to_be_lost(tmp_path: Path) -> None:
    with pytest.raises(LostBodyError):
        KeptBodies(Store(tmp_path))["digest"]


def test_bodies_outlive_builds_that_do_not_make_their_pages(tmp_path: Path) -> None:
    """Their readings are used all the while, so that a later build must find the bodies too."""
    root = begin(tmp_path)
    (root / "site.yaml").write_text(f"{SITE}feeds: false\napi: false\n")
    (root / "content/one/first.md").write_text(article("title: First", "A text of its own."))
    remembering.build(root)
    for number in range(1, BUILDS + 1):
        front = f"title: More\ndate: 2019-01-{number:02}"
        (root / f"content/two/more-{number}.md").write_text(article(front, f"Text {number}."))
        remembering.build(root)
    texts = _digests(root)
    assert len(texts) == BUILDS + 2
    assert _forget_bodies(root) == len(texts)


@pytest.mark.parametrize("edit", ["order", "text", "nothing"])
def test_lost_bodies_never_make_a_page_stale(tmp_path: Path, edit: str) -> None:
    root = begin(tmp_path)
    for name in ("one/second", "two/third"):
        (root / f"content/{name}-own.md").write_text(article(body=f"Text of {name}."))
    remembering.build(root)
    assert _forget_bodies(root)
    place = root / "content/one/first.md"
    if edit == "order":
        place.write_text(article("title: First\ndate: 2001-01-01"))
    elif edit == "text":
        place.write_text(place.read_text(encoding="utf-8") + "\nEdited.\n", encoding="utf-8")
    remembering.build(root)
    assert pages(root / "site") == _clean(root)
    place.write_text(place.read_text(encoding="utf-8") + "\nEdited once more.\n", encoding="utf-8")
    remembering.build(root)
    assert b"Edited once more." in pages(root / "site")["articles/first/index.html"]
    assert pages(root / "site") == _clean(root)


def test_a_preview_reads_lost_bodies_again(tmp_path: Path) -> None:
    root = begin(tmp_path)
    remembering.build(root)
    whole = preview.read_sources(root, lambda _config: Audience(NOW)).bodies
    assert _forget_bodies(root)
    assert preview.read_sources(root, lambda _config: Audience(NOW)).bodies == whole
