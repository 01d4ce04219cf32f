"""What a build begins with, read and checked: `site.yaml`, and the theme that it names."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import msgspec

from dossierpress.memo.fingerprints import Fingerprints
from dossierpress.problems import Problem, errors_only
from dossierpress.read import commonmark, pulldown
from dossierpress.read.files import UnreadableError, read_noted
from dossierpress.read.locate import located
from dossierpress.read.themes import read_layers
from dossierpress.render.theme import Theme, make_theme
from dossierpress.schema.config import CONFIG_FILE, Config, parse_config
from dossierpress.schema.records import nearest

# What the search's index is made with; where these have no wheels, there is no search.
_SEARCH_NEEDS = ("pagefind", "pagefind_bin", "cbor2")
_PDF_NEEDS = "weasyprint"


def load_config(root: Path, prints: Fingerprints | None = None) -> tuple[Config | None, tuple[Problem, ...]]:
    """Read `site.yaml`; None and the reasons when it holds an error."""
    try:
        data, _ = read_noted(root, CONFIG_FILE, prints or Fingerprints())
        config, problems = parse_config(data.decode("utf-8-sig"))
    except UnreadableError as error:
        hint = "run `dossier init .` to begin a site here, or name its folder with --root"
        missing = error.problem.code == "missing-file"
        return None, (replace(error.problem, hint=hint) if missing else error.problem,)
    except UnicodeDecodeError:
        problem = Problem(
            path=CONFIG_FILE,
            code="not-utf8",
            message="this file is not UTF-8 text",
            hint="save it as UTF-8 in your editor",
            line=1,
            column=1,
        )
        return None, (problem,)
    if config is not None and config.markdown.engine == "commonmark" and not commonmark.is_installed():
        problems = (*problems, _without_engine())
    shown = located(problems, root)
    if any(each.code == "secret-in-config" for each in shown):
        shown = tuple(replace(each, source="") for each in shown)  # a log must not repeat it
    return (None if errors_only(problems) else config), shown


def _without_engine() -> Problem:
    return Problem(
        path=CONFIG_FILE,
        code="missing-parser",
        message="`engine: commonmark` needs a parser that is not installed",
        hint=f"run: pip install {pulldown.LIBRARY}, or set `engine: python-markdown`",
        key="markdown.engine",
    )


def on_this_machine(config: Config) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration without what cannot be made on this machine, and a note that says so."""
    config, problems = _without_pdf(config)
    if not config.search.on or all(importlib.util.find_spec(name) for name in _SEARCH_NEEDS):
        return config, problems
    note = Problem(
        path=CONFIG_FILE,
        code="no-search",
        message="the site gets no search: Pagefind, which makes its index, is not installed",
        hint="pip install 'pagefind[bin]' cbor2 (for Linux, macOS and Windows on x86-64 and ARM processors),"
        " or set `search: false` in site.yaml",
        severity="note",
        key="search",
    )
    off = msgspec.structs.replace(config.search, on=False)
    return msgspec.structs.replace(config, search=off), (*problems, note)


def _without_pdf(config: Config) -> tuple[Config, tuple[Problem, ...]]:
    if not config.exports.pdf or importlib.util.find_spec(_PDF_NEEDS) is not None:
        return config, ()
    warning = Problem(
        path=CONFIG_FILE,
        code="no-pdf",
        message="dossiers get no PDF: WeasyPrint, which lays its pages out, is not installed",
        hint="run: pip install 'dossierpress[pdf]', or take `pdf` out of `exports`",
        severity="warning",
        key="exports.pdf",
    )
    return msgspec.structs.replace(config, exports=msgspec.structs.replace(config.exports, pdf=False)), (
        warning,
    )


def theme_of(
    root: Path, config: Config, prints: Fingerprints, themes: Path | None = None
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Put the site's theme together."""
    layers, problems = read_layers(root, config.theme.name, themes or root, prints)
    if errors_only(problems):
        return None, problems
    specs = {
        name: spec
        for layer in reversed(layers)
        if layer.manifest
        for name, spec in layer.manifest.settings.items()
    }
    chosen = config.theme.settings.values
    unknown = tuple(
        Problem(
            path=CONFIG_FILE,
            code="unknown-setting",
            message=f"the theme has no setting `{name}`",
            hint=nearest(name, specs) or f"its settings: {', '.join(sorted(specs)) or 'none'}",
            key=f"theme.settings.{name}",
        )
        for name in chosen
        if name not in specs
    )
    theme, found = make_theme(layers, specs, chosen, config.language)
    return theme, (*problems, *unknown, *found)
