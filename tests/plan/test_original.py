"""What a page says of its original: what was found there, since when, and what to read instead."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from make import article, site, write

URL = "https://press.example/a"
COPY, OTHER = "https://web.archive.org/1", "https://archive.today/2"
SHOWN = {
    "themes/tiny/templates/article.html": "{{ original.state }} {{ original.since.iso }}"
    " {{ original.moved_to }} {{ original.archived.url if original.archived }}|\n"
}


def page(
    root: Path, links: dict[str, dict[str, Any]], theme: Mapping[str, str] = SHOWN, /, **keys: str
) -> str:
    lines = [
        json.dumps({"url": url, "since": "2026-11-24", "checked": "2026-11-30"} | link)
        for url, link in links.items()
    ]
    write(root, {"links.jsonl": "\n".join(lines)})
    built = site(root, {"content/d/a.md": article(url=URL, **keys), **theme})
    assert not built.codes
    return built.text("articles/a/index.html").partition("|")[0].strip()


def test_a_dead_original_names_the_first_copy_that_stands(tmp_path: Path) -> None:
    dead = {"state": "dead"}
    copies = f"[{COPY}, {OTHER}]"
    assert page(tmp_path, {URL: dead}, archived=copies) == f"dead 2026-11-24  {COPY}"
    assert page(tmp_path, {URL: dead, COPY: dead}, archived=copies) == f"dead 2026-11-24  {OTHER}"
    blocked = {"state": "blocked"}
    assert page(tmp_path, {URL: dead, COPY: blocked}, archived=copies) == f"dead 2026-11-24  {COPY}"
    assert page(tmp_path, {URL: dead, COPY: dead, OTHER: dead}, archived=copies) == "dead 2026-11-24"
    assert page(tmp_path, {URL: dead}) == "dead 2026-11-24"


def test_a_dead_copy_is_nowhere_offered_while_another_lives(tmp_path: Path) -> None:
    formats = "{{ citation | bibtex }}{{ citation | ris }}{{ citation | csl_json }}"
    everywhere = {
        "themes/tiny/templates/article.html": "{% for each in archived %}{{ each.url }} {% endfor %}"
        f"{{{{ original.archived.url if original.archived }}}} {formats} {{{{ citation | citation_tags }}}}"
        "{{ citation | coins }}|\n"
    }
    dead = {"state": "dead"}
    both, one = f"[{COPY}, {OTHER}]", f"[{COPY}]"
    shown = page(tmp_path, {URL: dead, COPY: dead}, everywhere, archived=both)
    assert COPY not in shown
    assert shown.count(OTHER) >= 5
    assert COPY in page(tmp_path, {URL: dead, COPY: dead, OTHER: dead}, everywhere, archived=both)
    assert COPY in page(tmp_path, {URL: dead, COPY: dead}, everywhere, archived=one)


@pytest.mark.parametrize("state", ["live", "paywalled", "blocked", "unsure"])
def test_other_states_are_shown_as_they_are(tmp_path: Path, state: str) -> None:
    assert page(tmp_path, {URL: {"state": state}}) == f"{state} 2026-11-24"


def test_a_moved_original_says_where_to(tmp_path: Path) -> None:
    moved = {"state": "moved", "to": "https://new.example/"}
    assert page(tmp_path, {URL: moved}) == "moved 2026-11-24 https://new.example/"
    dead = {"state": "dead", "to": "https://new.example/"}
    assert page(tmp_path, {URL: dead}) == "dead 2026-11-24"
