"""Several hosts at once, one question at a time a host; what was learnt comes as it is learnt."""

from collections.abc import Iterator

import pytest

from dossierpress.external.asker import Manners
from dossierpress.external.exchange import Limits
from dossierpress.external.hosts import Hosts
from dossierpress.external.round import Round
from external.server import Web, web


@pytest.fixture
def here() -> Iterator[Web]:
    with web() as running:
        yield running


MANNERS = Manners(
    agent="dossierpress/test",
    private_hosts=("127.0.0.1", "localhost"),
    tries=1,
    limits=Limits(silence=60.0, whole=300.0),
)


def test_every_address_is_answered_and_no_host_is_asked_twice_at_once(here: Web) -> None:
    addresses = [
        here.url(f"/tempo/{number}", host) for number in range(6) for host in ("127.0.0.1", "localhost")
    ]
    answers = dict(Round(MANNERS, {}).answers([*addresses, addresses[0], "http://u:p@x.example/"]))
    assert set(answers) == {*addresses, "http://u:p@x.example/"}
    assert [answers[each].state for each in addresses] == ["live"] * 12
    assert set(here.most_at_once.values()) == {1}


def test_a_silent_host_does_not_hold_up_another(here: Web) -> None:
    """The answer of the other host comes while the first still keeps us waiting."""
    addresses = [here.url("/silent", "localhost"), here.url("/page")]
    answers = Round(MANNERS, {}).answers(addresses)
    address, answer = next(answers)
    assert (address, answer.state) == (here.url("/page"), "live")
    assert not here.release.is_set()
    answers.close()


def test_a_redirect_to_another_host_waits_for_its_turn_there(here: Web) -> None:
    addresses = [here.url(f"/moved-away?{number}") for number in range(5)]
    addresses += [here.url(f"/tempo/{number}", "localhost") for number in range(5)]
    answers = dict(Round(MANNERS, {}).answers(addresses))
    assert {answer.state for answer in answers.values()} == {"moved", "live"}
    assert set(here.most_at_once.values()) == {1}


def test_a_fault_of_ours_is_not_swallowed(here: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("dossierpress.external.asker.Asker.ask", broken)
    with pytest.raises(ZeroDivisionError):
        list(Round(MANNERS, {}).answers([here.url("/page")]))


def test_nothing_to_ask_is_soon_done() -> None:
    assert list(Round(MANNERS, {}).answers([])) == []


def test_there_is_a_pause_between_two_questions() -> None:
    """Seen on the host's own clock: it is free again only after the pause."""
    hosts = Hosts(1.0)
    host = hosts.host("press.example")
    with hosts.turn(host, 0.05):
        begun = host.free_at
    assert host.free_at > begun
    assert hosts.host("press.example") is host
    before = host.free_at
    with hosts.turn(host, 0.0):
        pass
    assert host.free_at >= before
