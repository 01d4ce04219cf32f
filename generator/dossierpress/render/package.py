"""RENDER's unit of work for a package: its bytes, and what pages say of it."""

import hashlib

from dossierpress.plan.outputs import Bodies, Output

# A package's bytes, None when it was stopped; their number, and their SHA-256.
Package = tuple[bytes | None, int, str]


def make_package(output: Output, bodies: Bodies) -> Package:
    """Make one package."""
    assert output.producer is not None
    data = output.producer(output.view, bodies)
    return data, len(data), hashlib.sha256(data).hexdigest()
