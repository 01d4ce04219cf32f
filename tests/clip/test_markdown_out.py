"""Markdown from a tree: both engines read back what the page said, and what it says twice is the same."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.clip.dom import tree_of
from dossierpress.clip.lines import lines_of
from dossierpress.clip.markdown_out import markdown_of
from dossierpress.read import commonmark
from dossierpress.read.markdown import converter

ENGINES = {"python-markdown": converter(()), "commonmark": commonmark.converter()}


ANY = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=40
)
SIGNS = st.text("ab1 *_[]()`#>-+|~:=!{}\\&;<.^\"'$@/", max_size=30)


def markdown(markup: str) -> str:
    root = tree_of(f"<body>{markup}</body>").root
    lines = lines_of(root)
    for line in lines:
        line.kept = True
    return markdown_of(root, lines, "https://press.example/", {})


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text_of(markup: str) -> str:
    reader = _Text()
    reader.feed(markup)
    return re.sub(r"\s+", "", "".join(reader.parts))


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<h2>One</h2><h3>Two</h3><p>x</p>", "## One\n\n### Two\n\nx"),
        ("<p>a <b>b</b> <i>c </i>d</p>", "a **b** *c* d"),
        ("<p><a href='/x?utm_source=1'>go</a> on</p>", "[go](https://press.example/x) on"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "-   a\n-   b\n    -   c"),
        ("<ol start=3><li>a<li>b</ol>", "3.  a\n4.  b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<p>a<br>b<br><br>c</p>", "a  \nb\n\nc"),
        ("<pre>x\n  y</pre>", "```\nx\n  y\n```"),
        ("<table><tr><th>a<th>b<tr><td>1|2<td>3</table>", "| a | b |\n| --- | --- |\n| 1&#124;2 | 3 |"),
        ("<dl><dt>a<dd>b</dl>", "a\n:   b"),
        ("<p>1. x</p><p># y</p><p>- z</p><p>&lt;b&gt;</p>", "1\\. x\n\n\\# y\n\n\\- z\n\n&lt;b>"),
        ("<script>x</script><p onclick=y>z</p><form>w</form>", "z\n\nw"),
    ],
)
def test_structures(markup: str, wanted: str) -> None:
    assert markdown(markup) == wanted


@pytest.mark.parametrize("engine", ENGINES)
@given(st.lists(st.one_of(ANY, SIGNS), min_size=1, max_size=4))
def test_what_a_page_says_is_what_is_read_back(engine: str, paragraphs: list[str]) -> None:
    page = "".join(f"<p>{_escaped(each)}</p>" for each in paragraphs)
    lines = lines_of(tree_of(f"<body>{page}</body>").root)
    wanted = re.sub(r"\s+|\ufeff", "", "".join(line.text for line in lines))
    assert text_of(ENGINES[engine](markdown(page))).replace("\ufeff", "") == wanted


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
