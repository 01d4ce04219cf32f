"""What is in use stays; a piece that is missing or damaged is made again, by itself."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import remembering
from dossierpress.cli import preview
from dossierpress.memo.memory import Memory
from dossierpress.memo.store import Store
from dossierpress.read.held import Audience
from dossierpress.write.memory import MemorySink
from test_incremental import NOW, begin, build
from trial import SITE, article, pages

BUILDS = 12


def _age(folder: Path) -> None:
    """Let builds go by."""
    for _ in range(BUILDS):
        Store(folder).close()


def _forget_readings(root: Path) -> int:
    """Take all that is kept out of the database; how much there was."""
    with closing(sqlite3.connect(root / ".dossier/cache.sqlite")) as connection:
        gone = connection.execute("DELETE FROM entries").rowcount
        connection.commit()
    return gone


def _clean(root: Path) -> dict[str, bytes]:
    sink = MemorySink()
    build(root, sink, jobs=1, cache=False)
    return sink.files


def test_a_value_in_no_use_goes(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(b"used", b"1")
    store.put(b"unused", b"2")
    store.put(b"dropped", b"3")
    store.close([b"used", b"dropped"])
    Store(tmp_path).close((), [b"dropped"])
    assert Store(tmp_path).get(b"dropped") == b"3"
    _age(tmp_path)
    store = Store(tmp_path)
    assert store.get(b"used") == b"1"
    assert store.get(b"unused") is None
    assert store.get(b"dropped") is None


def test_a_value_that_comes_back_into_use_stays(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(b"value", b"1")
    store.close()
    Store(tmp_path).close([b"value"])
    _age(tmp_path)
    assert Store(tmp_path).get(b"value") == b"1"


def test_texts_outlive_builds_that_do_not_make_their_pages(tmp_path: Path) -> None:
    root = begin(tmp_path)
    (root / "site.yaml").write_text(f"{SITE}feeds: false\napi: false\n")
    (root / "content/one/first.md").write_text(article("title: First", "A text of its own."))
    remembering.build(root)
    for number in range(1, BUILDS + 1):
        front = f"title: More\ndate: 2019-01-{number:02}"
        (root / f"content/two/more-{number}.md").write_text(article(front, f"Text {number}."))
        remembering.build(root)
    assert _forget_readings(root) > BUILDS + 3


@pytest.mark.parametrize("edit", ["order", "text", "nothing"])
@pytest.mark.parametrize("lost", ["readings", "memory", "both", "half of the memory"])
def test_what_is_lost_never_makes_a_page_stale(tmp_path: Path, edit: str, lost: str) -> None:
    root = begin(tmp_path)
    for name in ("one/second", "two/third"):
        (root / f"content/{name}-own.md").write_text(article(body=f"Text of {name}."))
    remembering.build(root)
    memory = root / ".dossier/memory"
    if lost in ("readings", "both"):
        assert _forget_readings(root)
    if lost in ("memory", "both"):
        memory.unlink()
    elif lost == "half of the memory":
        memory.write_bytes(memory.read_bytes()[: memory.stat().st_size // 2])
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


def test_a_build_that_fails_leaves_no_memory_of_its_plan(tmp_path: Path) -> None:
    root = begin(tmp_path)
    remembering.build(root)
    before = (root / ".dossier/memory").read_bytes()
    place = root / "content/one/first.md"
    place.write_text(article("title: Renamed", "[nowhere](ref:nobody)"))
    assert remembering.build(root).written is None
    assert (root / ".dossier/memory").read_bytes() == before
    place.write_text(article("title: Renamed"))
    remembering.build(root)
    assert pages(root / "site") == _clean(root)


def test_a_preview_reads_lost_texts_again(tmp_path: Path) -> None:
    root = begin(tmp_path)
    remembering.build(root)
    whole = _texts(root)
    assert whole
    assert _forget_readings(root)
    assert _texts(root) == whole


def _texts(root: Path) -> dict[str, bytes]:
    """The texts that a preview shows, by their digests."""
    memory = Memory(root / ".dossier")
    sources = preview.read_sources(root, lambda _config: Audience(NOW), memory)
    digests = [document.body.digest for document in sources.documents.values()]
    found = {digest: memory.text(digest) for digest in digests if digest}
    memory.close(is_sound=False)
    return found
