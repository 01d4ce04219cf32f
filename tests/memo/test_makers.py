"""Who makes the results that are kept: their versions are those that Python itself knows."""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from dossierpress.memo import makers

LIBRARIES = ("markdown", "nh3", "pyyaml", "msgspec", "jinja2", "markupsafe", "babel", "pillow")
EXTRAS = ("cbor2", "pagefind", "pagefind_bin", "pyromark")


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    makers.versions.cache_clear()
    yield
    makers.versions.cache_clear()


def known(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def test_versions_are_those_of_the_metadata() -> None:
    found = makers.versions()
    assert {name: found[name] for name in LIBRARIES} == {name: version(name) for name in LIBRARIES}
    assert {name: found.get(name, "") for name in EXTRAS} == {name: known(name) for name in EXTRAS}


def metadata(folder: Path, name: str, number: str) -> None:
    place = folder / name
    place.mkdir(parents=True)
    record = "PKG-INFO" if name.endswith(".egg-info") else "METADATA"
    text = f"Metadata-Version: 2.1\nName: Markdown\nVersion: {number}\n"
    (place / record).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["Markdown-99.1.dist-info", "Markdown-99.1-py3.11.egg-info"])
def test_what_python_finds_first_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    metadata(tmp_path, name, "99.1")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "none"), str(tmp_path), *sys.path])
    assert makers.versions()["markdown"] == version("markdown") == "99.1"


def test_of_two_that_lie_side_by_side_python_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metadata(tmp_path, "markdown-98.0.dist-info", "98.0")
    metadata(tmp_path, "markdown-99.1.dist-info", "99.1")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert makers.versions()["markdown"] == version("markdown")


def test_libraries_that_may_lie_in_an_archive_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "libraries.zip").write_bytes(b"")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "libraries.zip"), *sys.path])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(makers, "_FURTHER", ("no-such-extra",))
        found = makers.versions()
    assert found["markdown"] == version("markdown")
    assert "no-such-extra" not in found
