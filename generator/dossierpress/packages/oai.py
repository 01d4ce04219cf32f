"""A dossier's articles as a static repository of OAI-PMH, which catalogues and portals harvest by a gateway.

http://www.openarchives.org/OAI/2.0/guidelines-static-repository.htm
"""

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from dossierpress.packages.rows import DatasetView
from dossierpress.packages.tables import Cell
from dossierpress.packages.together import Record, records
from dossierpress.packages.xhtml import without_forbidden
from dossierpress.plan.outputs import Bodies

ENDING = "-oai.xml"
_SPACES = {
    "": "http://www.openarchives.org/OAI/2.0/static-repository",
    "oai": "http://www.openarchives.org/OAI/2.0/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_SCHEMAS = {
    "": "http://www.openarchives.org/OAI/2.0/static-repository.xsd",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
}
# The earliest day of a site without a date.
_NEVER = "1970-01-01"


def write_oai(view: DatasetView, _bodies: Bodies) -> bytes:
    """The repository: each article as Dublin Core. The site must have a web address."""
    articles = records(view, "articles")
    days = {str(each["id"]): _touched(each) for each in articles}
    host = urlsplit(view.address).hostname or ""
    spaces = {f"xmlns:{prefix}" if prefix else "xmlns": space for prefix, space in _SPACES.items()}
    root = ET.Element("Repository", spaces | {_name("xsi", "schemaLocation"): _located("")})
    about = ET.SubElement(root, _name("", "Identify"))
    for name, value in (
        ("repositoryName", view.title),
        ("baseURL", f"{view.address}{view.name}{ENDING}"),
        ("protocolVersion", "2.0"),
        ("adminEmail", f"postmaster@{host}"),
        ("earliestDatestamp", min(days.values(), default=_NEVER)),
        ("deletedRecord", "no"),
        ("granularity", "YYYY-MM-DD"),
    ):
        _add(about, "oai", name, value)
    formats = ET.SubElement(root, _name("", "ListMetadataFormats"))
    form = ET.SubElement(formats, _name("oai", "metadataFormat"))
    _add(form, "oai", "metadataPrefix", "oai_dc")
    _add(form, "oai", "schema", _SCHEMAS["oai_dc"])
    _add(form, "oai", "metadataNamespace", _SPACES["oai_dc"])
    listed = ET.SubElement(root, _name("", "ListRecords"), {"metadataPrefix": "oai_dc"})
    sources = {each["id"]: each["name"] for each in records(view, "sources")}
    for article in articles:
        record = ET.SubElement(listed, _name("oai", "record"))
        header = ET.SubElement(record, _name("oai", "header"))
        _add(header, "oai", "identifier", f"oai:{host}:articles/{article['id']}")
        _add(header, "oai", "datestamp", days[str(article["id"])])
        held = ET.SubElement(record, _name("oai", "metadata"))
        core = ET.SubElement(
            held, _name("oai_dc", "dc"), {_name("xsi", "schemaLocation"): _located("oai_dc")}
        )
        for term, said in _dublin_core(view, article, sources.get(article["source"])):
            if said:
                _add(core, "dc", term, str(said))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _dublin_core(view: DatasetView, article: Record, source: Cell) -> Iterator[tuple[str, Cell]]:
    yield "title", article["title"]
    yield "creator", article["byline"]
    for mention in records(view, "mentions"):
        if mention["article"] == article["id"] and mention["kind"] != "places":
            yield "subject", mention["name"]
    yield "description", article["standfirst"] or article["note"]
    yield "publisher", source
    yield "date", article["date"]
    yield "type", article["type"]
    yield "identifier", article["address"]
    yield "source", article["url"]
    yield "language", article["language"]
    for mention in records(view, "mentions"):
        if mention["article"] == article["id"] and mention["kind"] == "places":
            yield "coverage", mention["name"]
    yield "relation", view.address
    yield "rights", article["rights"]


def _touched(article: Record) -> str:
    """The last day that an article tells of itself."""
    return max(
        (str(article[name]) for name in ("date_first", "accessed_first") if article[name]), default=_NEVER
    )


def _name(prefix: str, name: str) -> str:
    return f"{prefix}:{name}" if prefix else name


def _located(prefix: str) -> str:
    return f"{_SPACES[prefix]} {_SCHEMAS[prefix]}"


def _add(parent: ET.Element, prefix: str, name: str, text: str) -> None:
    ET.SubElement(parent, _name(prefix, name)).text = without_forbidden(text)
