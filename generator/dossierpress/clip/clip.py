"""The recipe: bytes of a capture in, a clipping out. Pure."""

import hashlib

from dossierpress.clip.clipping import Asked, Clipping
from dossierpress.clip.frommarkup import from_markup
from dossierpress.clip.fromtext import from_text
from dossierpress.clip.open.sniff import opened
from dossierpress.clip.page import UnopenableError


def clip(data: bytes, asked: Asked) -> Clipping:
    """Make a clipping of a capture. Raises UnopenableError."""
    page = opened(data, asked.kind, address=asked.address, declared=asked.declared, held=asked.held)
    digest = hashlib.sha256(data).hexdigest()
    clipping = from_markup(page, digest, asked) if page.markup else from_text(page, digest, asked)
    if not clipping.body.strip() and not clipping.fields["title"]:
        raise UnopenableError(
            "no text was found in it", "save the page again when it has loaded, or copy its text"
        )
    return clipping
