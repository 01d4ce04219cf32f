"""Articles that share most of their words: pointed out to curators, who can tell why."""

from collections.abc import Iterable, Iterator

from dossierpress.evidence.reprints import unconfirmed
from dossierpress.memo.memory import Memory
from dossierpress.model.document import ArticleDocument, Body, Document
from dossierpress.model.site import Site
from dossierpress.plan.outputs import pieces_of
from dossierpress.problems import Problem
from dossierpress.read.passages import CUT, Passages


def copies(site: Site, documents: Iterable[Document], memory: Memory) -> Iterator[Problem]:
    """A warning for each article of the site that shares most of its words with an older one."""
    articles = [each for each in documents if isinstance(each, ArticleDocument) and each.id in site.articles]
    texts = {each.id: plain_text(each.body, memory) for each in articles if not each.body.is_empty}
    yield from unconfirmed(articles, texts)


def plain_text(body: Body, memory: Memory) -> str:
    """The words of a body, without markup."""
    return "" if body.is_empty else Passages(CUT.join(pieces_of(memory.text(body.digest)))).text.whole
