"""A release is made once, says how it is cited, and stays as it is."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
import yaml

from make import write
from packages.packing import HIDDEN, guarded, words
from trial import dossier

CURATED = "curators: [{name: Ada Quay, orcid: 0000-0002-1825-0097}, 'Bo Ek']\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    file = guarded(tmp_path) / "content" / "d" / "dossier.md"
    file.write_text(file.read_text().replace("licence:", f"{CURATED}licence:", 1))
    return tmp_path


def released(root: Path, *options: str) -> dict[str, bytes]:
    done = dossier("release", "d", "--root", root, *options)
    assert done.code == 0, done.err
    place = next(line.split(" in ")[1] for line in done.out.splitlines() if " in releases/" in line)
    return {each.name: each.read_bytes() for each in (root / place).iterdir()}


def test_it_holds_packages_with_their_digests_and_nothing_private(root: Path) -> None:
    files = released(root)
    assert set(files) == {
        "CITATION.cff", "SHA256SUMS", "d-bag.zip", "d-dataset.sqlite", "d-dataset.zip", "d.epub",
        "datacite.json",
    }  # fmt: skip
    place = root / "releases" / "d" / "2024-01-01"
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=place, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b": OK") == 6
    for name, data in files.items():
        assert not [secret for secret in HIDDEN if secret in words(data)], name


def test_it_says_how_it_is_cited(root: Path) -> None:
    files = released(root, "--version", "1.0")
    cff = yaml.safe_load(files["CITATION.cff"])
    assert (cff["cff-version"], cff["type"], cff["version"]) == ("1.2.0", "dataset", "1.0")
    assert cff["title"] == "A dossier"
    assert cff["authors"] == [
        {"name": "Ada Quay", "orcid": "https://orcid.org/0000-0002-1825-0097"},
        {"name": "Bo Ek"},
    ]
    assert cff["url"] == "https://press.example/dossiers/d/"
    data = json.loads(files["datacite.json"])
    required = {"creators", "titles", "publisher", "publicationYear", "types", "schemaVersion"}
    assert required <= set(data)
    assert (data["publicationYear"], data["version"]) == ("2024", "1.0")
    assert data["rightsList"] == [{"rights": "CC BY 4.0"}]
    cited = {each["relatedIdentifier"] for each in data["relatedIdentifiers"]}
    assert cited == {"https://gazette.example/full", "https://gazette.example/linked"}


def test_a_later_edit_leaves_it_alone_and_a_second_one_is_refused(root: Path) -> None:
    before = released(root, "--version", "1.0")
    text = root / "content" / "d" / "full.md"
    text.write_text(text.read_text().replace("Words of", "Other words of"))
    done = dossier("release", "d", "--root", root, "--version", "1.0")
    assert done.code == 2
    assert "is there already" in done.err
    after = released(root, "--version", "1.1")
    place = root / "releases" / "d" / "1.0"
    assert {each.name: each.read_bytes() for each in place.iterdir()} == before
    assert hashlib.sha256(after["d.epub"]).digest() != hashlib.sha256(before["d.epub"]).digest()


@pytest.mark.parametrize("version", ["../x", "a/b", "", ".hidden", "x" * 80])
def test_a_version_is_a_plain_name(root: Path, version: str) -> None:
    done = dossier("release", "d", "--root", root, "--version", version or " ")
    assert done.code == 2
    assert not (root / "releases").exists()


def test_a_dossier_that_readers_do_not_see_has_no_release(root: Path) -> None:
    write(root, {})
    assert dossier("release", "d2", "--root", root).code == 2
    assert not (root / "releases").exists()
