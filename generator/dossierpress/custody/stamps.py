"""Proofs of time beside captures (`page.html.tsr`, `page.html.ots`), each checked at every build, offline."""

import importlib.util
from collections.abc import Mapping
from typing import Final

from dossierpress.custody.blocks import check_proof
from dossierpress.custody.tokens import check_token
from dossierpress.model.custody import Stamp, StampKind
from dossierpress.problems import Problem, Severity

KINDS: Final[dict[str, StampKind]] = {".tsr": "rfc3161", ".ots": "opentimestamps"}
_LIBRARIES: Final[dict[StampKind, str]] = {
    "rfc3161": "rfc3161_client",
    "opentimestamps": "opentimestamps",
}
# Code, message, hint and severity of every state that is no proof.
_FAULTS: Final[dict[str, tuple[str, str, str, Severity]]] = {
    "other-file": (
        "stamp-other-file",
        "`{file}` is a proof over other bytes than those of `{capture}`",
        "restore the file that was stamped, or take this proof out and run `dossier stamp`",
        "error",
    ),
    "damaged": (
        "stamp-damaged",
        "`{file}` proves nothing: it is damaged, or its signature does not hold",
        "restore it from where it came; else take it out and run `dossier stamp`",
        "error",
    ),
    "expired-signer": (
        "stamp-expired-signer",
        "`{file}` was signed on {day}, when the certificate of {by} was not valid (it ended on {ends})",
        "ask another authority: take this proof out and run `dossier stamp`",
        "error",
    ),
    "unknown-root": (
        "stamp-unknown-root",
        "nothing here vouches for {by}, who signed `{file}`",
        "put the authority's root certificate (PEM) beside site.yaml, and name it under `timestamps: roots:`",
        "warning",
    ),
    "pending": (
        "stamp-pending",
        "`{file}` is not finished: it waits at {by} for a block of Bitcoin",
        "complete it some hours later with `ots upgrade`",
        "note",
    ),
    "unchecked": (
        "stamp-unchecked",
        "`{file}` was not checked: what reads such proofs is not installed",
        "run: pip install 'dossierpress[stamp]'",
        "warning",
    ),
}


def check_stamp(kind: StampKind, data: bytes, digests: tuple[tuple[str, str], ...], roots: bytes) -> Stamp:
    """One proof over a file with these digests: the unit that workers run. Pure."""
    if importlib.util.find_spec(_LIBRARIES[kind]) is None:
        return Stamp(kind, "unchecked")
    known: Mapping[str, str] = dict(digests)
    return check_token(data, known, roots) if kind == "rfc3161" else check_proof(data, known)


def fault_of(stamp: Stamp, file: str, capture: str, article: str, key: str) -> Problem | None:
    """What is wrong with a proof, at the line of its capture; None where nothing is."""
    found = _FAULTS.get(stamp.state)
    if found is None:
        return None
    code, message, hint, severity = found
    told = message.format(
        file=file, capture=capture, day=stamp.time[:10], by=stamp.by or "nobody", ends=stamp.signer_ends
    )
    return Problem(path=article, code=code, message=told, hint=hint, severity=severity, key=key)
