"""What an answer means for a reader: live, moved, paywalled, blocked, dead or unsure."""

from dataclasses import dataclass

from dossierpress.model.links import LinkState

# 403 and 429 say that *we* are not welcome, 451 that a law forbids it; a person may still read there.
# 999 is what some large sites answer to everything that is no browser.
_BLOCKED = {401, 403, 407, 423, 429, 451, 999}
_DEAD = {404, 410}
REDIRECTS = {301, 302, 303, 307, 308}
PERMANENT = {301, 308}
# A later answer may be another one (RFC 9110, section 15.6; RFC 6585, section 4).
PASSING = {408, 425, 429, 500, 502, 503, 504}


class Fault(Exception):  # noqa: N818  a state of the world, no error of ours
    """No answer came. `why` is said to the curator.

    `passing` faults are worth another try now; `unreachable` ones mean that the host cannot be found
    or does not listen, which is death when it lasts for days. Of `silent` ones nothing was heard, which
    may be the fault of our own network.
    """

    def __init__(
        self,
        why: str,
        *,
        state: LinkState = "unsure",
        passing: bool = False,
        unreachable: bool = False,
        silent: bool = False,
    ) -> None:
        super().__init__(why)
        self.why = why
        self.state = state
        self.passing = passing
        self.unreachable = unreachable
        self.silent = silent or unreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What asking one address came to."""

    state: LinkState
    to: str = ""
    status: int | None = None
    why: str = ""
    unreachable: bool = False
    silent: bool = False
    etag: str = ""
    last_modified: str = ""


def state_of(status: int) -> tuple[LinkState, str]:
    """State and reason of a final HTTP status (RFC 9110, section 15)."""
    if 200 <= status < 300:
        return "live", ""
    if status == 402:
        return "paywalled", "it asks for payment"
    if status in _BLOCKED:
        return "blocked", f"it answers {status} to us; a browser may fare better"
    if status in _DEAD:
        return "dead", f"it answers {status}"
    return "unsure", f"it answers {status}"
