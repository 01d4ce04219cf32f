"""One changed article in a site that is otherwise the same: what `assemble` would give, at once."""

from collections.abc import Iterable

import msgspec

from dossierpress.model.document import ArticleDocument, Document
from dossierpress.model.site import Site
from dossierpress.read.held import let_through

# What `assemble` carries along and never looks at: no order, no membership and no name depends on it.
_CARRIED = (
    "title title_translated type standfirst byline agency updated dateline section page edition url same_as "
    "language translation_of image corrections via accessed archived captures note private_note "
    "needs_review assessment aliases extra"
).split()


def exchange(site: Site, changed: Iterable[tuple[Document, Document]]) -> Site | None:
    """The site with each changed document, old and new, exchanged; None when it must be assembled anew."""
    articles = dict(site.articles)
    for old, new in changed:
        if not isinstance(old, ArticleDocument) or not isinstance(new, ArticleDocument):
            return None
        if not _stand_alike(old, new):
            return None
        if old.id in articles and articles[old.id].path == old.path:
            articles[old.id] = let_through(new)
    return msgspec.structs.replace(site, articles=articles)


def _stand_alike(old: ArticleDocument, new: ArticleDocument) -> bool:
    if (old.path, old.id, old.home, old.words) != (new.path, new.id, new.home, new.words):
        return False
    carried = {name: getattr(new.meta, name) for name in _CARRIED}
    return msgspec.structs.replace(old.meta, **carried) == new.meta
