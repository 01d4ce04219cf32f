"""What `exports` asks for, the build makes; pages offer it just as it is, and nothing is stale."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from dossierpress.packages.packages import KINDS
from dossierpress.schema.config import Exports
from make import article, markdown, write
from packages.packing import HIDDEN, guarded, packages, words
from trial import dossier

EVERY = "exports: {epub: true, offline: true, dataset: true, bag: true, interchange: true}\n"
OFFER = re.compile(r'<a href="([^"]+)" type="[^"]+" download>.*?</a>.*?<code dir="ltr">([0-9a-f]{64})</code>')
ENDINGS = (
    "-bag.zip", "-dataset.sqlite", "-dataset.zip", "-offline.html", ".epub", "-places.geojson",
    "-timeline.json", "-network.graphml", "-entities.ftm.json", "-oai.xml",
)  # fmt: skip


def site(root: Path, exports: str = EVERY) -> Path:
    guarded(root)
    write(
        root,
        {"content/e/x.md": article("Elsewhere.", title="X"), "content/e/dossier.md": markdown(title="E")},
    )
    file = root / "site.yaml"
    file.write_text(file.read_text() + exports + "search: false\n")
    return root


def built(root: Path, *options: str) -> dict[str, Any]:
    done = dossier("build", "--root", root, "--format", "json", *options)
    assert done.code == 0, done.out
    report: dict[str, Any] = json.loads(done.out)
    return report


def made(root: Path) -> dict[str, bytes]:
    folder = root / "site"
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file() and each.name != ".dossier-manifest.json"
    }


def offers(files: dict[str, bytes], name: str) -> dict[str, str]:
    return dict(OFFER.findall(files[f"dossiers/{name}/index.html"].decode()))


def test_every_kind_has_its_switch() -> None:
    assert set(Exports.__struct_fields__) == set(KINDS)


def test_a_page_offers_each_package_with_its_size_and_digest(tmp_path: Path) -> None:
    built(site(tmp_path))
    files = made(tmp_path)
    for name in ("d", "e"):
        found = offers(files, name)
        pictures = ("-iiif.json",) if name == "d" else ()
        assert set(found) == {f"/dossiers/{name}/{name}{ending}" for ending in (*ENDINGS, *pictures)}
        for address, digest in found.items():
            assert hashlib.sha256(files[address[1:]]).hexdigest() == digest
    assert "kB</span>" in files["dossiers/d/index.html"].decode()


def test_build_and_command_make_the_same_bytes_and_nothing_private(tmp_path: Path) -> None:
    built(site(tmp_path))
    files = made(tmp_path)
    for name, data in packages(tmp_path, *(set(KINDS) - {"pdf"})).items():
        folder = name[0]
        assert files[f"dossiers/{folder}/{name}"] == data
        assert not [secret for secret in HIDDEN if secret in words(data)]


@pytest.mark.parametrize("exports", ["", "exports: {epub: false}\n"])
def test_without_a_switch_there_is_none(tmp_path: Path, exports: str) -> None:
    built(site(tmp_path, exports))
    assert not [path for path in made(tmp_path) if path.endswith(ENDINGS)]
    assert not offers(made(tmp_path), "d")


def test_one_kind_alone(tmp_path: Path) -> None:
    built(site(tmp_path, "exports: {epub: true}\n"))
    assert set(offers(made(tmp_path), "d")) == {"/dossiers/d/d.epub"}


def test_a_site_that_shows_drafts_has_no_packages(tmp_path: Path) -> None:
    built(site(tmp_path), "--drafts")
    assert not [path for path in made(tmp_path) if path.endswith(ENDINGS)]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/d/full.md", "with a note", "with a long note"),
        ("content/d/full.md", "title: A full text", "title: Another title"),
        ("content/d/dossier.md", "What the dossier says", "What it says now"),
        ("content/places.yaml", "Port Lisle", "Port of Lisle"),
    ],
)
def test_after_an_edit_only_its_dossier_is_packed_anew_and_all_is_as_in_a_clean_build(
    tmp_path: Path, path: str, old: str, new: str
) -> None:
    built(site(tmp_path))
    assert not built(tmp_path)["written"]
    before = offers(made(tmp_path), "d")
    file = tmp_path / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    written = [each for each in built(tmp_path)["written"] if each.endswith(ENDINGS)]
    assert written
    assert all(each.startswith("dossiers/d/") for each in written)
    after = made(tmp_path)
    assert offers(after, "d") != before
    clean = site(tmp_path / "clean")
    (clean / path).write_text(text.replace(old, new))
    built(clean)
    assert made(clean) == after


def test_with_several_workers_the_bytes_are_the_same(tmp_path: Path) -> None:
    built(site(tmp_path / "one"), "--jobs", "1")
    built(site(tmp_path / "two"), "--jobs", "2")
    assert made(tmp_path / "one") == made(tmp_path / "two")


def test_a_package_that_somebody_changed_is_made_again(tmp_path: Path) -> None:
    built(site(tmp_path))
    place = tmp_path / "site" / "dossiers" / "d" / "d.epub"
    sound = place.read_bytes()
    place.write_bytes(b"changed")
    built(tmp_path)
    assert place.read_bytes() == sound
