"""Files that a body shows or plays, and fragments of its links."""

from pathlib import Path

import pytest

from make import article, planned, png, read

BOTH = pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
MEDIA = (
    '<audio controls src="talk.mp3"></audio>\n\n'
    '<video controls poster="still%20one.png"><source src="film.mp4#t=9" type="video/mp4">'
    '<track src="film.vtt" kind="captions"></video>'
)
FILES = {"content/d/a/talk.mp3": b"a", "content/d/a/still one.png": png(1), "content/d/a/film.mp4": b"b"}


@BOTH
@pytest.mark.parametrize("trusted", [True, False])
def test_recordings_and_films_lead_to_their_files(engine: str, *, trusted: bool) -> None:
    document, problems = read(article(MEDIA), engine=engine, trusted=trusted)
    assert problems == ()
    assert [(each.kind, each.value) for each in document.body.targets] == [
        ("media", "content/d/talk.mp3"),
        ("media", "content/d/still one.png"),
        ("media", "content/d/film.mp4"),
        ("media", "content/d/film.vtt"),
    ]
    whole = "@".join(document.body.parts)
    for part in ("<audio controls", 'src="@"></audio>', 'poster="@"', '<source src="@" type="video/mp4">'):
        assert part in whole


def test_what_is_there_is_published_and_what_is_missing_is_an_error(tmp_path: Path) -> None:
    site = planned(tmp_path, {"content/d/a/index.md": article(MEDIA), **FILES})
    assert {"media/d/a/talk.mp3", "media/d/a/still one.png", "media/d/a/film.mp4"} <= site.paths
    assert [(each.code, each.severity, each.line) for each in site.problems] == [("missing-file", "error", 9)]
    assert site.view("/articles/a/").body.links[2] == "/media/d/a/film.mp4#t=9"


@pytest.mark.parametrize("element", ["<audio src='{}'></audio>", "<video poster='{}'></video>"])
def test_a_recording_on_another_host_is_a_problem_unless_html_is_trusted(element: str) -> None:
    text = article(element.format("https://elsewhere.example/x"))
    assert [each.code for each in read(text)[1]] == ["remote-media"]
    assert read(text, trusted=True)[1] == ()


def test_every_address_of_a_set_of_pictures_is_found() -> None:
    text = (
        '<picture><source srcset="a.png 1x,b%20c.png  2x"></picture> <img src="d.png" alt="d" srcset="e.png">'
    )
    document, _ = read(article(text), trusted=True)
    assert [each.value for each in document.body.targets] == [
        "content/d/a.png",
        "content/d/b c.png",
        "content/d/d.png",
    ]
    assert 'srcset="@ 1x, @ 2x"' in "@".join(document.body.parts)


@BOTH
@pytest.mark.parametrize(
    "fragment", ["top", "TOP", "", ":~:text=some%20words", "was:~:text=x", "w%C3%A1s", "wa\u0301s"]
)
def test_places_that_html_defines_and_escapes_are_no_faults(
    engine: str, fragment: str, tmp_path: Path
) -> None:
    body = f"## was\n\n## wás {{#wás}}\n\n[x](#{fragment})"
    assert read(article(body), engine=engine)[1] == ()
    files = {"content/d/a.md": article(body), "content/d/b.md": article(f"[x](a.md#{fragment})")}
    assert planned(tmp_path, files).problems == ()


@pytest.mark.parametrize("link", ["ref:a#top", "ref:a#", "ref:a#:~:text=x", "ref:a"])
def test_a_reference_may_lead_to_the_top(link: str, tmp_path: Path) -> None:
    site = planned(tmp_path, {"content/d/a.md": article(), "content/d/b.md": article(f"[x]({link})")})
    assert site.problems == ()
    assert site.view("/articles/b/").body.links[0].startswith("/articles/a/")


def test_a_fragment_that_is_not_there_is_still_a_fault(tmp_path: Path) -> None:
    files = {"content/d/a.md": article("[y](#no%20where)"), "content/d/b.md": article("[x](a.md#n%C3%B6)")}
    assert sorted(planned(tmp_path, files).codes) == ["broken-fragment", "broken-link"]


def test_a_number_sign_in_a_file_s_name_begins_no_fragment(tmp_path: Path) -> None:
    files = {"content/d/a/index.md": article("[x](a%23b.pdf)"), "content/d/a/a#b.pdf": b"x"}
    site = planned(tmp_path, files)
    assert site.problems == ()
    assert site.view("/articles/a/").body.links == ("/media/d/a/a-b.pdf",)
    assert "media/d/a/a-b.pdf" in site.paths


@BOTH
def test_the_corner_of_a_table_is_the_heading_of_nothing(engine: str) -> None:
    document, _ = read(article("|   | Height |\n|---|---|\n| Crest | 12 |"), engine=engine)
    whole = "".join(document.body.parts)
    assert whole.count("<th") == 2  # <thead>, and the one heading
    assert "<td></td>" in whole
