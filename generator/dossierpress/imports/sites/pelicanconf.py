"""Pelican's settings, which are a program: what is plainly written in them, and nothing of them is run."""

import ast
from typing import Any, Final

_DEFAULTS: Final[dict[str, Any]] = {
    "PATH": "content", "ARTICLE_PATHS": [""], "PAGE_PATHS": ["pages"], "STATIC_PATHS": ["images"],
    "ARTICLE_URL": "{slug}.html", "ARTICLE_LANG_URL": "{slug}-{lang}.html", "DRAFT_URL": "drafts/{slug}.html",
    "PAGE_URL": "pages/{slug}.html", "PAGE_LANG_URL": "pages/{slug}-{lang}.html",
    "CATEGORY_URL": "category/{slug}.html", "TAG_URL": "tag/{slug}.html", "AUTHOR_URL": "author/{slug}.html",
    "ARCHIVES_SAVE_AS": "archives.html", "TAGS_SAVE_AS": "tags.html", "CATEGORIES_SAVE_AS": "categories.html",
    "AUTHORS_SAVE_AS": "authors.html", "YEAR_ARCHIVE_SAVE_AS": "", "MONTH_ARCHIVE_SAVE_AS": "",
    "DAY_ARCHIVE_SAVE_AS": "",
    "DEFAULT_CATEGORY": "misc", "USE_FOLDER_AS_CATEGORY": True, "DEFAULT_LANG": "en",
    "DEFAULT_PAGINATION": False,
    "FILENAME_METADATA": r"(?P<date>\d{4}-\d{2}-\d{2}).*", "PATH_METADATA": "", "DEFAULT_METADATA": {},
    "EXTRA_PATH_METADATA": {}, "SLUGIFY_SOURCE": "title", "SITENAME": "", "SITEURL": "", "AUTHOR": "",
    "TIMEZONE": "",
    "ARTICLE_EXCLUDES": [], "SITESUBTITLE": "",
}  # fmt: skip


def settings_of(*programs: str) -> dict[str, Any]:
    """The settings of several files, later ones first; what is no plain value is left out."""
    found = dict(_DEFAULTS)
    for program in programs:
        try:
            tree = ast.parse(program)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in tree.body:
            found |= _assigned(node, found)
    return found


def _assigned(node: ast.stmt, known: dict[str, Any]) -> dict[str, Any]:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets, value = node.targets, node.value
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        targets, value = [node.target], node.value
    else:
        return {}
    names = [each.id for each in targets if isinstance(each, ast.Name) and each.id.isupper()]
    if isinstance(value, ast.Name) and value.id in known:
        return dict.fromkeys(names, known[value.id])
    try:
        return dict.fromkeys(names, ast.literal_eval(value))
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return {}
