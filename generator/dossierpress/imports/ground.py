"""Where an import begins and what it comes to: the site as it is, and the files that it gets."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dossierpress.imports.item import Held
from dossierpress.model.document import Document
from dossierpress.model.site import Named, NameKind
from dossierpress.read.document import ReadSettings
from dossierpress.read.held import Audience
from dossierpress.schema.config import Config


@dataclass(frozen=True, slots=True)
class Ground:
    """The site that an import goes to as it is before it, as the build reads it."""

    config: Config
    audience: Audience
    settings: ReadSettings
    documents: tuple[Document, ...] = ()
    registries: Mapping[NameKind, tuple[Named, ...]] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    home: str = ""
    today: dt.date = dt.date(1970, 1, 1)
    progress: Callable[[int, int], None] = lambda _done, _count: None
    occupied: Callable[[str], bool] = lambda _path: False
    text: Callable[[str], str] = lambda _path: ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What an import comes to: texts of new files, files that come along, redirects, what is held already.

    `edits` are files of the site that get lines: each with its new text.
    """

    texts: Mapping[str, str]
    files: Mapping[str, Held]
    redirects: tuple[tuple[str, str], ...]
    articles: int = 0
    pages: int = 0
    drafts: int = 0
    held: int = 0
    edits: Mapping[str, str] = field(default_factory=dict)
