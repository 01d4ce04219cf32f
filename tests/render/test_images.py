"""A picture's markup: shape, sizes and formats, lazy unless it is seen first."""

from dossierpress.plan.views import ImageView
from dossierpress.render.images import picture

JPEG = ImageView(
    address="/media/x.jpg", alt="", width=2000, height=1000, formats=("avif", "jpeg"), widths=(480, 1600)
)
PNG = ImageView(address="/media/x.png", alt="", width=300, height=200, formats=("webp",), widths=(300,))


def test_browsers_choose_the_newest_format_and_old_ones_have_their_own() -> None:
    markup = picture(JPEG, lambda address: f"/sub{address}", 'alt="a"', "50vw")
    source, image = markup.removeprefix("<picture>").removesuffix("</picture>").split("><")
    avif = "/sub/media/x-jpg-480.avif 480w, /sub/media/x-jpg-1600.avif 1600w"
    assert source == f'<source type="image/avif" srcset="{avif}" sizes="50vw"'
    assert 'alt="a" src="/sub/media/x-jpg-1600.jpg"' in image
    assert 'srcset="/sub/media/x-jpg-480.jpg 480w, /sub/media/x-jpg-1600.jpg 1600w" sizes="50vw"' in image
    assert 'width="2000" height="1000" loading="lazy" decoding="async"' in image


def test_a_drawing_falls_back_on_itself() -> None:
    assert '<img alt="a" src="/media/x.png" width="300" height="200"' in picture(PNG, str, 'alt="a"', "50vw")


def test_the_one_that_is_seen_first_is_not_lazy() -> None:
    assert "loading" not in picture(PNG, str, 'alt="a"', "50vw", eager=True)


def test_a_width_in_the_text_decides_and_enlarges_nothing() -> None:
    assert 'sizes="120px"><img alt="a" src="/media/x.png" width="120" height="80"' in picture(
        PNG, str, 'alt="a"', "50vw", width=120
    )
    assert 'width="300" height="200"' in picture(PNG, str, 'alt="a"', "50vw", width=900)


def test_a_drawing_of_unknown_size_has_no_shape() -> None:
    svg = ImageView(address="/media/x.svg", alt="")
    assert (
        picture(svg, str, 'alt="a"', "50vw")
        == '<img alt="a" src="/media/x.svg" loading="lazy" decoding="async">'
    )
