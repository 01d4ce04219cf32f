"""Pieces of text that stand for themselves, in Markdown or HTML: pictures with captions, code, quotations."""

import html
import re
from textwrap import dedent
from typing import Final

from dossierpress.clip.inline import escaped
from dossierpress.imports.item import Markup, Picture

# Around a piece that wants a paragraph of its own, until it is known what stands beside it.
BEGIN, END = "\ufdd5", "\ufdd6"
_APART: Final = re.compile(
    rf"(?P<before>[^\n{BEGIN}{END}]*){BEGIN}(?P<inner>[^{BEGIN}{END}]*){END}(?P<after>[^\n{BEGIN}{END}]*)"
)
# A line in which a piece stays where it is: an item, a row of a table, a headline, a quotation.
_BOUND: Final = re.compile(r"\s*(?:[-*+]\s|\d{1,9}[.)]\s|\||#{1,6}\s|>)")


def block(text: str) -> str:
    """A piece that wants a paragraph of its own."""
    return f"{BEGIN}{text}{END}"


def set_apart(text: str) -> str:
    """The text with every such piece in a paragraph of its own, as far as its place allows."""
    if BEGIN not in text:
        return text
    before = ""
    while before != text:
        before = text
        text = _APART.sub(_placed, text, count=0)
    return text.replace(BEGIN, "").replace(END, "")


def _placed(found: re.Match[str]) -> str:
    before, inner, after = found["before"], found["inner"], found["after"]
    bound = _BOUND.match(before)
    if bound is not None and ("\n" not in inner or before.lstrip()[:1] in "|#"):
        return f"{before}{' '.join(inner.split())}{after}"
    indent = before[: len(before) - len(before.lstrip())]
    if bound is not None:
        indent = f"{indent}> " if before.lstrip().startswith(">") else " " * bound.end()
    inner = "\n".join(f"{indent}{line}".rstrip() for line in inner.split("\n"))
    before = f"{before.rstrip()}\n" if before.strip() else ""
    after = f"\n{indent}{after.lstrip()}" if after.strip() else ""
    return f"{before}\n{inner}\n{after}"


def picture_markup(picture: Picture, link: str, markup: Markup) -> str:
    """A picture with its caption; `link` is where a click on it leads."""
    words = " ".join(
        each for each in (picture.caption, f"({picture.credit})" if picture.credit else "") if each
    )
    if markup != "markdown":
        image = f'<img src="{html.escape(picture.address)}" alt="{html.escape(picture.alt or words)}">'
        image = f'<a href="{html.escape(link)}">{image}</a>' if link else image
        return f"<figure>{image}<figcaption>{html.escape(words)}</figcaption></figure>" if words else image
    made = f"![{escaped(picture.alt or words)}](<{bracketed(picture.address)}>{titled(words)})"
    made = f"[{made}](<{bracketed(link)}>)" if link else made
    return block(made)


def titled(words: str) -> str:
    """The words of a caption as they stand behind a picture's address."""
    said = " ".join(words.split()).replace("\\", "").replace('"', "”")
    return f' "{said}"' if said else ""


def bracketed(address: str) -> str:
    """An address as it stands between angle brackets."""
    return re.sub(r"[<>\n\\]", "", address.strip())


def fenced(code: str, language: str, markup: Markup) -> str:
    """Code between fences, of as many signs as it needs."""
    code = dedent(code.strip("\n"))
    if markup != "markdown":
        return f"<pre><code>{html.escape(code)}</code></pre>"
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", code)), default=0))
    return block(f"{fence}{language}\n{code}\n{fence}")


def quotation(text: str, who: str, markup: Markup) -> str:
    """A quotation, and under it whose words they are."""
    if markup != "markdown":
        cited = f"<p>{html.escape(who)}</p>" if who else ""
        return f"<blockquote>{text}{cited}</blockquote>"
    lines = text.strip().split("\n") + (["", f"— {who}"] if who else [])
    return block("\n".join(f"> {line}".rstrip() for line in lines))


def link_markup(address: str, title: str, markup: Markup) -> str:
    """A link in a paragraph of its own."""
    if markup != "markdown":
        return f'<p><a href="{html.escape(address)}">{html.escape(title)}</a></p>'
    return block(f"[{escaped(title)}]({address})")
