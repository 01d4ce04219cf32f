"""What the preview adds to a page on its way to the browser, and never to the site."""

import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from dossierpress.plan.addresses import href
from dossierpress.render.theme import Theme

SCRIPT = "/livereload.js"
SOCKET = "/livereload"
_HEAD_END = re.compile(rb"</head\s*>|<body[\s>]", re.IGNORECASE)
_MAIN_END = re.compile(rb"</main\s*>|</body\s*>", re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_POLICY = re.compile(r"""http-equiv\s*=\s*["']?content-security-policy["'\s>]""", re.IGNORECASE)
_CONTENT = re.compile(r"""(\bcontent\s*=\s*)("[^"]*"|'[^']*')""", re.IGNORECASE)
# Directives that the preview needs, each with what stands in for it where it is missing (CSP 3, 6.8.3).
_NEEDS = {
    "script-src-elem": ("script-src", "default-src"),
    "script-src": ("default-src",),
    "connect-src": ("default-src",),
}


def marks_of(page: bytes, theme: Theme) -> tuple[str, str]:
    """Two digests: of a page without regard to its style sheets' contents, and of the style sheets."""
    sheets = {name: file for name, file in theme.assets.items() if name.endswith(".css")}
    for name, file in sheets.items():
        page = page.replace(file.encode(), name.encode())
    styles = hashlib.sha256("\n".join(sorted(sheets.values())).encode())
    return hashlib.sha256(page).hexdigest()[:16], styles.hexdigest()[:16]


def with_script(page: bytes, host: str, marks: tuple[str, str]) -> bytes:
    """A page with the reload script, and leave for it in a policy that the page declares.

    `host` is the `Host` that the page was asked from.
    """
    name, _, port = host.rpartition(":") if not host.endswith("]") and ":" in host else (host, "", "80")
    options = {
        "host": name,
        "port": port,
        "mindelay": "200",
        "maxdelay": "1000",
        "page": marks[0],
        "styles": marks[1],
    }
    source = f"{SCRIPT}?{urlencode(options, safe='[]:')}"
    tag = f'<script src="{html.escape(source)}" async></script>\n'.encode()
    page = _with_leave(page, host)
    found = _HEAD_END.search(page)
    return page[: found.start()] + tag + page[found.start() :] if found else page + tag


def with_nearest(page: bytes, near: Iterable[str], base: str) -> bytes:
    """The page for addresses that are not there, with the nearest that are."""
    links = "".join(
        f'<li><a href="{html.escape(href(each, "", base, relative=False))}">{html.escape(each)}</a></li>'
        for each in near
    )
    if not links:
        return page
    added = f'<nav aria-label="Nearest addresses"><p>Nearest addresses:</p><ul>{links}</ul></nav>'.encode()
    found = _MAIN_END.search(page)
    return page[: found.start()] + added + page[found.start() :] if found else page + added


def placeholder(title: str, words: str) -> bytes:
    """A page for when there is none yet to show."""
    name, text = html.escape(title), html.escape(words)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{name}</title>\n</head>\n'
        f"<body>\n<main>\n<h1>{name}</h1>\n<p>{text}</p>\n</main>\n</body>\n</html>\n"
    ).encode()


def amended(policy: str, host: str) -> str:
    """A Content-Security-Policy that also lets the preview's script and socket through."""
    rules: dict[str, list[str]] = {}
    for rule in policy.split(";"):
        words = rule.split()
        if words:
            rules.setdefault(words[0].lower(), words[1:])
    leaves = {
        "script-src-elem": [f"http://{host}{SCRIPT}"],
        "script-src": [f"http://{host}{SCRIPT}"],
        "connect-src": [f"ws://{host}{SOCKET}"],
    }
    return "; ".join(" ".join((name, *values)) for name, values in _given_leave(rules, leaves).items())


def _given_leave(rules: Mapping[str, list[str]], leaves: Mapping[str, list[str]]) -> dict[str, list[str]]:
    given = dict(rules)
    for directive, stand_ins in _NEEDS.items():
        ruling = next((name for name in (directive, *stand_ins) if name in rules), None)
        if ruling is not None and (directive in rules or directive != "script-src-elem"):
            allowed = [value for value in rules[ruling] if value.lower() != "'none'"]
            given[directive] = [*allowed, *leaves[directive]]
    return given


def _with_leave(page: bytes, host: str) -> bytes:
    """The page with each policy in its head amended."""
    text = page.decode("utf-8", "surrogateescape")
    end = text.lower().find("</head")
    head = text if end < 0 else text[:end]
    changed = _META.sub(lambda tag: _amended_tag(tag[0], host), head)
    return page if changed == head else (changed + text[len(head) :]).encode("utf-8", "surrogateescape")


def _amended_tag(tag: str, host: str) -> str:
    if not _POLICY.search(tag):
        return tag

    def replaced(found: re.Match[str]) -> str:
        policy = amended(html.unescape(found[2][1:-1]), host)
        return f'{found[1]}"{html.escape(policy, quote=False).replace(chr(34), "&quot;")}"'

    return _CONTENT.sub(replaced, tag)


def quoted(path: str) -> str:
    """A path as it stands in an address."""
    return quote(path, safe="/:@!$&'()*+,;=~-._")
