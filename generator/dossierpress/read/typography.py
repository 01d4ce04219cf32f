"""Typographic quotes, dashes and ellipses in running text, by the conventions of its language."""

import re
from typing import Final

from dossierpress.read.quotes import (
    CLIPPED_HEADS,
    CLIPPED_TAILS,
    ENGLISH,
    INSIDE,
    OWNERS,
    QUOTES,
    SPACED,
    UZBEK_LETTERS,
    WITHOUT_APOSTROPHE,
)

# An address, which is never touched, or a sign. The text is HTML: entities stand for `&`, `<` and `>`.
_SIGNS = re.compile(
    r"(?P<address>(?:[a-zA-Z][a-zA-Z0-9+.-]*://|\bwww\.|\bmailto:)[^\s<>\"]*[^\s<>\"'.,;:!?)\]}…]/?"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[\w-]+\.)+[a-z]{2,}/[^\s<>\"]*[^\s<>\"'.,;:!?)\]}…])"
    r"|[\"']|---?|\.\.\."
)
_HAS_SIGN = re.compile(r"[\"']|--|\.\.\.")
_CANDIDATE = re.compile(r"(?<=[^\s(\[{])'(?!\w)")
_OPENS_AFTER: Final = frozenset(" \t\n\xa0\u202f([{«“‘„‚‹「『¿¡—–-/=")
_CLOSES_BEFORE: Final = frozenset([*" \t\n\xa0\u202f)]}»”’›」』.,;:!?…—–/"])
_WORD = re.compile(r"[\w’]+")
_YEARS = re.compile(r"\d\d(?!\d)")


class Typographer:
    """Sets the text of one document; remembers across tags the character before and what is open."""

    def __init__(self, language: str) -> None:
        tag = language.lower()
        main, *others = tag.split("-")
        candidates = (tag, *(f"{main}-{other}" for other in others), main)
        self._marks = next((QUOTES[each] for each in candidates if each in QUOTES), ENGLISH)
        self._space = SPACED if main == "fr" and "ch" not in others else ""
        self._language = main
        self._heads = frozenset(CLIPPED_HEADS.get(main, "").split())
        self._tails = frozenset(CLIPPED_TAILS.get(main, "").split())
        self._before = " "
        self._open: list[str] = []

    def new_block(self) -> None:
        """A paragraph or cell begins: a quotation mark here opens."""
        self._before = " "
        self._open.clear()

    def skip(self) -> None:
        """Something stands here that is not set, such as code: a quotation mark after it closes."""
        self._before = "x"

    def set(self, text: str) -> str:
        """Running text (HTML-escaped, no tags) with its signs replaced."""
        if not text:
            return text
        set_text = _SIGNS.sub(lambda sign: self._sign(sign, text), text) if _HAS_SIGN.search(text) else text
        self._before = text[-1]
        return set_text

    def _sign(self, sign: re.Match[str], text: str) -> str:
        written = sign[0]
        if sign["address"]:
            return written
        if written == "...":
            return "…"
        if written[0] == "-":
            return "—" if written == "---" else "–"
        before = text[sign.start() - 1] if sign.start() else self._before
        after = text[sign.end() : sign.end() + 1]
        if before.isalnum() and after.isalnum() and (inside := self._inside(written, before, after)):
            return inside
        if written == "'" and self._is_apostrophe(sign, text, before, after):
            return "’"
        return self._quote(written, opens=self._opens(sign, text, before, after), before=before)

    def _inside(self, sign: str, before: str, after: str) -> str:
        """What stands for a sign between two letters; empty when it may be a quotation mark."""
        if before.isdigit() and after.isdigit():
            return "′" if sign == "'" else ""
        if sign == "'" and self._language == "uz" and before in UZBEK_LETTERS:
            return "ʻ"
        if own := INSIDE.get(self._language, {}).get(sign):
            return own
        return "’" if sign == "'" and self._language not in WITHOUT_APOSTROPHE else ""

    def _is_apostrophe(self, sign: re.Match[str], text: str, before: str, after: str) -> bool:
        """Whether a sign at the edge of a word stands for letters left out there."""
        if self._language in WITHOUT_APOSTROPHE:
            return False
        if before.isalnum():
            return self._ends_clipped(sign, text, after)
        return after.isalnum() and self._begins_clipped(sign, text)

    def _ends_clipped(self, sign: re.Match[str], text: str, after: str) -> bool:
        if after in ("'", '"') and text[sign.end() + 1 : sign.end() + 2].isalnum():
            return not self._closes_all(text, sign.end())  # l'"affaire"
        if "'" not in self._open:
            return not text[sign.start() - 1 : sign.start()].isdigit()
        word = (_WORD.findall(text[: sign.start()]) or [""])[-1].casefold()
        clipped = word in self._tails or word.endswith(OWNERS.get(self._language, ()) or ("\0",))
        # What closes the quotation must still come.
        return clipped and _CANDIDATE.search(text, sign.end()) is not None

    def _closes_all(self, text: str, position: int) -> bool:
        """Whether the signs from here close what is open rather than open anew."""
        return text[position] in self._open and text.find(text[position], position + 1) < 0

    def _begins_clipped(self, sign: re.Match[str], text: str) -> bool:
        if _YEARS.match(text, sign.end()):
            return True
        found = _WORD.match(text, sign.end())
        if found is None or found[0].casefold() not in self._heads:
            return False
        # A whole word between two signs is quoted, but for rock 'n' roll.
        quoted = text[found.end() : found.end() + 1] == "'"
        return not quoted or found[0].casefold() == "n"

    def _opens(self, sign: re.Match[str], text: str, before: str, after: str) -> bool:
        """Whether a quotation begins here."""
        elided = before in "'’" and sign.start() > 1 and text[sign.start() - 2].isalnum()
        closed = sign[0] not in self._open
        if before in _OPENS_AFTER or elided or self._opened_before(text, sign.start()):
            return closed or after.isalnum() or (not elided and after not in _CLOSES_BEFORE)
        # Between letters, as in un"believable", or where a space was forgotten.
        return closed and after.isalnum() and not before.isdigit()

    def _opened_before(self, text: str, position: int) -> bool:
        """Whether the run of quotation marks that ends here began after a space."""
        if not position or text[position - 1] not in "\"'":
            return position == 0 and self._before in "\"'" and bool(self._open)
        while position and text[position - 1] in "\"'":
            position -= 1
        return (text[position - 1] if position else self._before) in _OPENS_AFTER

    def _quote(self, written: str, *, opens: bool, before: str) -> str:
        if not opens and written not in self._open and before.isdigit():
            return "″" if written == '"' else "′"
        pair = self._marks[:2] if written == '"' else self._marks[2:]
        if opens:
            self._open.append(written)
        elif written in self._open:
            while self._open.pop() != written:
                pass
        if written == '"' and self._space:
            return f"{pair[0]}{self._space}" if opens else f"{self._space}{pair[1]}"
        return pair[0] if opens else pair[1]
