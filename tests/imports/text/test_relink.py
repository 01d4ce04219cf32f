"""Links are found wherever Markdown has them; a text whose links all stay says the same as before."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.imports.text.relink import relinked
from dossierpress.read import commonmark


class _Same:
    def link(self, address: str) -> str | None:
        return address

    def picture(self, address: str) -> str | None:
        return address

    def recording(self, address: str) -> str | None:
        return address

    def outside(self, address: str) -> str:
        return address

    def note(self, kind: str, what: str) -> None:
        pass


class _Moved(_Same):
    def link(self, address: str) -> str | None:
        return "new" if address == "old" else None

    def picture(self, address: str) -> str | None:
        return "new.png" if address == "old.png" else None

    def outside(self, address: str) -> str:
        return address if address.startswith("https:") else ""


def bare(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r'="([^"]*)"', lambda found: f'="{found[1].strip()}"', markup)).strip()


@given(st.text("ab [](!)<>\"'*_`\\\n#.:/-é", max_size=60))
def test_a_text_whose_links_stay_says_the_same(text: str) -> None:
    if "<" in text:
        return  # tags are cleaned, too
    assert bare(commonmark.convert(relinked(text, _Same()))) == bare(commonmark.convert(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[a](old) [b](gone)", "[a](new) b"),
        ("[a *b* `]` c](old 'T \"x\"')", '[a *b* `]` c](new "T ”x”")'),
        ("[a][r] [r] [r][]\n\n[r]: old\n", "[a](new) [r](new) [r](new)\n\n"),
        ("[a][r]\n\n[r]: gone 'T'\n\n    [r]: code\n", "a\n\n\n    [r]: code\n"),
        ('![a](old.png "T") ![b](gone.png) ![c](https://x/y.png)', '![a](new.png "T") b [c](https://x/y.png)'),
        ("[![a](old.png)](old) [![b](gone.png)](gone)", "[![a](new.png)](new) b"),
        ("[a](<old> \"t\") [b](old\n't')", '[a](new "t") [b](new "t")'),
        ("<old> <https://x.example>", " https://x.example"),
        ('<a href="old" target=_blank>x</a> <a href=gone>y</a>', '<a href="new">x</a> <a>y</a>'),
        ('<img src="old.png" alt=A width=3 srcset="x 2x">', '<img src="new.png" alt="A" width="3">'),
        ("<div>\n<img data-src=old.png>\n</div>", '<div>\n<img src="new.png" alt="">\n</div>'),
        ("`[a](old)` \\[b](old)\n\n    [c](old)", "`[a](old)` \\[b](old)\n\n    [c](old)"),
        ("[é ü](old) é [東](gone) 京", "[é ü](new) é 東 京"),
        ("- [a](old)\n\n  | x |\n  |---|\n  | [b](old) |", "- [a](new)\n\n  | x |\n  |---|\n  | [b](new) |"),
        ("[^1]\n\n[^1]: [a](old)", "[^1]\n\n[^1]: [a](new)"),
    ],
)  # fmt: skip
def test_every_kind_of_link(text: str, wanted: str) -> None:
    assert relinked(text, _Moved()) == wanted
