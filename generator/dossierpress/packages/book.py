"""A dossier with its articles and pictures as one view: for bags, books and offline pages."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from dossierpress.model.article import Image
from dossierpress.model.document import Body
from dossierpress.model.media import Media
from dossierpress.model.site import PlacedDossier
from dossierpress.packages.articlerows import withheld_rows
from dossierpress.packages.tables import Row
from dossierpress.packages.words import surroundings
from dossierpress.plan.addresses import address_of, file_of
from dossierpress.plan.articles import article_view
from dossierpress.plan.cards import accent_of
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.dossiers import dossier_view
from dossierpress.plan.media import media_files
from dossierpress.plan.outputs import MediaFile, Variant
from dossierpress.plan.pageviews import ArticleView, DossierView
from dossierpress.plan.routes import MEDIA
from dossierpress.plan.summaries import image_path, site_view
from dossierpress.plan.views import BodyImageView, BodyView, ImageView, PageHead, SiteView, View

# As what a picture for a screen is made, and how wide at most, in pixels. WebP would make photographs smaller
# still, but takes ten times as long.
_SMALL = {"jpeg": "jpeg", "png": "webp", "webp": "webp", "avif": "webp"}
_WIDEST = {"jpeg": 1000, "webp": 1200}


class FileView(View, frozen=True):
    """A file of the curators' that a package holds: where it lies on the site, and its source's digest.

    With a `width` the package holds a smaller picture of it.
    """

    path: str
    sha256: str
    format: str = ""
    width: int = 0
    quality: int = 0

    @property
    def shown(self) -> str:
        """The format in which the package has it."""
        return _SMALL[self.format] if self.width else self.format


class BookView(View, frozen=True):
    """A dossier, its articles in reading order, and the files that they show.

    `touched` is the last day that its content tells, `surroundings` a digest of the templates that make
    it. Of a reading path, `path` is the title.
    """

    name: str
    dossier: DossierView
    articles: tuple[ArticleView, ...]
    files: tuple[FileView, ...]
    withheld: tuple[Row, ...]
    touched: str
    accent: str
    surroundings: str
    path: str = ""

    @property
    def title(self) -> str:
        """What stands on its cover."""
        return self.dossier.summary.title

    @property
    def site(self) -> SiteView:
        """The site it comes from."""
        return self.dossier.site

    @property
    def bodies(self) -> tuple[str, ...]:
        """The digests of all its texts."""
        found = (self.dossier.body, *(each.body for each in self.articles))
        return tuple(dict.fromkeys(body.digest for body in found if body is not None))


@fact
def article_alone(desk: Desk, name: str) -> ArticleView:
    """An article's page without what leads elsewhere from it."""
    view = article_view(desk, desk.article(name))
    return msgspec.structs.replace(view, related=(), memberships=(), **_elsewhere(desk, view))


@fact
def dossier_alone(desk: Desk, name: str) -> DossierView:
    """A dossier's page without what leads elsewhere from it."""
    view = dossier_view(desk, desk.dossier(name))
    return msgspec.structs.replace(view, **_elsewhere(desk, view))


def book_view(
    desk: Desk, dossier: PlacedDossier, page: DossierView, path: str = "", *, is_small: bool = False
) -> BookView:
    """A dossier as a book; with the id of a reading path, that path's articles in its order.

    A small one has pictures for a screen, and no files but these.
    """
    names: tuple[str, ...] = dossier.articles
    title = ""
    if path:
        chosen = next(each for each in dossier.document.meta.paths if each.id == path)
        names = tuple(name for name in dict.fromkeys(chosen.articles) if desk.has_article(name))
        title = chosen.title
    articles = tuple(article_alone(desk, name) for name in names)
    media = _media(desk, dossier, names)
    found = [file_of(address) for each in (page, *articles) for address in _addresses(each)]
    return BookView(
        name=f"{dossier.id}-{path}" if path else dossier.id,
        dossier=page,
        articles=articles,
        files=tuple(
            _file(*media[name], is_small=is_small)
            for name in sorted(set(found))
            if name in media and (media[name][0].format or not is_small)
        ),
        withheld=tuple(withheld_rows(desk, map(desk.article, names))),
        touched=_touched(desk, dossier, names),
        accent=accent_of(desk.config),
        surroundings=surroundings(),
        path=title,
    )


