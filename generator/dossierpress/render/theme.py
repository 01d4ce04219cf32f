"""A theme ready to render: templates by name, assets under hashed names, typed settings, messages."""

import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dossierpress.problems import Problem
from dossierpress.render.assets import ASSETS, asset_file, hash_of

_CSS_URL = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"')\s]+))\s*\)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-z]+|(?:rgb|hsl|oklch|lab|lch|color)\([^;{}<>()]*\)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:%|[a-z]+)?")
Setting = str | bool
# What themes of the first contract may lack, since it came later: a page that sends its readers on.
_LATER = {
    "claim.html": """<!DOCTYPE html>
<html lang="{{ site.language }}" dir="{{ site.direction }}">
<head>
<meta charset="utf-8">
<title>{{ claim.text }}</title>
<meta http-equiv="refresh" content="0; url={{ dossier.address | href }}#{{ claim.anchor }}">
</head>
<body><main>
<h1><a href="{{ dossier.address | href }}#{{ claim.anchor }}">{{ claim.text }}</a></h1>
</main></body>
</html>
""",
    "takedowns.html": """<!DOCTYPE html>
<html lang="{{ site.language }}" dir="{{ site.direction }}">
<head>
<meta charset="utf-8">
<title>{{ site.title }}</title>
</head>
<body><main>
<h1>{{ site.title }}</h1>
<ul>
{% for each in log %}
<li>{{ each.takedown.date.words }}: <a href="{{ each.article.address | href }}">{{ each.article.title }}</a>
({{ each.takedown.what }}; {{ each.takedown.by }}) {{ each.takedown.reason }}
{% if each.takedown.lifted %}({{ each.takedown.lifted.words }}){% endif %}</li>
{% endfor %}
</ul>
</main></body>
</html>
""",
}


class Spec(Protocol):
    """A setting as a manifest declares it."""

    @property
    def type(self) -> str:
        """Text, number, switch, colour or choice."""

    @property
    def default(self) -> str:
        """What holds when the site sets nothing."""

    @property
    def choices(self) -> tuple[str, ...]:
        """What a choice may be."""


class Layer(Protocol):
    """The files of one theme; the first layer is the site itself and has no name."""

    @property
    def name(self) -> str:
        """The theme's name."""

    @property
    def shown(self) -> str:
        """How messages call its folder."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """Bytes by path, such as `templates/base.html`."""


@dataclass(frozen=True, slots=True)
class Template:
    """The source of a template, and how messages call its file."""

    source: str
    shown: str


class Compiled(Protocol):
    """What templates compiled to before. Plain data, since a theme goes to other processes."""

    def under(self, constants: str) -> jinja2.BytecodeCache | None:
        """Those of a theme; None where nothing is kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """All that rendering needs. `templates` also holds each under `<theme>/<name>`.

    `assets` maps names such as `css/main.css` to the file in the site, `files` those files to bytes.
    `messages` are gettext catalogues in PO form, the nearest layer first. Two themes with one
    `digest` render alike, whatever their assets hold; `surroundings` is a digest of all but the templates,
    `constants` of what a compiled template may hold as a constant. `compiled` spares compiling.
    """

    templates: Mapping[str, Template]
    assets: Mapping[str, str]
    files: Mapping[str, bytes]
    settings: Mapping[str, Setting]
    messages: tuple[bytes, ...]
    language: str
    constants: str
    surroundings: str
    digest: str
    compiled: Compiled | None = None


class KeyedTheme:
    """A theme that is looked up by its digest, so that what is made of it is made once a process."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def __hash__(self) -> int:
        return hash(self.theme.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeyedTheme) and other.theme.digest == self.theme.digest


def make_theme(
    layers: Iterable[Layer],
    specs: Mapping[str, Spec],
    chosen: Mapping[str, Any],
    language: str,
) -> tuple[Theme, tuple[Problem, ...]]:
    """Put a theme together from its layers, the nearest first. `chosen` are the site's settings."""
    nearest_first = tuple(layers)
    settings, problems = _settings(specs, chosen)
    templates, unreadable = _templates(nearest_first)
    sources: dict[str, tuple[bytes, str]] = {}
    for layer in reversed(nearest_first):
        for path, data in layer.files.items():
            if path.startswith(ASSETS):
                sources[path.removeprefix(ASSETS)] = (data, layer.shown + path)
    assets, files, broken = _assets(sources, settings)
    tags = dict.fromkeys((language, language.split("-", maxsplit=1)[0]))
    messages = tuple(
        layer.files[f"messages/{tag}.po"]
        for tag in tags
        for layer in nearest_first
        if f"messages/{tag}.po" in layer.files
    )
    constants = _digest(
        language,
        *(f"setting\0{name}\0{value}" for name, value in sorted(settings.items())),
        *(catalogue.decode("utf-8", "replace") for catalogue in messages),
    )
    surroundings = _digest(constants, *(f"asset\0{name}" for name in sorted(assets)))
    sources_of = (f"{name}\0{each.shown}\0{each.source}" for name, each in sorted(templates.items()))
    digest = _digest(surroundings, *sources_of)
    theme = Theme(templates, assets, files, settings, messages, language, constants, surroundings, digest)
    return theme, problems + unreadable + broken


