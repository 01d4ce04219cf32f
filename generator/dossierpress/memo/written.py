"""What the memory is on disk: a whole, and after it what each build changed."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from dossierpress.memo.stamps import News, Written
from dossierpress.problems import Problem

V = TypeVar("V")


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What came of a file: the digest of its bytes, its record, the digest of its text, a mark of all."""

    digest: str
    record: bytes
    text: str
    mark: bytes


class Made(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What was made under one name: a key for all that went in, and each file with its digest.

    `size` is how many bytes a package has, `assets` how many names of assets a page holds.
    """

    key: bytes
    files: dict[str, str]
    size: int = 0
    assets: int = 0


class Checked(msgspec.Struct, frozen=True, array_like=True):
    """What was found wrong with the addresses of a plan; `others` is a digest of those that it has not."""

    others: bytes
    problems: tuple[Problem, ...]


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """All of it, as it is written down: `rows` by the settings that files were read with.

    `searched` is a digest of the redactions that every file of the site was searched for; `assets` are the
    files of assets that its pages name.
    """

    makers: bytes
    rows: dict[bytes, dict[str, Row]]
    made: dict[str, Made]
    closures: dict[str, bytes]
    stamps: Written
    verdicts: dict[bytes, bytes]
    searched: bytes
    assets: dict[str, str]
    checked: Checked | None


class Changes(msgspec.Struct, frozen=True, array_like=True):
    """What is other after one build; None stands for what is gone."""

    rows: dict[bytes, dict[str, Row | None]]
    made: dict[str, Made | None]
    closures: dict[str, bytes]
    stamps: News
    verdicts: dict[bytes, bytes]
    searched: bytes
    assets: dict[str, str]
    checked: Checked | None


def differences(before: Mapping[str, V], now: Mapping[str, V]) -> dict[str, V | None]:
    """What is other now, and what is gone."""
    found: dict[str, V | None] = {name: each for name, each in now.items() if before.get(name) != each}
    return found | dict.fromkeys(before.keys() - now.keys())


def changed(before: Mapping[str, V], changes: Mapping[str, V | None]) -> dict[str, V]:
    """What that made of what was before."""
    found = {name: value for name, value in before.items() if name not in changes}
    return found | {name: value for name, value in changes.items() if value is not None}
