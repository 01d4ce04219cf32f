"""The registries: one YAML file of entries in, the names that it defines out."""

from dossierpress.model.names import match_key
from dossierpress.model.redaction import Redaction
from dossierpress.model.registries import Entry, Source
from dossierpress.model.site import Named, NameKind
from dossierpress.problems import Problem
from dossierpress.read.files import REGISTRIES, ContentFile
from dossierpress.redaction.redactor import redactor_of
from dossierpress.schema import articlefile
from dossierpress.schema.records import read_records
from dossierpress.schema.yamltext import compose

_KINDS: dict[str, NameKind] = {
    "sources.yaml": "sources",
    "people.yaml": "people",
    "organisations.yaml": "organisations",
    "places.yaml": "places",
    "tags.yaml": "tags",
}


def read_registry(
    file: ContentFile, data: bytes, redactions: tuple[Redaction, ...] = ()
) -> tuple[NameKind, tuple[Named, ...], tuple[Problem, ...]]:
    """Read one registry. Entries with an error are left out and reported."""
    kind = _KINDS[file.name]
    text, problems = articlefile.decode(data, file.path)
    if problems:
        return kind, (), problems
    node, problems = compose(redactor_of(redactions).clean(text), file.path)
    if node is None:
        return kind, (), problems
    record: type[Entry] = REGISTRIES[file.name]
    entries, found = read_records(node, record, file.path)
    names = tuple(Named(kind, entry.id, entry.name, file.path, line, entry) for entry, line in entries)
    return kind, names, problems + found + _twice(names)


def spellings(named: Named) -> tuple[str, ...]:
    """Every spelling by which articles may call an entry."""
    entry = named.entry
    others = () if entry is None else entry.aliases if isinstance(entry, Source) else entry.aka
    return (named.slug, named.name, *others)


def _twice(names: tuple[Named, ...]) -> tuple[Problem, ...]:
    owners: dict[str, Named] = {}
    problems: list[Problem] = []
    for named in names:
        for key in dict.fromkeys(match_key(spelling) for spelling in spellings(named)):
            owner = owners.setdefault(key, named)
            if owner is not named:
                problems.append(
                    Problem(
                        path=named.path,
                        line=named.line,
                        column=1,
                        code="duplicate-name",
                        message=f"`{named.name}` shares a spelling with `{owner.slug}`, line {owner.line}",
                        hint="each id, name and other spelling belongs to one entry",
                    )
                )
    return tuple(dict.fromkeys(problems))
