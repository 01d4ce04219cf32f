"""Template code is found and paired whatever stands around it; what is none is left as it is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.imports.item import Templates
from dossierpress.imports.text.shortcodes import Code, arguments, code_ranges, expanded

SIGNS = st.text("{}%<>/*\"'`= abix\n[]", max_size=60)


def shown(code: Code) -> str:
    inner = "" if code.inner is None else f":{code.inner}"
    return f"«{code.name or code.rest}{''.join(f' {each}' for each in code.given)}{inner}»"


@pytest.mark.parametrize(
    ("templates", "text", "wanted"),
    [
        ("hugo", "{{< a >}}x{{< b >}}y{{< /a >}}", "«a:x«b»y»"),
        ("hugo", "{{< a >}}{{< a >}}x{{< /a >}}{{< /a >}}", "«a:«a:x»»"),
        ("hugo", "{{< a >}}{{< b >}}x{{< /a >}}", "«a:«b»x»"),
        ("hugo", "{{</a>}} {{< a />}} {{<a>}}", "«enda» «a» «a»"),
        ("hugo", '{{% a `b c` "d \\"e" %}}', '«a b c d "e»'),
        ("hugo", "{{< a\n  b=1\n  c='2' >}}", "«a»"),
        ("hugo", '{{ not one }} {{< "x" >}} {{< a', '{{ not one }} {{< "x" >}} {{< a'),
        ("hugo", "`{{< a >}}` {{< b >}}\n```\n{{< c >}}\n```", "`{{< a >}}` «b»\n```\n{{< c >}}\n```"),
        ("liquid", "{% a %}x{{ b | c }}{% enda %}", "«a:x«b | c»»"),
        ("liquid", "{%- a -%}{{- b -}}", "«a»«b»"),
        ("liquid", "{% raw %}{% a %}{{ b }}{% endraw %}", "«raw:{% a %}{{ b }}»"),
        ("liquid", "{% a 'x y', \"z\" %}", "«a x y z»"),
        ("wordpress", "[aa x=1]b[/aa] [[cc]] [dd](e) [1] [e]", "«aa:b» [cc] «dd»(e) [1] [e]"),
    ],
)  # fmt: skip
def test_pieces(templates: Templates, text: str, wanted: str) -> None:
    assert expanded(text, templates, shown) == wanted


@pytest.mark.parametrize(
    ("text", "given", "named"),
    [
        ('src="a b" c', ("c",), {"src": "a b"}),
        ("caption:'x: y' 1", ("1",), {"caption": "x: y"}),
        ("https://x.example/?v=1&w=2 a", ("https://x.example/?v=1&w=2", "a"), {}),
        ('"a", "b", c: 3', ("a", "b"), {"c": "3"}),
        ("SRC=/a/b.png", (), {"src": "/a/b.png"}),
        ("", (), {}),
    ],
)
def test_arguments(text: str, given: tuple[str, ...], named: dict[str, str]) -> None:
    assert arguments(text) == (given, named)


@given(SIGNS)
def test_nothing_is_lost_of_any_text(text: str) -> None:
    for templates in ("hugo", "liquid", "wordpress"):
        kept = expanded(text, templates, lambda code: code.raw)  # type: ignore[arg-type]
        if "/*" not in text and "[[" not in text:
            assert kept == text


def test_places_count_characters() -> None:
    text = "é `x` 東\n\n```\n京\n```\n"
    assert [text[begin:end] for begin, end in code_ranges(text)] == ["`x`", "```\n京\n```"]


@pytest.mark.parametrize(
    "text",
    ["{{< a " * 4000, '{{< a "' * 4000, '{% " ' * 4000, '{{ " ' * 4000, '[a b="' * 4000, "{{< a >}}" * 4000],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    begun = time.process_time()
    for templates in ("hugo", "liquid", "wordpress"):
        expanded(text, templates, shown)  # type: ignore[arg-type]
    assert time.process_time() - begun < 20  # minutes, if it were not
