"""What templates can do: plurals as the language counts, paragraphs, assets; undefined is an error."""

from pathlib import Path

import pytest

from make import Built, article, site

COUNT = "{% trans count=n %}{{ count }} page{% pluralize %}{{ count }} pages{% endtrans %}"
LOOP = "{% for n in [0, 1, 2, 3, 5, 11, 100] %}" + COUNT + ";{% endfor %}"


def built(root: Path, template: str, settings: str = "", **more: str) -> Built:
    files = {"content/d/a.md": article(), "templates/article.html": template}
    return site(root, files | more, settings)


def shown(root: Path, template: str, settings: str = "", **more: str) -> str:
    made = built(root, template, settings, **more)
    assert made.codes == []
    return made.text("articles/a/index.html")


def catalogue(language: str, plural: str, *forms: str) -> str:
    lines = [f'msgstr[{number}] "{form}"' for number, form in enumerate(forms)]
    facts = ["Content-Type: text/plain; charset=utf-8", f"Plural-Forms: {plural}", f"Language: {language}"]
    head = "\n".join(f'"{fact}\\n"' for fact in facts)
    pages = ['msgid "%(count)s page"', 'msgid_plural "%(count)s pages"', *lines]
    return "\n".join(['msgid ""', 'msgstr ""', head, "", *pages, "", 'msgid "Open"', 'msgstr "Offen"', ""])


def test_english_needs_no_catalogue(tmp_path: Path) -> None:
    assert shown(tmp_path, LOOP) == "0 pages;1 page;2 pages;3 pages;5 pages;11 pages;100 pages;"


def test_plurals_are_those_of_the_language(tmp_path: Path) -> None:
    plural = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    po = catalogue("pl", plural, "%(count)s strona", "%(count)s strony", "%(count)s stron")
    text = shown(tmp_path, LOOP, "language: pl\n", **{"themes/tiny/messages/pl.po": po})
    assert text == "0 stron;1 strona;2 strony;3 strony;5 stron;11 stron;100 stron;"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "1,234 1,234 pages 12 of 1,234 1999"), ("fa", "۱٬۲۳۴ ۱٬۲۳۴ pages ۱۲ of ۱٬۲۳۴ 1999"),
     ("ar-EG", "١٬٢٣٤ ١٬٢٣٤ pages ١٢ of ١٬٢٣٤ 1999"), ("de", "1.234 1.234 pages 12 of 1.234 1999")],
)  # fmt: skip
def test_counts_stand_in_the_digits_of_the_language(tmp_path: Path, language: str, said: str) -> None:
    template = (
        "{{ 1234 | number }} {{ ngettext('%(num)s page', '%(num)s pages', 1234) }} "
        "{{ _('%(number)s of %(of)s', number=12, of=1234) }} {{ _('%(year)s', year='1999') }}"
    )
    assert shown(tmp_path, template, f"language: {language}\n") == said


def test_what_is_not_translated_stays_english(tmp_path: Path) -> None:
    po = catalogue("de", "nplurals=2; plural=(n != 1);", "", "")
    template = "{% trans %}Open{% endtrans %} {% trans %}Closed{% endtrans %} " + COUNT.replace("=n", "=2")
    text = shown(tmp_path, template, "language: de\n", **{"themes/tiny/messages/de.po": po})
    assert text == "Offen Closed 2 pages"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("\n{{ nothing }}", "'nothing' is undefined"),
        ("\n{{ page.nothing }}", "nothing"),
        ("\n{{ 'x.css' | asset }}", "no asset"),
        ("\n{{ ''.__class__ }}", "unsafe"),
    ],
)
def test_a_fault_names_template_and_line(tmp_path: Path, template: str, said: str) -> None:
    (problem,) = built(tmp_path, template).report.problems
    assert (problem.path, problem.line) == ("templates/article.html", 2)
    assert said in problem.message


@pytest.mark.parametrize(
    "reached",
    [
        "{% macro word() %}x{% endmacro %}{{ word._func.__globals__ }}",
        "{% macro word() %}x{% endmacro %}{{ word.__call__.__globals__ }}",
        "{% macro word() %}x{% endmacro %}{{ word._environment }}",
        "{{ _._translate('x') }}",
        "{{ gettext.__class__.__mro__ }}",
        "{% macro word(f) %}{{ f.__globals__ }}{% endmacro %}{{ word(range) }}",
        "{{ 'x'.__class__() }}",
    ],
)
def test_nothing_that_may_be_called_leads_out_of_the_sandbox(tmp_path: Path, reached: str) -> None:
    result = built(tmp_path, reached)
    assert [problem.severity for problem in result.report.problems] == ["error"]
    assert "unsafe" in result.report.problems[0].message


def test_what_a_message_is_filled_with_is_escaped(tmp_path: Path) -> None:
    assert "&lt;b&gt;" in shown(tmp_path, "{{ _('A %(name)s', name='<b>') }}")
    assert "100%" in shown(tmp_path, "{{ gettext('100%%') }}")


def test_a_page_with_a_list_of_its_own_shows_no_second_one(tmp_path: Path) -> None:
    files = {"content/d/a.md": article("[TOC]\n\n## One\n\n## Two\n\n### Three\n\nText.")}
    both = "{{ body | html }}<hr>{{ body | html(contents=False) }}"
    for engine in ("python-markdown", "commonmark"):
        root = tmp_path / engine
        made = shown(root, both, f"markdown: {{engine: {engine}}}\n", **files)
        with_list, without = made.split("<hr>")
        assert 'class="toc"' in with_list
        assert "toc" not in without
        assert without.strip().startswith("<h2")
        assert without.count("Two") == 1
