"""Frames become links: to the page of what they show, with its title, and nothing else of them."""

import pytest
from tests.clip.pages import news
from tests.clip.stories import DREDGE

from dossierpress.clip.clip import clip
from dossierpress.clip.clipping import Asked


def body_with(markup: str) -> str:
    page = news(DREDGE).replace("<h2", f"{markup}<h2", 1)
    return clip(page.encode(), Asked()).body


@pytest.mark.parametrize(
    ("markup", "link"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/abc123XYZ_-?rel=0" title="The dredger sails"></iframe>',
            "[The dredger sails](https://www.youtube.com/watch?v=abc123XYZ_-)",
        ),
        (
            '<div><iframe data-src="//www.youtube-nocookie.com/embed/abc123XYZ" title="A film"></iframe></div>',
            "[A film](https://www.youtube.com/watch?v=abc123XYZ)",
        ),
        (
            "<figure><iframe src=https://player.vimeo.com/video/77></iframe><figcaption>At noon</figcaption></figure>",
            "[At noon](https://vimeo.com/77)",
        ),
        ("<iframe src=https://maps.example/m?id=4></iframe>", "[maps.example](https://maps.example/m?id=4)"),
        (
            "<iframe src='https://www.facebook.com/plugins/p?href=https%3A%2F%2Fsocial.example%2F1' title=Post></iframe>",
            "[Post](https://social.example/1)",
        ),
        (
            "<video title=Clip><source src=https://media.example/a.mp4></video>",
            "[Clip](https://media.example/a.mp4)",
        ),
        (
            "<iframe src='https://films.example/1' title='a](javascript:x) [b'></iframe>",
            "[a\\](javascript:x) \\[b](https://films.example/1)",
        ),
    ],
)
def test_a_frame_becomes_a_link(markup: str, link: str) -> None:
    assert link in body_with(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<iframe src='javascript:alert(1)' title=Film></iframe>",
        "<iframe src='data:text/html,x' title=Film></iframe>",
        "<iframe srcdoc='<p>Film</p>' title=Film></iframe>",
        "<iframe src='https://www.googletagmanager.com/ns.html?id=1' title=Film></iframe>",
        "<iframe src='https://track.example/' width=1 height=1 title=Film></iframe>",
        "<iframe src='https://track.example/' style='display:none' title=Film></iframe>",
    ],
)
def test_what_shows_nothing_leaves_nothing(markup: str) -> None:
    assert body_with(markup) == body_with("")
