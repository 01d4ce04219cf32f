"""RENDER's unit of work for a bundle: its files, by their paths in the site."""

from dossierpress.plan.outputs import Bodies, Bundle
from dossierpress.problems import BugError, Problem

# A bundle's files, None when they cannot be made; and what is wrong.
Bundled = tuple[dict[str, bytes] | None, tuple[Problem, ...]]


def make_bundle(bundle: Bundle, bodies: Bodies) -> Bundled:
    """Make every file of the folder; the program that makes them may fail to start or to answer."""
    try:
        made = bundle.producer(bundle.view, bodies)
    except (BugError, OSError) as error:
        problem = Problem(
            path=bundle.cause.path,
            code="not-made",
            message=f"/{bundle.folder}/ cannot be made: {error}",
            hint=f"install the program anew, or set `{bundle.cause.key}: false`",
            key=bundle.cause.key,
        )
        return None, (problem,)
    return {f"{bundle.folder}/{path}": data for path, data in sorted(made.items())}, ()
