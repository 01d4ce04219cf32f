"""One address at a time against a real server: each way in which a link lives, moves or dies."""

import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from typing import Any

import pytest
import trustme

from dossierpress.external.asker import Asker, Manners
from dossierpress.external.exchange import Limits
from dossierpress.external.hosts import Hosts, StoppedError
from dossierpress.external.robots import Rules
from dossierpress.external.round import Round
from dossierpress.external.target import resolve, target_of
from dossierpress.external.verdict import Answer
from dossierpress.model.links import Link
from external.server import Web, web

AGENT = "dossierpress/test (link check; +https://press.example/)"
DAY = dt.date(2026, 11, 24)


@pytest.fixture
def here() -> Iterator[Web]:
    with web() as running:
        yield running


def manners(**changes: Any) -> Manners:
    chosen = {
        "agent": AGENT,
        "private_hosts": ("127.0.0.1", "localhost"),
        "pause": 0.0,
        "backoff": 0.0,
        "limits": Limits(silence=60.0, whole=300.0, body=64 * 1024),
    }
    return Manners(**chosen | changes)


def ask(url: str, known: Link | None = None, **changes: Any) -> Answer:
    return Asker(manners(**changes), Hosts(0.0)).ask(url, known)


def known(url: str, **keys: Any) -> Link:
    return Link(**{"url": url, "state": "live", "since": DAY, "checked": DAY} | keys)


@pytest.mark.parametrize(
    ("path", "state", "why"),
    [
        ("/page", "live", ""),
        ("/status/204", "live", ""),
        ("/moved", "moved", ""),
        ("/moved-away", "moved", ""),
        ("/for-now", "live", ""),
        ("/moved-to-nothing", "dead", "it answers 404"),
        ("/front", "unsure", "it leads to a front page now"),
        ("/gone-softly", "unsure", "it answers well, with a page that says it is not found"),
        ("/to-gone-softly", "unsure", "it answers well, with a page that says it is not found"),
        ("/to-error", "unsure", "it answers well, with a page that says it is not found"),
        ("/en/error404.html", "live", ""),
        ("/status/401", "blocked", "it answers 401"),
        ("/status/403", "blocked", "it answers 403"),
        ("/status/451", "blocked", "it answers 451"),
        ("/status/429", "blocked", "it answers 429"),
        ("/status/402", "paywalled", "it asks for payment"),
        ("/paywalled", "paywalled", "it says that it is for subscribers"),
        ("/status/404", "dead", "it answers 404"),
        ("/status/410", "dead", "it answers 410"),
        ("/status/500", "unsure", "it answers 500"),
        ("/status/400", "unsure", "it answers 400"),
        ("/no-location", "unsure", "it answers 302"),
        ("/circle", "unsure", "it redirects in a circle"),
        ("/endless/1", "unsure", "it redirects without end"),
        ("/long-way", "unsure", "it leads on to an address that is too long"),
        ("/to-file", "unsure", "it leads on to where we do not ask: this is no web address"),
        ("/to-private", "unsure", "it redirects to 127.0.0.2"),
        ("/no-head", "live", ""),
        ("/cuts-head", "live", ""),
        ("/cut", "live", ""),
        ("/not-http", "unsure", "the connection was cut, or what came is not HTTP"),
        ("/huge", "live", ""),
        ("/wait-then", "live", ""),
        ("/shaky", "live", ""),
        ("/tired", "blocked", "it answers 429"),
        ("/tired-date", "unsure", "it answers 503"),
    ],
)
def test_each_case_has_its_state(here: Web, path: str, state: str, why: str) -> None:
    answer = ask(here.url(path))
    assert answer.state == state, answer
    assert answer.why.startswith(why)
    assert bool(answer.why) == bool(why)


def test_a_moved_address_says_where_to(here: Web) -> None:
    assert ask(here.url("/moved")).to == here.url("/page/new")
    assert ask(here.url("/moved-away")).to == here.url("/page/new", "localhost")
    assert ask(here.url("/for-now")).to == ""


def test_a_file_is_asked_once_and_a_page_is_looked_into(here: Web) -> None:
    ask(here.url("/status/200"))
    ask(here.url("/page"))
    assert here.paths() == ["HEAD /status/200", "HEAD /page", "GET /page"]


