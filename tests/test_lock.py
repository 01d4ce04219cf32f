"""What is locked is what the project asks for: every requirement is there, at a version that it allows."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PLAIN = PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]
# We lean on what these call their own, so a version that nobody has tried is not taken.
BOUNDED = ("jinja2", "markupsafe", "markdown")


def locked(name: str) -> dict[str, list[Version]]:
    """The versions of each package; a package may have one for each Python."""
    found: dict[str, list[Version]] = {}
    text = (ROOT / "locked" / f"{name}.txt").read_text(encoding="utf-8")
    for package, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE):
        found.setdefault(canonicalize_name(package), []).append(Version(version))
    return found


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("site", PLAIN), ("test", PLAIN + PROJECT["dependency-groups"]["test"])],
    ids=["site", "test"],
)
def test_every_requirement_is_locked_at_a_version_that_it_allows(name: str, wanted: list[str]) -> None:
    versions = locked(name)
    for requirement in map(Requirement, wanted):
        found = versions.get(canonicalize_name(requirement.name))
        assert found, f"run `make lock`: {requirement.name} is not in locked/{name}.txt"
        assert any(requirement.specifier.contains(each) for each in found), f"run `make lock`: {requirement}"


def test_what_a_site_needs_is_the_same_in_both() -> None:
    assert locked("site").items() <= locked("test").items()


@pytest.mark.parametrize("name", ["site", "test"])
def test_every_file_has_a_digest_and_none_comes_from_elsewhere(name: str) -> None:
    text = (ROOT / "locked" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"^--|file:|https?:", text, re.MULTILINE)
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("name", BOUNDED)
def test_what_we_lean_on_has_an_upper_bound(name: str) -> None:
    (requirement,) = (each for each in map(Requirement, PLAIN) if canonicalize_name(each.name) == name)
    assert any(each.operator == "<" for each in requirement.specifier), requirement
