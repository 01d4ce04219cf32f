"""Which folder may be an output: never one whose loss would hurt."""

from collections.abc import Iterable
from pathlib import Path

from dossierpress.problems import Problem


def check_output(root: Path, output: str, protected: Iterable[str]) -> tuple[Path, tuple[Problem, ...]]:
    """Resolve the output folder; a problem when it is or holds the root, or overlaps what is `protected`."""
    written = output.strip()
    place = (root / Path(written).expanduser()).resolve() if written else root.resolve()
    home = root.resolve()
    reason = ""
    if not written or place == home or home.is_relative_to(place):
        reason = "it holds the site's own files"
    elif place.exists() and not place.is_dir():
        reason = "it is not a folder"
    for name in protected:
        guarded = (root / name).resolve()
        if place.is_relative_to(guarded) or guarded.is_relative_to(place):
            reason = f"it lies inside or around {name}/"
    if place.name.startswith(".git") or ".git" in place.parts:
        reason = "it belongs to git"
    if not reason:
        return place, ()
    problem = Problem(
        path="site.yaml",
        code="bad-output",
        message=f"`{output}` cannot be the output folder: {reason}",
        hint="name a folder of its own, such as site",
        key="output",
    )
    return place, (problem,)
