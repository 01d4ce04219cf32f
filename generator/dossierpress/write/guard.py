"""Where a site may be written: never to a place whose loss would hurt."""

from collections.abc import Mapping
from pathlib import Path

from dossierpress.problems import Problem

# What a site is made of, beside its content, and where builds keep what they remember.
_SOURCES = ("themes", "templates", "assets", "site.yaml")
_CACHE = ".dossier"


def check_output(root: Path, output: str, content: str) -> tuple[Path, tuple[Problem, ...]]:
    """Resolve the output folder; a problem that says which rule it breaks."""
    place, rule = _judged(root, output, _protected(content), is_file=False)
    if not rule:
        return place, ()
    message = f"`{output}` cannot be the output folder: {rule}"
    return place, (_problem(message, "name a folder of its own, such as site", "output"),)


def check_target(
    root: Path, path: str, key: str, content: str, output: str, *, is_file: bool
) -> tuple[Problem, ...]:
    """A problem when a folder, or a file, may not be published to. `key` is where its path stands."""
    built = {output: "where the site is built before it is published"}
    _, rule = _judged(root, path, _protected(content) | built, is_file=is_file)
    if not rule:
        return ()
    example = "file of its own, such as upload.zip" if is_file else "folder of its own, such as ../public"
    return (_problem(f"`{path}` cannot be a publish target: {rule}", f"name a {example}", key),)


def check_packages(root: Path, path: str, content: str, output: str) -> tuple[Problem, ...]:
    """A problem when a folder may not hold packages: what is in the site's own would be published."""
    _, rule = _judged(root, path, _protected(content) | {output: "which is the site"}, is_file=False)
    if not rule:
        return ()
    return (_problem(f"`{path}` cannot hold packages: {rule}", "name a folder of its own", ""),)


def _protected(content: str) -> dict[str, str]:
    sources = dict.fromkeys(_SOURCES, "of which the site is made")
    return {content: "which holds the articles", **sources, _CACHE: "which holds what builds remember"}


def _judged(root: Path, written: str, protected: Mapping[str, str], *, is_file: bool) -> tuple[Path, str]:
    """Where a path leads, and the rule that it breaks; `protected` says of each name what it is."""
    place = (root / Path(written.strip()).expanduser()).resolve()
    home = root.resolve()
    if place.name.startswith(".git") or ".git" in place.parts:
        return place, "it belongs to git"
    if place == home:
        return place, "it is the site's own folder"
    if home.is_relative_to(place):
        return place, "the site's own folder lies in it"
    for name, what in protected.items():
        guarded = (root / name).resolve()
        if place.is_relative_to(guarded):
            return place, f"it {'is' if place == guarded else 'lies in'} `{name}`, {what}"
        if guarded.is_relative_to(place):
            return place, f"`{name}`, {what}, lies in it"
    if place.exists() and place.is_dir() is is_file:
        return place, "it is a folder" if is_file else "it is not a folder"
    return place, ""


def _problem(message: str, hint: str, key: str) -> Problem:
    return Problem(path="site.yaml", code="bad-output", message=message, hint=hint, key=key)
