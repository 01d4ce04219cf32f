"""Where pages went when files were renamed, so that a browser can go with them."""

from collections.abc import Iterable, Mapping

from dossierpress.model.document import ArticleDocument, Document, DossierDocument
from dossierpress.plan.routes import article_address, dossier_address, page_address


def moves(
    before: Mapping[str, Document], after: Mapping[str, Document], lost: Iterable[Document] = ()
) -> dict[str, str]:
    """Old address and new, for each document that is the same at another address.

    The same is: the same title and text; or the only one of its kind that went while one came. `lost`
    went a while ago, and are known again by title and text only.
    """
    # Most documents are the very same object as before: only the others are looked at.
    went = {path: document for path, document in before.items() if after.get(path) is not document}
    came = {path: document for path, document in after.items() if before.get(path) is not document}
    gone = [document for path, document in went.items() if _address(after.get(path)) != _address(document)]
    come = [document for path, document in came.items() if _address(before.get(path)) != _address(document)]
    if not come:
        return {}
    found: dict[str, str] = {}
    by_text = {_text(document): document for document in come}
    for old in (*lost, *gone):
        new = by_text.get(_text(old)) or (_only(old, gone, come) if old in gone else None)
        if new is None:
            continue
        found[_address(old)] = _address(new)
        if isinstance(old, ArticleDocument) and isinstance(new, ArticleDocument) and old.home != new.home:
            found.setdefault(dossier_address(old.home), dossier_address(new.home))
    kept = {_address(document) for document in after.values()}
    homes = {dossier_address(each.home) for each in after.values() if isinstance(each, ArticleDocument)}
    return {old: new for old, new in found.items() if old not in kept | homes}


def _only(old: Document, gone: Iterable[Document], come: Iterable[Document]) -> Document | None:
    went = [each for each in gone if type(each) is type(old)]
    came = [each for each in come if type(each) is type(old)]
    return came[0] if len(went) == len(came) == 1 else None


def _text(document: Document) -> tuple[type, str, str]:
    return type(document), document.meta.title, document.body.digest


def _address(document: Document | None) -> str:
    if document is None:
        return ""
    if isinstance(document, ArticleDocument):
        return article_address(document.id)
    if isinstance(document, DossierDocument):
        return dossier_address(document.id)
    return page_address(document.id)
