"""The bag for everybody: what readers may have of a dossier, in forms that will be read in thirty years."""

import html
from collections.abc import Iterator

from dossierpress.exports.api import write_article, write_dossier
from dossierpress.exports.references import ReferencesView, write_bibtex, write_csl_json, write_ris
from dossierpress.packages.bag import bagged
from dossierpress.packages.book import BookView, places
from dossierpress.packages.crate import METADATA, Crate, described
from dossierpress.packages.dataset import write_dataset
from dossierpress.packages.rows import DatasetView
from dossierpress.packages.texts import filled
from dossierpress.packages.zips import unzipped
from dossierpress.plan.addresses import absolute
from dossierpress.plan.outputs import Bodies
from dossierpress.plan.pageviews import ArticleView
from dossierpress.plan.views import BodyView, View

_README = """# {title}

{summary}

This is the public archive package of a dossier: what readers may have of it. Its address is {address}

- `dossier.json` and `articles/ID.json` hold all that is known, `articles/ID.html` the texts.
- `tables/` holds the same as tables (`tables/datapackage.json` describes them).
- `media/` holds the pictures and files that the texts show and link to.
- `references.bib`, `references.ris`, `references.csl.json` cite the articles.
- `ro-crate-metadata.json` says of each file what it is (https://w3id.org/ro/crate/).
- What is withheld, and why, is listed below.

## Withheld

{withheld}
"""


class BagView(View, frozen=True):
    """A dossier as a book and as tables."""

    book: BookView
    dataset: DatasetView


def write_bag(view: BagView, bodies: Bodies) -> bytes:
    """The public bag, in a zip."""
    book = view.book
    payload = dict(_payload(view, bodies))
    address = view.dataset.address
    site = book.site
    crate = Crate(
        name=book.title,
        description=view.dataset.description,
        published=book.touched,
        licence=view.dataset.licence,
        address=address,
        creators=tuple((each.name, each.orcid or each.url) for each in book.dossier.curators),
        publisher=(site.publisher.title, site.publisher.address) if site.publisher else ("", ""),
    )
    payload[METADATA] = described(crate, {path: ("", len(data)) for path, data in payload.items()})
    info = [
        ("Source-Organization", site.publisher.title if site.publisher else site.title),
        ("External-Identifier", address),
        ("External-Description", f"{book.title}. Public package: what is withheld is listed in README.md."),
        ("Bag-Software-Agent", "dossierpress, https://pypi.org/project/dossierpress/"),
    ]
    return bagged(f"{book.name}-bag", payload, info)


def _payload(view: BagView, bodies: Bodies) -> Iterator[tuple[str, bytes]]:
    book = view.book
    withheld = "\n".join(f"- `{row[2]}`, {row[3]}: {row[4]}." for row in book.withheld) or "Nothing."
    yield (
        "README.md",
        _README.format(
            title=book.title,
            summary=book.dossier.summary.summary or book.dossier.summary.question,
            address=view.dataset.address,
            withheld=withheld,
        ).encode(),
    )
    yield "dossier.json", write_dossier(book.dossier, bodies)
    if book.dossier.body is not None:
        yield "dossier.html", _page(book, book.title, book.dossier.body, bodies)
    for article in book.articles:
        name = article.citation.id
        yield f"articles/{name}.json", write_article(article, bodies)
        if article.body is not None and _travels(article):
            yield f"articles/{name}.html", _page(book, article.summary.title, article.body, bodies, "../")
    references = ReferencesView(citations=tuple(each.citation for each in book.articles))
    yield "references.bib", write_bibtex(references, bodies)
    yield "references.ris", write_ris(references, bodies)
    yield "references.csl.json", write_csl_json(references, bodies)
    for file in book.files:
        yield file.path, bodies[file.path]
    for path, data in unzipped(write_dataset(view.dataset, bodies)).items():
        yield f"tables/{path}", data


def _travels(article: ArticleView) -> bool:
    """An excerpt needs its page around it."""
    return article.rights.mode != "excerpt"


def _page(book: BookView, title: str, body: BodyView, bodies: Bodies, up: str = "") -> bytes:
    """A text by itself; pictures and files are those of the bag, other links lead to the site."""
    here = places(book)

    def place(address: str) -> str:
        path, mark, fragment = address.partition("#")
        return f"{up}{here[path]}{mark}{fragment}" if path in here else absolute(book.site.url, address)

    text = filled(body, bodies, place)
    head = f'<!doctype html>\n<meta charset="utf-8">\n<title>{html.escape(title)}</title>\n'
    return f"{head}<h1>{html.escape(title)}</h1>\n{text}\n".encode()
