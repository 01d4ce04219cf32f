"""What `dossier check --external` found: `links.jsonl` in, links by address out. One line, one address."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from dossierpress.memo.fingerprints import Fingerprints
from dossierpress.model.links import LINKS_FILE, Link
from dossierpress.problems import Problem
from dossierpress.read.files import LARGEST_FILE, UnreadableError, read_noted

_DECODER = msgspec.json.Decoder(Link)


def read_links(
    root: Path, prints: Fingerprints | None = None
) -> tuple[Mapping[str, Link], tuple[Problem, ...]]:
    """Every link that was asked, by its address. No file is no problem: then nothing was asked yet."""
    prints = prints or Fingerprints()
    if not prints.is_there(root / LINKS_FILE):
        return {}, ()
    try:
        data, _ = read_noted(root, LINKS_FILE, prints, LARGEST_FILE)
    except UnreadableError as error:
        return {}, () if error.problem.code == "missing-file" else (error.problem,)
    links: dict[str, Link] = {}
    problems: list[Problem] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            link = _DECODER.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            problems.append(_damaged(number, "this line is no state of a link"))
            continue
        if link.url in links:
            problems.append(_damaged(number, f"{link.url} is here twice"))
        links[link.url] = link
    return links, tuple(problems)


def _damaged(line: int, message: str) -> Problem:
    return Problem(
        path=LINKS_FILE,
        code="damaged-links",
        message=message,
        hint="delete the line; `dossier check --external` asks that address again",
        line=line,
        column=1,
    )
