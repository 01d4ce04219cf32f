"""What a page says about itself, in the forms in which publishers say it; damage says nothing."""

import pytest

from dossierpress.external.paywall import is_paywalled


def script(text: str) -> bytes:
    return f'<html><SCRIPT type="application/LD+json" data-x>{text}</SCRIPT>'.encode()


@pytest.mark.parametrize(
    "page",
    [
        script('{"isAccessibleForFree": false}'),
        script('{"isAccessibleForFree": "False"}'),
        script('{"isAccessibleForFree": "http://schema.org/False"}'),
        script('[{"@graph": [{"hasPart": [{"isAccessibleForFree": false}]}]}]'),
        script("{broken") + script('{"isAccessibleForFree": false}'),
        b'<meta itemprop="isAccessibleForFree" content="false">',
        b"<meta itemprop='isAccessibleForFree' content='https://schema.org/False'>",
    ],
)
def test_for_subscribers(page: bytes) -> None:
    assert is_paywalled(page)


@pytest.mark.parametrize(
    "page",
    [
        b"",
        script('{"isAccessibleForFree": true}'),
        script('{"isAccessibleForFree": "True"}'),
        script('"isAccessibleForFree: false"'),
        b'<p>"isAccessibleForFree": false</p>',
        b'<script type="application/ld+json">{"isAccessibleForFree": false}',
        b"application/ld+json",
        script("[" * 200_000),
        script('{"isAccessibleForFree": falsehood}'),
        b'<meta itemprop="isAccessibleForFree" content="falsetto">',
    ],
)
def test_for_everybody_or_nobody_knows(page: bytes) -> None:
    assert not is_paywalled(page)


def test_a_page_made_to_stall_us_does_not() -> None:
    assert not is_paywalled(b"application/ld+json>" * 20_000)
    assert not is_paywalled(b'<script type="application/ld+json"></script' * 10_000)
