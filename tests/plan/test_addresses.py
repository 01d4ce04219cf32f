"""Addresses and files: each the inverse of the other, and hrefs that lead where they say."""

import posixpath
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.model.names import slugify
from dossierpress.plan.addresses import address_of, base_of, file_of, full_address, href, is_inside

SLUGS = st.text(min_size=1, max_size=30).map(slugify).filter(bool)
PATHS = st.lists(SLUGS, min_size=0, max_size=4).map(lambda parts: "/" + "".join(f"{part}/" for part in parts))


@given(PATHS)
def test_a_file_answers_its_address_and_no_other(address: str) -> None:
    assert address_of(file_of(address)) == address
    assert file_of(address).endswith("index.html")
    assert not file_of(address).startswith("/")


def test_files_that_are_no_folders() -> None:
    assert file_of("/404.html") == "404.html"
    assert address_of("404.html") == "/404.html"
    assert file_of("/") == "index.html"
    assert address_of("index.html") == "/"
    assert file_of("/cafe\u0301/") == "caf\u00e9/index.html"


@given(PATHS, PATHS, st.sampled_from(["", "#dp-x"]))
def test_a_relative_href_leads_from_page_to_address(address: str, page: str, fragment: str) -> None:
    link = href(address + fragment, page, "/", relative=True)
    joined = posixpath.normpath(
        posixpath.join(posixpath.dirname(file_of(page)), unquote(urlsplit(link).path))
    )
    assert joined == file_of(address)
    assert urlsplit(link).fragment == fragment[1:]


@given(PATHS, PATHS, st.sampled_from(["", "/press", "/a/b/"]))
def test_an_absolute_href_stays_below_the_base(address: str, page: str, folder: str) -> None:
    url = f"https://press.example{folder}"
    link = href(address, page, base_of(url), relative=False)
    assert link.isascii()
    assert urljoin(url, link) == full_address(url, address)
    assert unquote(link) == base_of(url) + address[1:]


@pytest.mark.parametrize("outside", ["https://a.example/", "mailto:a@b.example", "//host/x", "#here", ""])
def test_outside_addresses_come_back_unchanged(outside: str) -> None:
    for relative in (True, False):
        assert href(outside, "/x/", "/", relative=relative) == outside


def test_a_site_without_url_has_no_full_addresses() -> None:
    assert full_address("", "/x/") == ""


@pytest.mark.parametrize("segments", [["a", "b"], ["ریت"], ["a.b"]])
def test_inside(segments: list[str]) -> None:
    assert is_inside(segments)


@pytest.mark.parametrize("segments", [["."], [".."], ["a", "..", "b"], [""], [".git"], ["a", ""]])
def test_outside(segments: list[str]) -> None:
    assert not is_inside(segments)
