"""One contract for every kind of target: the site and nothing else of ours, and nothing of others."""

import hashlib
import itertools
from pathlib import Path

import pytest

from dossierpress.publish.manifest import Manifest, dump, parse
from dossierpress.publish.send import Finished, Prepared, is_current, prepare, send
from dossierpress.publish.target import TargetError
from dossierpress.publish.targets import extra_files, open_target
from dossierpress.write.ledger import MANIFEST_FILE
from publish.places import KINDS, Place

pytestmark = pytest.mark.gate

every_kind = pytest.mark.parametrize("kind", KINDS)
SITE = {
    "index.html": b"<h1>Home</h1>",
    "articles/gauge/index.html": b"<h1>The gauge</h1>",
    "articles/tide/index.html": b"<h1>The tide</h1>",
    "tags/harbour/index.html": b"<h1>Harbour</h1>",
    "assets/css/plain.0123456789.css": b"h1 { color: black }",
    "feed.xml": b"<feed/>",
    "media/photo.png": bytes(range(256)) * 40,
    "empty.txt": b"",
}
STRANGE = {
    "media/two words.png": b"1",
    "media/a#b.png": b"2",
    "media/100% sure.png": b"3",
    "media/%41.png": b"4",
    'media/it\'s "quoted".png': b"5",
    "media/$HOME `id` $(id).png": b"6",
    "media/stars*and?marks[1].png": b"7",
    "people/عمران-خان/index.html": b"8",
    "people/東京/index.html": b"9",
    "media/-rf.png": b"10",
    "media/plus+and&semi;colon=.png": b"11",
    "media/~tilde~.png": b"12",
    "media/{a,b}.png": b"13",
}
_count = itertools.count()


def finished(
    folder: Path, files: dict[str, bytes], place: Place, site: str = "https://press.example/"
) -> Finished:
    """A finished site in a folder of its own."""
    number = next(_count)
    site_folder = folder / f"site-{number}"
    for path, data in files.items():
        (site_folder / path).parent.mkdir(parents=True, exist_ok=True)
        (site_folder / path).write_bytes(data)
    extras = extra_files(place.record)
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in (files | extras).items()}
    return Finished(site_folder, digests, site, f"run{number}", place.record.replaces, extras)


def publish(place: Place, site: Finished, folder: Path) -> Prepared:
    """What the command does."""
    with open_target(place.record, folder, folder / "cache", site.run) as target:
        prepared = prepare(site, target)
        if not is_current(site, prepared):
            send(site, prepared, target)
        return prepared


def shown(place: Place) -> dict[str, bytes]:
    """What is there, without the manifest and what a kind of target adds."""
    return {path: data for path, data in place.files().items() if path not in (MANIFEST_FILE, ".nojekyll")}


def manifest(place: Place) -> Manifest:
    return parse(place.files()[MANIFEST_FILE], "here")


@every_kind
def test_the_target_holds_the_site(place: Place, tmp_path: Path) -> None:
    site = finished(tmp_path, SITE, place)
    prepared = publish(place, site, tmp_path)
    assert len(prepared.changes.added) == len(site.files)
    assert shown(place) == SITE
    assert manifest(place).files == site.files
    assert not manifest(place).pending


@every_kind
def test_nothing_changed_nothing_sent(place: Place, tmp_path: Path) -> None:
    publish(place, finished(tmp_path, SITE, place), tmp_path)
    before = place.files()
    site = finished(tmp_path, SITE, place)
    prepared = publish(place, site, tmp_path)
    assert is_current(site, prepared)
    assert prepared.changes.touched == ()
    assert place.files() == before


@every_kind
def test_only_changes_are_sent_and_neighbours_stay(place: Place, tmp_path: Path) -> None:
    publish(place, finished(tmp_path, SITE, place), tmp_path)
    place.write("notes/of-somebody.txt", b"mine")
    changed = SITE | {"index.html": b"<h1>New</h1>", "articles/new/index.html": b"<h1>More</h1>"}
    del changed["articles/tide/index.html"]
    prepared = publish(place, finished(tmp_path, changed, place), tmp_path)
    assert prepared.changes.added == ("articles/new/index.html",)
    assert prepared.changes.changed == ("index.html",)
    assert prepared.changes.removed == ("articles/tide/index.html",)
    assert shown(place) == changed | {"notes/of-somebody.txt": b"mine"}


