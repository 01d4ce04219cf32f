"""A bundle for a court has every page numbered, an index of exhibits, and each capture behind its article."""

import hashlib
import io
from pathlib import Path

import pypdf
import pypdf.annotations
import pytest
from click.testing import CliRunner

from dossierpress.cli.main import cli
from dossierpress.packages.press import Press
from make import article, markdown, png, write


def printed(text: str) -> bytes:
    """A PDF of two pages, the first of which lies on its side."""
    press = Press("@page { size: A3 landscape; }", {})
    html = f"<html lang=en><title>C</title><p>{text} one<p style='break-before: page'>{text} two"
    data = press.bind(press.lay(html, "x", lambda _: None), b"x")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.pages[0].rotate(90)
    action = pypdf.generic.DictionaryObject(
        {
            pypdf.generic.NameObject("/S"): pypdf.generic.NameObject("/JavaScript"),
            pypdf.generic.NameObject("/JS"): pypdf.generic.TextStringObject("app.alert(1)"),
        }
    )
    link = pypdf.annotations.Link(rect=(10, 10, 90, 90), url="https://x.example/")
    link[pypdf.generic.NameObject("/A")] = action
    writer.add_annotation(1, link)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def captured(**files: bytes) -> str:
    digests = {name.replace("_", "."): hashlib.sha256(data).hexdigest() for name, data in files.items()}
    return "[" + ", ".join(f"{{file: {name}, sha256: {digest}}}" for name, digest in digests.items()) + "]"


def site(root: Path, extra: str = "") -> Path:
    scan, page, paper = png(40, 300), b"<p>Saved page</p>", printed("Evidence")
    return write(
        root,
        {
            "site.yaml": f"title: The Site\ntheme: plain\n{extra}",
            "content/d/dossier.md": markdown(title="A dossier"),
            "content/d/one.md": article(
                "One.", title="First", captures=captured(paper_pdf=paper, scan_png=scan)
            ),
            "content/d/two.md": article(
                "Two.", title="Second", date="2012-02-02",
                captures=captured(page_html=page, bad_pdf=b"%PDF-1.7 no"),
            ),
            "content/d/hidden.md": article(
                "No.", title="zzhidden", status="draft", captures=captured(secret_png=png(9))
            ),
            "content/d/paper.pdf": paper, "content/d/scan.png": scan, "content/d/page.html": page,
            "content/d/bad.pdf": b"%PDF-1.7 no", "content/d/secret.png": png(9),
        },
    )  # fmt: skip


def bundle(root: Path) -> bytes:
    done = CliRunner().invoke(cli, ["export", "pdf", "d", "--bundle", "--root", str(root)])
    assert done.exit_code == 0, done.output
    assert "not for readers" in done.output
    (made,) = (root / "exports").iterdir()
    assert made.name == "d-PRIVATE-bundle.pdf"
    return made.read_bytes()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return bundle(site(tmp_path_factory.mktemp("site")))


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_each_capture_stands_behind_its_article_on_numbered_pages(whole: bytes) -> None:
    pages = texts(whole)
    order = ["A dossier", "Contents", "Index of exhibits", "Articles", "First", "Exhibit 1"]
    heads = [next(n for n, page in enumerate(pages) if each in page.splitlines()[:2]) for each in order]
    assert heads == sorted(heads)
    at = heads[-1]
    assert "Exhibit 1, Page 1 / 2" in pages[at + 1]
    assert "Evidence one" in pages[at + 1]
    assert "Evidence two" in pages[at + 2]
    assert "Exhibit 2" in pages[at + 3]
    for number, page in enumerate(pages, start=1):
        assert str(number) in page.splitlines(), page
    reader = pypdf.PdfReader(io.BytesIO(whole))
    assert len(reader.pages[at + 4].images) == 1
    assert {tuple(map(round, page.mediabox[2:])) for page in reader.pages} == {(595, 842)}


def test_the_index_names_digests_and_pages_and_what_is_not_printed(whole: bytes) -> None:
    pages = texts(whole)
    index = next(page for page in pages if page.startswith("Index of exhibits"))
    plain = "".join(index.split())
    for data in (png(40, 300), b"<p>Saved page</p>"):
        assert hashlib.sha256(data).hexdigest() in plain
    first = next(n for n, page in enumerate(pages, start=1) if page.startswith("Exhibit 1\n"))
    assert f"1 (Page {first})" in index
    assert any("it is neither a PDF nor a picture" in page for page in pages)
    assert any("it is damaged, or locked" in page for page in pages)


def test_it_keeps_what_readers_may_not_see_and_runs_nothing(whole: bytes) -> None:
    assert not [page for page in texts(whole) if "zzhidden" in page or "secret.png" in page]
    notes = [
        note.get_object().get("/A", {})
        for page in pypdf.PdfReader(io.BytesIO(whole)).pages
        for note in page.get("/Annots", ())
    ]
    assert not [each for each in notes if each.get("/S") == "/JavaScript"]


def test_the_same_bytes_and_with_redactions_only_what_can_be_searched(tmp_path: Path, whole: bytes) -> None:
    assert bundle(site(tmp_path / "same")) == whole
    pages = texts(bundle(site(tmp_path / "other", "redactions: [{label: Source A, names: [Evidence]}]\n")))
    assert not [page for page in pages if "Evidence one" in page]
    assert any("a picture cannot be searched" in page for page in pages)


@pytest.mark.parametrize("given", [["epub", "d", "--bundle"], ["pdf", "d", "--bundle", "--path", "x"]])
def test_only_of_a_whole_dossier_as_pdf(tmp_path: Path, given: list[str]) -> None:
    assert CliRunner().invoke(cli, ["export", *given, "--root", str(tmp_path)]).exit_code == 2
