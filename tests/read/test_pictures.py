"""A picture is known by its first bytes, measured by its header, and refused where it will not do."""

import pytest
from PIL import Image

from dossierpress.model.media import Picture
from dossierpress.read.pictures import PictureError, examine
from pictures import drawn, noted, saved


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "avif"])
def test_size_is_as_the_picture_is_shown(name: str) -> None:
    assert examine(noted(name, (60, 40))) == Picture(name, 60, 40)  # type: ignore[arg-type]
    assert examine(noted(name, (60, 40), orientation=6)) == Picture(name, 40, 60)  # type: ignore[arg-type]
    assert examine(noted(name, (60, 40), orientation=3)) == Picture(name, 60, 40)  # type: ignore[arg-type]


def test_a_moving_picture_is_known() -> None:
    assert examine(noted("gif")) == Picture("gif", 60, 40, moves=True)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ('<svg width="4" height="3"/>', (4, 3)),
        ("<?xml version='1.0'?>\n<!-- x --><svg viewBox='0 0 8 6.4'>", (8, 6)),
        ('<!DOCTYPE svg PUBLIC "a" "b"><svg width="100%" height="3" viewBox="0 0 8 6">', (8, 6)),
        ("\ufeff<svg>", (0, 0)),
    ],
)
def test_a_drawing_may_say_its_size(text: str, size: tuple[int, int]) -> None:
    assert examine(text.encode()) == Picture("svg", *size)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<html>", b"<p>about <svg>", "Ünicode".encode()])
def test_other_files_are_no_pictures(data: bytes) -> None:
    assert examine(data) is None


@pytest.mark.parametrize("name", ["tiff", "bmp"])
def test_what_browsers_do_not_show_is_refused(name: str) -> None:
    with pytest.raises(PictureError) as caught:
        examine(saved(drawn(6, 4), name))
    assert caught.value.code == "picture-format"


@pytest.mark.parametrize("head", [b"\x00\x00\x00\x18ftypheic", b"\xff\x0a", b"\x00\x00\x00\x0cjP  "])
def test_what_we_cannot_clean_is_refused(head: bytes) -> None:
    with pytest.raises(PictureError):
        examine(head + bytes(40))


def test_too_many_pixels_are_refused_before_any_is_decoded() -> None:
    bomb = saved(Image.new("1", (20_000, 20_000)), "png")
    assert len(bomb) < 100_000
    with pytest.raises(PictureError) as caught:
        examine(bomb)
    assert caught.value.code == "picture-too-large"
    assert "89 million" in caught.value.message


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "gif", "avif"])
def test_a_header_that_breaks_off_is_damaged(name: str) -> None:
    with pytest.raises(PictureError) as caught:
        examine(noted(name)[:18])
    assert caught.value.code == "picture-damaged"
