"""The base of every record: one frozen declaration that checks YAML, is the model, and can be encoded."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A mapping in a curator's file. Fields are its keys; a field without default is required.

    `PLAIN` names the field that a plain value stands for (`authors: [A. Name]`). `SPELLINGS` maps
    familiar spellings of a key to the key.
    """

    PLAIN: ClassVar[str] = ""
    SPELLINGS: ClassVar[Mapping[str, str]] = {}


class Free(msgspec.Struct, frozen=True):
    """A free-form mapping (`extra:`): text, lists and mappings of text, passed on untouched."""

    values: dict[str, Any] = {}


def _text(pattern: str, meaning: str) -> msgspec.Meta:
    return msgspec.Meta(pattern=pattern, description=meaning)


# Blocks with the combining marks that many scripts write vowels with: letters to their readers.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711-\u07fd"
    r"\u0816-\u0963\u0981-\u0df3\u0e31-\u0e4e\u0eb1-\u0ecd\u0f18-\u0fc6\u102b-\u109d\u135d-\u135f"
    r"\u1712-\u18a9\u1920-\u1cf9\u1dc0-\u1dff\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ua66f-\uabed\ufe20-\ufe2f"
)
_WORD = rf"[^\W_](?:(?!_)[\w{_MARKS}])*"
BARE_ID = rf"{_WORD}(?:[-_.]{_WORD})*"
ID_PATTERN = rf"^{BARE_ID}$"
LONGEST_ID = 200


def is_id(text: str) -> bool:
    """Whether a text can be part of an address, as an id must. Length counts in bytes of UTF-8."""
    return re.fullmatch(BARE_ID, text) is not None and len(text.encode()) <= LONGEST_ID


_WEB_ADDRESS = r"^https?://[^\s<>\"'`{}|\\^]+$"
_LANGUAGE_TAG = r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$"


def is_web_address(text: str) -> bool:
    """Whether a text can stand where a `WebAddress` is wanted."""
    return re.match(_WEB_ADDRESS, text) is not None


def is_language_tag(text: str) -> bool:
    """Whether a text can stand where a `LanguageTag` is wanted."""
    return re.fullmatch(_LANGUAGE_TAG, text) is not None


# A text with a form: the pattern checks it, the description is what a message says is wanted.
Id = Annotated[
    str,
    _text(
        ID_PATTERN,
        "an id: letters and digits with single hyphens between, such as port-inquiry",
    ),
]
WebAddress = Annotated[str, _text(_WEB_ADDRESS, "an address that starts with https:// or http://")]
LanguageTag = Annotated[str, _text(_LANGUAGE_TAG, "a language tag, such as en, ur or pt-BR")]
CountryCode = Annotated[str, _text(r"^[A-Z]{2}$", "a country code of two capital letters")]
Sha256 = Annotated[str, _text(r"^[0-9a-f]{64}$", "a SHA-256 digest: 64 digits 0-9 and letters a-f")]
WikidataId = Annotated[str, _text(r"^Q[1-9][0-9]*$", "a Wikidata id, such as Q42")]
Orcid = Annotated[
    str,
    _text(
        r"^(?:https://orcid\.org/)?[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$",
        "an ORCID iD, such as 0000-0002-1825-0097",
    ),
]
Issn = Annotated[str, _text(r"^[0-9]{4}-[0-9]{3}[0-9X]$", "an ISSN, such as 0362-4331")]
OldAddress = Annotated[
    str,
    _text(r"^/[^\t\r\n?#\\]*$", "an address on this site that starts with /, such as /2011/12/old-name/"),
]
Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90, description="degrees from -90 to 90")]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180, description="degrees from -180 to 180")]
Count = Annotated[int, msgspec.Meta(ge=1, le=1_000_000, description="a whole number of 1 or more")]
Percent = Annotated[int, msgspec.Meta(ge=1, le=100, description="a whole number from 1 to 100")]
