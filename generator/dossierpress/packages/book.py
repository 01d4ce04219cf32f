"""A dossier with its articles and pictures as one view: for bags, books and offline pages."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from dossierpress.model.site import PlacedDossier
from dossierpress.packages.articlerows import withheld_rows
from dossierpress.packages.tables import Row
from dossierpress.packages.words import surroundings
from dossierpress.plan.addresses import address_of, file_of
from dossierpress.plan.cards import accent_of
from dossierpress.plan.media import media_files
from dossierpress.plan.outputs import MediaFile, Variant
from dossierpress.plan.pageviews import ArticleView, DossierView
from dossierpress.plan.routes import article_address
from dossierpress.plan.summaries import Desk
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
        names = tuple(name for name in dict.fromkeys(chosen.articles) if name in desk.routes.site.articles)
        title = chosen.title
    site = _plain_site(page.site)
    pages = {each.path: each.view for each in desk.pages}
    articles = tuple(
        _alone(view, site)
        for name in names
        if isinstance(view := pages[file_of(article_address(name))], ArticleView)
    )
    shown = _alone(page, site)
    media = {file.path: file for file in media_files(desk.routes)}
    found = [file_of(address) for each in (shown, *articles) for address in _addresses(each)]
    return BookView(
        name=f"{dossier.id}-{path}" if path else dossier.id,
        dossier=shown,
        articles=articles,
        files=tuple(
            _file(media[name], desk, is_small=is_small)
            for name in sorted(set(found))
            if name in media and (media[name].format or not is_small)
        ),
        withheld=tuple(withheld_rows(desk, (desk.routes.site.articles[name] for name in names))),
        touched=_touched(desk, dossier, names),
        accent=accent_of(desk.routes.config),
        surroundings=surroundings(),
        path=title,
    )


def files_of(desk: Desk, book: BookView) -> tuple[MediaFile, ...]:
    """The files that the makers of a package need the bytes of, in the size that they want."""
    wanted = {each.path: each.width for each in book.files}
    return tuple(
        msgspec.structs.replace(
            file,
            variants=(Variant(file.path, _SMALL[file.format], wanted[file.path]),)
            if wanted[file.path]
            else (),
        )
        for file in media_files(desk.routes)
        if file.path in wanted
    )


def places(view: BookView) -> Mapping[str, str]:
    """The files that a book holds, by their addresses on the site."""
    return {address_of(each.path): each.path for each in view.files}


def _file(file: MediaFile, desk: Desk, *, is_small: bool) -> FileView:
    picture = desk.routes.media[file.cause.path].picture
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


def _alone(view: Any, site: SiteView) -> Any:
    """A page's view without what leads elsewhere from it."""
    head = PageHead(address=view.page.address, title=view.page.title, canonical=view.page.canonical)
    bare: dict[str, Any] = {"site": site, "page": head}
    if isinstance(view, ArticleView):
        bare |= {"related": (), "memberships": ()}
    return msgspec.structs.replace(view, **bare)


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
    articles = (desk.routes.site.articles[name].meta for name in names)
    dates = [
        *(date for each in articles for date in (each.date, each.updated, each.accessed)),
        *(meta.opened, meta.reviewed),
        *(each.date for each in meta.changes),
    ]
    days = [date.first for date in dates if date is not None and 0 < date.first[0] < 10000]
    return "{:04}-{:02}-{:02}".format(*max(days, default=(1970, 1, 1)))
