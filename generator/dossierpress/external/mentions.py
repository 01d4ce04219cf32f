"""Every address outside the site that its pages lead to, with the place in the curator's files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossierpress.model.article import Article
from dossierpress.model.document import ArticleDocument, Body, DossierDocument
from dossierpress.model.registries import Entry, Source
from dossierpress.model.site import NAME_KINDS, Site
from dossierpress.schema.config import CONFIG_FILE, Config

_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place that names an address: `key` in a file's YAML, or `text` in its body, or `line`.

    `archived` are the copies that a reader can be sent to when it is dead; `original` says that it is
    an article's own address, for which there should be one.
    """

    url: str
    path: str
    key: str = ""
    text: str = ""
    line: int = 0
    original: bool = False
    archived: tuple[str, ...] = ()

    @property
    def holds_password(self) -> bool:
        """Whether somebody's name stands before the host: such an address is neither asked nor kept."""
        return "@" in re.split(r"[/?#]", self.url.partition("://")[2], maxsplit=1)[0]


def mentions(site: Site, config: Config) -> tuple[Mention, ...]:
    """All that is published and leads outside, in the order of files."""
    found = [
        *_of_config(config),
        *(each for article in site.articles.values() for each in _of_article(article)),
        *(each for dossier in site.dossiers.values() for each in _of_dossier(dossier.document)),
        *(each for page in site.pages.values() for each in _of_body(page.body, page.path)),
        *_of_registries(site),
    ]
    return tuple(each for each in found if each.url.lower().startswith(_WEB))


def _of_config(config: Config) -> Iterator[Mention]:
    if config.publisher is not None:
        yield Mention(url=config.publisher.url, path=CONFIG_FILE, key="publisher.url")
    for number, item in enumerate(config.nav):
        yield Mention(url=item.to, path=CONFIG_FILE, key=f"nav[{number}].to")


def _of_article(article: ArticleDocument) -> Iterator[Mention]:
    meta, path = article.meta, article.path
    copies = tuple(copy.url for copy in meta.archived)
    yield Mention(url=meta.url, path=path, key="url", original=True, archived=copies)
    yield Mention(url=meta.same_as, path=path, key="same_as")
    if meta.translation_of is not None:
        yield Mention(url=meta.translation_of.url, path=path, key="translation_of.url")
    for key, url in _lists(meta):
        yield Mention(url=url, path=path, key=key)
    yield from _of_body(article.body, path)


def _lists(meta: Article) -> Iterator[tuple[str, str]]:
    for name in ("via", "archived", "corrections"):
        for number, each in enumerate(getattr(meta, name)):
            yield f"{name}[{number}].url", each.url


def _of_dossier(document: DossierDocument) -> Iterator[Mention]:
    for number, curator in enumerate(document.meta.curators):
        yield Mention(url=curator.url, path=document.path, key=f"curators[{number}].url")
        orcid = curator.orcid
        if orcid:
            address = orcid if orcid.startswith("https:") else f"https://orcid.org/{orcid}"
            yield Mention(url=address, path=document.path, key=f"curators[{number}].orcid")
    yield from _of_body(document.body, document.path)


def _of_body(body: Body, path: str) -> Iterator[Mention]:
    for url in body.outside:
        yield Mention(url=url, path=path, text=url)


def _of_registries(site: Site) -> Iterator[Mention]:
    for kind in NAME_KINDS:
        for named in site.each_name(kind):
            entry = named.entry
            if entry is not None and named.articles:
                yield Mention(url=_address(entry), path=named.path, line=named.line)


def _address(entry: Entry) -> str:
    """The address that an entry's page leads to; tags have none."""
    if isinstance(entry, Source):
        return entry.url
    wikidata = getattr(entry, "wikidata", "")
    return f"https://www.wikidata.org/wiki/{wikidata}" if wikidata else ""
