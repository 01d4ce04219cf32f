"""`dossier schema`: the JSON Schema of a file, for editors that complete and check it while one writes."""

import json

import click

from dossierpress.cli.jsonschema import schema_of
from dossierpress.model.article import Article
from dossierpress.model.dossier import Dossier
from dossierpress.model.page import Page
from dossierpress.model.record import Record
from dossierpress.model.registries import Organisation, Person, Place, Source, Tag
from dossierpress.schema.config import Config

# What may be asked for: the record, what it is called, and whether its file is a list of such.
KINDS: dict[str, tuple[type[Record], str, bool]] = {
    "article": (Article, "Front matter of an article", False),
    "dossier": (Dossier, "Front matter of a dossier", False),
    "page": (Page, "Front matter of a page", False),
    "site": (Config, "Configuration of a site: site.yaml", False),
    "sources": (Source, "Registry of sources: sources.yaml", True),
    "people": (Person, "Registry of people: people.yaml", True),
    "organisations": (Organisation, "Registry of organisations: organisations.yaml", True),
    "places": (Place, "Registry of places: places.yaml", True),
    "tags": (Tag, "Registry of tags: tags.yaml", True),
}


@click.command(name="schema", short_help="Print the JSON Schema of a file, for your editor.")
@click.argument("kind", metavar=f"[{'|'.join(KINDS)}]", type=click.Choice(list(KINDS)))
def command(kind: str) -> None:
    """Print the JSON Schema of what one kind of file may hold.

    Editors complete and check with it. `dossier init` writes all of them to `schemas/`, and names
    them in the files that it begins. After an update, write them anew:
    dossier schema article > schemas/article.json
    """
    click.echo(printed(kind), nl=False)


def printed(kind: str) -> str:
    """The schema as it is printed."""
    record, title, is_list = KINDS[kind]
    return json.dumps(schema_of(record, title, is_list=is_list), ensure_ascii=False, indent=2) + "\n"


def line_for_editors(kind: str, folder: str = "") -> str:
    """The comment by which editors find the schema of a file that lies in a folder below the site's."""
    up = "../" * (folder.count("/") + 1 if folder else 0)
    return f"# yaml-language-server: $schema={up}{path_of(kind)}"


def path_of(kind: str) -> str:
    """Where `init` puts a schema, below the site's folder."""
    return f"schemas/{kind}.json"
