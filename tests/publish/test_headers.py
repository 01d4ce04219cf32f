"""What stores are told of each file."""

import pytest

from dossierpress.publish.headers import FOREVER, SOON, cache_control, content_type, is_text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("assets/a.0123456789.css", "text/css; charset=utf-8"),
        ("assets/a.0123456789.js", "text/javascript; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("api/index.json", "application/json; charset=utf-8"),
        ("media/PHOTO.PNG", "image/png"),
        ("media/photo.webp", "image/webp"),
        ("fonts/serif.woff2", "font/woff2"),
        ("assets/icon.svg", "image/svg+xml; charset=utf-8"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_types_do_not_depend_on_the_machine(path: str, expected: str) -> None:
    assert content_type(path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("assets/css/plain.478d17ea92.css", FOREVER),
        ("assets/icon.20fcabc84f.svg", FOREVER),
        ("assets/plain.css", SOON),
        ("media/photo.0123456789.png", SOON),
        ("index.html", SOON),
    ],
)
def test_only_names_with_a_digest_are_kept_for_a_year(path: str, expected: str) -> None:
    assert cache_control(path) == expected


def test_pictures_are_not_compressed_again() -> None:
    assert is_text(content_type("index.html"))
    assert is_text(content_type("assets/icon.svg"))
    assert not is_text(content_type("media/photo.png"))
