"""Servers for the tests of publishing, each started once, and sites to publish."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish import places
from publish.places import S3, Place, Sshd


@pytest.fixture(scope="session")
def ssh() -> Iterator[Sshd]:
    with places.sshd() as server:
        yield server


@pytest.fixture(scope="session")
def store() -> Iterator[S3]:
    with places.s3() as server:
        yield server


@pytest.fixture
def kind() -> str:
    """The kind of `place`; tests name another."""
    return "folder"


@pytest.fixture
def place(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    """A real place of the kind that the test names, empty."""
    needs_ssh, needs_store = kind.startswith(("sftp", "rsync")), kind.startswith("s3")
    server = request.getfixturevalue("ssh") if needs_ssh else None
    bucket = request.getfixturevalue("store") if needs_store else None
    for each in (server, bucket):
        for name, value in (each.environment if each else {}).items():
            monkeypatch.setenv(name, value)
    found = places.place(kind, tmp_path, server, bucket)
    yield found
    if kind == "other-disk":
        shutil.rmtree(found.record.path, ignore_errors=True)
