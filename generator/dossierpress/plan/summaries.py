"""Articles and dossiers as other pages show them, and what stands in a page's head: facts for many pages."""

from collections.abc import Iterable
from unicodedata import normalize

from dossierpress.model.article import Image
from dossierpress.model.document import Body, Target, beside
from dossierpress.model.site import Member, NameKind
from dossierpress.plan.addresses import base_of, full_address
from dossierpress.plan.alternates import API, SEARCH, data_of, feeds_of
from dossierpress.plan.brief import shortened
from dossierpress.plan.cards import site_card
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.links import link
from dossierpress.plan.media import image_view
from dossierpress.plan.rolls import roll
from dossierpress.plan.routes import article_address, dossier_address, media_address
from dossierpress.plan.views import (
    AlternateView,
    BodyImageView,
    BodyView,
    DossierSummaryView,
    HeadingView,
    ImageView,
    LinkView,
    MemberView,
    NameView,
    PageHead,
    SiteView,
    SummaryView,
)
from dossierpress.plan.words import date_view, direction_of, reach_of
from dossierpress.problems import Problem
from dossierpress.schema.config import CONFIG_FILE, Config, NavItem

FRESHEST_OF_DOSSIER = 3


@fact
def summary(desk: Desk, name: str) -> SummaryView:
    """An article as other pages show it."""
    article = desk.article(name)
    meta = article.meta
    language, direction = desk.foreign(meta.language)
    byline = meta.byline or ", ".join(author.name for author in meta.authors)
    return SummaryView(
        address=article_address(article.id),
        title=meta.title,
        date=date_view(meta.date, desk.language),
        title_translated=meta.title_translated,
        language=language,
        direction=direction,
        type=meta.type,
        standfirst=meta.standfirst,
        source=desk.named("sources", meta.source),
        byline=byline,
        withdrawn=meta.status == "withdrawn",
        mark=desk.mark("article", name),
        image=image(desk, meta.image, article.path),
    )


@fact
def dossier_summary(desk: Desk, name: str) -> DossierSummaryView:
    """A dossier as other pages show it."""
    dossier = desk.dossier(name)
    meta = dossier.document.meta
    language, direction = desk.foreign(meta.language)
    members = roll(desk, "dossiers", name)
    standing = (each for each in members if not each.withdrawn)
    newest = sorted(standing, key=lambda each: (each.date.sort_key(), each.id), reverse=True)
    span = ""
    if members:
        span = reach_of([each.date for each in members], desk.language)
    return DossierSummaryView(
        address=dossier_address(dossier.id),
        title=dossier.title,
        question=meta.question,
        summary=meta.summary,
        state=meta.state,
        count=len(members),
        span=span,
        language=language,
        direction=direction,
        mark=dossier.mark,
        cover=image(desk, meta.cover, dossier.document.path),
        freshest=tuple(summary(desk, each.id) for each in newest[:FRESHEST_OF_DOSSIER]),
        withdrawn=meta.status == "withdrawn",
    )


@fact
def dossier_link(desk: Desk, name: str) -> LinkView:
    """A dossier by its title alone."""
    dossier = desk.dossier(name)
    language, direction = desk.foreign(dossier.document.meta.language)
    return LinkView(
        title=dossier.title, address=dossier_address(name), language=language, direction=direction
    )


def image(desk: Desk, image: Image | None, path: str) -> ImageView | None:
    """A picture that exists; `path` is the Markdown file that names it."""
    if image is None:
        return None
    place = image_path(image, path)
    return image_view(desk.config, desk.media(place), place, image.alt, image.caption, image.credit)


def names(desk: Desk, article_id: str, kind: NameKind) -> tuple[NameView, ...]:
    """The names of a kind in an article, each once."""
    written = getattr(desk.article(article_id).meta, "source" if kind == "sources" else kind)
    texts = (written,) if isinstance(written, str) else written
    found = (desk.named(kind, text) for text in texts)
    return tuple(dict.fromkeys(view for view in found if view is not None))


def member_view(desk: Desk, member: Member, reprints: Iterable[Member] = ()) -> MemberView:
    """An article in a section, and copies of it."""
    return MemberView(
        article=summary(desk, member.article),
        note=member.note,
        key=member.key,
        reprints=tuple(member_view(desk, each) for each in reprints),
    )


