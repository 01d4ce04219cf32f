"""Typographic quotes, dashes and ellipses in running text, by the conventions of its language."""

import re

# Opening and closing quotation marks, outer then inner (CLDR delimiters).
_QUOTES = {
    "de": "„“‚‘",
    "fr": "«»“”",
    "es": "«»“”",
    "it": "«»“”",
    "pt": "“”‘’",
    "ru": "«»„“",
    "pl": "„”«»",
    "sv": "””’’",
    "fi": "””’’",
}
_ENGLISH = "“”‘’"
_SIGNS = re.compile(r"[\"']|---?|\.\.\.")
_OPENS_AFTER = frozenset(" \t\n\xa0([{«“‘„‚—–-/")


class Typographer:
    """Sets the text of one document; remembers the character before, across tags."""

    def __init__(self, language: str) -> None:
        self._marks = _QUOTES.get(language.split("-", maxsplit=1)[0].lower(), _ENGLISH)
        self._space = "\u202f" if language.lower().split("-")[0] == "fr" else ""
        self._before = " "

    def new_block(self) -> None:
        """A paragraph or cell begins: a quotation mark here opens."""
        self._before = " "

    def skip(self) -> None:
        """Something stands here that is not set, such as code: a quotation mark after it closes."""
        self._before = "x"

    def set(self, text: str) -> str:
        """Running text (HTML-escaped, no tags) with its signs replaced."""
        if not text:
            return text
        if "'" in text or '"' in text or "--" in text or "..." in text:
            set_text = _SIGNS.sub(lambda sign: self._sign(sign, text), text)
        else:
            set_text = text
        self._before = text[-1]
        return set_text

    def _sign(self, sign: re.Match[str], text: str) -> str:
        if sign[0] == "...":
            return "…"
        if sign[0][0] == "-":
            return "—" if sign[0] == "---" else "–"
        before = text[sign.start() - 1] if sign.start() else self._before
        after = text[sign.end() : sign.end() + 1]
        if sign[0] == "'" and (before.isalnum() or after.isdigit()):
            return "’"
        opens = before in _OPENS_AFTER or (before in "\"'" and self._opened_before(text, sign.start()))
        pair = self._marks[:2] if sign[0] == '"' else self._marks[2:]
        if sign[0] == '"' and self._space:
            return f"{pair[0]}{self._space}" if opens else f"{self._space}{pair[1]}"
        return pair[0] if opens else pair[1]

    def _opened_before(self, text: str, position: int) -> bool:
        """Whether the run of quotation marks that ends here began after a space."""
        while position and text[position - 1] in "\"'":
            position -= 1
        return (text[position - 1] if position else self._before) in _OPENS_AFTER
