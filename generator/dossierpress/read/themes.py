"""Find a theme and read its files, and those of the themes that it extends, and the site's own overrides."""

from dataclasses import dataclass
from pathlib import Path

from dossierpress.memo.fingerprints import Fingerprints
from dossierpress.model.theme import API_VERSION, ThemeManifest
from dossierpress.problems import Problem
from dossierpress.read.files import UnreadableError, list_files, read_noted
from dossierpress.read.misfits import is_telling, misfit
from dossierpress.schema import articlefile
from dossierpress.schema.config import CONFIG_FILE
from dossierpress.schema.records import nearest, read_record
from dossierpress.schema.yamltext import compose

MANIFEST = "theme.yaml"
LARGEST_THEME_FILE = 32 * 1024 * 1024
_PARTS = ("templates", "assets", "messages")


@dataclass(frozen=True, slots=True)
class Layer:
    """The files of one theme, or of the site itself (then the manifest is None).

    `files` maps paths such as `templates/base.html` to bytes; `shown` is how messages call the folder.
    """

    name: str
    shown: str
    files: dict[str, bytes]
    manifest: ThemeManifest | None = None


def read_layers(
    root: Path, choice: str, themes: Path, prints: Fingerprints | None = None
) -> tuple[tuple[Layer, ...], tuple[Problem, ...]]:
    """The site's own templates and assets first, then the theme, then what it extends.

    Themes are looked for in `themes`: the site's own folder, as a rule. `prints` takes down every file
    that was read, and what was looked for in vain.
    """
    prints = prints or Fingerprints()
    problems: list[Problem] = []
    layers = [_site_layer(root, problems, prints)]
    wanted, owner = choice, CONFIG_FILE
    while wanted:
        folder = _folder(themes, wanted, prints)
        if folder is None:
            problems.append(_unknown(wanted, owner, _known(themes)))
            break
        if any(layer.name == folder.name for layer in layers[1:]):
            problems.append(
                _problem(owner, "theme-circle", f"the theme {wanted} extends itself", "end the circle")
            )
            break
        layer = _read_theme(themes, folder, problems, prints)
        if layer is None or layer.manifest is None:
            break
        layers.append(layer)
        wanted, owner = layer.manifest.extends, f"{layer.shown}{MANIFEST}"
    return tuple(layers), tuple(problems)


def _site_layer(root: Path, problems: list[Problem], prints: Fingerprints) -> Layer:
    files: dict[str, bytes] = {}
    for part in ("templates", "assets"):
        if prints.is_there(root / part) and (root / part).is_dir():
            files |= _read_part(root, part, "", problems, prints)
    return Layer("", "", files)


def _read_theme(root: Path, folder: Path, problems: list[Problem], prints: Fingerprints) -> Layer | None:
    inside = folder.is_relative_to(root.resolve())
    shown = f"{folder.relative_to(root.resolve()).as_posix()}/" if inside else f"{folder.as_posix()}/"
    try:
        text, found = articlefile.decode(read_noted(folder, MANIFEST, prints)[0], shown + MANIFEST)
    except UnreadableError as error:
        problems.append(
            _problem(shown + MANIFEST, error.problem.code, error.problem.message, error.problem.hint)
        )
        return None
    node, broken = compose(text, shown + MANIFEST)
    problems.extend(found + broken)
    if node is None:
        return None
    manifest, found = read_record(node, ThemeManifest, shown + MANIFEST)
    problems.extend(found)
    if manifest is None:
        return None
    if manifest.api != API_VERSION:
        problems.append(
            _problem(
                shown + MANIFEST,
                "theme-api",
                f"the theme was written for version {manifest.api} of the theme contract",
                f"this Dossierpress speaks version {API_VERSION}: look for a newer theme",
                "api",
            )
        )
        return None
    files: dict[str, bytes] = {}
    for part in _PARTS:
        if prints.is_there(folder / part) and (folder / part).is_dir():
            files |= _read_part(folder, part, shown, problems, prints)
    return Layer(folder.name, shown, files, manifest)


def _read_part(
    folder: Path, part: str, shown: str, problems: list[Problem], prints: Fingerprints
) -> dict[str, bytes]:
    is_published = part == "assets"
    paths, found = list_files(folder, part, prints, is_telling if is_published else None)
    problems.extend(found)
    files: dict[str, bytes] = {}
    for path in paths:
        if is_published and (unfit := misfit(path, shown + path)) is not None:
            problems.append(unfit)
            continue
        try:
            files[path] = read_noted(folder, path, prints, LARGEST_THEME_FILE)[0]
        except UnreadableError as error:
            problems.append(
                _problem(shown + path, error.problem.code, error.problem.message, error.problem.hint)
            )
    return files


def _folder(root: Path, name: str, prints: Fingerprints) -> Path | None:
    """A folder of the site, its `themes/<name>`, or a theme that ships, in this order."""
    places = [root / name, root / "themes" / name, *(base / name for base in shipped())]
    if name.startswith("/") or ".." in name.split("/"):
        return None
    found = (place for place in places if prints.is_there(place / MANIFEST))
    return next((place.resolve() for place in found if (place / MANIFEST).is_file()), None)


def _known(root: Path) -> tuple[str, ...]:
    bases = [root / "themes", *shipped()]
    return tuple(sorted({path.parent.name for base in bases for path in base.glob(f"*/{MANIFEST}")}))


def shipped() -> tuple[Path, ...]:
    """Where the themes that ship lie: in the installed package, or beside `generator/` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    return tuple(place for place in (package / "themes", package.parent.parent / "themes") if place.is_dir())


def _unknown(name: str, owner: str, known: tuple[str, ...]) -> Problem:
    hint = nearest(name, known) or f"there are: {', '.join(known)}"
    key = "theme" if owner == CONFIG_FILE else "extends"
    return _problem(owner, "unknown-theme", f"there is no theme `{name}`", hint, key)


def _problem(path: str, code: str, message: str, hint: str, key: str = "") -> Problem:
    return Problem(path=path, code=code, message=message, hint=hint, key=key, line=0 if key else 1)
