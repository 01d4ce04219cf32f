"""Code between fences is code wherever CommonMark reads it so, and no sign of it is lost."""

import pytest

from dossierpress.read.markdown import converter

CODE = "<pre><code{}>x = '<b>'\n\ny\n</code></pre>"
ESCAPED = CODE.replace("<b>", "&lt;b&gt;")


def made(text: str) -> str:
    return converter(())(text).replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("```text {lineNos=false}\nx = '<b>'\n\ny\n```", "text"),
        ("```js title=\"a.js\" {1,3}\nx = '<b>'\n\ny\n```", "js"),
        ("  ~~~ py\n  x = '<b>'\n\n  y\n  ~~~~~", "py"),
        ("text\n```\nx = '<b>'\n\ny\n````\nmore", ""),
        ("```{.python #one}\nx = '<b>'\n\ny\n```", "python"),
        ("> ```sh -e\n> x = '<b>'\n>\n> y\n> ```", "sh"),
        ("- a\n  ```py x\n  x = '<b>'\n\n  y\n  ```\n- b", "py"),
        ("1. a\n\n    ```py\n    x = '<b>'\n\n    y\n    ```\n\n2. b", "py"),
        ("- a\n    - b\n\n        ```py\n        x = '<b>'\n\n        y\n        ```\n", "py"),
        ("- ```py\n  x = '<b>'\n\n  y\n  ```\n- b", "py"),
    ],
)
def test_a_fence_is_code(text: str, language: str) -> None:
    page = made(text).replace('<pre id="one">', "<pre>")
    assert ESCAPED.format(f' class="language-{language}"' if language else "") in page
    assert "```" not in page
    assert "~~~" not in page


def test_a_fence_inside_an_item_keeps_the_list_whole() -> None:
    page = made("1. a\n   ```\n   code\n   ```\n2. b\n")
    assert page.count("<ol>") == 1
    assert page.index("<li>") < page.index("<pre>") < page.index("b</p>")


@pytest.mark.parametrize(
    "text",
    [
        "```\nnever closed",
        "``` a`b\nx\n```",
        "    ```\n    x\n    ```",
        "a\n\n- b\n\n          ```\n          c",
    ],
)
def test_what_is_no_fence_stays_as_it_was(text: str) -> None:
    assert "```" in made(text) or "<code>" in made(text)
    assert "wzxhzdk" not in made(text)


def test_the_end_of_an_item_ends_what_belongs_to_it() -> None:
    page = made("- a\n\ntext\n\n```\ncode\n```\n\n- b\n\n```\nagain\n```\n")
    assert page.count("<pre>") == 2
    assert "<li>a</li>" in page
    assert "wzxhzdk" not in page
