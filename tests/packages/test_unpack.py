"""A complete bag gives every file back; a damaged or hostile one gives nothing and says why."""

import hashlib
import stat
import zipfile
from pathlib import Path

import pytest

from dossierpress.packages.bag import tag_files
from dossierpress.packages.complete import WARNING
from dossierpress.packages.unpack import unpack
from dossierpress.problems import StopBuildError
from dossierpress.write.sink import WriteError
from make import write
from packages.packing import guarded, packages
from trial import dossier

ODD = {
    "content/d/strange name %0A 100%.txt": b"\x00\xff",
    "content/d/empty.bin": b"",
    "content/d/.hidden": b"kept too",
    "content/articles/یادداشت.md": b"---\ntitle: Urdu\ndate: 2011\n---\r\n\r\nzz",
    "themes/own/theme.yaml": b"name: own\n",
    "links.jsonl": b"",
}


def everything(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def complete(root: Path, place: Path) -> Path:
    done = dossier("export", "bag", "all", "--complete", "--root", root, "--output", place)
    assert done.code == 0, done.err
    (made,) = place.iterdir()
    return made


def bag(place: Path, files: dict[str, bytes], **tampered: bytes | None) -> Path:
    """A small sound bag, and what somebody has made of it."""
    payload = {f"data/{path}": data for path, data in files.items()}
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in payload.items()}
    held: dict[str, bytes | None] = {**payload, **tag_files(digests, [("Key", "value")]), **tampered}
    with zipfile.ZipFile(place, "w") as made:
        for path, data in held.items():
            if data is not None:
                made.writestr(f"x/{path}", data)
    return place


def faults(path: Path, place: Path) -> list[str]:
    with pytest.raises(StopBuildError) as stop:
        unpack(path, place)
    assert not place.exists()
    assert not list(place.parent.glob("*.unpacking"))
    assert {each.code for each in stop.value.problems} == {"damaged-bag"}
    return [each.message for each in stop.value.problems]


def test_every_byte_comes_back(tmp_path: Path) -> None:
    root = write(guarded(tmp_path / "site"), ODD)
    before = everything(root)
    made = complete(root, tmp_path / "out")
    done = dossier("import", "bag", made, "--output", tmp_path / "back")
    assert done.code == 0, done.err
    assert everything(tmp_path / "back") == before


def test_a_complete_bag_says_what_it_is_in_its_name_and_first_file(tmp_path: Path) -> None:
    made = complete(guarded(tmp_path / "site"), tmp_path / "out")
    assert made.name == "the-site-COMPLETE-PRIVATE-bag.zip"
    with zipfile.ZipFile(made) as file:
        first = file.namelist()[0]
        assert first.endswith(f"/{WARNING}")
        assert b"NOT FOR READERS" in file.read(first)


def test_bagit_accepts_a_complete_bag(tmp_path: Path) -> None:
    import bagit

    made = complete(write(guarded(tmp_path / "site"), {"content/d/100% true.txt": b"a"}), tmp_path / "out")
    with zipfile.ZipFile(made) as file:
        file.extractall(tmp_path / "laid")
    (top,) = (tmp_path / "laid").iterdir()
    bagit.Bag(str(top)).validate()


def test_a_complete_bag_is_the_same_each_time_and_needs_no_sound_content(tmp_path: Path) -> None:
    root = write(guarded(tmp_path / "site"), {"content/d/broken.md": b"---\n: :\n"})
    one = complete(root, tmp_path / "one").read_bytes()
    assert complete(root, tmp_path / "two").read_bytes() == one


def test_a_link_cannot_be_kept_and_is_named(tmp_path: Path) -> None:
    root = guarded(tmp_path / "site")
    (root / "content" / "d" / "away.md").symlink_to("/etc/hostname")
    done = dossier("export", "bag", "all", "--complete", "--root", root, "--output", tmp_path / "out")
    assert done.code == 1
    assert "content/d/away.md" in done.err
    assert not list(tmp_path.glob("out/*"))


@pytest.mark.parametrize("arguments", [("bag", "d"), ("dataset", "all")])
def test_complete_is_for_the_whole_site(tmp_path: Path, arguments: tuple[str, str]) -> None:
    done = dossier("export", *arguments, "--complete", "--root", guarded(tmp_path))
    assert done.code == 2
    assert "dossier export bag all --complete" in done.err


