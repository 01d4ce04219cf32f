"""Addresses taken apart: every spelling that content may hold, and which lead into a private network."""

import ipaddress

import pytest

from dossierpress.external.target import is_public, redirected, resolve, target_of
from dossierpress.external.verdict import Fault
from dossierpress.model.links import link_key


@pytest.mark.parametrize(
    ("address", "asked", "authority"),
    [
        ("https://press.example", "https://press.example/", "press.example"),
        ("HTTPS://Press.Example:443/A#b", "https://press.example/A", "press.example"),
        (
            "http://press.example:8080/a?b=c&d=%20",
            "http://press.example:8080/a?b=c&d=%20",
            "press.example:8080",
        ),
        (
            "https://bücher.example/ä?ö=ü",
            "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC",
            "xn--bcher-kva.example",
        ),
        ("https://straße.example/", "https://xn--strae-oqa.example/", "xn--strae-oqa.example"),
        ("https://پریس.example/", "https://xn--wgbe7t7k.example/", "xn--wgbe7t7k.example"),
        (
            "https://[2606:2800:220:1::1]:8443/x",
            "https://[2606:2800:220:1::1]:8443/x",
            "[2606:2800:220:1::1]:8443",
        ),
        ("https://press.example/a b|c", "https://press.example/a%20b%7Cc", "press.example"),
        ("https://press.example/a\r\nX: y", "https://press.example/a%0D%0AX:%20y", "press.example"),
        ("https://press.example/50%", "https://press.example/50%", "press.example"),
    ],
)
def test_what_is_asked(address: str, asked: str, authority: str) -> None:
    target = target_of(address)
    assert (str(target), target.authority) == (asked, authority)
    assert not set("\r\n ") & set(target.path)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "gopher://x.example/", "ftp://x.example/", "//x.example/", "/path", "",
        "https://", "https://user@x.example/", "https://user:secret@x.example/", "https://:@x.example/",
        "https://x.example:22/", "https://x.example:25/", "https://x.example:x/", "https://x.example:70000/",
        "https://x y.example/", "https://x<y>.example/", "https://[::1/", "https://..example/",
        "https://" + "ä" * 80 + ".example/", "https://%31.example/",
    ],
)  # fmt: skip
def test_what_is_not(address: str) -> None:
    with pytest.raises(Fault) as caught:
        target_of(address)
    assert "secret" not in caught.value.why


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("255.255.255.255", False), ("192.0.2.1", False),
        ("::1", False), ("::", False), ("fe80::1", False), ("fd00::1", False), ("ff02::1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(ip: str, *, public: bool) -> None:
    assert is_public(ipaddress.ip_address(ip)) is public


def test_a_private_host_is_asked_only_when_it_is_named() -> None:
    target = target_of("http://127.0.0.1:8000/")
    assert resolve(target, ("127.0.0.1",)) == ("127.0.0.1",)
    with pytest.raises(Fault) as caught:
        resolve(target, ())
    assert caught.value.state == "not-asked"


@pytest.mark.parametrize(
    ("location", "leads"),
    [
        ("/b", "https://press.example/b"),
        ("c?d", "https://press.example/x/c?d"),
        ("//other.example", "https://other.example/"),
        ("http://other.example/ä", "http://other.example/%C3%A4"),
        (" /b ", "https://press.example/b"),
    ],
)
def test_where_a_redirect_leads(location: str, leads: str) -> None:
    assert str(redirected(target_of("https://press.example/x/a"), location)) == leads


@pytest.mark.parametrize("location", ["file:///x", "javascript:alert(1)", "http://[", "/" + "a" * 3000])
def test_where_no_redirect_leads(location: str) -> None:
    with pytest.raises(Fault) as caught:
        redirected(target_of("https://press.example/x/a"), location)
    assert caught.value.state == "unsure"


def test_an_address_is_kept_in_one_spelling() -> None:
    assert link_key(" https://a.example/x#part ") == "https://a.example/x"
    assert link_key("https://a.example/'{x}") == "https://a.example/%27%7Bx%7D"
    assert link_key("https://پریس.example/مضمون") == "https://پریس.example/مضمون"