def _digest(*parts: str) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part.encode("utf-8", "replace")).digest())
    return whole.hexdigest()


def _templates(layers: tuple[Layer, ...]) -> tuple[dict[str, Template], tuple[Problem, ...]]:
    templates: dict[str, Template] = {}
    problems: list[Problem] = []
    for layer in layers:
        for path, data in sorted(layer.files.items()):
            if not path.startswith("templates/"):
                continue
            name, shown = path.removeprefix("templates/"), layer.shown + path
            try:
                template = Template(data.decode("utf-8-sig"), shown)
            except UnicodeDecodeError as error:
                line = data[: error.start].count(b"\n") + 1
                problems.append(
                    _problem(shown, "not-utf8", "this template is not UTF-8 text", "save it as UTF-8", line)
                )
                continue
            templates.setdefault(name, template)
            if layer.name:
                templates[f"{layer.name}/{name}"] = template
    for name, source in _LATER.items():
        templates.setdefault(name, Template(source, f"{name} of dossierpress"))
    return templates, tuple(problems)


def _assets(
    sources: Mapping[str, tuple[bytes, str]], settings: Mapping[str, Setting]
) -> tuple[dict[str, str], dict[str, bytes], tuple[Problem, ...]]:
    """Name every asset by its content. Style sheets come last: they name other assets."""
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for source, (raw, shown) in sorted(sources.items(), key=lambda item: (".css" in item[0], item[0])):
        name = source.removesuffix(".jinja") if source.endswith(".css.jinja") else source
        data = raw
        if source.endswith(".css.jinja"):
            try:
                data = _render_css(raw, settings)
            except (jinja2.TemplateError, UnicodeDecodeError) as error:
                line = getattr(error, "lineno", 1) or 1
                problems.append(_problem(shown, "template", str(error), "only `theme` is known here", line))
                continue
        if name.endswith(".css"):
            data = _with_hashed_urls(data, name, names)
        names[name] = asset_file(name, hash_of(data))
        files[names[name]] = data
    return names, files, tuple(problems)


def _render_css(data: bytes, settings: Mapping[str, Setting]) -> bytes:
    environment = ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(data.decode("utf-8-sig")).render(theme=dict(settings)).encode()


def _with_hashed_urls(data: bytes, name: str, names: Mapping[str, str]) -> bytes:
    """A style sheet whose `url(…)` name assets by the names that they are published under."""

    def replaced(found: re.Match[str]) -> str:
        written = found[1] or found[2] or found[3] or ""
        asset = posixpath.normpath(posixpath.join(posixpath.dirname(name), written))
        if asset not in names:
            return found[0]
        path = posixpath.relpath(names[asset], posixpath.dirname(ASSETS + name))
        return f'url("{path}")'

    return _CSS_URL.sub(replaced, data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _settings(
    specs: Mapping[str, Spec], chosen: Mapping[str, Any]
) -> tuple[dict[str, Setting], tuple[Problem, ...]]:
    """The site's settings over the defaults, each as its type. Unknown ones are the caller's to report."""
    settings: dict[str, Setting] = {}
    problems: list[Problem] = []
    for name, spec in specs.items():
        value = chosen.get(name, spec.default)
        typed = _typed(spec, value) if isinstance(value, str) else None
        if typed is None:
            wanted = f"one of {', '.join(spec.choices)}" if spec.type == "choice" else f"a {spec.type}"
            problems.append(
                Problem(
                    path="site.yaml",
                    code="wrong-setting",
                    message=f"the theme's setting `{name}` cannot be `{value}`",
                    hint=f"wanted: {wanted}",
                    key=f"theme.settings.{name}",
                )
            )
            continue
        settings[name] = typed
    return settings, tuple(problems)


def _typed(spec: Spec, value: str) -> Setting | None:
    if spec.type == "switch":
        return {"true": True, "false": False, "": False}.get(value)
    if spec.type == "choice":
        return value if value in spec.choices else None
    if spec.type == "colour":
        return value if not value or _COLOUR.fullmatch(value) else None
    if spec.type == "number":
        return value if not value or _NUMBER.fullmatch(value) else None
    return value if not any(sign in value for sign in "<>{};") else None


def _problem(path: str, code: str, message: str, hint: str, line: int) -> Problem:
    return Problem(path=path, code=code, message=message, hint=hint, line=line, column=1)
