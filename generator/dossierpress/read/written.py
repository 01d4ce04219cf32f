"""Where in a body's text each finding in its HTML was written: the line of every one, not of the first."""

import html
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from dossierpress.problems import Problem
from dossierpress.read.rawhtml import Finding

# So many different tags are counted one by one; after them, each is looked for behind the one before.
MOST_COUNTED = 500


def placed(
    findings: Iterable[Finding], markup: str, text: str, path: str, first_line: int
) -> tuple[Problem, ...]:
    """The findings as problems with line and column; `text` begins on `first_line` of the file."""
    finder = _Finder(markup, text)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    problems = []
    for finding in findings:
        at = finder.place(finding)
        line = bisect_right(starts, at)
        problems.append(
            Problem(
                path=path,
                code=finding.code,
                message=finding.message,
                hint=finding.hint,
                severity=finding.severity,
                line=first_line + line - 1,
                column=at - starts[line - 1] + 1,
            )
        )
    return tuple(problems)


class _Finder:
    """Finds tags in Markdown by counting: the third `<iframe>` of the page is the third of the text.

    What stands in code is escaped in the HTML, and counts too. What Markdown itself made, such as the
    link of `[x](ftp://…)`, is found by its address or by the name of the attribute.
    """

    def __init__(self, markup: str, text: str) -> None:
        self.markup = markup
        self.text = text
        self.places: dict[str, tuple[list[int], list[int]]] = {}
        self.made: Counter[str] = Counter()
        self.cursor = 0

    def place(self, finding: Finding) -> int:
        """The offset of a finding in the text; where it begins when it is nowhere to be found."""
        tag = self._of_tag(finding)
        if tag >= 0:
            inside = re.search(rf"[\s\"'/=]({re.escape(finding.inside)})", finding.raw, re.IGNORECASE)
            return tag + (inside.start(1) if finding.inside and inside else 0)
        wanted = finding.inside or finding.raw
        is_address = finding.code == "link-scheme"
        pattern = re.escape(wanted) if is_address else rf"(?i:(?<![\w-]){re.escape(wanted)}\s*=)"
        all_made = [found.start() for found in re.finditer(pattern, self.text)]
        self.made[wanted] += 1
        return all_made[min(self.made[wanted], len(all_made)) - 1] if all_made else 0

    def _of_tag(self, finding: Finding) -> int:
        raw = finding.raw
        if raw not in self.places and len(self.places) >= MOST_COUNTED:
            self.cursor = max(self.text.find(raw, self.cursor), self.text.find(raw))
            return self.cursor
        if raw not in self.places:
            forms = {raw, html.escape(raw), html.escape(raw, quote=False)}
            shown = re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))
            self.places[raw] = (
                [found.start() for found in shown.finditer(self.markup)],
                [found.start() for found in re.finditer(re.escape(raw), self.text)],
            )
        shown_at, written_at = self.places[raw]
        if not written_at:
            return -1
        return written_at[min(bisect_left(shown_at, finding.at), len(written_at) - 1)]
