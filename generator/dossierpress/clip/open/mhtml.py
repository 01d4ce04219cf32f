"""MHTML, as browsers save a whole page in one file: a mail with the page and its pictures (RFC 2557)."""

import email
import email.policy
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from dossierpress.clip.decode import decoded
from dossierpress.clip.page import Page, UnopenableError


def open_mhtml(data: bytes) -> Page:
    """Open a page that was saved as MHTML."""
    whole = email.message_from_bytes(data, policy=email.policy.default)
    parts = [part for part in whole.walk() if not part.is_multipart()]
    address = _header(whole, "Snapshot-Content-Location")
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise UnopenableError("it holds no page", "save the page again, as HTML or with SingleFile")
    page = next((part for part in pages if _header(part, "Content-Location") == address), pages[0])
    address = address or _header(page, "Content-Location")
    held: dict[str, Message] = {}
    for part in parts:
        if (place := _header(part, "Content-Location")) != "":
            held[urljoin(address, place)] = part
        if (name := _header(part, "Content-ID").strip("<>")) != "":
            held[f"cid:{name}"] = part
    text = decoded(_bytes(page), page.get_content_charset() or "")
    return Page(
        kind="mhtml",
        markup=text.text,
        address=address if address.startswith("http") else "",
        taken=_day(_header(whole, "Date")),
        encoding=text.encoding,
        is_guess=text.is_guess,
        held=lambda wanted: _bytes(held[wanted]) if wanted in held else None,
    )


def _header(part: Message, name: str) -> str:
    try:
        return str(part.get(name, "")).strip()
    except (ValueError, IndexError, AttributeError):  # a header that the parser takes apart in vain
        return ""


def _bytes(part: Message | EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _day(text: str) -> str:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError):
        return ""
