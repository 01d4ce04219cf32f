"""RENDER's unit of work for a package: its bytes, and what pages say of it."""

import hashlib

from dossierpress.plan.outputs import Bodies, Output
from dossierpress.problems import StopBuildError

# A package's bytes, None when it cannot be made; their number, and their SHA-256, or why.
Package = tuple[bytes | None, int, str]


def make_package(output: Output, bodies: Bodies) -> Package:
    """Make one package."""
    assert output.producer is not None
    try:
        data = output.producer(output.view, bodies)
    except StopBuildError as stop:
        return None, 0, f"{stop}; {stop.problems[0].hint}"
    return data, len(data), hashlib.sha256(data).hexdigest()
