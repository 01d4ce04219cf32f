"""The chain of custody as it lies beside `site.yaml`, read and checked whole; its head is noted beside it."""

from pathlib import Path

from dossierpress.custody.chain import (
    CHAIN_FILE,
    HEAD_FILE,
    Chain,
    Entry,
    Head,
    against,
    following,
    read_chain,
    read_head,
)
from dossierpress.memo.fingerprints import Fingerprints
from dossierpress.problems import Problem
from dossierpress.read.files import LARGEST_FILE, UnreadableError, read_noted


def read_custody(root: Path, prints: Fingerprints | None = None) -> tuple[Chain, tuple[Problem, ...]]:
    """The chain, and what was done to it. A site without one has an empty chain."""
    prints = prints or Fingerprints()
    held = _read(root, CHAIN_FILE, prints)
    noted = _read(root, HEAD_FILE, prints)
    if isinstance(held, Problem) or isinstance(noted, Problem):
        return Chain(), tuple(each for each in (held, noted) if isinstance(each, Problem))
    chain, problems = read_chain(held)
    head = read_head(noted.decode("utf-8", "replace"))
    if noted and head is None:
        problems = (*problems, _bad_head())
    return chain, (*problems, *against(chain, head or Head(), HEAD_FILE))


def added(chain: Chain, entries: list[Entry]) -> tuple[tuple[Entry, ...], Head]:
    """Entries as the next of the chain, and where it ends then."""
    head, placed = chain.head, []
    for entry in entries:
        placed.append(following(head, entry))
        head = Head(placed[-1].n, placed[-1].hash)
    return tuple(placed), head


def _read(root: Path, name: str, prints: Fingerprints) -> bytes | Problem:
    if not prints.is_there(root / name):
        return b""
    try:
        return read_noted(root, name, prints, LARGEST_FILE)[0]
    except UnreadableError as error:
        return error.problem


def _bad_head() -> Problem:
    return Problem(
        path=HEAD_FILE,
        code="custody-altered",
        message="this is no head of a chain any more: it was altered",
        hint="restore it from your repository's history",
        line=1,
        column=1,
    )
