"""Every published file of a picture: upright, not enlarged, in its colours, without notes."""

import pytest

from dossierpress.plan.outputs import Cause, MediaFile, Variant
from dossierpress.render.variants import make_pictures
from pictures import CANARY, drawn, noted, opened, profile, saved


def file_of(name: str, *variants: tuple[str, int], moves: bool = False) -> MediaFile:
    return MediaFile(
        path=f"media/x.{name}",
        source=f"content/x.{name}",
        sha256="",
        cause=Cause(f"content/x.{name}"),
        format=name,
        moves=moves,
        variants=tuple(Variant(f"media/x-{width}.{form}", form, width) for form, width in variants),
        quality=80,
    )


def made_of(file: MediaFile, data: bytes) -> tuple[bytes, ...]:
    _, (made, problems) = make_pictures(file, data)
    assert not problems
    assert made is not None
    assert len(made) == len(file.paths)
    return made


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "avif"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_no_file_of_a_picture_tells_where_it_was_taken(name: str, orientation: int) -> None:
    file = file_of(name, ("avif", 20), ("webp", 20), ("jpeg", 20), ("png", 20))
    for data in made_of(file, noted(name, orientation=orientation)):
        assert CANARY not in data
        assert not opened(data).getexif()


def test_sizes_are_as_asked_and_formats_as_named() -> None:
    made = made_of(file_of("jpeg", ("avif", 30), ("jpeg", 15)), noted("jpeg"))
    assert [(opened(each).format, opened(each).size) for each in made[1:]] == [
        ("AVIF", (30, 20)),
        ("JPEG", (15, 10)),
    ]


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "avif"])
def test_a_picture_on_its_side_is_set_upright(name: str) -> None:
    made = made_of(file_of(name, ("png", 20)), noted(name, (60, 40), orientation=6))
    assert [opened(each).size for each in made] == [(40, 60), (20, 30)]
    # What was at the left is at the top: red grows downwards.
    top, bottom = (opened(made[0]).convert("RGB").getpixel((20, row)) for row in (5, 55))
    assert bottom[0] > top[0] + 100  # type: ignore[index]


def test_a_picture_that_stands_keeps_its_pixels() -> None:
    before = noted("jpeg")
    assert opened(made_of(file_of("jpeg", ("avif", 20)), before)[0]).tobytes() == opened(before).tobytes()


@pytest.mark.parametrize("form", ["avif", "webp", "jpeg", "png"])
def test_every_variant_keeps_the_colour_profile(form: str) -> None:
    assert opened(made_of(file_of("jpeg", (form, 20)), noted("jpeg"))[1]).info["icc_profile"] == profile()


def test_other_colour_models_become_plain_ones() -> None:
    for image in (
        drawn(60, 40).convert("CMYK"),
        drawn(60, 40).convert("L"),
    ):
        for options in ({}, {"icc_profile": profile()}):
            made = made_of(file_of("jpeg", ("avif", 20), ("jpeg", 20)), saved(image, "jpeg", **options))
            assert {opened(each).mode for each in made[1:]} <= {"RGB", "L"}


@pytest.mark.parametrize("model", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_webp(model: str) -> None:
    image = drawn(60, 40)
    image.putalpha(image.getchannel(0))
    made = image.convert("L").convert("I;16") if model == "I;16" else image.convert(model)
    data = saved(made, "png", **({"transparency": bytes(range(256))} if model == "P" else {}))
    shown = opened(made_of(file_of("png", ("webp", 20)), data)[1])
    assert shown.size == (20, 13)
    assert (shown.mode == "RGBA") == (model in ("LA", "P", "RGBA"))


def test_few_colours_are_kept_to_the_last() -> None:
    data = saved(drawn(60, 40).quantize(4), "png")
    shown = opened(made_of(file_of("png", ("webp", 60)), data)[1])
    assert shown.convert("RGB").tobytes() == opened(data).convert("RGB").tobytes()


def test_moving_pictures_pass_through_without_notes() -> None:
    (only,) = made_of(file_of("gif", moves=True), noted("gif"))
    assert CANARY not in only
    assert opened(only).n_frames == 2  # type: ignore[attr-defined]


def test_a_drawing_is_cleaned_or_refused_at_its_line() -> None:
    good = b'<svg xmlns="http://www.w3.org/2000/svg"><metadata>CANARY</metadata></svg>'
    assert CANARY not in made_of(file_of("svg"), good)[0]
    _, (made, (problem,)) = make_pictures(file_of("svg"), good.replace(b"metadata", b"script"))
    assert made is None
    assert (problem.path, problem.line, problem.code) == ("content/x.svg", 1, "unsafe-svg")


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "avif", "gif"])
def test_half_a_picture_is_a_problem(name: str) -> None:
    data = noted(name, (600, 400))
    _, (made, (problem,)) = make_pictures(file_of(name, ("png", 20)), data[: len(data) // 4])
    assert made is None
    assert problem.code == "picture-damaged"


def test_the_same_picture_gives_the_same_bytes() -> None:
    file = file_of("jpeg", ("avif", 20), ("jpeg", 20))
    assert make_pictures(file, noted("jpeg")) == make_pictures(file, noted("jpeg"))
