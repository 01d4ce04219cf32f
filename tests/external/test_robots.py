"""robots.txt as RFC 9309 has it: who is meant, which rule is longest, and nothing that stalls."""

import pytest

from dossierpress.external.robots import LARGEST, LONGEST_PAUSE, Rules, fits, parse_robots


@pytest.mark.parametrize(
    ("rule", "path", "matches"),
    [
        ("/", "/anything", True),
        ("/a", "/ab", True),
        ("/a", "/b", False),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("/*.pdf$", "/x/y.pdf", True),
        ("/*.pdf$", "/x.pdf/y.pdf", True),
        ("/*.pdf$", "/x.pdfs", False),
        ("/*.pdf", "/x.pdfs", True),
        ("*", "/", True),
        ("/a*b*c", "/a-b-c-d", True),
        ("/a*b*c", "/a-c-b", False),
        ("/*?print", "/x?print=1", True),
        ("/a*$", "/abc", True),
    ],
)
def test_a_rule_fits_a_path(rule: str, path: str, *, matches: bool) -> None:
    assert fits(rule.encode(), path.encode()) is matches


def test_the_longest_rule_decides_and_allow_wins_a_tie() -> None:
    rules = parse_robots(b"User-agent: *\nDisallow: /news\nAllow: /news/open\nAllow: /t\nDisallow: /t\n")
    assert not rules.allow("/news/closed")
    assert rules.allow("/news/open/1")
    assert rules.allow("/t")
    assert rules.allow("/elsewhere")


def test_escapes_are_one_with_what_they_stand_for() -> None:
    rules = parse_robots("User-agent: *\nDisallow: /مضمون\nDisallow: /b%7Eb\n".encode())
    assert not rules.allow("/%D9%85%D8%B6%D9%85%D9%88%D9%86/1")
    assert not rules.allow("/b~b")


def test_a_group_of_our_own_takes_the_place_of_the_one_for_all() -> None:
    rules = parse_robots(
        b"User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: DossierPress\nDisallow: /no # why\n"
        b"Crawl-delay: 2.5\n\nUser-agent: dossierpress\nDisallow: /never\n"
    )
    assert rules.allow("/yes")
    assert not rules.allow("/no")
    assert not rules.allow("/never")
    assert rules.pause == 2.5


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"Disallow: /before any group\n",
        b"User-agent: *\nDisallow:\n",
        b"<html>not found</html>",
        b"User-agent: *\nCrawl-delay: soon\n",
    ],
)
def test_what_forbids_nothing(data: bytes) -> None:
    assert parse_robots(data) == Rules()


def test_a_pause_has_its_bounds() -> None:
    assert parse_robots(b"User-agent: *\nCrawl-delay: 86400\n").pause == LONGEST_PAUSE
    assert parse_robots(b"User-agent: *\nCrawl-delay: -1\n").pause == 0.0
    assert parse_robots(b"User-agent: *\nCrawl-delay: nan\n").pause == 0.0


def test_hostile_rules_are_soon_judged() -> None:
    """A pattern that a regular expression would try for ever, and a file that is too long."""
    assert not fits(b"/" + b"*a" * 5000 + b"$", b"/" + b"a" * 1990 + b"b")
    whole = b"User-agent: *\n" + b"#" * LARGEST + b"\nDisallow: /\n"
    assert parse_robots(whole) == Rules()
