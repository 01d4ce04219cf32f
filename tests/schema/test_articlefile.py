"""One article's file: split, parsed, dumped and read back; damaged in every way, and never an exception."""

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossierpress.model.article import Article, Author, Quote, Rights
from dossierpress.model.dates import parse_date
from dossierpress.model.dossier import Dossier
from dossierpress.model.page import Page
from dossierpress.model.record import Free
from dossierpress.problems import Problem
from dossierpress.schema import articlefile
from make import read
from trial import REPOSITORY

# What a front matter text may hold: no control characters, nothing at its ends that stripping takes.
TEXTS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn")), min_size=1, max_size=60)
    .map(str.strip)
    .filter(lambda text: bool(text) and "\ufeff" not in text)
)
DATES = st.sampled_from(
    "2011-12-05 2011-12 2011 2011-12-05~ 2011? 2011-11-26/2011-12-05 2011-12-05T09:30:00+05:00".split()
)


def parsed(text: str, kind: type = Article) -> tuple[object, tuple[Problem, ...], str]:
    parts, problems = articlefile.split(text, "a.md")
    assert parts is not None, problems
    record, found = articlefile.parse(parts, kind, "a.md")
    return record, found, parts.body


@given(TEXTS, DATES, st.lists(TEXTS, max_size=3), TEXTS, st.dictionaries(TEXTS, TEXTS, max_size=3), st.text())
@example("no", "2011", ["12:30", "1e3", "null", "~"], "- a: b # c", {"on": "off"}, "---\n---")
@example("'\"`", "2011", ["&a", "*a", "!a", "%a", "@a"], "{ [ ] } , ? : | >", {"a: b": "c #d"}, "...")
def test_what_is_dumped_is_read_back(
    title: str, date: str, tags: list[str], note: str, extra: dict[str, str], body: str
) -> None:
    record = Article(
        title=title,
        date=parse_date(date),
        tags=tuple(tags),
        note=note,
        authors=(Author(name=title, bio=note),),
        quotes=(Quote(text=note, as_=title),),
        rights=Rights(mode="excerpt", max_words=7),
        draft=True,
        extra=Free(dict(extra)),
    )
    text = articlefile.dump(record, body)
    back, problems, kept = parsed(text)
    assert problems == ()
    assert back == record
    assert kept.strip() == body.strip()
    assert articlefile.dump(record, kept) == text


def test_the_sample_survives_a_round_trip() -> None:
    for path in sorted((REPOSITORY / "content").glob("*/*.md")):
        kind: type[Article | Dossier | Page] = Page if path.parent.name == "pages" else Article
        kind = Dossier if path.name == "dossier.md" else kind
        record, problems, body = parsed(path.read_text(encoding="utf-8"), kind)
        assert problems == ()
        assert isinstance(record, kind)
        again, problems, kept = parsed(articlefile.dump(record, body), kind)
        assert problems == ()
        assert again == record, path
        assert kept.strip() == body.strip()


def test_bytes_become_text_with_line_feeds() -> None:
    assert articlefile.decode(b"\xef\xbb\xbfa\r\nb\rc", "a.md") == ("a\nb\nc", ())
    text, (problem,) = articlefile.decode(b"one\ntw\xffo", "a.md")
    assert text == ""
    assert (problem.code, problem.line, problem.column) == ("not-utf8", 2, 3)


def test_lines_of_keys() -> None:
    text = "---\ntitle: T\nsections:\n  - title: One\n    note: x\n---\n"
    assert articlefile.line_of_key(text, "sections[0].note", "a.md") == (5, 11)
    assert articlefile.line_of_key(text, "nothing", "a.md")[0] == 2
    assert articlefile.line_of_key("no front matter", "title", "a.md") == (1, 1)
    assert articlefile.line_of_key("---\n---\n", "title", "a.md") == (1, 1)


def test_an_end_may_be_written_with_dots() -> None:
    record, problems, body = parsed("---\ntitle: T\ndate: 2011\n...\nBody.\n")
    assert (record, problems, body) == (Article(title="T", date=parse_date("2011")), (), "Body.\n")


SOUND = """---
title: "A headline: with a colon"
date: 2011-12-05~
source: the-daily
authors: [{name: A. Name, role: writer}, Plain Name]
quotes:
  - {id: one, who: B, text: 'it''s', said: 2011-12}
rights: {mode: excerpt, max_words: 900}
image: {file: a.png, alt: b}
tags: [x, y]
extra: {a: [1, 2, {b: c}]}
---

# Body

Text with *emphasis*, [a link](https://a.example), a note[^1].

[^1]: Here.
"""
PIECES = [
    "---", "\n", "\t", ": ", "- ", "{", "}", "[", "]", "'", '"', "&a ",
    "*a", "!!int ", "|", ">", "#", "%", "@",
    "`", "\x00", "\ufeff", "\u2028", "\x85", "?", ",", "<<: ", "\\", "\ud7ff", "9" * 400, "=", "~", "null",
    "2011-99-99", "\r", "...", "--- ", "<script>", "{{", "^", "($", "[" * 50, "{a: " * 50,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_damaged_files_meet_nothing_but_problems(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        text = SOUND
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(text) + 1)
            match chance.randrange(5):
                case 0:
                    text = text[:place] + chance.choice(PIECES) + text[place:]
                case 1:
                    text = text[:place] + text[place + chance.randint(1, 40) :]
                case 2:
                    text = text[:place]
                case 3:
                    lines = text.split("\n")
                    chance.shuffle(lines)
                    text = "\n".join(lines)
                case _:
                    start = chance.randrange(len(text) + 1)
                    text = text[:place] + text[start : start + 60] + text[place:]
        data = bytearray(text.encode())
        if data and chance.random() < 0.3:
            data[chance.randrange(len(data))] = chance.randrange(256)
        document, problems = read(bytes(data))
        assert all(isinstance(problem, Problem) for problem in problems)
        assert all(problem.path == "content/d/a.md" for problem in problems)
        assert document is not None or problems
        assert all(problem.line >= 1 or problem.key or problem.text for problem in problems), problems


@given(st.binary(max_size=200))
def test_any_bytes_meet_nothing_but_problems(data: bytes) -> None:
    for prefix in (b"", b"---\n", b"---\ntitle: x\n"):
        document, problems = read(prefix + data)
        assert document is not None or problems


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A\ndate: 2011\n", "title: A\ndate: 2011\nnote: New.\n"),
        ("title: A\nnote: Old.\ndate: 2011\n", "title: A\nnote: New.\ndate: 2011\n"),
        ("note: |-\n  Old.\n\n  More.\ndate: 2011\n", "note: New.\ndate: 2011\n"),
        ('note: "Old\n  and more"\n', "note: New.\n"),
    ],
)
def test_a_value_is_written_and_all_other_lines_stay(before: str, after: str) -> None:
    assert (
        articlefile.with_value(f"---\n{before}---\n\nnote: body\n", "note", "New.")
        == f"---\n{after}---\n\nnote: body\n"
    )
    assert articlefile.with_value("no front matter", "note", "New.") == "no front matter"
    crlf = articlefile.with_value(f"---\n{before}---\n".replace("\n", "\r\n"), "note", "New.")
    assert crlf == f"---\n{after}---\n".replace("\n", "\r\n")
