"""Addresses that come through a clip, and those that do not."""

import pytest

from dossierpress.clip.addresses import safe_address, same_address


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/a?utm_source=x&id=3&fbclid=9#top", "https://press.example/a?id=3#top"),
        ("https://x.example/a b(c)", "https://x.example/a%20b%28c%29"),
        ("mailto:a@x.example", "mailto:a@x.example"),
        ("//cdn.example/p", "https://cdn.example/p"),
        ("#part", ""),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://me:secret@x.example/", ""),
        ("http://2130706433/", ""),
        ("http://localhost/", ""),
        ("http://[::1", ""),
    ],
)
def test_safe_addresses(address: str, whole: str) -> None:
    assert safe_address(address, "https://press.example/s/") == whole


def test_one_page_under_several_addresses() -> None:
    one = same_address("https://www.press.example/a/?utm_medium=y")
    assert one == same_address("http://press.example/a#x") == "press.example/a"
