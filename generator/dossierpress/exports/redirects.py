"""`_redirects`: old addresses for hosts that read such a file; other hosts have a page at each."""

from collections.abc import Iterable
from urllib.parse import quote

from dossierpress.plan.addresses import address_of, base_of
from dossierpress.plan.check import Claim
from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Bodies, Cause, Output, produced
from dossierpress.plan.plan import Export
from dossierpress.plan.views import View
from dossierpress.schema.config import CONFIG_FILE


class RedirectsView(View, frozen=True):
    """Pairs of an old address and the new one, below the host's root."""

    moved: tuple[tuple[str, str], ...]


def moved_pages(desk: Desk, claims: Iterable[Claim]) -> Iterable[Output]:
    """One file, if anything has moved."""
    base = base_of(desk.config.url).rstrip("/")
    moved = sorted((base + address_of(claim.path), base + claim.target) for claim in claims if claim.target)
    if moved:
        yield produced("_redirects", write_redirects, RedirectsView(moved=tuple(moved)), Cause(CONFIG_FILE))


def write_redirects(view: RedirectsView, _bodies: Bodies) -> bytes:
    """A line for each. `:` and `*` are escaped too, since they would stand for any address."""
    lines = (f"{quote(old, safe='/')} {quote(new, safe='/')} 301\n" for old, new in view.moved)
    return "".join(lines).encode()


redirects = Export("redirects", after=moved_pages)
