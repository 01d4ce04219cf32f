"""Bags are accepted by the library of the Library of Congress, and the public one holds nothing private."""

import json
import zipfile
from pathlib import Path
from typing import Any

import bagit
import pytest

from dossierpress.packages.bag import bagged, escaped, unescaped
from packages.packing import HIDDEN, SAMPLE, guarded, packages, unzipped, words


def laid_out(folder: Path, data: bytes) -> Path:
    for path, content in unzipped(data).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    (top,) = folder.iterdir()
    return top


def crate_of(files: dict[str, bytes]) -> dict[str, Any]:
    (metadata,) = (data for name, data in files.items() if name.endswith("/ro-crate-metadata.json"))
    return {each["@id"]: each for each in json.loads(metadata)["@graph"]}


def test_bagit_accepts_each_dossier_of_the_sample(tmp_path: Path) -> None:
    made = packages(SAMPLE, "bag")
    assert len(made) == 3
    for name, data in made.items():
        bag = bagit.Bag(str(laid_out(tmp_path / name, data)))
        bag.validate()
        assert bag.info["Payload-Oxum"]


def test_bagit_refuses_one_that_was_changed(tmp_path: Path) -> None:
    """The validation above can fail."""
    top = laid_out(tmp_path / "out", packages(guarded(tmp_path / "site"), "bag")["d-bag.zip"])
    (top / "data" / "articles" / "full.html").write_text("Other words.")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(top)).validate()


def test_the_public_bag_holds_nothing_private_and_names_what_it_withholds(tmp_path: Path) -> None:
    (data,) = packages(guarded(tmp_path), "bag").values()
    assert not [secret for secret in HIDDEN if secret in words(data)]
    files = unzipped(data)
    readme = files["d-bag/data/README.md"].decode()
    for withheld in ("`linked`, text", "`gone`, text", "`part`, text", "`full`, capture"):
        assert withheld in readme
    assert "d-bag/data/articles/part.html" not in files
    assert "d-bag/data/articles/part.json" in files
    text = files["d-bag/data/articles/full.html"].decode()
    assert 'src="../media/d/quay.png"' in text
    assert "d-bag/data/media/d/quay.png" in files


def test_the_crate_tells_of_every_file_and_of_no_other(tmp_path: Path) -> None:
    files = unzipped(packages(guarded(tmp_path), "bag")["d-bag.zip"])
    crate = crate_of(files)
    root = crate["./"]
    assert crate["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert {"name", "description", "datePublished", "license"} <= set(root)
    payload = {path.removeprefix("d-bag/data/") for path in files if path.startswith("d-bag/data/")}
    assert {each["@id"] for each in root["hasPart"]} == payload - {"ro-crate-metadata.json"}
    for path in payload - {"ro-crate-metadata.json"}:
        assert crate[path]["contentSize"] == str(len(files[f"d-bag/data/{path}"]))
        assert "/" in crate[path]["encodingFormat"]


def test_the_date_of_a_crate_is_that_of_its_content(tmp_path: Path) -> None:
    root = guarded(tmp_path)
    assert crate_of(unzipped(packages(root, "bag")["d-bag.zip"]))["./"]["datePublished"] == "2011-12-05"


def test_same_content_same_bytes(tmp_path: Path) -> None:
    assert packages(guarded(tmp_path / "one"), "bag") == packages(guarded(tmp_path / "two"), "bag")


@pytest.mark.parametrize("name", ["100%.txt", "a\nb", "a\rb", "%0A", "plain"])
def test_a_path_comes_back_from_a_manifest(name: str) -> None:
    assert "\n" not in escaped(name)
    assert "\r" not in escaped(name)
    assert unescaped(escaped(name)) == name


def test_the_declaration_stands_first_and_plain(tmp_path: Path) -> None:
    place = tmp_path / "x.zip"
    place.write_bytes(bagged("x", {"a.txt": b"a"}, [("Key", "two\nlines")]))
    with zipfile.ZipFile(place) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("x/bagit.txt", zipfile.ZIP_STORED)
        assert file.read("x/bag-info.txt") == b"Key: two lines\nPayload-Oxum: 1.1\n"
