"""Names that the preview answers to, and those that it does not."""

import pytest

from dossierpress.preview.hosts import Hosts, bracketed, is_everywhere, is_loopback, machine_names

OWN = Hosts("127.0.0.1", 8000)


@pytest.mark.parametrize(
    "header",
    [
        f"{name}{port}"
        for name in ("localhost", "127.0.0.1", "[::1]", "LOCALHOST", "127.0.0.2")
        for port in ("", ":80", ":8000", ":9000")
    ],
)
def test_loopback_is_served_at_any_port(header: str) -> None:
    assert OWN.serves(header, "127.0.0.1")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "evil.example",
        "evil.example:8000",
        "evil.example:9000",
        "localhost.:8000",
        "localhost:",
        "2130706433:9000",
        "127.1:9000",
        "0.0.0.0:9000",
        "[::]:9000",
        "[::ffff:192.168.1.2]:8000",
        "localhost.evil.example:8000",
        "localhost:8000.evil.example",
        "127.0.0.1.nip.io:8000",
        "192.168.1.2:8000",
        "localhost:8000, evil.example",
        "user@localhost:8000",
        "[::1:8000",
        "localhost:٨٠٠٠",
    ],
)
def test_other_names_are_not(header: str) -> None:
    assert not OWN.serves(header, "127.0.0.1")


def test_port_80_needs_no_number() -> None:
    assert Hosts("192.168.1.2", 80).serves("192.168.1.2", "192.168.1.2")


def test_everywhere_means_the_addresses_and_names_of_this_machine() -> None:
    hosts = Hosts("0.0.0.0", 8000)
    assert hosts.serves("192.168.1.2:8000", "192.168.1.2")
    assert hosts.serves(f"{machine_names()[1]}:8000", "192.168.1.2")
    assert not hosts.serves("192.168.1.3:8000", "192.168.1.2")
    assert not hosts.serves("evil.example:8000", "192.168.1.2")


def test_one_address_of_the_network_is_that_address() -> None:
    hosts = Hosts("192.168.1.2", 8000)
    assert hosts.serves("192.168.1.2:8000", "192.168.1.2")
    assert not hosts.serves("evil.example:8000", "192.168.1.2")
    assert not hosts.serves("192.168.1.2:9000", "192.168.1.2")


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("http://localhost:8000", True),
        ("http://LOCALHOST:8000", True),
        ("https://localhost:8000", False),
        ("http://localhost:8001", False),
        ("http://evil.example", False),
        ("http://localhost:8000.evil.example", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_our_own_pages_are_an_origin(origin: str, own: bool) -> None:  # noqa: FBT001
    assert OWN.is_own(origin, "localhost:8000") is own


def test_what_a_host_stands_for() -> None:
    assert bracketed("::ffff:192.0.2.1") == "192.0.2.1"
    assert bracketed("fe80::1%eth0") == "[fe80::1]"
    assert [is_everywhere(each) for each in ("0.0.0.0", "::", "localhost")] == [True, True, False]
    assert [is_loopback(each) for each in ("127.9.9.9", "::1", "localhost", "press.example")] == [
        True
    ] * 3 + [False]
