"""Texts in templates: paragraphs, headlines in short, the marks of a language."""

from pathlib import Path

import pytest

from make import article, site


def shown(root: Path, template: str, **more: str) -> str:
    made = site(
        root, {"content/d/a.md": article(), "themes/tiny/templates/article.html": template} | more, ""
    )
    assert made.codes == []
    return made.text("articles/a/index.html")


def test_paragraphs(tmp_path: Path) -> None:
    template = "{{ 'one\n more\n\n\n\n<two>' | paragraphs }}"
    assert shown(tmp_path, template) == "<p>one more</p>\n<p>&lt;two&gt;</p>"


def test_a_long_headline_is_repeated_in_short(tmp_path: Path) -> None:
    forty = " ".join(["word,"] * 40)
    template = f"{{{{ '{forty}' | brief }}}}|{{{{ 'Four words, not more' | brief }}}}"
    short, whole = shown(tmp_path, template).split("|")
    assert short.endswith("word…")
    assert 80 < len(short) < 120
    assert whole == "Four words, not more"


@pytest.mark.parametrize(
    ("text", "item", "marks"),
    [
        ("پانی ہے", "none", ' lang="ur" dir="rtl"'),
        ("الماء في الوادي", "none", ' lang="ar" dir="rtl"'),
        ("Wasser", "summary", ' lang="de" dir="ltr"'),
        ("Вода", "summary", ' dir="auto"'),  # a German article has no Russian words
        ("پانی ہے", "summary", ' lang="ur" dir="rtl"'),
        ("Water", "none", ' dir="auto"'),
    ],
)
def test_a_text_has_the_language_of_its_item_or_of_its_letters(
    tmp_path: Path, text: str, item: str, marks: str
) -> None:
    files = {"content/d/a.md": article(language="de")}
    template = f"{{{{ '{text}' | language_marks({item}) }}}}"
    assert shown(tmp_path, template, **files) == marks


def test_plain_letters_may_go_without_marks(tmp_path: Path) -> None:
    template = "{{ 'Water' | language_marks(plain=True) }}|{{ 'Wäter' | language_marks(plain=True) }}"
    assert shown(tmp_path, template) == '| dir="auto"'
