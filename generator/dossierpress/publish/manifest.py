"""The manifest that travels with a site: whose files these are, and what is on its way."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dossierpress.publish.target import target_error
from dossierpress.write.ledger import MANIFEST_FILE, is_safe

FORMAT = 1
_HINT = "if nothing there is worth keeping, empty the target by hand; else choose another place"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a target holds of a site.

    `files` are the paths that were sent, with the SHA-256 of each. `pending` are those of which it
    is not known how far they came, because a publish is under way or was cut off. `run` is the
    publish that wrote this. `custody` is where the chain of custody ended then.
    """

    site: str
    files: Mapping[str, str] = field(default_factory=dict)
    pending: tuple[str, ...] = ()
    run: str = ""
    custody: str = ""

    @property
    def owned(self) -> frozenset[str]:
        """Every path that may be replaced or deleted."""
        return frozenset(self.files) | frozenset(self.pending)


def parse(data: bytes, place: str) -> Manifest:
    """Read the manifest at a target. Raises TargetError for what is none, or none of ours."""
    try:
        saved = json.loads(data)
    except (ValueError, RecursionError):
        saved = None
    if not isinstance(saved, dict) or not _is_sound(saved):
        raise target_error(
            "bad-manifest",
            f"the record of what was published to {place} ({MANIFEST_FILE}) is damaged; nothing is touched",
            _HINT,
        )
    if saved["format"] != FORMAT:
        raise target_error(
            "bad-manifest",
            f"{place} was published by another version of Dossierpress",
            "publish with the version that did, or a newer one",
        )
    return Manifest(
        saved.get("site", ""),
        saved["files"],
        tuple(saved.get("pending", ())),
        saved.get("run", ""),
        saved.get("custody", ""),
    )


def dump(manifest: Manifest) -> bytes:
    """The bytes of a manifest: one path a line, sorted, so that versions compare well."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "site": manifest.site,
        "run": manifest.run,
        "pending": sorted(manifest.pending),
        "files": dict(manifest.files),
    }
    if manifest.custody:
        content["custody"] = manifest.custody
    return json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True).encode()


def _is_sound(saved: dict[str, Any]) -> bool:
    files, pending = saved.get("files"), saved.get("pending", [])
    return (
        isinstance(saved.get("format"), int)
        and isinstance(files, dict)
        and isinstance(pending, list)
        and isinstance(saved.get("site", ""), str)
        and isinstance(saved.get("run", ""), str)
        and isinstance(saved.get("custody", ""), str)
        and all(isinstance(path, str) and is_safe(path) for path in (*files, *pending))
        and all(isinstance(digest, str) for digest in files.values())
    )
