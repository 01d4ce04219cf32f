"""Addresses in the text are links; what stands around them is not."""

import pytest

from dossierpress.read.barelinks import with_links
from make import article, read


@pytest.mark.parametrize(
    ("text", "target", "shown"),
    [
        ("See https://a.example/x_y.", "https://a.example/x_y", "https://a.example/x_y"),
        ("(http://a.example/b(c))", "http://a.example/b(c)", "http://a.example/b(c)"),
        ("www.a.example, they say", "http://www.a.example", "www.a.example"),
        (
            "https://a.example/?a=1&amp;b=2!",
            "https://a.example/?a=1&amp;b=2",
            "https://a.example/?a=1&amp;b=2",
        ),
        ("&lt;https://a.example/&gt;", "https://a.example/", "https://a.example/"),
        ("„https://a.example/ä“", "https://a.example/ä", "https://a.example/ä"),
        ("write to press@a.example.", "mailto:press@a.example", "press@a.example"),
        ("http://localhost:8000/x", "http://localhost:8000/x", "http://localhost:8000/x"),
    ],
)
def test_an_address_is_a_link(text: str, target: str, shown: str) -> None:
    made = with_links(f"<p>{text}</p>")
    assert f'<a href="{target}">{shown}</a>' in made
    assert made.replace(f'<a href="{target}">', "").replace("</a>", "") == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "markup",
    [
        "<code>https://a.example</code>", '<a href="https://a.example">https://a.example</a>',
        "<pre><code>www.a.example</code></pre>", '<img alt="https://a.example" src="x">',
        "<!-- https://a.example -->", "<script>x='https://a.example'</script>", "<p>@me@social.example</p>",
        "<p>ftp://a.example https:// http://x www. a@b</p>",
    ],
)  # fmt: skip
def test_what_is_no_text_or_no_address_stays(markup: str) -> None:
    assert with_links(markup) == markup


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
def test_both_engines_link_and_the_link_is_known(engine: str) -> None:
    document, _ = read(article("See https://a.example/b_c_d and `https://c.example`."), engine=engine)
    assert document.body.outside == ("https://a.example/b_c_d",)


@pytest.mark.parametrize(
    "bomb", ["www." * 20_000, "a@" * 20_000, "http://a.b" + ")" * 20_000, "a." * 20_000 + "@", "<a>" * 20_000]
)
def test_no_text_is_slow(bomb: str) -> None:
    assert bomb[:4] in with_links(bomb + " ://")
