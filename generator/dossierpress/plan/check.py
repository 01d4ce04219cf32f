"""Which addresses the plan claims, and every fault that only shows when all of them are known."""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import replace

import msgspec

from dossierpress.plan.addresses import file_of, is_inside
from dossierpress.plan.outputs import Bundle, Cause, MediaFile, Output
from dossierpress.plan.pageviews import NotFoundView, RedirectView, SearchView
from dossierpress.problems import Problem
from dossierpress.schema.records import nearest

LONGEST_NAME = 255


class Claim(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file, or a bundle's folder, that a unit gives, and for what; whether site maps have it.

    `target` is where it leads, when it is a redirect; `offered` the file of the page that offers it.
    """

    path: str
    cause: Cause
    is_page: bool = False
    is_listed: bool = False
    target: str = ""
    offered: str = ""


def claim_of(output: Output | Bundle) -> Claim:
    """What an output claims."""
    if isinstance(output, Bundle):
        return Claim(output.folder, output.cause)
    view = output.view
    if not output.template:
        return Claim(output.path, output.cause, offered=output.offered)
    is_listed = not isinstance(view, NotFoundView | RedirectView | SearchView) and not view.page.mark  # type: ignore[attr-defined]
    target = view.target if isinstance(view, RedirectView) else ""
    return Claim(output.path, output.cause, is_page=True, is_listed=is_listed, target=target)


def check_all(
    claims: Collection[Claim],
    files: Iterable[MediaFile],
    claimed: Iterable[tuple[str, Cause]],
    to_check: Iterable[tuple[str, Problem]],
) -> list[Problem]:
    """Every fault that only shows when all addresses are known."""
    media = [(path, file.cause) for file in files for path in file.paths]
    known = {*(claim.path for claim in claims), *(path for path, _ in media)}
    return [*check_claims(claims, media, claimed), *dead_addresses(to_check, known)]


def check_claims(
    claims: Iterable[Claim], media: Iterable[tuple[str, Cause]], claimed: Iterable[tuple[str, Cause]]
) -> tuple[Problem, ...]:
    """Every fault of addresses that only shows when all of them are known."""
    # Pages first, since a fault is shown by the page that it spoils; each by its path.
    in_order = sorted(claims, key=lambda claim: (not claim.is_page, claim.path, bool(claim.target)))
    places = [*((claim.path, claim.cause) for claim in in_order), *media]
    # Where a page and its card collide with another's, the page is what is named.
    everything = sorted((*places, *claimed), key=lambda claim: not claim[0].endswith(".html"))
    return (*_unsafe(places), *_collisions(everything))


def _unsafe(places: Iterable[tuple[str, Cause]]) -> Iterable[Problem]:
    """Paths that some file system could not hold, or that would leave the output folder."""
    for path, cause in places:
        # The one hidden folder that the web knows (RFC 8615).
        segments = path.removeprefix(".well-known/").split("/")
        if (
            is_inside(segments)
            and path.isprintable()
            and all(len(each.encode()) <= LONGEST_NAME for each in segments)
        ):
            continue
        yield Problem(
            path=cause.path,
            code="bad-address",
            message=f"nothing can be published at `/{path}`",
            hint="parts of an address are not empty, do not begin with a dot, and have at most 255 bytes",
            key=cause.key,
            line=0 if cause.key else 1,
        )


def _collisions(claims: Iterable[tuple[str, Cause]]) -> Iterable[Problem]:
    """One address, one owner; also where they differ only by case or Unicode form (NFC).

    Two files that want one page want one file of the API as well: that is one problem.
    """
    reported: set[frozenset[Cause]] = set()
    owners: dict[str, list[tuple[str, Cause]]] = {}
    folders: dict[str, list[tuple[str, Cause]]] = {}
    for path, cause in claims:
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
        owners.setdefault(folded, []).append((path, cause))
        parent = folded
        while "/" in parent:
            parent = parent.rsplit("/", 1)[0]
            folders.setdefault(parent, []).append((path, cause))
    for folded, claimants in owners.items():
        rivals = claimants if len(claimants) > 1 else claimants + folders.get(folded, [])[:1]
        causes = frozenset(cause for _, cause in rivals)
        if len(rivals) < 2 or causes in reported:
            continue
        reported.add(causes)
        named = ", ".join(dict.fromkeys(f"{cause.path} (/{path})" for path, cause in rivals))
        for _, cause in sorted(rivals, key=lambda rival: rival[1])[-1:]:
            yield Problem(
                path=cause.path,
                code="same-address",
                message=f"two things want one address: {named}",
                hint="rename one of them, or take one alias out",
                key=cause.key,
                line=0 if cause.key else 1,
            )


def dead_addresses(to_check: Iterable[tuple[str, Problem]], known: set[str]) -> Iterable[Problem]:
    """The problems of addresses at which nothing is published; `known` are all files of the site."""
    dead = [(address, problem) for address, problem in to_check if file_of(address) not in known]
    addresses = sorted(f"/{path.removesuffix('index.html')}" for path in known) if dead else []
    for address, problem in dead:
        near = nearest(address, addresses)
        yield replace(problem, hint=f"{problem.hint}; {near}") if near else problem
