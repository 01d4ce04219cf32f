"""What a version of a dossier needs to be cited and deposited: CITATION.cff and DataCite JSON."""

from collections.abc import Iterable
from typing import Any

import yaml

from dossierpress.formats.plainjson import plain_json
from dossierpress.packages.book import BookView

CITATION, DATACITE, SUMS = "CITATION.cff", "datacite.json", "SHA256SUMS"


def citation_cff(book: BookView, version: str, day: str) -> bytes:
    """The citation as GitHub, Zenodo and Zotero read it (https://citation-file-format.github.io, 1.2.0)."""
    summary = book.dossier.summary
    found = {
        "cff-version": "1.2.0",
        "message": "To cite this version of the dossier, use these data.",
        "type": "dataset",
        "title": book.title,
        "authors": [_person(each.name, each.orcid, each.url) for each in book.dossier.curators]
        or [{"name": book.site.title}],
        "abstract": summary.summary or summary.question,
        "version": version,
        "date-released": day,
        "url": book.dossier.page.canonical,
    }
    kept = {name: value for name, value in found.items() if value}
    text: str = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=1000)
    return text.encode()


def datacite(book: BookView, version: str, day: str, files: Iterable[tuple[str, int]]) -> bytes:
    """The metadata with which a DOI is registered (DataCite 4.5), but for the DOI."""
    dossier, site = book.dossier, book.site
    described = dossier.summary.summary or dossier.summary.question
    licence = dossier.licence
    curators = [
        {
            "name": each.name,
            "nameType": "Personal",
            "nameIdentifiers": [
                {
                    "nameIdentifier": each.orcid,
                    "nameIdentifierScheme": "ORCID",
                    "schemeUri": "https://orcid.org",
                }
            ]
            if each.orcid
            else [],
        }
        for each in dossier.curators
    ]
    found: dict[str, Any] = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Collection", "resourceType": "Dossier of press articles"},
        "creators": curators or [{"name": site.title, "nameType": "Organizational"}],
        "titles": [{"title": book.title, "lang": dossier.summary.language or site.language}],
        "publisher": {"name": site.publisher.title if site.publisher else site.title},
        "publicationYear": day[:4],
        "dates": [{"date": day, "dateType": "Issued"}, {"date": book.touched, "dateType": "Updated"}],
        "language": dossier.summary.language or site.language,
        "version": version,
        "url": dossier.page.canonical,
        "descriptions": [{"description": described, "descriptionType": "Abstract"}] if described else [],
        "rightsList": [{"rights": licence}] if licence else [],
        "subjects": [{"subject": each.name} for each in dossier.places],
        "relatedIdentifiers": [
            {"relatedIdentifier": each.url, "relatedIdentifierType": "URL", "relationType": "References"}
            for each in book.articles
            if each.url
        ],
        "sizes": [f"{name}: {size} bytes" for name, size in files],
    }
    return plain_json({name: value for name, value in found.items() if value})


def _person(name: str, orcid: str, url: str) -> dict[str, str]:
    """A curator; a name in one piece is not taken apart."""
    found = {"name": name, "orcid": orcid, "website": url}
    return {key: value for key, value in found.items() if value}
