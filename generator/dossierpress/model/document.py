"""One file as it was read: its record, and its body as safe HTML cut at every internal link."""

from posixpath import dirname, join, normpath
from typing import Literal

import msgspec

from dossierpress.model.article import Article
from dossierpress.model.dossier import Dossier
from dossierpress.model.page import Page

TargetKind = Literal["reference", "article-file", "media", "site"]


def beside(path: str, file: str) -> str:
    """Where a file lies, relative to the site's root; `path` is the Markdown file that names it."""
    return normpath(join(dirname(path), file))


class InlineImage(msgspec.Struct, frozen=True):
    """An image of a body, cut out whole: its attributes as safe HTML, and the width asked for, if any."""

    attributes: str
    width: int = 0


class Target(msgspec.Struct, frozen=True):
    """Where an internal link or image of a body leads.

    `written` is the text in the file; `value` is a reference, the path of a file under the site's
    root, or an address on the site; `fragment` comes after the `#`. With `image` it stands for a
    whole image, otherwise for the address inside a tag.
    """

    kind: TargetKind
    written: str
    value: str
    fragment: str = ""
    image: InlineImage | None = None


class Heading(msgspec.Struct, frozen=True):
    """A heading of a body; `level` counts from 2, below the page's own headline."""

    level: int
    id: str
    title: str


class Body(msgspec.Struct, frozen=True):
    """HTML in pieces: `parts[0]`, then `targets[0]`, then `parts[1]` and so on. `words` is its length.

    `outside` are the web addresses that it leads to.
    `digest` is the SHA-256 of the pieces, empty when there is nothing to show. A body that was packed
    has no `parts`: whoever shows it asks for them by the digest.
    """

    parts: tuple[str, ...] = ()
    digest: str = ""
    targets: tuple[Target, ...] = ()
    outside: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    ids: tuple[str, ...] = ()
    words: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.digest


class Stand(msgspec.Struct, frozen=True):
    """Where the words of a quotation were found: in the body, in the front matter, or in a capture.

    `capture` is the number of that capture in the article's list. Without `place` they were not.
    """

    place: Literal["", "body", "front", "capture"] = ""
    capture: int = 0


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """Words of a version that are the same in the one before, were removed from it or added to it."""

    kind: Literal["same", "removed", "added"]
    text: str


class Version(msgspec.Struct, frozen=True, array_like=True):
    """What a capture says otherwise than the one before it, both by their numbers."""

    before: int
    after: int
    changes: tuple[tuple[Piece, ...], ...]


class ArticleDocument(msgspec.Struct, frozen=True, tag="article"):
    """An article file. `home` is its folder's dossier, empty for `content/articles`.

    `words` counts those of the work that its page shows, where its rights set a limit. What READ lets
    through to readers (`read/held.py`) says also which quotes and ids of its text are `gone` from the page,
    and whether its text `travels`: whether it may stand where its page is not around it. `stands` says of
    each quote where it stands; `versions` what its captures say otherwise than one another.
    """

    path: str
    id: str
    home: str
    meta: Article
    body: Body
    words: int = 0
    gone: tuple[str, ...] = ()
    travels: bool = True
    stands: tuple[Stand, ...] = ()
    versions: tuple[Version, ...] = ()


class DossierDocument(msgspec.Struct, frozen=True, tag="dossier"):
    """A `dossier.md`, or a folder without one (then `path` is the folder and `body` is empty)."""

    path: str
    id: str
    meta: Dossier
    body: Body


class PageDocument(msgspec.Struct, frozen=True, tag="page"):
    """A plain page."""

    path: str
    id: str
    meta: Page
    body: Body


Document = ArticleDocument | DossierDocument | PageDocument
