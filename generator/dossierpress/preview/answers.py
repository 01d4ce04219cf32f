"""What a static host answers to a request, as a pure function: status, headers and body."""

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote_to_bytes

from dossierpress.plan.addresses import file_of, is_inside

# Python's own table, whatever the machine's says, with what it lacks.
_TYPES = mimetypes.MimeTypes(filenames=())
for _type, _ending in (
    ("font/woff2", ".woff2"),
    ("font/woff", ".woff"),
    ("image/webp", ".webp"),
    ("image/avif", ".avif"),
    ("text/javascript", ".js"),
    ("application/manifest+json", ".webmanifest"),
    ("application/x-ndjson", ".ndjson"),
):
    _TYPES.add_type(_type, _ending)
_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
NOT_FOUND_FILE = "404.html"


@dataclass(frozen=True, slots=True)
class Answer:
    """A response. For HEAD the body is still here: the server sends its length only."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def path_of(target: str, base: str) -> str | None:
    """The site's path that a request target asks for, such as `tags/`; None when it is none of the site's.

    Decoded once, and only as UTF-8. What steps out, or around, in any spelling is no path.
    """
    raw = target.partition("?")[0].partition("#")[0]
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not path.startswith(base) or not path.isprintable() or "\\" in path:
        return None
    inner = path.removeprefix(base)
    segments = inner.removesuffix("/").split("/") if inner else []
    return inner if is_inside(segments) or _is_well_known(segments) else None


def _is_well_known(segments: list[str]) -> bool:
    """RFC 8615: the one folder whose name begins with a dot and that hosts serve."""
    return len(segments) > 1 and segments[0] == ".well-known" and is_inside(segments[1:])


def candidates(path: str) -> tuple[str, str]:
    """The file that answers a path, and the one that would if a slash were added."""
    return file_of("/" + path), "" if path == "" or path.endswith("/") else f"{path}/index.html"


def content_type(path: str) -> str:
    """The media type of a file, with the encoding of what is text."""
    kind = _TYPES.guess_type(path)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind in ("application/json", "application/xml", "image/svg+xml")
    return f"{kind}; charset=utf-8" if is_text else kind


def redirect(address: str, base: str, query: str = "") -> Answer:
    """A redirect to an address on the site. Never kept by the browser: the site changes under it."""
    path, mark, fragment = address.partition("#")
    location = base + quote(path.lstrip("/"), safe="/:@!$&'()*+,;=~-._")
    location += f"?{query}" if query else ""
    return Answer(301, {"Location": location + mark + fragment, "Cache-Control": "no-store"})


def of_file(path: str, body: bytes, headers: Mapping[str, str], status: int = 200) -> Answer:
    """A file as the request's headers (names in lower case) want it: whole, a part, or not again.

    RFC 9110: If-None-Match (13.1.2), Range with one range (14.2), If-Range (13.1.5).
    """
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    facts = {
        "Content-Type": content_type(path),
        "ETag": tag,
        "Cache-Control": "no-cache",
        "Accept-Ranges": "bytes",
    }
    if status != 200:
        return Answer(status, facts, body)
    known = [each.strip().removeprefix("W/") for each in headers.get("if-none-match", "").split(",")]
    if tag in known or known == ["*"]:
        return Answer(304, facts)
    if headers.get("if-range", tag) != tag:
        return Answer(200, facts, body)
    return _part(body, headers.get("range", ""), facts)


def _part(body: bytes, wanted: str, facts: Mapping[str, str]) -> Answer:
    found = _RANGE.fullmatch(wanted.strip())
    if found is None or found[0] == "bytes=-":
        return Answer(200, facts, body)
    size = len(body)
    if found[1]:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
        if found[2] and int(found[2]) < first:
            return Answer(200, facts, body)
    else:
        first, last = max(0, size - int(found[2])), size - 1
    if first >= size or last < first:
        return Answer(416, {**facts, "Content-Range": f"bytes */{size}"})
    return Answer(206, {**facts, "Content-Range": f"bytes {first}-{last}/{size}"}, body[first : last + 1])
