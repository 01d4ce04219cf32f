"""The documentation names every key, setting, command and option, and its generated part is fresh."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from dossierpress.cli.jsonschema import sentence
from dossierpress.cli.main import COMMANDS, cli
from dossierpress.model import article, dossier, page, publishing, registries
from dossierpress.model.record import Record
from dossierpress.model.theme import ThemeManifest
from dossierpress.read.files import REGISTRIES
from dossierpress.read.themes import shipped
from dossierpress.schema import config
from dossierpress.schema.config import Config
from dossierpress.schema.records import known_keys, read_record
from dossierpress.schema.yamltext import compose

ROOT = Path(__file__).resolve().parent.parent


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def records(*modules: object) -> list[type[Record]]:
    found = [value for module in modules for value in vars(module).values()]
    return [
        each
        for each in dict.fromkeys(value for value in found if isinstance(value, type))
        if issubclass(each, Record) and each is not Record
    ]


@pytest.mark.parametrize(
    "record", records(article, dossier, page, publishing, registries, config), ids=lambda each: each.__name__
)
def test_content_page_names_every_key_and_spelling(record: type[Record]) -> None:
    documentation = text("content.md")
    for key in known_keys(record):
        assert sentence(record, key), f"cli/keys.toml has no sentence for {record.__name__}.{key}"
    for key in (*known_keys(record), *record.SPELLINGS):
        if key.endswith("_") or key in {"for_", "as_", "from_"}:
            continue
        # `draft` and the switch of a feature are familiar spellings of a value.
        assert key in documentation, f"docs/content.md does not name {record.__name__}.{key}"


@pytest.mark.parametrize("name", REGISTRIES)
def test_content_page_names_every_registry(name: str) -> None:
    assert name in text("content.md")


def test_themes_page_names_every_key_of_a_manifest() -> None:
    for key in known_keys(ThemeManifest):
        assert f"`{key}`" in text("themes.md")


@pytest.mark.parametrize("theme", ["plain", "broadsheet"])
def test_themes_page_names_every_setting_of_the_themes_that_ship(theme: str) -> None:
    path = next(base / theme / "theme.yaml" for base in shipped())
    node, problems = compose(path.read_text(encoding="utf-8"), "theme.yaml")
    assert not problems
    manifest, problems = read_record(node, ThemeManifest, "theme.yaml")
    assert manifest is not None
    assert not problems
    for name, setting in manifest.settings.items():
        assert f"`{name}`" in text("themes.md"), f"docs/themes.md does not name the setting {name}"
        assert setting.about, f"the setting {name} of {theme} does not say what it is about"


def test_themes_page_lists_the_views_as_they_are_declared() -> None:
    command = [sys.executable, str(ROOT / "tools" / "document_views.py"), "--check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, "run: python tools/document_views.py\n" + done.stderr


def test_content_page_lists_the_keys_as_they_are_declared() -> None:
    command = [sys.executable, str(ROOT / "tools" / "document_keys.py"), "--check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, "run: python tools/document_keys.py\n" + done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_page_names_every_command_and_option(name: str) -> None:
    documentation = text("commands.md")
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert f"dossier {name}" in documentation
    inner = [command, *command.commands.values()] if isinstance(command, click.Group) else [command]
    for each in inner:
        assert each.help, f"{each.name} has no help"
        for parameter in each.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{each.name} {parameter.opts} has no help"
                assert parameter.opts[0] in documentation, (
                    f"docs/commands.md does not name {parameter.opts[0]}"
                )


def test_every_dependency_has_a_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    for requirement in named:
        name = requirement.split(">")[0].split("[")[0]
        assert f"`{name}`" in text("dependencies.md") or name.startswith("types-"), f"no reason for {name}"


def test_every_configuration_default_suits_a_first_site() -> None:
    node, _ = compose("title: T\n", "site.yaml")
    made, problems = read_record(node, Config, "site.yaml")
    assert made == Config(title="T")
    assert not problems
