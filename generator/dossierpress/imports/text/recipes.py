"""What template code of old sites becomes: pictures with captions, links, quotations; the rest is listed."""

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote

from dossierpress.imports.item import Batch, Item, Picture
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.text import embeds
from dossierpress.imports.text.pieces import block, fenced, link_markup, picture_markup, quotation
from dossierpress.imports.text.plaintext import one_line, words_in
from dossierpress.imports.text.shortcodes import Code, braces_escaped, expanded
from dossierpress.imports.text.snippets import filled
from dossierpress.imports.text.variables import Variables

# A link that the source's own functions made, until the link stage finds what it names.
REFERENCE: Final = "dp-ref:"
# Where the other branch of an `if` begins.
_ELSE: Final = "\ufdd7"
_PICTURES: Final = re.compile(
    r"(?:.*[/_-])?(?:fig|figure|img|imgproc|image|picture|photo|pic|imagen|bild|lazy-?im(?:g|age)|responsive)(?:[_-].*|s|\d)?"
)
_PICTURE_FILE: Final = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?)(?:[?#].*)?$", re.IGNORECASE)
_VIDEO: Final = re.compile(
    r".*(?:youtube|youtu|vimeo|video|embed|iframe|tweet|twitter|instagram|soundcloud|spotify|gist).*"
)
_IN_MARKDOWN: Final = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\((?P<address>[^\s()]+|<[^<>]*>)(?:\s+\"(?P<title>[^\"]*)\")?\)"
)
_FENCE: Final = re.compile(r"(?m)^\s*(?:```|~~~)|`")
_NUMBER: Final = re.compile(r"\d+(?:px|%|em)?|left|right|center|class|alignnone|auto")
# Tags that only steer what stands between them.
_STEERING: Final = frozenset({"if", "unless", "case", "ifchanged"})
_NOTHING_TO_SEE: Final = frozenset(
    {"assign", "seo", "feed_meta", "increment", "decrement", "set", "layout", "extends", "import"}
)


class Recipes:
    """Makes text of the code in one item."""

    def __init__(self, batch: Batch, item: Item, ledger: Ledger) -> None:
        self._batch, self._item, self._ledger = batch, item, ledger
        self._variables = Variables(batch.variables, item)
        self._depth = 0
        self._known: Mapping[str, Callable[[Code], str | None]] = {
            "ref": self._reference, "relref": self._reference, "link": self._link,
            "post_url": self._reference,
            "highlight": self._code, "codeblock": self._code, "code": self._code,
            "raw": self._literal, "verbatim": self._literal, "rawhtml": _inner, "html": _inner,
            "unsafe": _inner,
            "comment": self._dropped, "for": self._dropped, "tablerow": self._dropped,
            "capture": self._dropped,
            "else": _else, "elsif": _else, "when": _else, "elseif": _else,
            "blockquote": self._quotation, "quote": self._quotation, "pullquote": self._quotation,
            "details": self._details, "param": self._param, "toc": _contents, "table_of_contents": _contents,
            "br": lambda _: "<br>", "more": lambda _: "",
            "include": self._include, "include_relative": self._include, "include_cached": self._include,
            "partial": self._include, "render": self._include,
            "gallery": self._gallery, "caption": self._caption, "wp_caption": self._caption,
            "audio": self._recording, "playlist": self._recording,
        }  # fmt: skip

    def __call__(self, code: Code) -> str:
        """The text in the place of a piece of code."""
        if code.kind == "output":
            value = self._variables.value(code.rest)
            if value is None:
                self._ledger.add(
                    f"`{{{{ {_shortened(code.rest)} }}}}`, left out", self._item.origin, code.raw
                )
            return value or ""
        name = code.name.rpartition("/")[2].removesuffix(".html")
        made = self._known[name](code) if name in self._known else self._by_kind(name, code)
        return self._other(name, code) if made is None else made

    def _by_kind(self, name: str, code: Code) -> str | None:
        """What a name promises: a picture, or something from elsewhere."""
        if name in _STEERING:
            return self._branch(code)
        if name in embeds.PLACES or _VIDEO.fullmatch(name):
            return self._embed(name, code) or self._from_snippet(name, code)
        if _PICTURES.fullmatch(name):
            return self._picture(code, name) or self._from_snippet(name, code)
        return self._from_snippet(name, code)

    def _other(self, name: str, code: Code) -> str:
        """Code that nothing is known of: its text stays, and it is listed."""
        if self._batch.templates == "wordpress" and code.inner is None and not code.named:
            return code.raw
        kept = "" if name in _NOTHING_TO_SEE or not name else code.inner or ""
        how = "its text kept" if kept.strip() else "left out"
        self._ledger.add(f"shortcode `{name}`, {how}", self._item.origin, code.raw)
        return kept

    def _dropped(self, code: Code) -> str:
        self._ledger.add(f"shortcode `{code.name}`, left out", self._item.origin, code.raw)
        return ""

    def _branch(self, code: Code) -> str:
        self._ledger.add(f"shortcode `{code.name}`, its first branch kept", self._item.origin, code.raw)
        return (code.inner or "").split(_ELSE)[0]

    def _reference(self, code: Code) -> str:
        """`ref`, `relref` and `post_url`: what is named is found when all names are known."""
        target = code.get("path", at=0)
        return REFERENCE + quote(target.strip(), safe="/#") if target else ""

    def _link(self, code: Code) -> str | None:
        target = code.get("path", "href", "url", at=0)
        if self._batch.templates == "liquid" or not target:
            return self._reference(code) if target else None
        words = code.inner or code.get("text", "title", at=1) or target
        return f"[{words.strip()}](<{target}>)"

    def _code(self, code: Code) -> str | None:
        if code.inner is None:
            return None
        language = next((each for each in code.given if re.fullmatch(r"[A-Za-z][\w+#-]*", each)), "")
        return fenced(code.inner, code.named.get("lang", "") or language, self._item.markup)

    def _quotation(self, code: Code) -> str | None:
        if code.inner is None:
            return None
        who = one_line(code.get("author", "cite") or code.rest.strip("\"'"))
        return quotation(code.inner, who, self._item.markup)

    def _literal(self, code: Code) -> str | None:
        """What authors hid from the template engine."""
        inner = code.inner
        if inner is None or code.in_code or self._item.markup != "markdown" or _FENCE.search(inner):
            return inner
        return braces_escaped(inner)

    def _details(self, code: Code) -> str | None:
        if code.inner is None:
            return None
        summary = one_line(code.get("summary", "title", at=0)) or "…"
        return block(f"<details><summary>{summary}</summary>\n\n{code.inner.strip()}\n\n</details>")

    def _param(self, code: Code) -> str | None:
        return self._variables.value(f"page.{code.get('name', at=0)}") or self._variables.value(
            f"site.{code.get('name', at=0)}"
        )

    def _include(self, code: Code) -> str | None:
        """Jekyll's includes, by the file's name: a picture, something from elsewhere, or what it says."""
        name = code.get(at=0).rpartition("/")[2].rpartition(".")[0] or code.get(at=0)
        inner = Code(name.lower(), code.raw, code.given[1:], code.named, code.inner, code.rest)
        if name.lower() == "gallery":
            return self._gallery(inner)
        return self._by_kind(name.lower(), inner) or self._other(f"include {code.get(at=0)}", code)

    def _picture(self, code: Code, name: str) -> str | None:
        inner = _IN_MARKDOWN.search(code.inner or "")
        words = [self._said(each) for each in code.given]
        address = self._said(
            code.get(
                "src", "url", "file", "path", "image", "image_path", "img", "filename", "image_url", "fig"
            )
        )
        address = address or next((each for each in words if _PICTURE_FILE.search(each)), "")
        if not address and words and name.startswith(("fig", "im", "pic", "ph")) and not inner:
            address = words[0]
        if not address and inner:
            address = inner["address"].strip("<>")
        if not address or address.startswith("{"):
            return None
        rest = [
            each
            for each in words[words.index(address) + 1 if address in words else 0 :]
            if not _NUMBER.fullmatch(each)
        ]
        return self._shown(code, address, rest, inner["alt"] if inner else "")

    def _shown(self, code: Code, address: str, rest: list[str], alt: str) -> str:
        caption = ". ".join(
            words.rstrip(".")
            for words in (
                self._said(code.get("title")),
                words_in(self._said(code.get("caption", "text", "desc", "description", "cap"))),
            )
            if words
        )
        if not caption and code.inner and not _IN_MARKDOWN.search(code.inner):
            caption = words_in(code.inner)
        alt = self._said(code.get("alt", "alttext")) or alt
        if not alt and rest:
            alt = rest[1] if len(rest) > 1 and code.name == "img" else rest[0]
            caption = caption or (rest[1] if len(rest) > 1 and code.name != "img" else "")
        credit = self._said(code.get("attr", "credit", "attribution", "source", "author"))
        picture = Picture(address, one_line(alt), one_line(caption), one_line(credit))
        return picture_markup(picture, self._said(code.get("link", "href")), self._item.markup)

    def _embed(self, name: str, code: Code) -> str | None:
        title = one_line(self._said(code.get("title", "caption", "label", "name")))
        said = self._said(
            code.get("id", "url", "src", "link", "href", "video", "videoid", "tweet") or code.get(at=0)
        )
        place = self._said(code.get("provider", "type", "service")).lower() or name
        if place == "gist" and len(code.given) > 1:
            said = f"{code.given[0]}/{code.given[1]}"
        known = next((each for each in sorted(embeds.PLACES, key=len, reverse=True) if each in place), "")
        if said.startswith(("http://", "https://", "//")):
            address, title = embeds.embedded(said, title)
        elif re.search(r"\.(?:mp4|webm|ogv|m4v|mov)(?:[?#].*)?$", said, re.IGNORECASE):
            return block(f'<video controls src="{quote(said, safe="/:?=&#%")}"></video>')
        elif said and (known or place == "video"):
            address, title = embeds.named(known or "youtube", said, title)
        else:
            return None
        return link_markup(address, title, self._item.markup) if address else None

    def _recording(self, code: Code) -> str | None:
        said = self._said(code.get("src", "mp3", "m4a", "ogg", "wav", "url", "file", at=0))
        return block(f'<audio controls src="{quote(said, safe="/:?=&#%")}"></audio>') if said else None

    def _gallery(self, code: Code) -> str | None:
        """Galleries of WordPress and Minimal Mistakes, whose pictures stand under the item's keys."""
        listed = self._item.keys.get(code.get("id", "ids") or "gallery")
        if not isinstance(listed, list):
            return None
        made = []
        for each in listed:
            keys = each if isinstance(each, dict) else {"url": each}
            address = str(keys.get("image_path") or keys.get("url") or keys.get("src") or "")
            if address:
                words = (one_line(str(keys.get(name) or "")) for name in ("alt", "title"))
                made.append(picture_markup(Picture(address, *words), "", self._item.markup))
        caption = one_line(code.get("caption"))
        return "\n\n".join(made) + (block(caption) if caption else "") if made else None

    def _caption(self, code: Code) -> str | None:
        """WordPress' captions: a picture, and the words under it."""
        if code.inner is None:
            return None
        picture = re.search(r"(?:<a\s[^<>]*>\s*)?<img\s[^<>]*>(?:\s*</a>)?", code.inner)
        if picture is None:
            return None
        words = code.named.get("caption") or code.inner[picture.end() :].strip()
        return f"<figure>{picture[0]}<figcaption>{words}</figcaption></figure>"

    def _from_snippet(self, name: str, code: Code) -> str | None:
        """What the site's own template of that name makes of it, where that is simple."""
        template = self._batch.snippets.get(name)
        if template is None or self._depth > 3:
            return None
        values = {key: self._said(value) for key, value in code.named.items()}
        self._depth += 1
        made = filled(template, self._batch.templates, values, code, self._variables)
        self._depth -= 1
        if made is None:
            return None
        self._ledger.add(f"shortcode `{name}`, as its template says", self._item.origin, code.raw)
        return block(made.strip()) if "\n" in made.strip() or made.strip().startswith("<") else made.strip()

    def _said(self, value: str) -> str:
        """A value that a tag was given, which may name a variable or hold code itself."""
        value = value.strip()
        if "{{" in value:
            return expanded(value, "liquid", self)
        if re.fullmatch(r"(?:page|site|include|post)\.[\w.-]+", value):
            return self._variables.value(value) or ""
        return value


def _inner(code: Code) -> str | None:
    return code.inner


def _else(_: Code) -> str:
    return _ELSE


def _contents(_: Code) -> str:
    return block("[TOC]")


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
