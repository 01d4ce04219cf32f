"""Every record is frozen, declares its keys once, and its forms take what they say and nothing else."""

import re
import typing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.model import record
from dossierpress.model.article import Article, Author
from dossierpress.model.dossier import Dossier
from dossierpress.model.page import Page
from dossierpress.model.record import Record
from dossierpress.model.registries import Organisation, Person, Place, Source, Tag
from dossierpress.model.theme import ThemeManifest
from dossierpress.schema.config import Config

ROOTS = (Article, Dossier, Page, Source, Person, Organisation, Place, Tag, ThemeManifest, Config)


def inner_records(kind: type[Record]) -> set[type[Record]]:
    found = {kind}
    for hint in typing.get_type_hints(kind).values():
        for each in (hint, *typing.get_args(hint)):
            if isinstance(each, type) and issubclass(each, Record) and each not in found:
                found |= inner_records(each)
    return found


RECORDS = sorted(set().union(*map(inner_records, ROOTS)), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", RECORDS)
def test_spellings_and_plain_values_name_fields(kind: type[Record]) -> None:
    names = {field.name for field in msgspec.structs.fields(kind)}
    assert set(kind.SPELLINGS.values()) <= names
    assert not set(kind.SPELLINGS) & names
    assert not kind.PLAIN or kind.PLAIN in names


def test_a_record_cannot_be_changed() -> None:
    author = Author(name="A. Name")
    with pytest.raises(AttributeError):
        author.name = "Another"  # type: ignore[misc]


GOOD = {
    "WebAddress": ["https://a.example/x?y=1#z", "http://[::1]:8000/", "https://例え.jp/"],
    "LanguageTag": ["en", "pt-BR", "zh-Hant-TW"],
    "CountryCode": ["PK"],
    "Sha256": ["0" * 64],
    "WikidataId": ["Q42"],
    "Orcid": ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1694-233X"],
    "Issn": ["0362-4331", "2434-561X"],
    "OldAddress": ["/", "/2011/12/old-name/", "/a.html", "/ڈان/"],
}
BAD = {
    "WebAddress": [
        "javascript:alert(1)",
        "https://",
        "//a.example",
        "https://a b",
        "https://a\n",
        'https://a"',
    ],
    "LanguageTag": ["english language", "e", "en_GB", "en-", "en\n"],
    "CountryCode": ["pk", "PAK", "PK\n"],
    "Sha256": ["0" * 63, "G" * 64, "0" * 64 + "\n"],
    "WikidataId": ["42", "Q0", "Q42\n"],
    "Orcid": ["0000-0002-1825", "orcid.org/0000-0002-1825-0097"],
    "Issn": ["03624331"],
    "OldAddress": ["old", "", "/a\tb", "/a?b", "/a#b", "\\a"],
}


def takes(name: str, text: str) -> bool:
    (meta,) = (each for each in getattr(record, name).__metadata__ if isinstance(each, msgspec.Meta))
    return re.search(meta.pattern or "", text.strip()) is not None


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in GOOD.items() for text in texts])
def test_forms_take_what_they_say(name: str, text: str) -> None:
    assert takes(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [(name, text) for name, texts in BAD.items() for text in texts if not text.endswith("\n")],
)
def test_forms_refuse_the_rest(name: str, text: str) -> None:
    assert not takes(name, text)


@given(st.text())
def test_a_web_address_is_safe_in_an_attribute(text: str) -> None:
    address = f"https://a.example/{text}"
    if takes("WebAddress", address):
        assert not set(address.strip()) & set("<>\"'` \n\t")
