"""reStructuredText as HTML, by docutils: no file of the disk is put in, no HTML of the author's trusted."""

import io
import re
from typing import Any, Final

from docutils.core import publish_doctree, publish_from_doctree
from docutils.nodes import system_message

from dossierpress.imports.ledger import Ledger

# No file of the disk, no HTML of the author.
SETTINGS: Final[dict[str, Any]] = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "halt_level": 6,
    "report_level": 3,
    "initial_header_level": 2,
    "doctitle_xform": False,
    "sectsubtitle_xform": False,
    "syntax_highlight": "none",
    "smart_quotes": False,
    "embed_stylesheet": False,
    "line_length_limit": 1_000_000,
}
_MAIN: Final = re.compile(r"<main[^>]*>(.*)</main>|<body[^>]*>(.*)</body>", re.DOTALL)


def from_rst(text: str, place: str, ledger: Ledger) -> str:
    """The HTML of a text; what docutils does not understand is written down."""
    settings = SETTINGS | {"warning_stream": io.StringIO()}
    tree = publish_doctree(text, settings_overrides=settings)
    for message in list(tree.findall(system_message)):
        ledger.add("reStructuredText that is not understood, left out", place, message.astext())
        message.parent.remove(message)
    page = publish_from_doctree(
        tree, writer="html5", settings_overrides=settings | {"output_encoding": "unicode"}
    )
    found = _MAIN.search(str(page))
    return (found[1] or found[2] or "") if found else ""
