"""`dossier check --external`: ask the addresses outside the site, and keep what they answer."""

import datetime as dt
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from dossierpress import __version__
from dossierpress.build import Job, take_stock
from dossierpress.cli.options import ProgressBar, fail
from dossierpress.cli.show import counted, printable, show_data, show_problems, tally
from dossierpress.external.asker import Manners
from dossierpress.external.learnt import dump_links, is_settled, learnt
from dossierpress.external.mentions import Mention, mentions
from dossierpress.external.rotten import link_problems
from dossierpress.external.round import Round
from dossierpress.model.links import LINKS_FILE, Link, link_key
from dossierpress.problems import Problem, errors_only, made_strict
from dossierpress.read.held import Audience
from dossierpress.read.locate import located
from dossierpress.run.pool import runner
from dossierpress.schema.config import Config
from dossierpress.write.memory import NoSink
from dossierpress.write.sink import WriteError
from dossierpress.write.statefile import replace_file

# Saving takes this part of the time at most: a small site saves after every answer, a large one seldom.
SAVE_SHARE = 0.05
ORDER = ("live", "moved", "paywalled", "blocked", "dead", "unsure", "not-asked")


def check_links(root: Path, config: Config, audience: Audience, jobs: int | None, form: str) -> None:
    """Ask every outside address that was not asked today, say what was found, end with 1 on errors."""
    stock = take_stock(Job(root=root, config=config, audience=audience, sink=NoSink(), run=runner(jobs)))
    site, problems = stock.site, stock.problems
    if errors_only(problems):
        fail(located(problems, root), form, "no address was asked")
    found = mentions(site, config)
    addresses = dict.fromkeys(link_key(each.url) for each in found if not each.holds_password)
    today = audience.now.astimezone(ZoneInfo(config.timezone)).date()
    begun = time.monotonic()
    known = {address: site.links[address] for address in addresses if address in site.links}
    due = [address for address in addresses if not is_settled(known.get(address), today)]
    links, offline = _ask(root, config, due, known, today)
    seconds = time.monotonic() - begun
    wrong = (*located(link_problems(found, links), root), *offline)
    wrong = made_strict(wrong) if config.strict else wrong
    if form == "json":
        show_data(wrong, _facts(found, links, len(due), seconds))
    else:
        show_problems(wrong, form)
        _show(found, links, len(due), seconds)
    if errors_only(wrong):
        if form != "json":
            click.echo(tally(wrong), err=True)
        raise click.exceptions.Exit(1)


def _ask(
    root: Path, config: Config, due: list[str], known: Mapping[str, Link], today: dt.date
) -> tuple[dict[str, Link], tuple[Problem, ...]]:
    """Ask what is due; what was learnt is kept even when the round is interrupted.

    When no host answers at all, the fault is likely on our side: nothing is learnt, and that is said.
    """
    links, silent = dict(known), False
    manners = Manners(agent=_agent(config), private_hosts=frozenset(config.links.private_hosts))
    bar, save_at = ProgressBar(), 0.0
    asking = Round(manners, known)
    answers = asking.answers(due)
    try:
        for number, (address, answer) in enumerate(answers, start=1):
            links[address] = learnt(address, known.get(address), answer, today)
            silent = silent or answer.silent
            bar(number, len(due))
            if (asking.heard or not silent) and (begun := time.monotonic()) >= save_at:
                _save(root, links)
                ended = time.monotonic()
                save_at = ended + (ended - begun) / SAVE_SHARE
    finally:
        answers.close()
        bar.clear()
        if asking.heard or not silent:
            _save(root, links)
    return (links, ()) if asking.heard or not silent else (dict(known), (_offline(len(due)),))


def _offline(asked: int) -> Problem:
    return Problem(
        path=LINKS_FILE,
        code="offline",
        message=f"no host answered: nothing was learnt about {counted(asked, 'link')}",
        hint="run it again when this machine can reach the web; what was known of them is kept as it was",
        severity="warning",
        line=1,
        column=1,
    )


def _save(root: Path, links: Mapping[str, Link]) -> None:
    try:
        replace_file(root, LINKS_FILE, dump_links(links.values()))
    except WriteError as error:
        raise click.ClickException(f"{error.problem.message}; {error.problem.hint}") from error


def _agent(config: Config) -> str:
    """Who asks, and for which site (RFC 9110, section 10.1.5)."""
    return f"dossierpress/{__version__} (link check{f'; +{config.url}' if config.url else ''})"


def _show(found: Iterable[Mention], links: Mapping[str, Link], asked: int, seconds: float) -> None:
    """A line for each address that a reader does not simply find, then how many there are of each state."""
    places: dict[str, str] = {}
    for each in found:
        places.setdefault(link_key(each.url), each.path)
    by_state = {state: [link for link in links.values() if link.state == state] for state in ORDER}
    for state in ORDER[1:]:
        for link in sorted(by_state[state], key=lambda link: link.url):
            click.echo(printable(f"{state:<9}  {link.url}"))
            if link.to and state == "moved":
                click.echo(printable(f"{'':<9}  now {link.to}"))
            said = f"{link.why}; " if link.why else ""
            click.echo(printable(f"{'':<9}  {said}since {link.since.isoformat()}; in {places[link.url]}"))
    click.echo(f"{counted(len(links), 'link')}, {asked:,} asked in {seconds:.1f} s")
    counts = [f"{len(by_state[state]):,} {state}" for state in ORDER if by_state[state]]
    if counts:
        click.echo(f"{', '.join(counts)}; kept in {LINKS_FILE}")


def _facts(
    found: Iterable[Mention], links: Mapping[str, Link], asked: int, seconds: float
) -> dict[str, object]:
    places: dict[str, list[str]] = {}
    for each in found:
        named = places.setdefault(link_key(each.url), [])
        if each.path not in named:
            named.append(each.path)
    listed = [
        {
            "url": link.url,
            "state": link.state,
            "since": link.since.isoformat(),
            "checked": link.checked.isoformat(),
            "to": link.to,
            "status": link.status,
            "why": link.why,
            "files": places[link.url],
        }
        for link in sorted(links.values(), key=lambda link: link.url)
    ]
    return {"asked": asked, "seconds": round(seconds, 3), "links": listed}