def test_a_public_bag_can_be_unpacked_and_says_that_it_is_one(tmp_path: Path) -> None:
    place = tmp_path / "d-bag.zip"
    place.write_bytes(packages(guarded(tmp_path / "site"), "bag")["d-bag.zip"])
    done = dossier("import", "bag", place, "--output", tmp_path / "back")
    assert done.code == 0, done.err
    assert "no content folder" in done.out
    assert (tmp_path / "back" / "ro-crate-metadata.json").exists()


FILES = {"content/a.md": b"one", "content/b.md": b"two"}
TAMPERED: dict[str, tuple[dict[str, bytes | None], str]] = {
    "changed": ({"data/content/a.md": b"one!"}, "`data/content/a.md`: it is damaged"),
    "missing": ({"data/content/a.md": None}, "`data/content/a.md`: it is missing"),
    "added": ({"data/content/c.md": b"three"}, "`data/content/c.md`: no manifest names it"),
    "manifest": ({"manifest-sha256.txt": b""}, "`manifest-sha256.txt`: it is damaged"),
    "unreadable": ({"manifest-sha256.txt": b"nonsense\n"}, "`manifest-sha256.txt`: a line of it"),
    "unlisted": ({"tagmanifest-sha256.txt": b""}, "`manifest-sha256.txt`: `tagmanifest-sha256.txt` does not"),
    "no declaration": ({"bagit.txt": None}, "this zip holds no bag"),
    "no manifest": ({"manifest-sha256.txt": None}, "`manifest-sha256.txt` is missing"),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_a_damaged_bag_gives_nothing_and_names_the_file(tmp_path: Path, case: str) -> None:
    tampered, words = TAMPERED[case]
    assert words in "\n".join(faults(bag(tmp_path / "x.zip", FILES, **tampered), tmp_path / "out"))


def test_a_sound_one_of_the_same_kind_gives_its_files(tmp_path: Path) -> None:
    unpack(bag(tmp_path / "x.zip", FILES), tmp_path / "out")
    assert everything(tmp_path / "out") == FILES


@pytest.mark.parametrize(
    "name",
    [
        "../../evil",
        "content/../../../evil",
        "/evil",
        "content\\..\\evil",
        "C:evil",
        "a//b",
        "con\x07",
        "dot.",
    ],
)
def test_a_path_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    (message,) = faults(bag(tmp_path / "x.zip", {name: b"evil"}), tmp_path / "out")
    assert "out of the bag" in message or "not every system" in message
    assert not list(tmp_path.parent.glob("evil"))


def test_a_link_in_a_bag_is_refused(tmp_path: Path) -> None:
    place = bag(tmp_path / "x.zip", FILES)
    with zipfile.ZipFile(place, "a") as made:
        link = zipfile.ZipInfo("x/data/content/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    (message,) = faults(place, tmp_path / "out")
    assert message == "`x/data/content/link`: it is no plain file"


def test_two_files_that_some_system_takes_for_one_are_refused(tmp_path: Path) -> None:
    (message,) = faults(bag(tmp_path / "x.zip", {"a.md": b"1", "A.md": b"2"}), tmp_path / "out")
    assert "twice" in message


@pytest.mark.parametrize(
    "kept",
    [0, 1, 100, 400],
)
def test_a_part_of_a_zip_is_refused(tmp_path: Path, kept: int) -> None:
    place = bag(tmp_path / "x.zip", FILES)
    place.write_bytes(place.read_bytes()[:kept])
    assert faults(place, tmp_path / "out") == ["this is no sound zip file"]


def test_a_flipped_bit_anywhere_never_passes_for_whole(tmp_path: Path) -> None:
    """Whatever is flipped, it is refused, or what comes out is what went in."""
    sound = bag(tmp_path / "x.zip", FILES).read_bytes()
    refused = 0
    for at in range(0, len(sound), 7):
        spoilt = bytearray(sound)
        spoilt[at] ^= 0x20
        (tmp_path / "y.zip").write_bytes(spoilt)
        place = tmp_path / f"out-{at}"
        try:
            unpack(tmp_path / "y.zip", place)
        except StopBuildError:
            refused += 1
            assert not place.exists()
        else:
            assert everything(place) == FILES
    assert refused > 20


def test_never_into_a_folder_that_holds_something(tmp_path: Path) -> None:
    place = bag(tmp_path / "x.zip", FILES)
    write(tmp_path / "out", {"mine.txt": b"mine"})
    with pytest.raises(WriteError, match="is there already"):
        unpack(place, tmp_path / "out")
    assert everything(tmp_path / "out") == {"mine.txt": b"mine"}
