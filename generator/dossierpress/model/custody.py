"""What lies beside a capture: proofs of the time since when it is what it is."""

from typing import Literal

import msgspec

StampKind = Literal["rfc3161", "opentimestamps"]
# `held`: checked whole. `anchored`: it leads to a block of Bitcoin, which no build asks for. The others are
# told as problems.
StampState = Literal[
    "held",
    "anchored",
    "pending",
    "other-file",
    "damaged",
    "expired-signer",
    "unknown-root",
    "unchecked",
    "wants-digest",
]


class Stamp(msgspec.Struct, frozen=True):
    """What a proof of time says: `time` is an instant in RFC 3339, `by` who signed or keeps it.

    `signer_ends` is the last day of the signer's certificate, `block` a height in Bitcoin. `wants`
    names the hash that the proof was made over, when that is needed to check it.
    """

    kind: StampKind
    state: StampState
    time: str = ""
    by: str = ""
    signer_ends: str = ""
    block: int = 0
    wants: str = ""


class Archived(msgspec.Struct, frozen=True):
    """One page in a web archive's file: its address and the instant at which it was fetched."""

    address: str
    time: str = ""
    title: str = ""


class Examined(msgspec.Struct, frozen=True):
    """What was found of one capture: its proofs of time, and what it holds when it is an archive.

    `fault` says what is wrong with an archive.
    """

    stamps: tuple[Stamp, ...] = ()
    pages: tuple[Archived, ...] = ()
    records: int = 0
    fault: str = ""
