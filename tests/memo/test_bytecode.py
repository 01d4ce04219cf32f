"""Compiled templates are kept for the user alone; whatever happens to them, pages come out the same."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
import pytest

from dossierpress.memo import bytecode
from dossierpress.memo.bytecode import Compiled
from dossierpress.memo.memory import Memory
from dossierpress.preview.sources import Sources
from dossierpress.read.held import Audience
from dossierpress.render.environment import _environment, environment_of
from dossierpress.render.theme import Template, Theme, make_theme
from dossierpress.run.task import serial
from make import NOW
from trial import article, dossier, environment, lay

PAGE = "{% from 'part.html' import part %}{{ part('x') }} {{ 'fr' | language_name }}"
PART = "{% macro part(text) %}<p>{{ text }}</p>{% endmacro %}"


def theme_in(language: str, place: Path | None, page: str = PAGE) -> Theme:
    theme, _ = make_theme((), {}, {}, language)
    templates = {"page.html": Template(page, "page.html"), "part.html": Template(PART, "part.html")}
    return replace(
        theme,
        templates=templates,
        digest=f"{language} {hash(page)}",
        compiled=Compiled(place) if place is not None else None,
    )


def made(theme: Theme) -> str:
    """The page as a process makes it that has made none before."""
    _environment.cache_clear()
    return environment_of(theme).get_template("page.html").render()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "templates"


def test_a_template_is_compiled_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = made(theme_in("en", place))
    assert whole == made(theme_in("en", None)) == "<p>x</p> French"
    assert len(list(place.iterdir())) == 2

    def refused(*_arguments: object, **_options: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(jinja2.Environment, "compile", refused)
    assert made(theme_in("en", place)) == whole
    with pytest.raises(AssertionError, match="compiled again"):
        made(theme_in("en", place, PAGE + " changed"))


def test_what_a_constant_becomes_belongs_to_a_theme(place: Path) -> None:
    assert made(theme_in("en", place)) == "<p>x</p> French"
    assert made(theme_in("de", place)) == "<p>x</p> Französisch"


def test_an_edit_compiles_only_what_was_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the preview: a style sheet nothing, though its name stands in every page; a template itself."""
    root = lay(tmp_path / "s", {"content/d/a.md": article()})
    (root / "themes/golden/assets").mkdir(parents=True, exist_ok=True)
    (root / "themes/golden/assets/own.css").write_text("p { color: red }")
    base = root / "themes/golden/templates/base.html"
    base.write_text(base.read_text() + '{{ "own.css" | asset }}')
    sources = Sources(root, lambda _config: Audience(NOW), Memory(compiled=Compiled(tmp_path / "cache")))
    sources.refresh(None, serial)
    names: list[str] = []
    whole = jinja2.Environment.compile

    def noted(self: jinja2.Environment, source: str, name: str | None = None, *more: Any, **rest: Any) -> Any:
        names.append(name or "")
        return whole(self, source, name, *more, **rest)

    monkeypatch.setattr(jinja2.Environment, "compile", noted)

    def page() -> str:
        names.clear()
        assert sources.theme is not None
        assert sources.stock is not None
        _environment.cache_clear()
        for each in sources.theme.templates:
            environment_of(sources.theme).get_template(each)
        return sources.theme.assets["own.css"]

    before = page()
    assert "base.html" in names
    (root / "themes/golden/assets/own.css").write_text("p { color: blue }")
    sources.refresh({"themes/golden/assets/own.css"}, serial)
    assert page() != before
    assert not names
    base.write_text(base.read_text() + "<p>more")
    sources.refresh({"themes/golden/templates/base.html"}, serial)
    page()
    assert {name.rpartition("/")[2] for name in names} == {"base.html"}


@pytest.mark.parametrize("damage", ["cut", "emptied", "changed", "lengthened", "exchanged"])
def test_damaged_code_is_never_run(place: Path, damage: str) -> None:
    whole = made(theme_in("en", place))
    one, other = sorted(place.iterdir())
    data = one.read_bytes()
    one.write_bytes(
        {
            "cut": data[: len(data) // 2],
            "emptied": b"",
            "changed": data[:40] + bytes([data[40] ^ 1]) + data[41:],
            "lengthened": data + b"\0",
            "exchanged": other.read_bytes(),
        }[damage]
    )
    assert made(theme_in("en", place)) == whole
    assert one.read_bytes() == data


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_folder_that_others_can_write_to_is_not_used(place: Path, mode: int) -> None:
    place.mkdir(parents=True)
    place.chmod(mode)
    assert made(theme_in("en", place)) == "<p>x</p> French"
    assert list(place.iterdir()) == []


def test_a_folder_of_somebody_else_is_not_used(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: place.parent.parent.stat().st_uid + 1)
    assert Compiled(place).under("") is None


def test_a_link_is_not_followed(place: Path, tmp_path: Path) -> None:
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path)
    assert Compiled(place).under("") is None


def test_without_a_folder_pages_are_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert made(theme_in("en", tmp_path / "file" / "templates")) == "<p>x</p> French"


def test_old_code_goes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bytecode, "_MOST", 10)
    for number in range(30):
        made(theme_in("en", place, f"{PAGE} {number}"))
        assert len(list(place.iterdir())) <= 10
    assert made(theme_in("en", place, f"{PAGE} 29")) == "<p>x</p> French 29"


def test_no_folder_is_made_where_the_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Compiled(Path("~/.cache/templates")).under("") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [(), ("--no-cache",)])
def test_the_command_keeps_code_unless_told_not_to(tmp_path: Path, options: tuple[str, ...]) -> None:
    lay(tmp_path / "site", {"content/d/a.md": article()})
    cache = tmp_path / "cache"
    done = dossier("build", *options, cwd=tmp_path / "site", env=environment(XDG_CACHE_HOME=str(cache)))
    assert done.code == 0, done.err
    assert cache.exists() == (not options)
