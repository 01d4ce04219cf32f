"""Look at the finished pages once more: every internal link must lead to a file, or a place in one."""

import html
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from dossierpress.problems import Problem

# What holds text that is no markup, and may look like a tag.
_OPAQUE = re.compile(rb"<!--.*?-->|(<script\b[^>]*>).*?(?=</script)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(rb"<[a-zA-Z][^<>]*>")
_LINK = re.compile(
    rb"""\s(?:href|src|poster|action)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_ID = re.compile(rb"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def broken_links(folder: Path, files: Iterable[str], url: str, shown: str) -> tuple[Problem, ...]:
    """A problem for every link of a page that leads to no file of the site.

    `files` are the paths of the site in `folder`; `url` is its address, with the sub-path if it has
    one; `shown` is how messages call the folder.
    """
    known = frozenset(files)
    host, base = _parts(url)

    @cache
    def ids(path: str) -> frozenset[str]:
        return frozenset(_values(_ID, _markup((folder / path).read_bytes())))

    broken: dict[str, list[str]] = {}
    for page in sorted(path for path in known if path.endswith(".html")):
        data = _markup((folder / page).read_bytes())
        for link in dict.fromkeys(_values(_LINK, data)):
            target = _target(link, f"{base}{page}", host)
            if target is not None and not _leads(target, base, known, ids):
                broken.setdefault(link, []).append(page)
    return tuple(_problem(folder, shown, link, pages) for link, pages in broken.items())


def _parts(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    path = parts.path.strip("/")
    return parts.netloc, f"/{path}/" if path else "/"


def _markup(data: bytes) -> bytes:
    """A page with the inside of scripts and comments blanked, line for line."""
    return _OPAQUE.sub(lambda found: (found[1] or b"") + b"\n" * found[0].count(b"\n"), data)


def _values(pattern: re.Pattern[bytes], data: bytes) -> Iterable[str]:
    for tag in _TAG.finditer(data):
        for double, single, bare in pattern.findall(tag[0]):
            yield html.unescape((double or single or bare).decode("utf-8", "replace"))


def _target(link: str, page: str, host: str) -> tuple[str, str] | None:
    """Path and fragment of a link inside the site; None for one that leads elsewhere."""
    try:
        parts = urlsplit(urljoin(f"https://{host or 'site.invalid'}{page}", link.strip()))
    except ValueError:
        return "", ""
    if parts.scheme not in ("http", "https") or parts.netloc != (host or "site.invalid"):
        return None
    return unquote(parts.path), unquote(parts.fragment)


def _leads(
    target: tuple[str, str], base: str, known: frozenset[str], ids: Callable[[str], frozenset[str]]
) -> bool:
    path, fragment = target
    if path and not f"{path}/".startswith(base):
        return True  # beside the site, on the same host: not ours to know
    inner = path.removeprefix(base)
    index = f"{inner.rstrip('/')}/index.html".lstrip("/")
    file = next((each for each in (inner, index) if each in known), "")
    if not path or not file:
        return False
    return not fragment or not file.endswith(".html") or fragment == "top" or fragment in ids(file)


def _problem(folder: Path, shown: str, link: str, pages: list[str]) -> Problem:
    """One link is one problem, on however many pages a template puts it."""
    data = (folder / pages[0]).read_bytes()
    at = data.find(html.escape(link).encode())
    more = f" (and on {len(pages) - 1:,} more)" if len(pages) > 1 else ""
    return Problem(
        path=f"{shown}/{pages[0]}",
        code="broken-link",
        message=f"a link on this finished page{more} leads nowhere: {link[:120]}",
        hint="correct it where it is written: in the content, the menu or a template",
        line=data.count(b"\n", 0, at) + 1 if at >= 0 else 1,
        column=1,
    )
