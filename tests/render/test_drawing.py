"""SVG: what acts or calls out is refused with its line, what other programs noted is left out."""

import pytest

from dossierpress.render.drawing import DrawingError, cleaned

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:i="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 4 3"'
)


def drawing(inside: str, attributes: str = "") -> bytes:
    return f"{HEAD} {attributes}>\n{inside}\n</svg>\n".encode()


def test_what_draws_stays() -> None:
    inside = (
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>'
        "<style>.a{fill:url(#g)}</style>"
        '<g class="a"><rect width="1" height="1" fill="url(#g)"/><use xlink:href="#g"/></g>'
        "<text>a <tspan>b</tspan> c</text>"
    )
    text = cleaned(drawing(inside)).decode()
    assert 'viewBox="0 0 4 3"' in text
    assert "<text>a <tspan>b</tspan> c</text>" in text
    assert 'fill="url(#g)"' in text
    assert 'xlink:href="#g"' in text
    assert ".a{fill:url(#g)}" in text


def test_notes_of_other_programs_go() -> None:
    inside = (
        "<!-- CANARY --><?CANARY?><metadata><x>CANARY</x></metadata><i:path>CANARY</i:path>"
        '<rect i:label="CANARY" width="1"/>'
    )
    made = cleaned(drawing(inside, 'i:export-filename="/home/CANARY"'))
    assert b"CANARY" not in made
    assert b'width="1"' in made


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject/>",
        '<image href="x.png"/>',
        '<rect onclick="alert(1)"/>',
        '<a href="javascript:alert(1)"/>',
        '<a xlink:href=" https://elsewhere.example/"/>',
        '<use href="data:image/svg+xml,x"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onclick" to="x"/>',
        "<style>@import 'https://elsewhere.example/'</style>",
        "<style>a{background:url(https://elsewhere.example/)}</style>",
        "<style>a{b:u\\72l(x)}</style>",
        "<rect style=\"fill:url( '//elsewhere.example')\"/>",
        "<g>" * 200 + "</g>" * 200,
    ],
)
def test_what_is_alive_is_refused_with_its_line(inside: str) -> None:
    with pytest.raises(DrawingError) as caught:
        cleaned(drawing(inside))
    assert caught.value.line == 2
    assert caught.value.hint


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b"<svg>",
        b"<svg/>",
        b'<html xmlns="http://www.w3.org/1999/xhtml"/>',
        b"",
    ],
)
def test_what_is_no_plain_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(DrawingError):
        cleaned(data)
