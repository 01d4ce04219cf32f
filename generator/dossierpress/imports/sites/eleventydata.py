"""Data of an Eleventy site: files in JSON, and of programs what is plainly written in them."""

import re
from typing import Any, Final

from dossierpress.imports.sites.folder import Folder
from dossierpress.imports.sites.frontmatter import plain, read_settings
from dossierpress.imports.sites.keys import folded

STRING: Final = r"[\"'`](?P<value>[^\"'`\n]*)[\"'`]"


def data_of(folder: Folder, stem: str) -> dict[str, Any]:
    """What a data file beside a folder or a text says; of a program, what is plainly written in it."""
    name = folder.first(f"{stem}{end}" for end in (".json", ".11tydata.json"))
    if name:
        found = plain(read_settings(name, folder.text(name) or ""))
        return found if isinstance(found, dict) else {}
    name = folder.first(f"{stem}{end}" for end in (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs"))
    text = (folder.text(name) or "") if name else ""
    said: dict[str, Any] = {}
    for key in ("permalink", "tags", "author", "layout", "lang"):
        value = re.search(
            rf"\b{key}[\"']?\s*:\s*(?:{STRING}|\[(?P<list>[^\]]*)\]|(?P<bare>false|true))", text
        )
        if value is not None:
            listed = re.findall(r"[\"'`]([^\"'`]+)[\"'`]", value["list"] or "")
            said[key] = listed or value["value"] or value["bare"] or ""
    return said


def about(folder: Folder, place: str) -> dict[str, Any]:
    """What the site's own data says of it."""
    for stem in ("site", "metadata", "meta", "config"):
        if (name := folder.first([f"{place}/{stem}.json"])) and (text := folder.text(name)):
            found = plain(read_settings(name, text))
            if isinstance(found, dict):
                return {folded(str(key)): value for key, value in found.items()}
        if name := folder.first([f"{place}/{stem}.js", f"{place}/{stem}.cjs", f"{place}/{stem}.mjs"]):
            text = folder.text(name) or ""
            said = {
                key: re.search(rf"\b{key}\s*:\s*{STRING}", text)
                for key in ("title", "url", "description", "language")
            }
            return {key: value["value"] for key, value in said.items() if value}
    return {}
