"""The words of the interface: every message of every template, in every language that ships."""

import io
import re
from pathlib import Path

import jinja2
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

THEMES = Path(__file__).resolve().parent.parent.parent / "themes"
LANGUAGES = ("ar", "de", "es", "fr", "ur")
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def messages_of(theme: str) -> dict[str | tuple[str, ...], str]:
    """Every message of a theme's templates, with the first template that says it."""
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    found: dict[str | tuple[str, ...], str] = {}
    for path in sorted((THEMES / theme / "templates").glob("*.html")):
        for _, function, message in environment.extract_translations(path.read_text(encoding="utf-8")):
            parts = message if isinstance(message, tuple) else (message,)
            texts = tuple(part for part in parts if part is not None)
            found.setdefault(texts if function == "ngettext" else texts[0], path.name)
    return found


def catalogue(theme: str, language: str) -> Catalog:
    data = (THEMES / theme / "messages" / f"{language}.po").read_bytes()
    return read_po(io.BytesIO(data), abort_invalid=True)


def lacking(theme: str, language: str) -> list[str]:
    """The messages that a theme's catalogues, with those of `plain` under it, do not translate."""
    known = [catalogue(each, language) for each in dict.fromkeys((theme, "plain"))]
    wrong = []
    for message, template in messages_of(theme).items():
        entries = [entry for each in known if (entry := each.get(message)) is not None]
        strings = entries[0].string if entries else ""
        forms = (strings,) if isinstance(strings, str) else tuple(strings)
        if not forms or not all(forms):
            wrong.append(f"{template}: {message}")
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["plain", "broadsheet"])
def test_every_message_is_translated(theme: str, language: str) -> None:
    assert lacking(theme, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["plain", "broadsheet"])
def test_no_message_is_left_over(theme: str, language: str) -> None:
    known = messages_of(theme)
    assert [
        message.id for message in catalogue(theme, language) if message.id and message.id not in known
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["plain", "broadsheet"])
def test_translations_keep_their_placeholders(theme: str, language: str) -> None:
    for message in catalogue(theme, language):
        if not message.id:
            continue
        wanted = set(PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[1]))
        strings = (message.string,) if isinstance(message.string, str) else tuple(message.string)
        # A singular may leave the number out: "one article".
        for text in strings[-1:] if len(strings) > 1 else strings:
            assert set(PLACEHOLDER.findall(text)) == wanted, message.id
