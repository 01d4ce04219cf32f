"""An import in a test: a source written, imported by the real command, and what came of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner
from tests.imports.oldsites import write

from dossierpress.cli.main import cli

PAPER = "title: Press\nsearch: false\ncards: false\nmarkdown: {engine: commonmark}\n"


@dataclass(frozen=True)
class Imported:
    """A site after an import."""

    root: Path
    code: int
    output: str

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def keys(self, path: str) -> dict[str, Any]:
        found = yaml.load(self.text(path).split("---\n")[1], yaml.BaseLoader)  # text alone
        assert isinstance(found, dict)
        return found

    def body(self, path: str) -> str:
        return self.text(path).split("---\n", 2)[2].strip()

    def content(self) -> list[str]:
        folder = self.root / "content"
        return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())

    @property
    def details(self) -> str:
        return "".join(each.read_text(encoding="utf-8") for each in sorted(self.root.glob("imported-*.txt")))

    def builds(self) -> str:
        """The output of a build that must not fail, with drafts."""
        done = CliRunner().invoke(
            cli,
            ["build", "--root", str(self.root), "--drafts", "--jobs", "1", "--no-cache"],
            standalone_mode=False,
        )
        assert done.exit_code == 0, done.output
        return done.output


def imported(source: Path, root: Path, *words: str) -> Imported:
    """Import a source into the site in `root`."""
    root.mkdir(exist_ok=True)
    done = CliRunner().invoke(
        cli, ["import", str(source), "--root", str(root), *words], standalone_mode=False
    )
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        code = getattr(done.exception, "exit_code", None)
        assert code is not None, done.exception
        return Imported(root, code, f"{done.output}{done.exception}")
    code = done.return_value if isinstance(done.return_value, int) else done.exit_code
    return Imported(root, code, done.output)


def site(tmp_path: Path, files: Mapping[str, str | bytes], *words: str) -> Imported:
    """Import an old site of these files into a new one."""
    return imported(write(tmp_path / "old", files), tmp_path / "new", *words)


def post(body: str, tool: str, **keys: str) -> dict[str, str | bytes]:
    """The files of an old site with one post, called `p`, and another, called `q`."""
    front = "".join(
        f"{key}: {value}\n" for key, value in ({"title": "P", "date": "2020-01-02"} | keys).items()
    )
    q = "---\ntitle: Q\ndate: 2020-01-03\n---\n## Part one\n\nText.\n"
    places = {
        "hugo": ("hugo.toml", "baseURL='https://old.example/'\n", "content/posts/p.md", "content/posts/q.md"),
        "jekyll": (
            "_config.yml",
            "title: Old\nurl: https://old.example\n",
            "_posts/2020-01-02-p.md",
            "_posts/2020-01-03-q.md",
        ),
        "pelican": ("pelicanconf.py", "SITENAME = 'Old'\n", "content/p.md", "content/q.md"),
        "eleventy": (
            ".eleventy.js",
            "module.exports = () => ({dir: {input: 'src'}});\n",
            "src/posts/p.md",
            "src/posts/q.md",
        ),
        "mkdocs": (
            "mkdocs.yml",
            "site_name: Old\nplugins: [blog]\n",
            "docs/blog/posts/p.md",
            "docs/blog/posts/q.md",
        ),
    }
    config, settings, first, second = places[tool]
    return {config: settings, first: f"---\n{front}---\n\n{body}\n", second: q}


def settled(text: str) -> str:
    """A text without what stands at the ends of its lines."""
    return re.sub(r"[ \t]+\n", "\n", text).strip()
