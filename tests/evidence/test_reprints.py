"""Reprints are told from articles on the same matter; what the threshold rests on is measured here."""

import random
from itertools import combinations
from pathlib import Path

from tests.imports.importing import site

from dossierpress.evidence.reprints import ENOUGH, overlap, reprints
from dossierpress.evidence.reprints import _runs as runs

WORDS = (
    "port quay customs minister box ledger inquiry ship crane night clerk file record letter key guard road "
    "rain money council court judge witness paper ink archive harbour tide rope captain crew cargo stamp seal"
).split()
JOINS = "the a of in on and to that which had was were for with by from after before said not".split()
# A line that every paper has of the same matter.
QUOTE = (
    "“The three boxes were on the second shelf when I locked the door that night, and nobody but the "
    "harbour master had the other key,” the clerk told the inquiry on Monday."
)


def story(seed: int, words: int = 420) -> str:
    """A story of its own: sentences drawn from a small stock, as texts on one matter share their words."""
    draw = random.Random(seed)
    made: list[str] = []
    while len(made) < words:
        sentence = [draw.choice(WORDS if number % 2 else JOINS) for number in range(draw.randint(8, 22))]
        made += [*sentence[:-1], f"{sentence[-1]}."]
    return " ".join(made)


def same_matter(seed: int) -> str:
    """A story that quotes what all of them quote."""
    text = story(seed).split(". ")
    return ". ".join([*text[:5], QUOTE, *text[5:]])


def reprinted(text: str, seed: int) -> str:
    """As desks do it: a new beginning, the end cut, a paragraph of their own, words exchanged."""
    draw = random.Random(seed)
    kept = text.split(". ")
    kept = kept[draw.randint(0, 2) : round(len(kept) * draw.uniform(0.6, 1.0))]
    words = ". ".join([*kept, story(seed + 10_000, 60)]).split(" ")
    return " ".join(draw.choice(WORDS) if draw.random() < 0.04 else each for each in words)


def test_the_threshold_stands_between_reprints_and_stories_of_the_same_matter() -> None:
    stories = [same_matter(seed) for seed in range(40)]
    apart = [overlap(runs(one), runs(other)) for one, other in combinations(stories, 2)]
    again = [overlap(runs(text), runs(reprinted(text, number))) for number, text in enumerate(stories)]
    assert max(apart) < ENOUGH / 2, "a shared quotation is no reprint"
    assert min(again) > ENOUGH, "an edited reprint is one"


def test_every_reprint_is_found_and_nothing_else() -> None:
    texts = {f"a{number}": same_matter(number) for number in range(80)}
    texts |= {f"b{number}": reprinted(texts[f"a{number}"], number) for number in range(0, 80, 4)}
    found = {(each.one, each.other) for each in reprints(texts, texts)}
    assert found == {(f"a{number}", f"b{number}") for number in range(0, 80, 4)}
    assert list(reprints(texts, [])) == []
    assert {each.one for each in reprints(texts, ["b4"])} == {"b4"}


def test_a_footer_under_every_text_is_no_reprint() -> None:
    footer = story(7, 60)
    texts = {f"a{number}": f"{story(number + 100, 90)} {footer}" for number in range(60)}
    assert list(reprints(texts, texts)) == []


def test_short_texts_are_not_compared() -> None:
    assert list(reprints({"a": "Three boxes are missing.", "b": "Three boxes are missing."}, "ab")) == []


def test_an_import_points_them_out_and_keeps_both(tmp_path: Path) -> None:
    text = same_matter(1)
    files: dict[str, str | bytes] = {
        "hugo.toml": "baseURL='https://old.example/'\n",
        "content/posts/p.md": f"---\ntitle: P\ndate: 2020-01-02\n---\n{text}\n",
        "content/posts/q.md": f"---\ntitle: Q\ndate: 2020-01-03\n---\n{reprinted(text, 1)}\n",
        "content/posts/r.md": f"---\ntitle: R\ndate: 2020-01-04\n---\n{same_matter(2)}\n",
    }
    done = site(tmp_path, files)
    assert "3  articles" in done.output
    assert "1  reprints or wire copy, to be looked at" in done.output
    assert "content/posts/p.md: " in done.details
    assert "of the words of content/articles/p.md and content/articles/q.md" in done.details
