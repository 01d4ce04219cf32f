"""What the curator should do about links: the problems that dead addresses are."""

from collections.abc import Iterable, Iterator, Mapping

from dossierpress.external.mentions import Mention
from dossierpress.model.links import Link, link_key
from dossierpress.problems import Problem


def link_problems(mentions: Iterable[Mention], links: Mapping[str, Link]) -> tuple[Problem, ...]:
    """A warning for each place that leads a reader nowhere, or that gives a password away."""
    return tuple(problem for each in mentions for problem in _of(each, links))


def _of(mention: Mention, links: Mapping[str, Link]) -> Iterator[Problem]:
    if mention.holds_password:
        yield _problem(
            mention,
            "link-password",
            "an address here holds a user name or password, and is published with it; it was not asked",
            "take out what stands before the @, and change the password",
        )
        return
    link = links.get(link_key(mention.url))
    if link is None or link.state != "dead":
        return
    keys = [key for url in mention.archived if (key := link_key(url)) in links]
    if mention.original and any(links[key].state != "dead" for key in keys):
        return
    hint = "find it at web.archive.org or archive.today, and add that address under `archived:`"
    if not mention.original:
        hint = "lead to where it is now, or to a copy in a web archive"
    yield _problem(mention, "dead-link", f"{link.url} is dead: {link.why}", hint)


def _problem(mention: Mention, code: str, message: str, hint: str) -> Problem:
    return Problem(
        path=mention.path,
        code=code,
        message=message,
        hint=hint,
        severity="warning",
        line=mention.line,
        key=mention.key,
        text=mention.text,
    )
