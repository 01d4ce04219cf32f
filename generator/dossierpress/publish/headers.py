"""What a store should say with each file: its content type, and how long it may be kept."""

import mimetypes
import posixpath
import re

# A file under a name that holds its digest never changes; everything else is asked for again soon.
_HASHED = re.compile(r"^assets/(?:.*/)?[^/]+\.[0-9a-f]{8,64}\.[a-z0-9]+$")
FOREVER, SOON = "public, max-age=31536000, immutable", "public, max-age=300"
# Not the machine's own list, which differs from one to the next.
_KNOWN = mimetypes.MimeTypes(filenames=())
_OURS = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".bib": "application/x-bibtex",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".ris": "application/x-research-info-systems",
    ".rss": "application/rss+xml",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_TEXT = re.compile(r"^text/|[/+](?:json|xml|javascript)$")


def content_type(path: str) -> str:
    """The media type of a file, with its character set where it is text."""
    ending = posixpath.splitext(path)[1].lower()
    kind = _OURS.get(ending) or _KNOWN.guess_type(f"x{ending}")[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if is_text(kind) else kind


def cache_control(path: str) -> str:
    """How long readers and networks may keep a file (RFC 9111, and RFC 8246 for `immutable`)."""
    return FOREVER if _HASHED.match(path) else SOON


def is_text(kind: str) -> bool:
    """Whether a media type is worth compressing."""
    return _TEXT.search(kind.partition(";")[0]) is not None
