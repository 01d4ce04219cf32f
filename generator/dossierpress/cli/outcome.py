"""Say what came of a build or check. Imports little."""

from dataclasses import dataclass
from typing import Protocol

import click

from dossierpress.cli.options import fail
from dossierpress.cli.show import counted, show_data, show_problems
from dossierpress.problems import errors_only
from dossierpress.write.report import Report

# Seconds for the search index that are worth a line.
NOTABLE = 10.0


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why pages were made, by their paths; of interest is the page at `address`, or all if it is empty."""

    address: str
    found: dict[str, str]

    def words(self) -> dict[str, str]:
        """Addresses and reasons, in order."""
        given = {f"/{path.removesuffix('index.html')}": why for path, why in sorted(self.found.items())}
        if not self.address:
            return given
        address = "/" + self.address.strip("/")
        if address != "/" and "." not in address.rsplit("/", 1)[-1]:
            address += "/"
        return {address: given.get(address, "as it was: made of the same things as before")}


class Cost(Protocol):
    """What the search index cost: how many of its parts were made, and the seconds that it took."""

    items: int
    seconds: float


def show_report(
    report: Report,
    form: str,
    seconds: float,
    place: str = "",
    reasons: Reasons | None = None,
    index: Cost | None = None,
) -> None:
    """Say what came of it; `place` is empty when nothing is kept, `index` is the search index.

    Ends with 1 where there are errors.
    """
    if form == "json":
        facts = _facts(report, seconds, place, index)
        show_data(report.problems, facts if reasons is None else facts | {"reasons": reasons.words()})
        raise click.exceptions.Exit(1 if errors_only(report.problems) else 0)
    if errors_only(report.problems):
        outcome = "the site was not built; what was there stays as it was" if place else "not sound"
        fail(report.problems, form, outcome)
    show_problems(report.problems, form)
    for address, why in (reasons.words() if reasons is not None else {}).items():
        click.echo(f"{address} {why}")
    _show(report, seconds, place, index)


def _show(report: Report, seconds: float, place: str, index: Cost | None) -> None:
    click.echo(
        f"{counted(report.articles, 'article')} in {counted(report.dossiers, 'dossier')},"
        f" {counted(report.pages, 'page')}"
    )
    if report.written is None or not place:
        click.echo(f"checked in {seconds:.1f} s")
        return
    click.echo(
        f"built in {seconds:.1f} s: {counted(len(report.written.written), 'file')} written,"
        f" {report.written.unchanged:,} unchanged, {len(report.written.deleted):,} deleted"
    )
    if index is not None and index.seconds > max(NOTABLE, seconds / 4):
        click.echo(f"of that, the search index took {index.seconds:.1f} s (`search: false` saves it)")
    click.echo(f"the site is in {place}")


def _facts(report: Report, seconds: float, place: str, index: Cost | None) -> dict[str, object]:
    facts: dict[str, object] = {
        "articles": report.articles,
        "dossiers": report.dossiers,
        "pages": report.pages,
        "seconds": round(seconds, 3),
    }
    if index is not None and index.items:
        facts["search"] = {"parts": index.items, "seconds": round(index.seconds, 3)}
    if place and report.written is not None:
        facts |= {
            "output": place,
            "written": list(report.written.written),
            "unchanged": report.written.unchanged,
            "deleted": list(report.written.deleted),
        }
    return facts
