"""What of an article does not travel, and why: said in every package, of what readers may know to exist.

Drafts, private articles and what is under embargo are not named: that they exist is private too.
"""

from collections.abc import Iterator

from dossierpress.model.document import ArticleDocument

Withholding = tuple[str, str, str]
_NOT_OURS = "the work is not ours to publish: there is a link to it, and what the curators say of it"
_TAKEN = "the text was taken down; the entry stays, with the reason"
_WITHDRAWN = "the article was withdrawn; its entry stays, so that references to it lead somewhere"


def withheld(article: ArticleDocument) -> Iterator[Withholding]:
    """The article's id, what is withheld, and why."""
    meta = article.meta
    if meta.status == "withdrawn":
        yield article.id, "text", _WITHDRAWN
    elif meta.taken("text"):
        yield article.id, "text", _TAKEN
    elif meta.rights.mode == "link-only":
        yield article.id, "text", _NOT_OURS
    elif not article.travels:
        yield article.id, "text", "an excerpt is shown on its page only, with the rest of the page around it"
    for capture in meta.captures:
        what = f"capture {capture.sha256}"
        yield article.id, what, "captures are held as evidence; only their digest is shown"
