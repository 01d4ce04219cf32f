"""Whatever HTML goes in, XML comes out, without what could run or call home."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.packages.xhtml import xhtml

PIECES = st.sampled_from(
    "<p> </p> <b> </b> <i> </i> <div> </div> <ul> <li> </li> </ul> <br> <img src=x> <a href=y> </a> <script>"
    ' </script> <table> <td> </td> </table> &amp; & < > " <!-- --> <!doctype> <x:y> </x> <svg> </svg>'
    " \x00 \x0b <p id=1> <td colspan=2> ]]> &nbsp; &#0; &bogus; <p/> </ <".split(" ")
)


def made(text: str) -> str:
    return xhtml(text, lambda address: address, lambda source: source)


@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30).map("".join))
def test_it_is_always_xml(text: str) -> None:
    written = f'<x xmlns:epub="urn:e">{made(text)}</x>'
    tags = {each.tag for each in ET.fromstring(written).iter()}
    assert not tags & {"script", "svg", "iframe"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<table><tr><td>1<td>2</table>x", "<table><tr><td>1</td><td>2</td></tr></table>x"),
        ("<table><tr><td>1<tr>", "<table><tr><td>1</td></tr><tr></tr></table>"),
        ("<ul>text<li>a<li>b</ul>", "<ul><li>text</li><li>a</li><li>b</li></ul>"),
        ("<b>x<div>y</div></b>z", "<b>x</b><div>y</div>z"),
        ("<td>lost</td>", "lost"),
        ("<table>x</table>", "<table><tr><td>x</td></tr></table>"),
        ("<h2>a<p>b</h2>", "<h2>a</h2><p>b</p>"),
        ("<b><i>x</b>y", "<b><i>x</i></b>y"),
        ("a<br>b<hr>", "a<br/>b<hr/>"),
        ("<p onclick=x style=y class=z>t</p>", '<p class="z">t</p>'),
        ("a<script>b</script>c<style>d</style>", "ac"),
        ("<font>old</font>", "old"),
        ('<ol><li value="x" class="h">1</ol>', '<ol><li class="h">1</li></ol>'),
        ("&nbsp;&copy;&lt;&amp;", "\xa0©&lt;&amp;"),
        ('<p lang="ur">x</p>', '<p lang="ur" xml:lang="ur">x</p>'),
        ('<ol start="3" reversed></ol>', '<ol start="3" reversed=""></ol>'),
        ('<img src="a.png">', '<img src="a.png" alt=""/>'),
        ("x\x00\x0by", "xy"),
    ],
)  # fmt: skip
def test_what_becomes_of_it(text: str, wanted: str) -> None:
    assert made(text) == wanted


def test_nowhere_is_no_link_and_no_picture() -> None:
    text = '<a href="x">a</a><img src="y" alt="b">'
    assert xhtml(text, lambda _: "", lambda _: "") == "<a>a</a>"
