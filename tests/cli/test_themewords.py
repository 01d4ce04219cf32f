"""What `dossier theme check` says of words that some language lacks."""

import json
from pathlib import Path

from dossierpress.cli.themewords import untranslated
from dossierpress.read.themes import Layer
from trial import dossier, lay

MANIFEST = "name: mine\nversion: '1'\napi: 1\nextends: plain\n"
ABOUT = '{% extends "base.html" %}{% block main %}<h1>T</h1>SAMPLE{% endblock %}'
WORDS = """# French.
msgid ""
msgstr ""
"Language: fr\\n"

msgid "Of the harbour"
msgstr "Du port"
"""


def test_words_that_a_language_lacks_are_told_with_their_line(tmp_path: Path) -> None:
    page = ABOUT.replace("SAMPLE", "{{ title }}{{ body | html }}{{ standfirst }}\n{{ _('Of the harbour') }}")
    files = {"theme.yaml": MANIFEST, "templates/page.html": page, "messages/fr.po": WORDS}
    lay(tmp_path / "mine", files, theme=False)
    done = dossier("theme", "check", tmp_path / "mine", "--format", "json", limit=600)
    assert done.code == 0, done.both
    (problem,) = json.loads(done.out)["problems"]
    assert (problem["path"], problem["line"], problem["code"]) == (
        "mine/templates/page.html",
        2,
        "not-translated",
    )
    assert problem["message"].startswith("`Of the harbour` is not translated into ar, de, es, ur")


def test_a_theme_without_catalogues_speaks_one_language_on_purpose() -> None:
    layer = Layer("mine", "mine/", {"templates/page.html": b"{{ _('Of the harbour') }}"})
    assert list(untranslated((layer,), "mine")) == []


def test_what_cannot_be_read_is_left_to_the_build() -> None:
    files = {
        "messages/fr.po": b"msgid",
        "templates/broken.html": b"{% if %}",
        "templates/latin.html": "é".encode("latin-1"),
        "templates/page.html": b"{{ ngettext('One ship', 'Many ships', n) }}",
    }
    told = list(untranslated((Layer("mine", "mine/", files),), "mine"))
    assert [problem.message for problem in told] == ["`One ship` is not translated into fr"]
