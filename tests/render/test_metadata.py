"""Notes go out of a picture, pixels stay as they are."""

from contextlib import suppress

import pytest

from dossierpress.render.metadata import DamagedError, stripped
from pictures import CANARY, noted, opened, profile, saved

FORMATS = ("jpeg", "png", "webp", "gif")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_that_was_noted_stays_and_no_pixel_changes(name: str) -> None:
    before = noted(name)
    assert CANARY in before
    after = stripped(before, name)
    assert CANARY not in after
    assert opened(after).tobytes() == opened(before).tobytes()
    assert not opened(after).getexif()


@pytest.mark.parametrize("name", ["jpeg", "png", "webp"])
def test_the_colour_profile_stays(name: str) -> None:
    assert opened(stripped(noted(name), name)).info["icc_profile"] == profile()


@pytest.mark.parametrize("name", FORMATS)
def test_a_picture_without_notes_stays_byte_for_byte(name: str) -> None:
    clean = stripped(noted(name), name)
    assert stripped(clean, name) == clean


def test_a_moving_picture_still_moves() -> None:
    made = opened(stripped(noted("gif"), "gif"))
    assert made.n_frames == 2  # type: ignore[attr-defined]
    assert made.info["loop"] == 0


def test_the_preview_in_a_jfif_header_goes() -> None:
    data = saved(opened(noted("png")), "jpeg")
    header = b"\xff\xe0\x00\x10" + data[6:18]
    preview = b"\xff\xe0" + (16 + 3).to_bytes(2, "big") + data[6:18] + b"\x01\x01" + b"CAN"
    assert data[2:].startswith(header)
    assert stripped(data.replace(data[2:20], preview, 1), "jpeg") == stripped(data, "jpeg")


def test_a_progressive_picture_keeps_every_scan() -> None:
    data = saved(opened(noted("png")), "jpeg", progressive=True, comment=b"CANARY")
    after = stripped(data, "jpeg")
    assert CANARY not in after
    assert after.count(b"\xff\xda") == data.count(b"\xff\xda") > 1


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.9])
def test_half_a_picture_is_damaged_or_comes_out_without_notes(name: str, share: float) -> None:
    data = noted(name)
    cut = data[: int(len(data) * share)]
    with suppress(DamagedError):
        assert CANARY not in stripped(cut, name)


@pytest.mark.parametrize("name", FORMATS)
def test_bytes_that_are_nothing_are_damaged(name: str) -> None:
    for junk in (b"", b"\xff\xd8\xff", noted(name)[:12] + b"\x00" * 40, noted(name)[:14] + b"\x07" * 40):
        with pytest.raises(DamagedError):
            stripped(junk, name)
