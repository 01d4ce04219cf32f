"""What columns of imported tables mean: guessed by name, asked for once, kept in `columns.yaml`."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click
import yaml

COLUMNS_FILE: Final = "columns.yaml"
_HEAD: Final = (
    "# What each column of imported tables means: a key of an article, `extra`, or `-` for nothing.\n"
)


class AskedColumns:
    """Says what columns mean, and asks for those that nobody knows."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.known: dict[str, str] = {}
        self.added: dict[str, str] = {}

    def __call__(self, headings: Sequence[str]) -> Mapping[str, str]:
        """The meaning of each column. Raises UsageError where nobody can be asked."""
        from dossierpress.imports.libraries.table import guessed

        self.known = self._read()
        fresh = [each for each in headings if each not in self.known]
        self.added = {each: meaning for each in fresh if (meaning := guessed(each))}
        open_ones = [each for each in fresh if each not in self.added]
        if open_ones and not is_somebody_there():
            lines = "\n".join(f"  {_written(each)}: extra" for each in open_ones)
            raise click.UsageError(
                f"nobody can be asked what these columns mean; write it into {COLUMNS_FILE}, such as\n{lines}"
            )
        for each in open_ones:
            self.added[each] = _ask(each)
        return self.known | self.added

    def text(self) -> str:
        """The lines that the file gets; with its head where there is none yet."""
        lines = "".join(f"{_written(name)}: {_written(meaning)}\n" for name, meaning in self.added.items())
        return lines if not lines or (self.root / COLUMNS_FILE).exists() else _HEAD + lines

    def _read(self) -> dict[str, str]:
        from dossierpress.cli.options import fail
        from dossierpress.imports.libraries.table import MEANINGS
        from dossierpress.problems import Problem
        from dossierpress.schema.yamltext import compose

        try:
            text = (self.root / COLUMNS_FILE).read_text(encoding="utf-8-sig", errors="replace")
        except FileNotFoundError:
            return {}
        node, problems = compose(text, COLUMNS_FILE)
        found: dict[str, str] = {}
        for label, value in node.value if isinstance(node, yaml.MappingNode) else ():
            meaning = value.value if isinstance(value, yaml.ScalarNode) else ""
            found[str(label.value)] = meaning
            if meaning not in MEANINGS:
                message = f"a column cannot mean `{meaning}`"
                hint = f"there are: {', '.join(MEANINGS)}"
                line = value.start_mark.line + 1
                problems = (
                    *problems,
                    Problem(path=COLUMNS_FILE, code="wrong-value", message=message, hint=hint, line=line),
                )
        if any(each.severity == "error" for each in problems):
            fail(problems, "text", "nothing was imported")
        return found


def is_somebody_there() -> bool:
    """Whether somebody sits before the terminal who can be asked."""
    return sys.stdin.isatty()


def _ask(name: str) -> str:
    from dossierpress.imports.libraries.table import EXTRA, MEANINGS

    return str(
        click.prompt(f"the column `{name}` means", type=click.Choice(MEANINGS), default=EXTRA, err=True)
    )


def _written(text: str) -> str:
    return text if text.isalnum() and not text.isdigit() else json.dumps(text, ensure_ascii=False)
