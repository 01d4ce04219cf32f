"""Packages are made before pages, for the page that offers one says how large it is, and its digest."""

from collections.abc import Iterable
from typing import Any

import msgspec

from dossierpress.plan.alternates import package_view
from dossierpress.plan.outputs import Output
from dossierpress.plan.pageviews import DossierView
from dossierpress.problems import Problem
from dossierpress.render.package import Package

# A package as its page offers it: path, number of bytes, SHA-256.
Offer = tuple[str, int, str]


def offering(output: Output, offers: Iterable[Offer]) -> Output:
    """A page with the packages that it offers."""
    view = output.view
    assert isinstance(view, DossierView)
    told = tuple(package_view(*offer, view.site.language) for offer in offers)
    return msgspec.structs.replace(output, view=msgspec.structs.replace(view, packages=told))


def unpacked(_arguments: tuple[Any, ...], why: str) -> Package:
    """The result for a package whose making was stopped; in place of its digest, why."""
    return None, 0, why


def unoffered(output: Output, why: str) -> Problem:
    """What is said of such a package."""
    return Problem(
        path=output.cause.path,
        code="no-package",
        message=f"the package /{output.path} cannot be made: {why}",
        hint="or turn this kind off under `exports` in site.yaml",
        line=1,
        column=1,
    )
