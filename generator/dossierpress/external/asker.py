"""Asks one address: robots.txt first, then HEAD, then GET where that says more; everything is bounded."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from dossierpress.external.exchange import Limits, Reply, exchange
from dossierpress.external.hosts import Host, Hosts
from dossierpress.external.notfound import is_not_found, is_not_found_place
from dossierpress.external.paywall import is_paywalled
from dossierpress.external.robots import LARGEST, Rules, parse_robots
from dossierpress.external.target import Target, redirected, resolve, target_of
from dossierpress.external.verdict import PASSING, PERMANENT, REDIRECTS, Answer, Fault, state_of
from dossierpress.model.links import Link, link_key

_REMINDERS = 300
_VALIDATORS = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
# A host that has left so many questions in a row unanswered, each with all its tries, is left in peace.
_MOST_SILENCES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How we ask. Times are in seconds.

    `agent` names us and the site that asks. `private_hosts` are those of the curator's own network
    that may be asked. `tries` is how often a passing fault is met with another try, after `backoff`,
    then twice that; `patience` is the longest `Retry-After` that we wait for.
    """

    agent: str
    private_hosts: Collection[str] = ()
    pause: float = 1.0
    tries: int = 3
    backoff: float = 2.0
    patience: float = 30.0
    redirects: int = 8
    limits: Limits = field(default_factory=Limits)


class _DeafError(Exception):
    """A server that does not answer HEAD."""


class Asker:
    """Asks addresses for one round. May be used by several threads; `hosts` keeps them in turn."""

    def __init__(self, manners: Manners, hosts: Hosts) -> None:
        self._manners = manners
        self._hosts = hosts

    def ask(self, address: str, known: Link | None = None) -> Answer:
        """What is found at an address now. `known` is what was found before. Raises StoppedError."""
        try:
            target = target_of(address)
            return self._follow(target, known)
        except Fault as fault:
            return Answer(
                state=fault.state, why=fault.why, unreachable=fault.unreachable, silent=fault.silent
            )

    def _follow(self, start: Target, known: Link | None) -> Answer:
        """Go where redirects lead, and judge what is there."""
        target, moved, permanent = start, "", True
        private = start.host in self._manners.private_hosts
        seen = {str(start)}
        for _ in range(self._manners.redirects + 1):
            try:
                reply = self._visit(target, known, private=private)
            except Fault as fault:
                if target == start:
                    raise
                raise _on_the_way(fault, target) from fault
            location = reply.fields.get("location", "")
            if reply.status not in REDIRECTS or not location:
                return _judged(reply, start, target, moved, known)
            target = redirected(target, location)
            private = private and target.host in self._manners.private_hosts
            permanent = permanent and reply.status in PERMANENT
            moved = link_key(str(target)) if permanent else moved
            if str(target) in seen:
                return Answer(state="unsure", status=reply.status, why="it redirects in a circle")
            seen.add(str(target))
        return Answer(state="unsure", status=reply.status, why="it redirects without end")

    def _visit(self, target: Target, known: Link | None, *, private: bool) -> Reply:
        """HEAD, and GET where HEAD is not answered well or the page may say that it has a paywall."""
        host = self._welcome(target, private=private)
        reminders = _reminders(known)
        with suppress(_DeafError):
            reply = self._head(target, reminders, private=private)
            is_page = "html" in reply.fields.get("content-type", "")
            if reply.status in REDIRECTS or reply.status in (304, 429) or host.closed:
                return reply
            if 200 <= reply.status < 300 and not is_page:
                return reply
        return self._request("GET", target, reminders, self._manners.limits.body, private=private)

    def _head(self, target: Target, fields: Mapping[str, str], *, private: bool) -> Reply:
        """The answer to HEAD. Raises _DeafError when the server cuts such a question off."""
        try:
            return self._request("HEAD", target, fields, 0, private=private)
        except Fault as fault:
            if fault.passing and not fault.unreachable:
                raise _DeafError from fault
            raise

    def _welcome(self, target: Target, *, private: bool) -> Host:
        """The host, if it lets us ask this. Raises Fault when not."""
        host = self._hosts.host(target.host)
        origin = target.origin
        if host.closed:
            raise Fault(host.closed, state="not-asked")
        if origin not in host.rules and origin not in host.faults:
            try:
                host.rules[origin] = self._robots(target, private=private)
            except Fault as fault:
                host.faults[origin] = fault
        if origin in host.faults:
            raise host.faults[origin]
        if not host.rules[origin].allow(target.path):
            raise Fault("its robots.txt asks us not to", state="not-asked")
        return host

    def _robots(self, target: Target, *, private: bool) -> Rules:
        """What an origin's robots.txt says. None there: everything is allowed (RFC 9309, section 2.3.1)."""
        place = replace(target, path="/robots.txt")
        reply = self._request("GET", place, {}, LARGEST, private=private)
        with suppress(Fault):  # a redirect that leads nowhere is no robots.txt
            for _ in range(5):
                if reply.status not in REDIRECTS or "location" not in reply.fields:
                    break
                place = redirected(place, reply.fields["location"])
                private = private and place.host in self._manners.private_hosts
                reply = self._request("GET", place, {}, LARGEST, private=private)
        if reply.status == 429 or reply.status >= 500:
            raise Fault(f"its robots.txt answers {reply.status}", state="not-asked")
        return parse_robots(reply.body) if 200 <= reply.status < 300 else Rules()

    def _request(
        self, method: str, target: Target, fields: Mapping[str, str], wanted: int, *, private: bool
    ) -> Reply:
        """One question, asked again after a while when the fault may pass."""
        host = self._hosts.host(target.host)
        for attempt in range(1, self._manners.tries + 1):
            wait = self._manners.backoff * 2 ** (attempt - 1)
            try:
                reply = self._once(method, target, fields, wanted, host, private=private)
            except Fault as fault:
                if not fault.passing or attempt == self._manners.tries:
                    host.silent(_MOST_SILENCES)
                    raise
            else:
                host.silences, self._hosts.heard = 0, True
                if reply.status not in PASSING:
                    return reply
                wait = reply.retry_after if reply.retry_after is not None else wait
                if wait > self._manners.patience or attempt == self._manners.tries:
                    if reply.status == 429 or reply.retry_after is not None:
                        host.closed = "its host asks us to come back later"
                    return reply
            self._hosts.wait(wait)
        raise AssertionError("the last try returns or raises")

    def _once(
        self,
        method: str,
        target: Target,
        fields: Mapping[str, str],
        wanted: int,
        host: Host,
        *,
        private: bool,
    ) -> Reply:
        ours = self._manners.private_hosts if private else ()
        rules = host.rules.get(target.origin)
        pause = 0.0 if private else max(host.pause, rules.pause if rules else 0.0)
        names = {"User-Agent": self._manners.agent, "Accept": "text/html, */*;q=0.8", **fields}
        with self._hosts.turn(host, pause):
            *others, last = resolve(target, ours)
            for ip in others:
                try:
                    return exchange(method, target, ip, names, self._manners.limits, wanted)
                except Fault as fault:
                    if not fault.unreachable:
                        raise
            return exchange(method, target, last, names, self._manners.limits, wanted)


