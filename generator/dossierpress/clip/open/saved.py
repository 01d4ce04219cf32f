"""HTML as browsers and SingleFile save it: their notes say where the page was, and when it was saved."""

import re
from collections.abc import Callable
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Final

from dossierpress.clip.decode import decoded
from dossierpress.clip.page import Page

_SINGLEFILE: Final = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+saved date:\s*(?P<date>[^\n]+?)\s*(?:\n|-->)"
)
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(?P<url>\S+)\s*-->")
_DATE: Final = re.compile(r"\w{3} (?P<month>\w{3}) (?P<day>\d{1,2}) (?P<year>\d{4})")
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_NOTES: Final = 4096


def open_html(data: bytes, declared: str = "", held: Callable[[str], bytes | None] | None = None) -> Page:
    """Open a page that was saved as HTML. `held` gives the files of the folder that was saved with it."""
    text = decoded(data, declared)
    address, taken, tool = _note(text.text[:_NOTES])
    page = Page(
        kind="html",
        markup=text.text,
        address=address,
        taken=taken,
        tool=tool,
        encoding=text.encoding,
        is_guess=text.is_guess,
    )
    return page if held is None else replace(page, held=held)


def _note(head: str) -> tuple[str, str, str]:
    if (found := _SINGLEFILE.search(head)) is not None:
        return found["url"], _day(found["date"]), "SingleFile"
    if (found := _SAVED_FROM.search(head)) is not None:
        return found["url"], "", "browser"
    return "", "", ""


def _day(text: str) -> str:
    """The day of a date as JavaScript prints it."""
    if (found := _DATE.search(text)) is not None and found["month"] in _MONTHS:
        return f"{found['year']}-{_MONTHS.index(found['month']) + 1:02}-{int(found['day']):02}"
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError):
        return text[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d.*", text) else ""
