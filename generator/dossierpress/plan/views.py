"""Views: all that a template may see, as frozen plain data. A page's bytes depend on its view alone.

An address is internal when it starts with `/` (templates pass it through the `href` filter, which
knows the site's sub-path) and outside otherwise. Empty text means that nothing was written.
"""

from typing import Any

import msgspec


class View(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """The base of every view. Views hold no circles, so the garbage collector need not look at them."""


class LinkView(View, frozen=True):
    """A title and where it leads; without address it is text only."""

    title: str
    address: str = ""
    language: str = ""
    direction: str = ""


class DateView(View, frozen=True):
    """A date in words for the reader, and in ISO 8601 for machines (empty when that has no form).

    `approximate` and `uncertain` are EDTF's `~` and `?`; the template finds the words for them.
    `start` is ISO too: what is known of the first day, for machines that take no range or season.
    """

    words: str
    iso: str = ""
    start: str = ""
    approximate: bool = False
    uncertain: bool = False


class NameView(View, frozen=True):
    """A source, person, organisation, place or tag; `address` is empty where it has no page."""

    name: str
    address: str = ""
    language: str = ""
    direction: str = ""


class ImageView(View, frozen=True):
    """A picture; `address` is internal. Templates write `{{ image | picture }}`, which makes its markup.

    Width and height are in pixels, 0 when unknown. It exists in each of `formats` in each of `widths`
    too; both are empty for what is shown as it is.
    """

    address: str
    alt: str
    caption: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0
    formats: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()


class BodyImageView(View, frozen=True):
    """A picture in a body: the attributes that the text gives it, as HTML, and the width it asks for."""

    image: ImageView
    attributes: str
    width: int = 0


class BodyView(View, frozen=True):
    """HTML that is safe to show, by the digest of its text; `links` are the addresses inside it.

    Templates write `{{ body | html }}`, which fetches the text and puts the right addresses for the page in.
    A link is an address, or a whole picture.
    """

    digest: str
    links: tuple[str | BodyImageView, ...] = ()
    words: int = 0


class HeadingView(View, frozen=True):
    """An entry of a table of contents; `level` counts from 2."""

    level: int
    id: str
    title: str


class SummaryView(View, frozen=True):
    """An article as others show it. A preview marks what no reader may see yet `draft` or `embargoed`."""

    address: str
    title: str
    date: DateView
    title_translated: str = ""
    language: str = ""
    direction: str = ""
    type: str = "news"
    standfirst: str = ""
    source: NameView | None = None
    byline: str = ""
    withdrawn: bool = False
    mark: str = ""
    image: ImageView | None = None


class DossierSummaryView(View, frozen=True):
    """A dossier as others show it. `span` is the time that its articles cover, in words."""

    address: str
    title: str
    question: str = ""
    summary: str = ""
    state: str = "open"
    count: int = 0
    span: str = ""
    language: str = ""
    direction: str = ""
    mark: str = ""
    cover: ImageView | None = None
    freshest: tuple[SummaryView, ...] = ()
    withdrawn: bool = False


class AlternateView(View, frozen=True):
    """The same for machines; `kind`: atom, json-feed, json, bibtex, ris, csl-json; `type`: its media type."""

    kind: str
    address: str
    type: str


class SiteView(View, frozen=True):
    """What every page knows of the site. `base` is its sub-path, `search` its search page's address.

    The logo's size is in pixels, 0 if unknown. `alternates` are the site's feeds, and its API's front door.
    """

    title: str
    language: str
    direction: str
    base: str = "/"
    url: str = ""
    relative: bool = False
    description: str = ""
    footer: str = ""
    publisher: LinkView | None = None
    logo: str = ""
    logo_width: int = 0
    logo_height: int = 0
    search: str = ""
    nav: tuple[LinkView, ...] = ()
    alternates: tuple[AlternateView, ...] = ()
    extra: dict[str, Any] = msgspec.field(default_factory=dict)


class PageHead(View, frozen=True):
    """The page itself: its address, and what stands in its head.

    `canonical` is a full web address, empty when the site has no `url`. `crumbs` lead from the front page
    to it. `alternates` are files for machines that say the same; `image` is for what others show of it.
    """

    address: str
    title: str
    description: str = ""
    language: str = ""
    direction: str = ""
    canonical: str = ""
    crumbs: tuple[LinkView, ...] = ()
    mark: str = ""
    alternates: tuple[AlternateView, ...] = ()
    image: ImageView | None = None


class Pagination(View, frozen=True):
    """Where a page of a long list stands; numbers count from 1. Addresses are empty at the ends."""

    number: int = 1
    of: int = 1
    previous: str = ""
    next: str = ""
    pages: tuple[LinkView, ...] = ()


class CitedView(View, frozen=True):
    """A reference that resolved: what it names and where it leads."""

    title: str
    address: str
    kind: str = "article"
    language: str = ""
    direction: str = ""


class ReferrerView(View, frozen=True):
    """Something that leads here, and how.

    `how` is one of link, for, against, contradicts, claims, event, figure, path, change, reprint,
    translation; `within` is the dossier of which it is a part.
    """

    how: str
    what: CitedView
    within: CitedView | None = None


class QuoteView(View, frozen=True):
    """What someone is reported to have said; `anchor` is its id on the article's page.

    `passage` is the id of the marked words in the article's text, `original` the address of these words on
    the original's page, `capture` the capture in which they stand when the text here does not hold them.
    """

    text: str
    anchor: str
    who: NameView | None = None
    capacity: str = ""
    said: DateView | None = None
    to: str = ""
    where: NameView | None = None
    kind: str = "direct"
    language: str = ""
    direction: str = ""
    passage: str = ""
    original: str = ""
    capture: str = ""
    captured: DateView | None = None
    referrers: tuple[ReferrerView, ...] = ()


class AuthorView(View, frozen=True):
    """Who wrote the work; `corporate` says that it is a body: an organisation, an agency, a desk."""

    name: str
    address: str = ""
    role: str = ""
    bio: str = ""
    corporate: bool = False


class CorrectionView(View, frozen=True):
    """A correction, by the publisher or by the curators (`by`: publisher, curator)."""

    date: DateView
    by: str
    text: str
    url: str = ""


class TakedownView(View, frozen=True):
    """What was taken down (`what`: item, text, name, image), who asked for it, and why.

    With `lifted` it was given back on that day.
    """

    what: str
    date: DateView
    by: str
    reason: str
    lifted: DateView | None = None


class RepostView(View, frozen=True):
    """Where the work was reposted."""

    name: str
    url: str = ""
    date: DateView | None = None


class ArchivedView(View, frozen=True):
    """A copy in a web archive."""

    url: str
    service: str = ""
    date: DateView | None = None


class TranslationView(View, frozen=True):
    """The work that this one translates."""

    title: str = ""
    address: str = ""
    language: str = ""
    translator: str = ""


class RightsView(View, frozen=True):
    """What may be done with the work's text (`mode`: full, excerpt, link-only).

    `reserved` asks machines not to mine it; `policy` is where its terms stand.
    """

    mode: str = "full"
    holder: str = ""
    licence: str = ""
    basis: str = ""
    notice: str = ""
    reserved: bool = False
    policy: str = ""


class AssessmentView(View, frozen=True):
    """The Admiralty code."""

    source: str
    information: str
    why: str = ""


class MembershipView(View, frozen=True):
    """Where the article sits in one dossier; `position` counts from 1. `others` are a few more of it."""

    dossier: LinkView
    section: str = ""
    note: str = ""
    key: bool = False
    position: int = 1
    of: int = 1
    previous: SummaryView | None = None
    next: SummaryView | None = None
    others: tuple[SummaryView, ...] = ()


class MemberView(View, frozen=True):
    """An article in a section, with the curators' note for its membership, and the copies of it."""

    article: SummaryView
    note: str = ""
    key: bool = False
    reprints: tuple["MemberView", ...] = ()


class SectionView(View, frozen=True):
    """A section of a dossier; without title it holds the articles that no section lists."""

    anchor: str
    title: str = ""
    note: str = ""
    members: tuple[MemberView, ...] = ()


class PathView(View, frozen=True):
    """A named reading order."""

    anchor: str
    title: str
    articles: tuple[SummaryView, ...] = ()


class ChangeView(View, frozen=True):
    """An entry of the dossier's change log (`kind`: added, corrected, removed, withdrawn)."""

    date: DateView
    kind: str
    text: str
    refs: tuple[CitedView, ...] = ()
    anchor: str = ""


class CuratorView(View, frozen=True):
    """Someone who answers for the dossier; `orcid` is a full web address."""

    name: str
    orcid: str = ""
    url: str = ""
