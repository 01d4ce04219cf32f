"""In which sizes and formats a picture is made: never larger than it is, never when it moves."""

from pathlib import Path

import pytest

from make import article, planned
from pictures import noted


def variants(root: Path, name: str, size: tuple[int, int], settings: str = "", body: str = "") -> list[str]:
    ending = "jpg" if name == "jpeg" else name
    files = {
        "content/d/a.md": article(body or f"![x](x.{ending})"),
        f"content/d/x.{ending}": noted(name, size),
    }
    (file,) = planned(root, files, settings).plan.media
    return [path.removeprefix("media/d/") for path in file.paths]


def test_every_width_below_its_own_and_its_own(tmp_path: Path) -> None:
    assert variants(tmp_path, "jpeg", (900, 600)) == [
        "x.jpg",
        *(f"x-jpg-{width}.{form}" for form in ("avif", "jpg") for width in (480, 800, 900)),
    ]


def test_no_width_above_the_largest_that_is_asked_for(tmp_path: Path) -> None:
    settings = "images: {widths: [300, 100]}\n"
    assert variants(tmp_path, "png", (900, 600), settings) == ["x.png", "x-png-100.webp", "x-png-300.webp"]


@pytest.mark.parametrize(("name", "settings", "body"), [
    ("gif", "", ""),
    ("png", "images: false\n", ""),
    ("png", "", "[only linked](x.png)"),
])  # fmt: skip
def test_some_are_published_in_their_own_size_only(
    tmp_path: Path, name: str, settings: str, body: str
) -> None:
    assert variants(tmp_path, name, (900, 600), settings, body) == [f"x.{name}"]
