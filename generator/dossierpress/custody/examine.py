"""Every capture with its proofs of time, examined: what pages may say of it, and what is wrong."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from dossierpress.custody.holdings import archives
from dossierpress.custody.stamps import KINDS, check_stamp, fault_of
from dossierpress.custody.tokens import read_certificates
from dossierpress.memo.fingerprints import Fingerprints
from dossierpress.model.custody import Examined, Stamp, StampKind
from dossierpress.model.document import ArticleDocument, Document, beside
from dossierpress.problems import Problem
from dossierpress.read.files import LARGEST_FILE, UnreadableError, is_file, read_bytes, read_noted
from dossierpress.read.media import real_path
from dossierpress.redaction.redactor import Redactor
from dossierpress.run.task import Deferred, Keeping, Runner, Task
from dossierpress.schema.config import CONFIG_FILE, Config

# What a proof says depends on its bytes, its file's digests, and the roots that are trusted.
_KEEPING = Keeping(
    "stamp",
    lambda arguments: (arguments[0], arguments[1].digest, *arguments[2:]),
    Stamp,
    lambda stamp: stamp.state != "unchecked",
)


@dataclass(frozen=True, slots=True)
class _Proof:
    """A file beside a capture that says since when the capture is what it is."""

    kind: StampKind
    file: str
    named: str
    capture: str
    sha256: str
    article: str
    key: str


# A proof, its bytes, and digests of its capture by the hash's name.
_Asked = tuple[_Proof, Deferred, tuple[tuple[str, str], ...]]


def examine(
    root: Path,
    config: Config,
    documents: Iterable[Document],
    prints: Fingerprints,
    run: Runner,
    redactor: Redactor,
) -> tuple[Mapping[str, Examined], tuple[Problem, ...]]:
    """What was found of each capture, by its path; captures of files that are held back are examined too."""
    documents = tuple(documents)
    problems: list[Problem] = []
    held = dict(archives(root, documents, redactor, run, problems))
    proofs = [proof for document in documents for proof in _proofs(root, document, redactor)]
    roots = _roots(root, config, prints, problems) if proofs else b""
    found: dict[str, list[Stamp]] = {}
    for proof, stamp in _checked(root, proofs, roots, prints, run, problems):
        found.setdefault(proof.named, []).append(stamp)
        fault = fault_of(stamp, proof.file, proof.capture, proof.article, proof.key)
        if fault is not None:
            problems.append(fault)
    for path, stamps in found.items():
        held[path] = msgspec.structs.replace(held.get(path, Examined()), stamps=tuple(stamps))
    return dict(sorted(held.items())), tuple(problems)


def _proofs(root: Path, document: Document, redactor: Redactor) -> Iterator[_Proof]:
    if not isinstance(document, ArticleDocument):
        return
    for number, capture in enumerate(document.meta.captures):
        named = beside(document.path, capture.file)
        path = real_path(root, named, redactor)
        for ending, kind in KINDS.items():
            if is_file(root, f"{path}{ending}"):
                key = f"captures[{number}].file"
                yield _Proof(kind, f"{path}{ending}", named, path, capture.sha256, document.path, key)


def _roots(root: Path, config: Config, prints: Fingerprints, problems: list[Problem]) -> bytes:
    """The certificates that the site trusts, one after another as PEM."""
    trusted: list[bytes] = []
    for number, path in enumerate(config.timestamps.roots):
        key = f"timestamps.roots[{number}]"
        try:
            data, _ = read_noted(root, path, prints)
        except UnreadableError as error:
            problems.append(_of_root(error.problem.code, error.problem.message, error.problem.hint, key))
            continue
        if _are_certificates(data):
            trusted.append(data)
        else:
            hint = "save the authority's root certificate as PEM: it begins with -----BEGIN CERTIFICATE-----"
            problems.append(_of_root("bad-certificate", f"`{path}` holds no certificate", hint, key))
    return b"\n".join(trusted)


def _are_certificates(data: bytes) -> bool:
    try:
        return bool(read_certificates(data))
    except ImportError:
        return True  # each proof says that it was not checked
    except ValueError:
        return False


def _of_root(code: str, message: str, hint: str, key: str) -> Problem:
    return Problem(path=CONFIG_FILE, code=code, message=message, hint=hint, key=key)


def _checked(
    root: Path,
    proofs: list[_Proof],
    roots: bytes,
    prints: Fingerprints,
    run: Runner,
    problems: list[Problem],
) -> Iterator[tuple[_Proof, Stamp]]:
    """Each proof with what it says. One over another hash than SHA-256 is asked twice."""
    readable: list[tuple[_Proof, Deferred]] = []
    for proof in proofs:
        try:
            data, digest = read_noted(root, proof.file, prints)
        except UnreadableError as error:
            told = error.problem.message.replace("this file", f"`{proof.file}`")
            problems.append(
                Problem(
                    path=proof.article, code=error.problem.code, message=told, hint=error.problem.hint,
                    key=proof.key,
                )
            )  # fmt: skip
        else:
            readable.append((proof, Deferred(partial(bytes, data), digest)))
    again: list[_Asked] = []
    first: list[_Asked] = [(proof, token, (("sha256", proof.sha256),)) for proof, token in readable]
    for (proof, deferred, digests), stamp in zip(first, _run(run, first, roots), strict=True):
        if stamp.state == "wants-digest":
            again.append(
                (proof, deferred, (*digests, (stamp.wants, _digest(root, proof.capture, stamp.wants))))
            )
        else:
            yield proof, stamp
    for (proof, _, _), stamp in zip(again, _run(run, again, roots), strict=True):
        yield proof, stamp


def _run(run: Runner, asked: list[_Asked], roots: bytes) -> Iterator[Stamp]:
    items = ((proof.kind, data, digests, roots) for proof, data, digests in asked)
    return run(Task(check_stamp, items, len(asked), _stopped, keeping=_KEEPING))


def _stopped(arguments: tuple[Any, ...], _why: str) -> Stamp:
    """A proof whose check takes too long is none."""
    return Stamp(arguments[0], "damaged")


def _digest(root: Path, path: str, name: str) -> str:
    """Another digest of a capture; empty where it cannot be had, which no proof matches."""
    try:
        return hashlib.new(name, read_bytes(root, path, LARGEST_FILE)).hexdigest()
    except (UnreadableError, ValueError):
        return ""
