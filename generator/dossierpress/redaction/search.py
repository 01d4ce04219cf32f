"""Look into every byte of a finished file for what must not be there: compressed parts and metadata too."""

from collections.abc import Iterator

from dossierpress.problems import Problem
from dossierpress.redaction.layers import UnreadablePdfError, is_pdf, layers, pdf_texts
from dossierpress.redaction.redactor import Redactor


def buried(path: str, data: bytes, redactor: Redactor) -> Problem | None:
    """A problem that names the file, when it holds what is redacted; the words are not repeated.

    A PDF whose words cannot be read is one too: nobody could say that they are not there.
    """
    labels, unread = set(redactor.within(path)), None
    for layer in layers(data):
        for text in _texts(layer):
            labels.update(redactor.within(text))
        if is_pdf(layer):
            try:
                for text in pdf_texts(layer):
                    labels.update(redactor.within(text))
            except UnreadablePdfError as error:
                unread = error
    if not labels:
        return None if unread is None else _unread(path, unread)
    return Problem(
        path=path,
        code="redacted",
        message=f"/{path} holds what is redacted as {', '.join(f'`{label}`' for label in sorted(labels))}",
        hint="look at what puts it there: site.yaml, a template, a picture or another file that is published",
        line=1,
        column=1,
    )


def _texts(data: bytes) -> Iterator[str]:
    """The bytes read as text, in each of the ways in which a text may have been written."""
    yield data.decode("utf-8", "replace")
    if not data.isascii():
        yield data.decode("latin-1")
    if b"\0" in data:
        for at in (0, 1):
            yield data[at:].decode("utf-16-le", "replace")
            yield data[at:].decode("utf-16-be", "replace")


def _unread(path: str, error: UnreadablePdfError) -> Problem:
    return Problem(
        path=path,
        code="unread-pdf",
        message=f"/{path} is a PDF that cannot be searched for what is redacted: {error}",
        hint=error.hint,
        line=1,
        column=1,
    )
