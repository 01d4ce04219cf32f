"""Which captures are web archives, and what each of them holds, opened once for its content."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from dossierpress.custody.archives import ENDINGS, UNREAD, look_inside
from dossierpress.model.custody import Examined
from dossierpress.model.document import ArticleDocument, Document, beside
from dossierpress.problems import Problem
from dossierpress.read.files import is_file
from dossierpress.read.media import captured, real_path
from dossierpress.redaction.redactor import Redactor
from dossierpress.run.task import HEAVY, Deferred, Keeping, Runner, Task

# What an archive holds depends on its bytes and its name's ending.
_KEEPING = Keeping(
    "archive",
    lambda arguments: (arguments[0].rpartition("/")[2], arguments[1].digest),
    Examined,
    lambda holds: not holds.fault,
)


def archives(
    root: Path, documents: Iterable[Document], redactor: Redactor, run: Runner, problems: list[Problem]
) -> Iterator[tuple[str, Examined]]:
    """What each archive among the captures holds, by the path that its article gives."""
    found = [
        (document.path, number, named, real_path(root, named, redactor), capture.sha256)
        for document in documents
        if isinstance(document, ArticleDocument)
        for number, capture in enumerate(document.meta.captures)
        if capture.file.endswith(ENDINGS)
        for named in (beside(document.path, capture.file),)
    ]
    there = [each for each in found if is_file(root, each[3])]
    items = ((path, Deferred(partial(_bytes, root, path, digest), digest)) for *_, path, digest in there)
    results = run(Task(look_inside, items, len(there), _stopped, HEAVY, keeping=_KEEPING))
    for (article, number, named, path, _), holds in zip(there, results, strict=True):
        if not holds.fault:
            yield named, holds
            continue
        installed = holds.fault != UNREAD
        problems.append(
            Problem(
                path=article,
                code="archive-damaged" if installed else "archive-unread",
                message=f"the archive `{path}` cannot be listed: {holds.fault}",
                hint="fetch it again from where it came from"
                if installed
                else "run: pip install 'dossierpress[clip]'",
                severity="error" if installed else "note",
                key=f"captures[{number}].file",
            )
        )


def _bytes(root: Path, path: str, sha256: str) -> bytes:
    """The bytes of a capture; none where it is not the file that was captured, which its digest says."""
    return captured(root, path, sha256) or b""


def _stopped(_arguments: tuple[Any, ...], why: str) -> Examined:
    return Examined(fault=why)
