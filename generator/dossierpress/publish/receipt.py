"""What the last publish to each target found out, so that one with nothing to send is over at once.

It holds only as long as the build that it was made of: the finished site was searched then, and is the same.
"""

import hashlib
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

import msgspec

from dossierpress.model.publishing import AnyTarget
from dossierpress.write.sink import WriteError
from dossierpress.write.statefile import replace_file

_FILE = "last-publish"
_KINDS = {get_args(each.__annotations__["kind"])[0]: each for each in get_args(AnyTarget)}


class Receipt(msgspec.Struct, frozen=True):
    """One target, by its name in `site.yaml`; `alone` says that it is the only one there.

    `build` tells builds apart; `manifest` is the SHA-256 of the manifest at the target, `files` how many it
    names. `salt` and `mark` tell whether the credentials in the environment are those that were searched for.
    """

    name: str
    alone: bool
    record: dict[str, Any]
    build: bytes
    manifest: bytes
    files: int
    salt: bytes
    mark: bytes

    @property
    def target(self) -> AnyTarget:
        """The target's record. Raises what msgspec raises when it is none."""
        target: AnyTarget = msgspec.convert(self.record, _KINDS[self.record["kind"]])
        return target

    def covers(self, credentials: Mapping[str, str]) -> bool:
        """Whether these are the credentials that the site was searched for."""
        return _mark(self.salt, credentials) == self.mark

    def is_of(self, manifest: bytes | None) -> bool:
        """Whether a target that holds this manifest is just as the publish left it."""
        return manifest is not None and hashlib.sha256(manifest).digest() == self.manifest


_DECODER = msgspec.msgpack.Decoder(tuple[Receipt, ...])


def receipt(
    name: str,
    targets: Mapping[str, AnyTarget],
    build: bytes,
    manifest: bytes,
    files: int,
    credentials: Mapping[str, str],
) -> Receipt:
    """The receipt of a publish after which the target holds just the site."""
    salt = secrets.token_bytes(16)
    return Receipt(
        name=name,
        alone=len(targets) == 1,
        record=msgspec.to_builtins(targets[name]),
        build=build,
        manifest=hashlib.sha256(manifest).digest(),
        files=files,
        salt=salt,
        mark=_mark(salt, credentials),
    )


def find(folder: Path, name: str | None, build: bytes) -> Receipt | None:
    """The receipt of a target, made of the build that is there now; without a name, of the only one."""
    wanted = (each for each in _all(folder, build) if (each.alone if name is None else each.name == name))
    return next(wanted, None)


def keep(folder: Path, made: Receipt) -> None:
    """Keep a receipt beside those of other targets. Where that cannot be, the next publish takes longer."""
    others = tuple(each for each in _all(folder, made.build) if each.name != made.name)
    with suppress(WriteError):
        replace_file(folder, _FILE, msgspec.msgpack.encode((*others, made)))


def _all(folder: Path, build: bytes) -> tuple[Receipt, ...]:
    try:
        kept = _DECODER.decode((folder / _FILE).read_bytes())
    except (OSError, msgspec.MsgspecError):
        return ()
    return tuple(each for each in kept if each.build == build and each.record.get("kind") in _KINDS)


def _mark(salt: bytes, credentials: Mapping[str, str]) -> bytes:
    """Four bytes: enough to see that a credential is another one, too few to guess it by."""
    whole = hashlib.sha256(salt)
    for name, value in sorted(credentials.items()):
        whole.update(f"{name}\0{value}\0".encode("utf-8", "surrogateescape"))
    return whole.digest()[:4]
