"""Labels stand where words stood, in every spelling of them; nothing else is touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.model.redaction import Redaction
from dossierpress.redaction.redactor import Redactor

REDACTOR = Redactor(
    [
        Redaction(
            label="Source A",
            names=("Jane Roe", "José Núñez", "李明", "Łukasz Øby", "محمد علی"),
            passages=("She lives at number nine.",),
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe said", "Source A said"),
        ("JANE  ROE.", "Source A."),
        ("jAnE rOe's", "Source A's"),
        ("Jane\u00a0Roe", "Source A"),
        ("Ja\u00adne Ro\u200be", "Source A"),
        ("\ufeffJane\u2060 \u200dRoe\u200c, she", "\ufeffSource A, she"),
        ("Ｊａｎｅ　Ｒｏｅ", "Source A"),
        ("𝐉𝐚𝐧𝐞 𝑅𝑜𝑒", "Source A"),
        (unicodedata.normalize("NFD", "José Núñez!"), "Source A!"),
        ("JOSÉ NÚÑEZ", "Source A"),
        ("jose-nunez", "source-a"),
        ("Jose Nunez", "Source A"),
        ("lukasz-oby", "source-a"),
        ("محمد\u200c علی", "Source A"),
        ("ref:jane-roe#q", "ref:source-a#q"),
        ("photos/Jane_Roe.jpg", "photos/source-a.jpg"),
        ("J&#97;ne&nbsp;R&#x6f;e", "Source A"),
        ('{"a": "Jos\\u00e9 N\\u00fa\\u00f1ez"}', '{"a": "Source A"}'),
        ("Jane **Roe** was", "**Source A** was"),
        ("**Jane** Roe", "**Source A**"),
        ("Ja<b>ne</b> Roe", "<b>Source A</b>"),
        ('<img alt="Jane Roe">', '<img alt="Source A">'),
        ("Jane\n  Roe in", "Source A\n   in"),
        ("he met李明today", "he metSource Atoday"),
        ("#JaneRoe", "#source-a"),
        ("[x](https://x.example/jane-roe/a) y", "[x](https://redacted.invalid/) y"),
        ("https://x.example/Jos%C3%A9%20N%C3%BA%C3%B1ez", "https://redacted.invalid/"),
        ("She lives, at\nnumber NINE.", "Source A\n."),
        ("Jane Roebuck and Mary-Jane Roemer", "Jane Roebuck and Mary-Jane Roemer"),
        ("A Janet Roe", "A Janet Roe"),
        ("Jane and Roe", "Jane and Roe"),
        ("https://x.example/other", "https://x.example/other"),
    ],
)
def test_every_spelling_gives_way_to_the_label(text: str, expected: str) -> None:
    assert REDACTOR.clean(text) == expected
    assert not REDACTOR.is_in(REDACTOR.clean(text))


@given(st.data())
def test_no_mix_of_spellings_stays(data: st.DataObject) -> None:
    widthless = ["", "\u200b", "\u200c", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u034f", "\ufe0f"]
    gaps = [" ", "\u00a0", "\u2009", "-", "_", ".", "\u3000", "  ", "\n", "&nbsp;", "+", "%20", "\u2010"]
    form = data.draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
    words = [
        "".join(
            data.draw(st.sampled_from([char, char.upper(), char.lower(), f"&#{ord(char)};"]))
            + data.draw(st.sampled_from(widthless))
            for char in word
        )
        for word in ("José", "Núñez")
    ]
    name = unicodedata.normalize(form, data.draw(st.sampled_from(gaps)).join(words))
    before, after = data.draw(st.sampled_from([(" ", " "), ("(", ")"), ("“", "”"), ("", "’s"), ("\n", "\n")]))
    text = f"One{before or ' '}{name}{after}two"
    cleaned = REDACTOR.clean(text)
    assert not REDACTOR.is_in(cleaned)
    assert "nez" not in unicodedata.normalize("NFKD", cleaned).casefold()
    assert cleaned.count("\n") == text.count("\n")
    assert cleaned.startswith("One")
    assert cleaned.endswith("two")


def test_names_of_files_become_ids() -> None:
    assert REDACTOR.name("jane-roe-speaks") == "source-a-speaks"
    assert REDACTOR.name("Jane Roe.jpg") == "source-a.jpg"
    assert REDACTOR.path("content/jane-roe/Jane_Roe.md") == "content/source-a/source-a.md"
    assert REDACTOR.name("jane-roebuck") == "jane-roebuck"
    assert not Redactor(())
