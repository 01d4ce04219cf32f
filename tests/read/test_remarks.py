"""Footnotes without partner and code of other tools are named at their line, in either engine."""

import pytest

from make import article, read

ENGINES = ["python-markdown", "commonmark"]
FRONT = 6  # lines before the body's first


def said(text: str, engine: str) -> list[tuple[int, int, str]]:
    _, problems = read(article(text), engine=engine)
    assert not [each for each in problems if each.severity == "error"]
    return [(each.line - FRONT, each.column, each.code) for each in problems if each.code != "read-otherwise"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A.[^1]\n\n[^1]: One.\n\n[^3]: Nobody.", [(5, 1, "unused-footnote")]),
        ("A.[^2] B.[^1]\n\n[^1]: One.", [(1, 3, "undefined-footnote")]),
        ("A.[^1]\n\n[^1]: One.\n[^1]: Two.", [(4, 1, "double-footnote")]),
        ("é [^a b] and *[^c]*", [(1, 3, "undefined-footnote"), (1, 15, "undefined-footnote")]),
        ("- a[^1]\n\n    [^2]: in an item", [(1, 4, "undefined-footnote"), (3, 5, "unused-footnote")]),
        ("`[^1]`\n\n[^1]: cited by code alone", [(3, 1, "unused-footnote")]),
        ('A[^1] \\[^2] `[^3]` [x](y "[^4]")\n\n    [^5]\n\n[^1]: One.', []),
        ("```\n[^1]\n```\n\n<!-- [^2] -->", []),
        ("A[^1][^2].\n\n[^1]: One[^3].\n\n[^2]: Two.\n\n[^3]: Three.", []),
    ],
)
def test_footnotes(text: str, found: list[tuple[int, int, str]], engine: str) -> None:
    assert [each for each in said(text, engine) if "footnote" in each[2]] == found


def test_only_one_engine_tells_cases_apart() -> None:
    text = "A[^N] b[^n]\n\n[^n]: x"
    assert [code for *_, code in said(text, "python-markdown")] == ["undefined-footnote"]
    assert said(text, "commonmark") == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("text", "times"),
    [
        ('{{< figure src="a.png" >}}', "once"),
        ("a {{ site.title }} b {% include x.html %} c {{%notice%}}", "3 times"),
        ('{{<ref "a">}}\n\n{% if x %}\ny\n{% endif %}', "3 times"),
    ],
)
def test_template_code_is_counted(text: str, times: str, engine: str) -> None:
    _, problems = read(article(f"Text.\n\n{text}"), engine=engine)
    (found,) = (each for each in problems if each.code == "template-code")
    assert f"in this text {times}: readers see `{{" in found.message
    assert found.line == FRONT + 3
    assert found.severity == "warning"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "text",
    ["`{{ x }}`", "    {% x %}", "```\n{{< x >}}\n```", "<!-- {{ x }} -->", "{ x } 5 % {} {{", "a {: .b }"],
)
def test_code_and_braces_are_no_templates(text: str, engine: str) -> None:
    assert "template-code" not in [code for *_, code in said(text, engine)]
