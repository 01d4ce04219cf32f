"""What `site.yaml` says after an old site came in: its parser, and where readers of old lists are sent."""

import json
import re
import zoneinfo
from collections.abc import Iterable
from typing import Final

from dossierpress.imports.item import Batch
from dossierpress.imports.ledger import Ledger

_ENGINE: Final = "markdown: {engine: commonmark}\n"
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_URL: Final = re.compile(r"https?://[^\s<>\"'`{}|\\^?#]+")
_PLACE: Final = "site.yaml"


def new_settings(batch: Batch) -> str:
    """The `site.yaml` of a site that has none yet."""
    lines = [f"title: {_text(batch.title or 'Imported')}\n"]
    if batch.description:
        lines.append(f"description: {_text(batch.description)}\n")
    if _URL.fullmatch(batch.url):
        lines.append(f"url: {batch.url}\n")
    language = batch.language.replace("_", "-")
    if _LANGUAGE.fullmatch(language):
        lines.append(f"language: {language}\n")
    if _is_zone(batch.timezone):
        lines.append(f"timezone: {batch.timezone}\n")
    return "".join([*lines, _ENGINE])


def more_settings(before: str, batch: Batch, redirects: Iterable[tuple[str, str]], ledger: Ledger) -> str:
    """The lines to add to a `site.yaml`; what it says itself stays as it is, and is written down."""
    added = ""
    if batch.is_site and not _has(before, "markdown"):
        added += _ENGINE
    elif batch.is_site and "commonmark" not in before:
        ledger.add("settings to look at by hand", _PLACE, f"old sites are written for {_ENGINE.strip()}")
    listed = [f"  - {{from: {_text(old)}, to: {_text(new)}}}\n" for old, new in redirects]
    if listed and not _has(before, "redirects"):
        added += "redirects:\n" + "".join(listed)
    else:
        for line in listed:
            ledger.add("settings to look at by hand", _PLACE, f"redirects: {line.strip()}")
    return added


def _has(text: str, key: str) -> bool:
    return re.search(rf"(?m)^{key}\s*:", text) is not None


def _text(value: str) -> str:
    return json.dumps(" ".join(value.split()), ensure_ascii=False)


def _is_zone(name: str) -> bool:
    try:
        return bool(name) and bool(zoneinfo.ZoneInfo(name))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
