"""Packages are made before pages, for the page that offers one says how large it is, and its digest."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import msgspec

from dossierpress.plan.alternates import package_view
from dossierpress.plan.outputs import Bodies, Output, Plan
from dossierpress.plan.pageviews import DossierView
from dossierpress.problems import Problem, StopBuildError
from dossierpress.render.package import Package, make_package
from dossierpress.runners import HEAVY, Deferred, Progress, Runner
from dossierpress.write.sink import Same

# By the file of each page, the packages that it offers: path, number of bytes, SHA-256.
Offers = dict[str, list[tuple[str, int, str]]]


def make_packages(
    planned: Plan,
    ingredients: Callable[[Output], Bodies],
    run: Runner,
    offers: Offers,
    progress: Progress | None,
) -> Iterator[tuple[str, bytes | Same]]:
    """Every package; `offers` learns what each page offers. `ingredients` fetches what one is made of.

    Raises StopBuildError.
    """
    packages = [output for output in planned.pages if output.offered]
    items = ((output, Deferred(partial(ingredients, output))) for output in packages)
    results = run(make_package, items, len(packages), _unpacked, progress, HEAVY)
    for output, (data, size, digest) in zip(packages, results, strict=True):
        if data is None:
            raise StopBuildError([_unoffered(output, digest)])
        yield output.path, data
        offers.setdefault(output.offered, []).append((output.path, size, digest))


def offering(output: Output, offers: Offers) -> Output:
    """A page with the packages that it offers."""
    if output.path not in offers:
        return output
    assert isinstance(output.view, DossierView)
    language = output.view.site.language
    told = tuple(package_view(*offer, language) for offer in offers[output.path])
    return msgspec.structs.replace(output, view=msgspec.structs.replace(output.view, packages=told))


def _unpacked(_arguments: tuple[Any, ...], why: str) -> Package:
    """The result for a package whose making was stopped; in place of its digest, why."""
    return None, 0, why


def _unoffered(output: Output, why: str) -> Problem:
    return Problem(
        path=output.cause.path,
        code="too-slow",
        message=f"the package /{output.path} cannot be made: {why}",
        hint="turn this kind off under `exports` in site.yaml, and report this",
        line=1,
        column=1,
    )