def test_we_say_who_asks_and_for_which_site(here: Web) -> None:
    ask(here.url("/page"))
    assert {fields["User-Agent"] for _, _, fields in here.asked} == {AGENT}
    assert here.fields(0)["Host"] == f"127.0.0.1:{here.port}"
    assert not {"Cookie", "Referer", "Authorization"} & set(here.fields(0))


def test_what_is_unchanged_is_not_sent_again(here: Web) -> None:
    url = here.url("/etag")
    first = ask(url)
    assert (first.etag, first.last_modified) == ('"v1"', "Mon, 05 Dec 2011 09:00:00 GMT")
    here.asked.clear()
    again = ask(url, known(url, etag=first.etag, last_modified=first.last_modified))
    assert here.paths() == ["HEAD /etag"]
    assert here.fields(0)["If-None-Match"] == '"v1"'
    assert (again.state, again.status, again.etag) == ("live", 304, '"v1"')


def test_an_unchanged_paywall_is_still_one(here: Web) -> None:
    url = here.url("/paywalled-etag")
    first = ask(url)
    assert first.state == "paywalled"
    again = ask(url, known(url, state="paywalled", etag=first.etag))
    assert (again.state, again.status) == ("paywalled", 304)


def test_a_304_that_nobody_asked_for_says_nothing(here: Web) -> None:
    assert ask(here.url("/status/304")).state == "unsure"


def test_a_huge_page_is_not_read_to_its_end(here: Web) -> None:
    answer = ask(here.url("/huge"), limits=Limits(silence=60.0, whole=300.0, body=100_000))
    assert answer.state == "live"


def test_silence_is_waited_for_only_so_long(here: Web) -> None:
    answer = ask(here.url("/silent"), tries=1, limits=Limits(silence=0.2, whole=300.0))
    assert (answer.state, answer.why) == ("unsure", "it takes too long to answer")
    assert not answer.unreachable


def test_a_byte_at_a_time_is_cut_off(here: Web) -> None:
    answer = ask(here.url("/drip"), limits=Limits(silence=60.0, whole=0.4))
    assert (answer.state, answer.why) == ("unsure", "it takes too long to answer")


def test_retry_after_is_waited_for_when_it_is_short(here: Web) -> None:
    assert ask(here.url("/wait-then"), backoff=3600.0, patience=1.0).state == "live"


def test_a_host_that_asks_for_an_hour_is_left_in_peace(here: Web) -> None:
    asker = Asker(manners(), Hosts(0.0))
    assert asker.ask(here.url("/tired")).state == "blocked"
    before = len(here.asked)
    answer = asker.ask(here.url("/page"))
    assert (answer.state, answer.why) == ("not-asked", "its host asks us to come back later")
    assert len(here.asked) == before


def test_a_host_that_falls_silent_is_asked_no_more(here: Web) -> None:
    asker = Asker(manners(), Hosts(0.0))
    states = [asker.ask(here.url(f"/not-http/{number}")) for number in range(4)]
    assert [each.state for each in states] == ["unsure", "unsure", "not-asked", "not-asked"]
    assert states[-1].why == "its host does not answer any more"


def test_robots_txt_is_asked_once_and_kept_to(here: Web) -> None:
    here.robots = "User-agent: *\nDisallow: /private\n"
    asker = Asker(manners(), Hosts(0.0))
    assert asker.ask(here.url("/private/x")).why == "its robots.txt asks us not to"
    assert asker.ask(here.url("/private/x")).state == "not-asked"
    assert asker.ask(here.url("/page")).state == "live"
    assert here.paths(robots=True) == ["GET /robots.txt", "HEAD /page", "GET /page"]


@pytest.mark.parametrize(
    ("status", "state"), [(403, "live"), (410, "live"), (503, "not-asked"), (429, "not-asked")]
)
def test_a_robots_txt_that_cannot_be_had(here: Web, status: int, state: str) -> None:
    here.robots = status
    assert ask(here.url("/page")).state == state


@pytest.mark.parametrize(
    ("leads", "state"),
    [("/rules", "not-asked"), ("/endless/1", "live"), ("/to-file", "live"), ("/to-private", "live")],
)
def test_a_robots_txt_that_lies_elsewhere(here: Web, leads: str, state: str) -> None:
    here.robots = leads
    assert ask(here.url("/page")).state == state


