"""Long texts made brief, for a page's head and for lists."""

import re

LONGEST_DESCRIPTION = 200
# A sentence that ends sooner than this says too little by itself.
_LEAST = 60
_SENTENCE_END = re.compile(r"[.!?…։۔؟。！？][\"'”’»)]*(?=\s|$)|[。！？]")


def shortened(text: str, most: int = LONGEST_DESCRIPTION) -> str:
    """A text short enough for a page's head, cut between words."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    return plain[:most].rsplit(" ", 1)[0].rstrip(",;:—–-،؛") + "…"


def first_sentences(text: str, most: int = LONGEST_DESCRIPTION) -> str:
    """The whole sentences that a text begins with, as many as fit; one that is too long is cut."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    ends = [end.end() for end in _SENTENCE_END.finditer(plain[: most + 1]) if _LEAST <= end.end() <= most]
    return plain[: ends[-1]] if ends else shortened(plain, most)
