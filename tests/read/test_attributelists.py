"""Attribute lists and abbreviations as Python-Markdown has them, in the native parser's HTML."""

import pytest

from dossierpress.read import pulldown
from dossierpress.read.attributelists import with_abbreviations, with_attributes


def made(text: str) -> str:
    return with_abbreviations(with_attributes(pulldown.html(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p\n{: .lead #x lang=fr}", '<p class="lead" id="x" lang="fr">p</p>'),
        ("- a\n{: .x}\n- b", '<li class="x">a</li>'),
        ("- b {not}\n    - c\n      {: .z}", '<li class="z">c</li>'),
        ("- b\n{: .y}\n    - c", '<li class="y">b'),
        ("## T {#own .wide}", '<h2 id="own" class="wide">T</h2>'),
        ('# V {: title="x y" }', '<h1 title="x y">V</h1>'),
        ("![a](b.png){: .w}", '<img src="b.png" alt="a" class="w" />'),
        ("[l](u){.c .d}", '<a href="u" class="c d">l</a>'),
        ("| a {: .q} |\n|--|\n| x |", '<th class="q">a</th>'),
        ("Term {: .t}\n: def", '<dt class="t">Term</dt>'),
        ("text {.attr}", "<p>text {.attr}</p>"),
        ("*x*{y} {z}", "<em>x</em>{y} {z}"),
        ("`{: .x}`\n\n```\na\n{: .y}\n```", "{: .y}"),
        ('p\n{: title="<\'&"}', 'title="&lt;&#x27;&amp;"'),
    ],
)
def test_an_attribute_list_is_put_on_what_it_belongs_to(text: str, expected: str) -> None:
    assert expected in made(text)


def test_an_explanation_may_hold_signs() -> None:
    found = made('*[EU]: The "Union"\n*[R&D]: Research\n\nEU, EUX, R&D, [EU](eu) `EU`\n\n    *[X]: code')
    assert '<abbr title="The &quot;Union&quot;">EU</abbr>, EUX' in found
    assert '<abbr title="Research">R&amp;D</abbr>' in found
    assert 'href="eu"' in found
    assert "*[X]: code" in found


@pytest.mark.parametrize(
    "bomb",
    ["{: .a" * 20_000, "*{: .a}" * 20_000, "*[EU]: x\n" * 9_000, "{a=" * 20_000, "{.a" + " .a" * 20_000],
    ids=range(5),
)
def test_no_text_is_slow(bomb: str) -> None:
    assert "the end" in made(f"{bomb}\n\nthe end")
