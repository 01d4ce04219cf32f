"""The page that `dossier audit --output` writes: the list of findings, for curators and not for readers."""

from collections.abc import Mapping, Sequence
from html import escape

from dossierpress.problems import Problem

# How a page of ours begins: no other file is written over.
OPENING = '<!doctype html>\n<html lang="en" data-dossier="audit">\n'
_STYLE = (
    ":root{color-scheme:light dark;background:Canvas;color:CanvasText}"
    "body{max-inline-size:52rem;margin:0 auto;padding:1rem;font:1.0625rem/1.55 Georgia,serif;"
    "overflow-wrap:anywhere}li{margin-block-end:1rem}ul{padding-inline-start:1.25rem}"
    "code{font-size:.875rem}p{margin:0}.hint{font-style:italic}"
)


def audit_page(title: str, day: str, dossiers: Sequence[str], groups: Mapping[str, Sequence[Problem]]) -> str:
    """The whole page: each kind that was found, with file, line and what to do."""
    heading = f"Audit of {title}"
    parts = [
        OPENING,
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f'<meta name="robots" content="noindex"><title>{escape(heading)}</title>',
        f"<style>{_STYLE}</style></head>\n",
        f"<body>\n<h1>{escape(heading)}</h1>\n<p>{escape(day)}. {escape(', '.join(dossiers))}. ",
        "For the curators: it may tell what readers do not see.</p>\n",
    ]
    for name, found in groups.items():
        parts.append(f"<section>\n<h2>{escape(name)} ({len(found)})</h2>\n<ul>\n")
        parts.extend(_item(each) for each in found)
        parts.append("</ul>\n</section>\n")
    if not groups:
        parts.append("<p>Nothing was found.</p>\n")
    return "".join([*parts, "</body>\n</html>\n"])


def _item(problem: Problem) -> str:
    return (
        f"<li><p>{escape(problem.message)}</p><p><code>{escape(problem.path)}:{problem.line}</code></p>"
        f'<p class="hint">{escape(problem.hint)}</p></li>\n'
    )
