"""The whole site as a zip that works from disk: its pages as they are built, and a search of its own."""

import html
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import msgspec

from dossierpress.model.names import slugify
from dossierpress.packages.zips import zipped
from dossierpress.schema.config import Config, Exports

ENDING = "-site.zip"
SEARCH, RECORDS, SCRIPT = "search/index.html", "search/records.js", "search/disk.js"
_TEMPLATES = Path(__file__).resolve().parent / "templates"
# What only a web server, or a program that asks one, has a use for.
_FOR_SERVERS = re.compile(r"pagefind/.*|404\.html|_headers|_redirects|robots\.txt|sitemap.*\.xml|\.htaccess")
_MODULE = re.compile(r'<script type="module" src="[^"]*/search\.[^"]*"></script>')
_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_SILENT = re.compile(r"<(script|style|svg|nav|form)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NO_INDEX = re.compile(r'<meta name="robots" content="[^"]*noindex')


def for_disk(config: Config) -> Config:
    """The configuration without what lives on a server, and without packages of the same pages."""
    return msgspec.structs.replace(
        config,
        exports=Exports(),
        api=msgspec.structs.replace(config.api, on=False),
        feeds=msgspec.structs.replace(config.feeds, on=False),
        cards=msgspec.structs.replace(config.cards, on=False),
    )


def site_zip(title: str, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """The name of the zip and its bytes, of a site that was built with relative links."""
    kept = {path: data for path, data in files.items() if not _FOR_SERVERS.fullmatch(path)}
    if SEARCH in kept:
        page = kept[SEARCH].decode()
        scripts = '<script src="records.js" defer></script>\n<script src="disk.js" defer></script>'
        kept[SEARCH] = _MODULE.sub(scripts, page).encode()
        records = json.dumps(list(_records(kept)), ensure_ascii=False, separators=(",", ":"))
        kept[RECORDS] = f"window.dossierRecords = {records};\n".encode()
        kept[SCRIPT] = (_TEMPLATES / "disk.js").read_bytes()
    return f"{slugify(title) or 'site'}{ENDING}", zipped(kept)


def _records(files: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Of each page that is to be found: where it lies from the search's page, its title, and its words."""
    for path in sorted(files):
        if not path.endswith(".html") or path == SEARCH:
            continue
        page = files[path].decode()
        main = _MAIN.search(page)
        if main is None or _NO_INDEX.search(page):
            continue
        title = _TITLE.search(main[1])
        address = quote(posixpath.relpath(path, posixpath.dirname(SEARCH)))
        yield address, _words(title[1]) if title else path, _words(main[1])


def _words(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", _SILENT.sub(" ", text))).split())