def files_of(desk: Desk, dossier: PlacedDossier, book: BookView) -> tuple[MediaFile, ...]:
    """The files that the makers of a package need the bytes of, in the size that they want."""
    wanted = {each.path: each.width for each in book.files}
    return tuple(
        msgspec.structs.replace(
            file,
            variants=(Variant(file.path, _SMALL[file.format], wanted[file.path]),)
            if wanted[file.path]
            else (),
            is_quick=True,
        )
        for file, _ in _media(desk, dossier, (each.citation.id for each in book.articles)).values()
        if file.path in wanted
    )


def _media(
    desk: Desk, dossier: PlacedDossier, articles: Iterable[str]
) -> Mapping[str, tuple[MediaFile, Media]]:
    """The files of the curators' that a dossier and articles may show, by where they lie on the site."""
    document = dossier.document
    named = list(_named(desk, document.meta.cover, document.path, desk.text("dossier", dossier.id)))
    for name in articles:
        article = desk.article(name)
        named += _named(desk, article.meta.image, article.path, desk.text("article", name))
    found = {path: media for path in dict.fromkeys(named) if (media := desk.media(path)) is not None}
    return {file.path: (file, found[file.cause.path]) for file in media_files(desk.config, found)}


def _named(desk: Desk, image: Image | None, path: str, text: Body) -> Iterator[str]:
    """The paths of files that a text and its picture name."""
    if image is not None:
        yield image_path(image, path)
    for target in text.targets:
        if target.kind == "media":
            yield target.value
        elif target.kind == "site" and target.value.startswith(MEDIA):
            yield f"{desk.config.content}/{target.value.removeprefix(MEDIA)}"


def places(view: BookView) -> Mapping[str, str]:
    """The files that a book holds, by their addresses on the site."""
    return {address_of(each.path): each.path for each in view.files}


def _file(file: MediaFile, media: Media, *, is_small: bool) -> FileView:
    picture = media.picture
    if not is_small or picture is None or picture.moves or file.format not in _SMALL:
        return FileView(path=file.path, sha256=file.sha256, format=file.format)
    width = min(picture.width, _WIDEST[_SMALL[file.format]])
    return FileView(path=file.path, sha256=file.sha256, format=file.format, width=width, quality=file.quality)


def _plain_site(site: SiteView) -> SiteView:
    """The site without what only its pages need: an edit of the menu makes no package anew."""
    return SiteView(
        title=site.title,
        language=site.language,
        direction=site.direction,
        url=site.url,
        publisher=site.publisher,
    )


def _elsewhere(desk: Desk, view: ArticleView | DossierView) -> dict[str, Any]:
    """What a page knows of its site, in place of what leads to the rest of it."""
    head = PageHead(address=view.page.address, title=view.page.title, canonical=view.page.canonical)
    return {"site": _plain_site(site_view(desk)), "page": head}


def _addresses(view: Any) -> Iterator[str]:
    """Every file of the curators' that a page shows or links to."""
    if isinstance(view, ArticleView):
        yield from _of_image(view.summary.image)
        if view.body is not None:
            yield from _of_body(view.body)
    elif isinstance(view, DossierView):
        yield from _of_image(view.summary.cover)
        if view.body is not None:
            yield from _of_body(view.body)


def _of_image(image: ImageView | None) -> Iterable[str]:
    return () if image is None else (image.address,)


def _of_body(body: BodyView) -> Iterator[str]:
    for link in body.links:
        yield link.image.address if isinstance(link, BodyImageView) else link.partition("#")[0]


def _touched(desk: Desk, dossier: PlacedDossier, names: Collection[str]) -> str:
    """The last day of the content: of the articles, and of what the curators have done."""
    meta = dossier.document.meta
    articles = (desk.article(name).meta for name in names)
    dates = [
        *(date for each in articles for date in (each.date, each.updated, each.accessed)),
        *(meta.opened, meta.reviewed),
        *(each.date for each in meta.changes),
    ]
    days = [date.first for date in dates if date is not None and 0 < date.first[0] < 10000]
    return "{:04}-{:02}-{:02}".format(*max(days, default=(1970, 1, 1)))
