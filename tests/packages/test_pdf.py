"""A PDF is whole, tagged, in order, and always the same; it says addresses and pages, and hides nothing."""

import hashlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from dossierpress.cli.main import cli
from dossierpress.steps.settings import load_config, on_this_machine
from make import article, markdown, write
from packages.packing import HIDDEN, SAMPLE, guarded, packages, words
from packages.test_epub import RTL

NOTES = """First.[^1] Again.[^1] Other.[^two] A [link](https://far.example/page) and [one](ref:other).

A bare https://bare.example/ address.

[^1]: The first note.

    - with a list

[^two]: The second note, which cites [^three].

[^three]: The third note.
"""
SITE = {
    "site.yaml": "title: The Site\ntheme: plain\nurl: https://press.example/\n",
    "content/d/dossier.md": markdown(
        title="A dossier", sections="[{title: One, articles: [noted]}, {title: Two, articles: [other]}]"
    ),
    "content/d/noted.md": article(NOTES, title="With notes", date="2011-05-05"),
    "content/d/other.md": article("Words. " * 2000, title="A long one", date="2011-05-06"),
}


def opened(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def pages_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in opened(data).pages]


def bookmarks(items: object) -> list[object]:
    assert isinstance(items, list)
    return [bookmarks(each) if isinstance(each, list) else each.title for each in items]


def checked(path: Path) -> str:
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return packages(write(tmp_path_factory.mktemp("noted"), SITE), "pdf")["d.pdf"]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return packages(guarded(tmp_path_factory.mktemp("held")), "pdf")["d.pdf"]


def test_it_is_sound_and_tagged(tmp_path: Path, held: bytes) -> None:
    place = tmp_path / "d.pdf"
    place.write_bytes(held)
    assert checked(place) == ""
    catalog = opened(held).root_object
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert b"pdfuaid" in catalog["/Metadata"].get_data()
    assert opened(held).metadata["/Title"] == "A dossier"


def test_it_reads_in_the_order_of_the_dossier(held: bytes) -> None:
    text = "\n".join(pages_of(held)[2:])
    places = [text.index(each) for each in ("Read these.", "A full text", "It stands first.", "Words of the")]
    assert places == sorted(places)
    assert bookmarks(opened(held).outline)[:4] == [
        "A dossier", "Contents", "One", ["A full text", "A linked text", "A withdrawn text", "A part"],
    ]  # fmt: skip


def test_it_holds_nothing_that_readers_may_not_see_and_says_what_is_withheld(held: bytes) -> None:
    text = words(held)
    assert not [secret for secret in HIDDEN if secret in text]
    assert "linked, text" in text


def test_contents_name_the_pages_that_bear_these_numbers(noted: bytes) -> None:
    pages = pages_of(noted)
    assert [page.splitlines()[-1] for page in pages] == [str(n) for n in range(1, len(pages) + 1)]
    (contents,) = (page for page in pages if page.startswith("Contents"))
    numbers = dict(re.findall(r"(?m)^(.+?) \.+ (\d+)$", contents))
    assert set(numbers) == {"One", "With notes", "Two", "A long one", "References"}
    for title, number in numbers.items():
        lines = pages[int(number) - 1].splitlines()
        assert title in lines[:2], "it begins on that page"
    assert f"A long one (Page {numbers['A long one']})" in pages[int(numbers["Two"]) - 1]


def test_notes_stand_at_the_foot_of_the_page_that_calls_them(noted: bytes) -> None:
    page = next(page for page in pages_of(noted) if "Again." in page)
    assert page.index("A bare") < page.index("The first note.") < page.index("The second note")
    assert page.count("The first note.") == 1


def test_links_say_their_address_once(noted: bytes) -> None:
    page = next(page for page in pages_of(noted) if "Again." in page)
    assert "link (https://far.example/page)" in page
    assert page.count("https://bare.example/") == 1


def test_running_heads(noted: bytes) -> None:
    pages = pages_of(noted)
    (page, *_) = (page for page in pages if page.count("Words.") > 200 and "News" not in page)
    assert "A dossier A long one" in page.splitlines()
    assert pages[0].splitlines()[-2:] == ["https://press.example/dossiers/d/", "1"]


@pytest.mark.gate
def test_letter_and_the_same_bytes(tmp_path: Path, noted: bytes) -> None:
    assert packages(write(tmp_path, SITE), "pdf")["d.pdf"] == noted
    letter = opened(packages(tmp_path, "pdf", paper="letter")["d.pdf"])
    assert [round(float(each)) for each in letter.pages[0].mediabox[2:]] == [612, 792]
    assert [round(float(each)) for each in opened(noted).pages[0].mediabox[2:]] == [595, 842]


@pytest.mark.gate
def test_from_right_to_left(tmp_path: Path) -> None:
    data = packages(write(tmp_path, RTL), "pdf")["d.pdf"]
    assert opened(data).root_object["/Lang"] == "ur"
    assert "Foreign" in words(data)


def test_the_command_takes_a_path_and_a_paper(tmp_path: Path) -> None:
    root = guarded(tmp_path)
    given = ["pdf", "d", "--path", "short", "--paper", "letter", "--root", str(root)]
    done = CliRunner().invoke(cli, ["export", *given])
    assert done.exit_code == 0, done.output
    pages = pages_of((root / "exports" / "d-short.pdf").read_bytes())
    contents = pages[1]
    assert contents.index("A linked text") < contents.index("A full text")
    assert CliRunner().invoke(cli, ["export", "epub", *given[1:]]).exit_code == 2


def test_without_the_library_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    done = CliRunner().invoke(cli, ["export", "pdf", "d", "--root", str(guarded(tmp_path))])
    assert done.exit_code == 1
    assert "pip install 'dossierpress[pdf]'" in done.output


def test_a_page_offers_it_and_without_the_library_the_build_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bytes
) -> None:
    root = guarded(tmp_path)
    (root / "site.yaml").write_text(
        (root / "site.yaml").read_text() + "search: false\nexports: {pdf: true}\n"
    )
    offer = f'<code dir="ltr">{hashlib.sha256(held).hexdigest()}</code>'
    page, made = root / "site/dossiers/d/index.html", root / "site/dossiers/d/d.pdf"
    done = CliRunner().invoke(cli, ["build", "--root", str(root)])
    assert done.exit_code == 0, done.output
    assert offer in page.read_text()
    assert made.read_bytes() == held
    monkeypatch.setattr("dossierpress.steps.settings._PDF_NEEDS", "no_such_library")
    config, _ = load_config(root)
    assert config is not None
    here, (problem,) = on_this_machine(config)
    assert (problem.code, problem.severity, here.exports.is_any) == ("no-pdf", "warning", False)


@pytest.mark.gate
def test_the_sample_is_sound(tmp_path: Path) -> None:
    for name, data in packages(SAMPLE, "pdf", names=("after-salala",)).items():
        (tmp_path / name).write_bytes(data)
        assert checked(tmp_path / name) == ""
        (tmp_path / "again.pdf").write_bytes(data)
        read = subprocess.run(
            ["pdftotext", str(tmp_path / name), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert read.index("Contents") < read.rindex("References")