def body_view(desk: Desk, kind: str, name: str, path: str) -> BodyView | None:
    """The text of an article, a dossier or a page with its links resolved; None when there is none."""
    body = desk.text(kind, name)
    if body.is_empty:
        return None
    links = tuple(_link(desk, target, path) for target in body.targets)
    return BodyView(digest=body.digest, links=links, words=body.words)


def _link(desk: Desk, target: Target, path: str) -> str | BodyImageView:
    if target.image is None:
        return link(desk, target, path)
    media = desk.media(target.value)
    shown = image_view(desk.config, media, target.value) or ImageView(address="#", alt="")
    return BodyImageView(image=shown, attributes=target.image.attributes, width=target.image.width)


@fact
def site_view(desk: Desk) -> SiteView:
    """What every page knows of the site."""
    config = desk.config
    publisher, path = config.publisher, _logo_path(config)
    logo = image_view(config, desk.media(path), path) if path else None
    return SiteView(
        title=config.title,
        language=config.language,
        direction=direction_of(config.language),
        base=base_of(config.url),
        url=config.url,
        relative=desk.relative(),
        description=config.description,
        footer=config.footer,
        publisher=LinkView(title=publisher.name, address=publisher.url) if publisher else None,
        logo=logo.address if logo else _logo(desk, config),
        logo_width=logo.width if logo else 0,
        logo_height=logo.height if logo else 0,
        alternates=(*feeds_of(config, "/"), *data_of(config, f"{API}site.json")),
        search=SEARCH if config.search.on else "",
        nav=tuple(nav_link(desk, item, number) for number, item in enumerate(config.nav)),
        extra=config.extra.values,
    )


def _logo(desk: Desk, config: Config) -> str:
    path = _logo_path(config)
    media = desk.media(path) if path else None
    return media_address(config, path, media) if media is not None else ""


def _logo_path(config: Config) -> str:
    publisher = config.publisher
    return f"{config.content}/{publisher.logo}" if publisher is not None and publisher.logo else ""


def nav_link(desk: Desk, item: NavItem, number: int) -> LinkView:
    """An entry of the menu."""
    key = f"nav[{number}].to"
    if item.to.startswith(("https://", "http://")):
        return LinkView(title=item.title, address=item.to)
    if item.to.startswith("/"):
        path, _, fragment = item.to.partition("#")
        address = path if path.endswith("/") or "." in path.rsplit("/", 1)[-1] else f"{path}/"
        desk.check(address, item.to, CONFIG_FILE, key)
        return LinkView(title=item.title, address=desk.place(address, fragment))
    cited = desk.cited(item.to, CONFIG_FILE, key)
    if cited is None and desk.is_held(item.to):
        desk.problems.append(
            Problem(
                path=CONFIG_FILE,
                code="private-link",
                message=f"`{item.to}` is not published",
                hint="take it out of the menu until it is",
                key=key,
            )
        )
    return LinkView(title=item.title, address=cited.address if cited else "")


def head(
    desk: Desk,
    address: str,
    title: str,
    description: str | None = None,
    crumbs: tuple[LinkView, ...] = (),
    mark: str = "",
    *,
    canonical: str = "",
    alternates: tuple[AlternateView, ...] = (),
    image: ImageView | None = None,
) -> PageHead:
    """The head of a page; `canonical` is the address that it stands for, if not its own.

    Without a description it has the site's; an article with none of its own gets `""`, and has none.
    """
    site = site_view(desk)
    return PageHead(
        address=address,
        title=title,
        description=shortened(site.description if description is None else description),
        canonical=full_address(site.url, canonical or address),
        crumbs=crumbs,
        mark=mark,
        alternates=alternates,
        image=image or site_card(desk.config),
    )


def image_path(image: Image, path: str) -> str:
    """Where a picture lies, relative to the root; `path` is the Markdown file that names it."""
    return normalize("NFC", beside(path, image.file))


def headings(body: Body) -> tuple[HeadingView, ...]:
    """The table of contents of a body."""
    return tuple(HeadingView(level=each.level, id=each.id, title=each.title) for each in body.headings)