def _judged(reply: Reply, start: Target, end: Target, moved: str, known: Link | None) -> Answer:
    """What the last reply means for the address that was asked."""
    same = reply.status == 304 and known is not None
    state, why = state_of(200 if same else reply.status)
    if state == "live":
        if is_not_found(reply.body, reply.fields.get("content-type", "")) or (
            end != start and is_not_found_place(end.path)
        ):
            state, why = "unsure", "it answers well, with a page that says it is not found"
        elif (known is not None and same and known.state == "paywalled") or is_paywalled(reply.body):
            state, why = "paywalled", "it says that it is for subscribers"
        elif end.path in ("", "/") and start.path not in ("", "/"):
            state, why = "unsure", "it leads to a front page now"
        elif moved:
            state = "moved"
    # What is not sure is read again, whether or not it has changed.
    reminders = {} if state == "unsure" else (_reminders(known) if same else {}) | _given(reply)
    return Answer(
        state=state,
        to=moved,
        status=reply.status,
        why=why,
        etag=reminders.get("If-None-Match", ""),
        last_modified=reminders.get("If-Modified-Since", ""),
    )


def _reminders(known: Link | None) -> dict[str, str]:
    """The fields that spare a server the page when it is still the same (RFC 9110, section 13.1)."""
    if known is None:
        return {}
    fields = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in fields.items() if value}


def _given(reply: Reply) -> dict[str, str]:
    """The validators of a reply that are worth keeping: short, and of plain signs only."""
    values = {name: reply.fields.get(field, "").strip() for name, field in _VALIDATORS.items()}
    return {
        name: value
        for name, value in values.items()
        if value and value.isascii() and value.isprintable() and len(value) <= _REMINDERS
    }


def _on_the_way(fault: Fault, target: Target) -> Fault:
    """What is known of a redirect's end is less sure than what is known of the address itself."""
    return Fault(f"it redirects to {target.authority}: {fault.why}", unreachable=fault.unreachable)