@every_kind
def test_names_of_every_sort(place: Place, tmp_path: Path) -> None:
    publish(place, finished(tmp_path, SITE | STRANGE, place), tmp_path)
    assert shown(place) == SITE | STRANGE
    publish(place, finished(tmp_path, SITE, place), tmp_path)
    assert shown(place) == SITE


@every_kind
def test_somebody_elses_site_is_not_touched(place: Place, tmp_path: Path) -> None:
    place.write("index.html", b"somebody else's")
    before = place.files()
    with pytest.raises(TargetError) as stopped:
        publish(place, finished(tmp_path, SITE, place), tmp_path)
    assert stopped.value.problem.code in ("not-ours", "not-a-link", "rsync")
    assert place.files() == before


@every_kind
def test_a_manifest_of_another_site_stops_it(place: Place, tmp_path: Path) -> None:
    publish(place, finished(tmp_path, SITE, place, "https://other.example/"), tmp_path)
    before = place.files()
    with pytest.raises(TargetError, match=r"another site: https://other\.example/"):
        publish(place, finished(tmp_path, {"index.html": b"ours"}, place), tmp_path)
    assert place.files() == before


@every_kind
def test_what_was_changed_by_hand_is_not_lost(place: Place, tmp_path: Path) -> None:
    publish(place, finished(tmp_path, SITE, place), tmp_path)
    place.write("index.html", b"edited in place")
    before = place.files()
    for files in (SITE | {"index.html": b"new"}, {"feed.xml": b"<feed/>"}):
        with pytest.raises(TargetError, match=r"changed since they were published: index\.html"):
            publish(place, finished(tmp_path, files, place), tmp_path)
        assert place.files() == before


@every_kind
def test_what_was_deleted_by_hand_comes_back_with_a_change(place: Place, tmp_path: Path) -> None:
    publish(place, finished(tmp_path, SITE, place), tmp_path)
    place.remove("index.html")
    place.remove("feed.xml")
    changed = SITE | {"index.html": b"new"}
    del changed["feed.xml"]
    publish(place, finished(tmp_path, changed, place), tmp_path)
    assert shown(place) == changed


@every_kind
def test_a_file_becomes_a_folder_and_back(place: Place, tmp_path: Path) -> None:
    folder = {"index.html": b"h", "about/index.html": b"a"}
    file = {"index.html": b"h", "about": b"a"}
    for files in (folder, file, folder):
        publish(place, finished(tmp_path, files, place), tmp_path)
        assert shown(place) == files


@every_kind
def test_a_damaged_manifest_stops_it(place: Place, tmp_path: Path) -> None:
    publish(place, finished(tmp_path, SITE, place), tmp_path)
    for damaged in (
        b"{",
        b"[]",
        b'{"format": 1, "files": {"../../etc/passwd": "x"}}',
        b'{"format": 9, "files": {}}',
    ):
        place.write(MANIFEST_FILE, damaged)
        before = place.files()
        with pytest.raises(TargetError) as stopped:
            publish(place, finished(tmp_path, {"index.html": b"new"}, place), tmp_path)
        assert stopped.value.problem.code == "bad-manifest"
        assert place.files() == before


@every_kind
def test_the_same_file_of_somebody_is_adopted(place: Place, tmp_path: Path, kind: str) -> None:
    if "switched" in kind:
        publish(place, finished(tmp_path, {"feed.xml": b"<feed/>"}, place), tmp_path)
    place.write("index.html", SITE["index.html"])
    publish(place, finished(tmp_path, SITE, place), tmp_path)
    assert shown(place) == SITE
    assert set(SITE) <= set(manifest(place).files)


@every_kind
def test_another_address_of_the_same_site_is_said_in_the_configuration(place: Place, tmp_path: Path) -> None:
    import msgspec

    publish(place, finished(tmp_path, SITE, place, "https://old.example/"), tmp_path)
    place.record = msgspec.structs.replace(place.record, replaces="https://old.example/")
    publish(place, finished(tmp_path, SITE, place), tmp_path)
    assert manifest(place).site == "https://press.example/"
    assert shown(place) == SITE


def test_dump_and_parse_are_inverse() -> None:
    whole = Manifest("s", {"b": "2", "a": "1"}, ("c", "d"), "r")
    assert parse(dump(whole), "here") == whole