def test_a_crawl_delay_is_kept_to_outside_our_own_network(here: Web) -> None:
    hosts = Hosts(0.0)
    hosts.host("127.0.0.1").rules[f"http://127.0.0.1:{here.port}"] = Rules(pause=3600.0)
    assert Asker(manners(), hosts).ask(here.url("/page")).state == "live"


def test_nothing_listens() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        answer = ask(f"http://127.0.0.1:{port}/x")
    assert (answer.state, answer.why, answer.unreachable) == ("unsure", "its host takes no connection", True)


def test_the_next_address_of_a_host_is_tried_when_the_first_takes_no_connection(
    here: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host with two addresses, as the resolver gives them; the server listens at the second."""
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, here.port)) for ip in ("127.0.0.5", "127.0.0.1")
    ]
    monkeypatch.setattr("dossierpress.external.target.socket.getaddrinfo", lambda *_, **__: found)
    assert ask(here.url("/page", "localhost"), tries=1).state == "live"


def test_a_host_that_cannot_be_said_to_a_resolver_is_none() -> None:
    answer = ask(f"http://{'a' * 70}.example/", tries=1)
    assert answer.state == "unsure"
    assert answer.why in ("no such host can be", "no such host is known")


def test_a_host_of_the_public_internet_is_resolved_to_its_own_address() -> None:
    assert resolve(target_of("https://93.184.216.34/"), ()) == ("93.184.216.34",)


def test_no_such_host() -> None:
    answer = ask("http://no-such-host.invalid/x", tries=1)
    assert answer.unreachable
    assert (answer.state, answer.why) == ("unsure", "no such host is known")


def test_a_dead_host_is_tried_once_for_all_its_addresses() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        hosts = Hosts(0.0)
        asker = Asker(manners(), hosts)
        first, second = (asker.ask(f"http://127.0.0.1:{port}/{each}") for each in "ab")
    assert first == second
    assert list(hosts.host("127.0.0.1").faults) == [f"http://127.0.0.1:{port}"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.3:8000/x",
        "http://localhost.localdomain:8000/x",
        "http://[::1]:8000/x",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0/",
        "http://user:secret@press.example/",
        "https://press.example:22/",
        "file:///etc/passwd",
        "https:///nothing",
        "https://press.example:99999/",
    ],
)
def test_what_is_never_asked(url: str) -> None:
    answer = ask(url, private_hosts=(), tries=1)
    assert answer.state == "not-asked" or answer.why == "no such host is known", answer
    assert "secret" not in answer.why


def test_a_page_outside_cannot_send_us_into_the_private_network(here: Web) -> None:
    """Only `127.0.0.1` is named: a redirect from it to another private host is refused."""
    answer = ask(here.url("/moved-away"), private_hosts=("127.0.0.1",))
    assert answer.state == "unsure"
    assert answer.why == f"it redirects to localhost:{here.port}: its host is in a private network"
    assert "HEAD /page/new" not in here.paths()


def test_a_certificate_that_nobody_vouches_for() -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with web(context) as secure:
        answer = ask(f"https://127.0.0.1:{secure.port}/page")
    assert (answer.state, answer.why) == ("unsure", "its certificate or encryption is broken")
    assert not answer.unreachable


def test_a_certificate_is_checked_for_the_name_though_we_connect_to_its_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with web(context) as secure:
        assert ask(f"https://localhost:{secure.port}/page").state == "live"
        assert ask(f"https://127.0.0.1:{secure.port}/page").state == "unsure"


def test_a_round_that_is_called_off_asks_no_more(here: Web) -> None:
    hosts = Hosts(0.0)
    hosts.stop()
    with pytest.raises(StoppedError):
        Asker(manners(), hosts).ask(here.url("/page"))
    assert not here.asked


def test_a_page_that_was_not_sure_is_read_again(here: Web) -> None:
    url = here.url("/gone-softly")
    first = ask(url)
    assert (first.etag, first.last_modified) == ("", "")
    assert ask(url, known(url, state="unsure", etag='"v1"')).state == "unsure"


def test_a_round_knows_whether_anybody_was_heard(here: Web) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/x"
        for addresses, heard in (([nobody], False), ([nobody, here.url("/page")], True)):
            asking = Round(manners(tries=1), {})
            answers = dict(asking.answers(addresses))
            assert answers[nobody].silent
            assert asking.heard is heard
