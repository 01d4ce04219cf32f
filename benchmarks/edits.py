"""The edits whose builds are measured, and what a build rewrote because of them."""

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

NEW_SENTENCE = "Of this the benchmark knew nothing yet."
# The corpus's syllables cannot make this word.
NEW_WORD = "retitled"


def edit_body(text: str) -> str:
    """The article with one sentence more, at the beginning of its body."""
    head, body = text.split("\n\n", 1)
    return f"{head}\n\n{NEW_SENTENCE} {body}"


def edit_title(text: str) -> str:
    """The article with one word more at the end of its title."""
    return re.sub(
        r'^(title: .*?)("?)$', rf"\1 {NEW_WORD}\2", text, count=1, flags=re.MULTILINE | re.IGNORECASE
    )


def edit_date(text: str) -> str:
    """The article with a date that puts it elsewhere."""
    return re.sub(r"(?m)^date: .*$", "date: 2011-03-04", text, count=1)


def edit_tag(text: str) -> str:
    """The article with another first tag."""
    return re.sub(r'(?m)^(tags: \[)"[^"]*"', r'\1"topic-001"', text, count=1)


def edit_status(text: str) -> str:
    """The article taken back: Dossierpress marks it as withdrawn, Hugo ignores the key."""
    return text.replace("\ndate:", "\nstatus: withdrawn\ndate:", 1)


@contextlib.contextmanager
def changed(file: Path, change: Callable[[str], str] | None) -> Iterator[None]:
    """Within, a file is as the change has it (None: not there), and as it was after."""
    before = file.read_text(encoding="utf-8") if file.exists() else None
    if change is None:
        file.unlink(missing_ok=True)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(change(before or ""), encoding="utf-8")
    try:
        yield
    finally:
        if before is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(before, encoding="utf-8")


@contextlib.contextmanager
def edit_of(stage: str, folder: Path, edited: Path, *, curates: bool) -> Iterator[None]:
    """The edit of a stage to the site in a folder; `edited` is an article, relative to its content.

    `curates` is said of Dossierpress, which alone has registries and sections; for others a text is edited.
    """
    article = folder / "content" / edited
    added, renamed = article.with_name("added-anew.md"), article.with_name("called-otherwise.md")
    whole: Callable[[str], str] = lambda _text: article.read_text(encoding="utf-8")  # noqa: E731
    texts = {
        "body": edit_body,
        "title": edit_title,
        "date": edit_date,
        "tag": edit_tag,
        "status": edit_status,
    }
    steps: list[tuple[Path, Callable[[str], str] | None]]
    if stage == "add":
        steps = [(added, whole)]
    elif stage == "rename":
        steps = [(added, None), (renamed, whole)]
    elif stage == "remove":
        steps = [(renamed, None)]
    elif stage in texts or not curates:
        steps = [(article, texts.get(stage, edit_body))]
    elif stage == "order":
        names = sorted(each.stem for each in article.parent.glob("0*.md"))[:2]
        listed = "".join(f"      - {name}\n" for name in reversed(names))
        front = f"---\nsections:\n  - title: First\n    articles:\n{listed}---\n"
        steps = [(article.parent / "dossier.md", lambda _text: front)]
    elif stage == "name":
        entry = "- {id: topic-001, name: Topic called otherwise}\n"
        steps = [(folder / "content" / "tags.yaml", lambda _text: entry)]
    else:
        steps = [(folder / "assets" / "css" / "extra.css", lambda _text: "p { color: teal }\n")]
    with contextlib.ExitStack() as undo:
        for file, change in steps:
            undo.enter_context(changed(file, change))
        yield


@dataclass(frozen=True)
class Rewritten:
    """What a build of Dossierpress wrote: pages of articles, other pages, feeds, JSON, other files.

    `without_title` counts those in which the word of the title's edit does not stand.
    """

    articles: int
    pages: int
    feeds: int
    data: int
    others: int
    without_title: int

    @property
    def words(self) -> str:
        """For people: only what there is."""
        names = ("article pages", "other pages", "feeds", "JSON files", "other files")
        numbers = (self.articles, self.pages, self.feeds, self.data, self.others)
        told = [f"{number} {name}" for number, name in zip(numbers, names, strict=True) if number]
        return ", ".join(told).replace("1 article pages", "1 article page") or "nothing"


def rewritten(printed: str, site: Path) -> Rewritten:
    """Count what `dossier build --format json` says that it wrote into the folder."""
    written = json.loads(printed)["written"]
    kinds = [_kind(path) for path in written]
    return Rewritten(
        articles=kinds.count("articles"),
        pages=kinds.count("pages"),
        feeds=kinds.count("feeds"),
        data=kinds.count("data"),
        others=kinds.count("others"),
        without_title=_lacking(written, site),
    )


def _kind(path: str) -> str:
    if path.endswith(".html"):
        return "articles" if path.startswith("articles/") else "pages"
    name = path.rsplit("/", 1)[-1]
    if name.startswith(("feed.", "atom.", "rss.")) or name.endswith((".atom", ".rss")):
        return "feeds"
    return "data" if name.endswith(".json") else "others"


def _lacking(written: Iterable[str], site: Path) -> int:
    return sum(NEW_WORD.encode() not in (site / path).read_bytes() for path in written)
