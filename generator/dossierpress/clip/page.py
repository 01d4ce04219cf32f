"""A capture that was opened: its markup or text, its own address, and the files that it holds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["html", "mhtml", "warc", "text", "pdf"]


class UnopenableError(Exception):
    """A capture that cannot be read; the message says why and the hint what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def _nothing(_address: str) -> bytes | None:
    return None


@dataclass(frozen=True, slots=True)
class Page:
    """One page out of a capture. `markup` is HTML; where it is empty, `text` is plain text.

    `held` gives the bytes of a file that the capture holds, by its address or name in the markup.
    """

    kind: Kind
    markup: str = ""
    text: str = ""
    address: str = ""
    taken: str = ""
    tool: str = ""
    encoding: str = "utf-8"
    is_guess: bool = False
    title: str = ""
    author: str = ""
    written: str = ""
    held: Callable[[str], bytes | None] = field(default=_nothing)
