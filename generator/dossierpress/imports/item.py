"""The one shape between importers and the writer: things as the source had them, links not yet settled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dossierpress.model.article import ArticleType, RightsMode, Status

Markup = Literal["markdown", "html", "rst", "text"]
Templates = Literal["", "hugo", "liquid", "wordpress"]
# The bytes of a file, read when they are wanted; None where that fails.
Held = Callable[[], bytes | None]


class UnimportableError(Exception):
    """A source that cannot be read; the message says where and why, the hint what to do."""

    def __init__(self, path: str, message: str, hint: str, line: int = 1) -> None:
        super().__init__(message)
        self.path, self.message, self.hint, self.line = path, message, hint, line

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}; {self.hint}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its address in the source."""

    address: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes along as a capture."""

    name: str
    held: Held
    type: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words that a reader marked in a text, and what was written to them; without words, to the whole text.

    `before` are the words before them, which tell one place from another; `urls` where the text stands.
    """

    words: str
    note: str = ""
    before: str = ""
    urls: tuple[str, ...] = ()
    origin: str = ""
    is_private: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One article or page of the source. Dates are as `moments.moment_of` gives them.

    `origin` is where it stands in the source. `path` is its file's path there, from which relative links
    lead; `address` is where the old site showed it, `others` are further old addresses of it, and `names`
    what the source's own link functions call it. `keys` are its front matter, for shortcodes that ask.
    """

    origin: str
    kind: Literal["article", "page"] = "article"
    name: str = ""
    title: str = ""
    date: str = ""
    updated: str = ""
    expires: str = ""
    embargo: str = ""
    standfirst: str = ""
    source: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    agency: str = ""
    dateline: str = ""
    section: str = ""
    page: str = ""
    edition: str = ""
    language: str = ""
    url: str = ""
    type: ArticleType = "news"
    status: Status = "ready"
    rights: RightsMode = "full"
    accessed: str = ""
    archived: tuple[str, ...] = ()
    via: tuple[str, str] = ("", "")
    tags: tuple[str, ...] = ()
    image: Picture | None = None
    note: str = ""
    private_note: str = ""
    doubts: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    keys: Mapping[str, Any] = field(default_factory=dict)
    markup: Markup = "markdown"
    body: str = ""
    path: str = ""
    address: str = ""
    others: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """A source as a whole.

    `files` are its files by their paths there, and `served` the addresses at which the old site showed some.
    `lists` are old addresses that no item stands for: the tag whose articles stood there, or nothing where
    it was all of them. `mount` is the path below which the old site lay, `hosts` are its own names. `roots`
    are the folders of the source from which its absolute paths are counted. `highlights` are of texts that
    the site has.
    """

    tool: str
    title: str
    items: tuple[Item, ...]
    files: Mapping[str, Held] = field(default_factory=dict)
    served: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    mount: str = ""
    roots: tuple[str, ...] = ()
    templates: Templates = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    snippets: Mapping[str, str] = field(default_factory=dict)
    highlights: tuple[Highlight, ...] = ()
    is_site: bool = False
    url: str = ""
    description: str = ""
    language: str = ""
    timezone: str = ""
