"""A redacted name stands in everything that a curator writes, and in no byte of the finished site."""

import io
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from dossierpress.model.redaction import Redaction
from dossierpress.packages.press import Press
from dossierpress.redaction.layers import layers
from dossierpress.redaction.redactor import redactor_of
from dossierpress.redaction.search import buried
from trial import dossier, lay, pages

SITE = """title: Trial
url: https://press.example/
cards: {on: true, articles: true}
feeds: {full_text: all}
"""
ARTICLE = """---
title: Józef Núñez speaks
title_translated: JÓZEF NÚÑEZ
date: 2011-12-05
source: Paper of Jozef Nunez
standfirst: It was Jo\u0301zef Nu\u0301n\u0303ez.
byline: By Józef\u00a0Núñez
url: https://paper.example/2011/jozef-nunez-speaks
authors: [{name: Józef Núñez, person: jozef-nunez, bio: Józef Núñez is one.}]
people: [jozef-nunez]
tags: [Józef Núñez, jozef nunez papers]
places: [Núñez]
image: {file: jozef-nunez.png, alt: Józef Núñez, caption: "Józef  Núñez", credit: ＪÓＺＥＦ　ＮÚÑＥＺ}
corrections: [{date: 2012-01-01, by: curator, text: Józef Núñez was right}]
via: [{name: Józef Núñez, url: "https://re.example/Józef-Núñez"}]
quotes: [{id: q1, text: "I am Józef Núñez, 40.", who: jozef-nunez, to: Józef Núñez}]
assessment: {source: B, information: "2", why: Józef Núñez says so}
aliases: [/old/jozef-nunez/]
note: Ask Józef Núñez
extra: {who: Józef Núñez}
REDACTIONS---

# Józef Núñez

J&oacute;zef&nbsp;N&uacute;&ntilde;ez spoke; **Józef** Núñez lives in the yellow house by the mill.
I am Józef Núñez, 40.
Mail jozef.nunez@paper.example. See [him](ref:jozef-nunez-speaks#q1) and <https://x.example/Józef_Núñez>.

![Józef Núñez](jozef-nunez.png "Józef Núñez")

[^1]: Józef\u200b N\u00adúñez.

Noted.[^1]
"""
REDACTIONS = """redactions:
  - label: Source A
    names: [Józef Núñez, Núñez]
    passages: [lives in the yellow house by the mill]
    reason: Józef Núñez asked for it
"""
DOSSIER = """---
title: About Józef Núñez
question: Who is Józef Núñez?
summary: Józef Núñez.
sections:
  - {title: Józef Núñez, note: on Józef Núñez, articles: [{ref: jozef-nunez-speaks, note: Józef Núñez}]}
timeline: [{date: 2011, title: Józef Núñez speaks, cites: [jozef-nunez-speaks#q1]}]
claims: [{id: c1, text: Józef Núñez did it, by: jozef-nunez, for: [jozef-nunez-speaks]}]
figures:
  - {question: How old is Józef Núñez?, values: [{value: "40", article: jozef-nunez-speaks, quote: q1}]}
changes: [{date: 2012, kind: added, text: Józef Núñez added}]
---

On Józef Núñez.
"""
PEOPLE = """- {id: jozef-nunez, name: Józef Núñez, aka: [J. Núñez], note: Józef Núñez}
"""


def picture(**texts: str) -> bytes:
    made, info = io.BytesIO(), PngImagePlugin.PngInfo()
    for key, text in texts.items():
        info.add_itxt(key, text, zip=True)
    Image.new("RGB", (40, 30), "red").save(made, "PNG", pnginfo=info)
    return made.getvalue()


def site(root: Path, extra: str = "", *, where: str = "article") -> Path:
    redactions = REDACTIONS if where == "article" else ""
    top = REDACTIONS if where == "site" else ""
    files: dict[str, str | bytes] = {
        "site.yaml": SITE + extra + top,
        "content/nunez/dossier.md": DOSSIER.replace("---\n\nOn", f"{REDACTIONS}---\n\nOn")
        if where == "dossier"
        else DOSSIER,
        "content/nunez/jozef-nunez-speaks/index.md": ARTICLE.replace("REDACTIONS", redactions),
        "content/nunez/jozef-nunez-speaks/jozef-nunez.png": picture(Author="Józef Núñez"),
        "content/nunez/other.md": "---\ntitle: Other\ndate: 2012\nsource: P\n---\n\nJózef Núñez again.\n",
        "content/people.yaml": PEOPLE,
        "content/pages/about.md": "---\ntitle: On Józef Núñez\n---\n\nJózef Núñez.\n",
    }
    return lay(root, files, theme=False)


def letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in folded if char.isascii() and char.isalpha())


def leaks(folder: Path) -> list[str]:
    found = []
    for path, data in pages(folder).items():
        texts = [path] + [
            layer.decode(code, "ignore") for layer in layers(data) for code in ("utf-8", "latin-1")
        ]
        found += [path for text in texts if "nunez" in letters(text) or "yellowhouse" in letters(text)]
    return found


@pytest.mark.parametrize("where", ["article", "dossier", "site"])
def test_no_byte_of_the_site_holds_what_anything_redacts(tmp_path: Path, where: str) -> None:
    root = site(tmp_path, where=where)
    done = dossier("build", "--root", root)
    assert done.code == 0, done.err
    assert leaks(root / "site") == []
    built = pages(root / "site")
    assert "articles/source-a-speaks/index.html" in built
    assert "dossiers/source-a/index.html" in built
    assert "people/source-a/index.html" in built
    assert "media/source-a/source-a-speaks/source-a.png" in built
    page = built["articles/source-a-speaks/index.html"].decode()
    assert "Source A speaks" in page
    assert "asked for it" not in page
    assert any(path.startswith("pagefind/") for path in built)


def test_an_incremental_build_is_a_clean_one_and_an_edit_elsewhere_leaks_nothing(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert dossier("build", "--root", root).code == 0
    other = root / "content/nunez/other.md"
    other.write_text(other.read_text().replace("again", "again and again, JOZEF NUNEZ"))
    assert dossier("build", "--root", root).code == 0
    assert leaks(root / "site") == []
    built = pages(root / "site")
    assert dossier("build", "--root", root, "--no-cache", "--output", root / "clean").code == 0
    assert pages(root / "clean") == built


def test_what_is_redacted_later_goes_from_every_page(tmp_path: Path) -> None:
    root = site(tmp_path, where="nowhere")
    assert dossier("build", "--root", root).code == 0
    assert leaks(root / "site")
    with (root / "site.yaml").open("a") as file:
        file.write(REDACTIONS)
    assert dossier("build", "--root", root).code == 0
    assert leaks(root / "site") == []


@pytest.mark.parametrize(
    ("extra", "named"),
    [
        ("description: By Józef Núñez\n", "index.html"),
        ("footer: '&#74;ozef N\u200bunez'\n", "index.html"),
    ],
)
def test_what_comes_in_elsewhere_stops_the_build_and_names_the_file(
    tmp_path: Path, extra: str, named: str
) -> None:
    root = site(tmp_path, extra)
    done = dossier("build", "--root", root, "--all")
    assert done.code == 1
    assert f"/{named} holds what is redacted as `Source A`" in done.err
    assert not (root / "site/index.html").exists()


def test_the_words_of_a_pdf_are_read_and_one_that_nobody_can_read_is_refused() -> None:
    redactor = redactor_of((Redaction(label="Source A", names=("Józef Núñez",)),))
    style = "@page { size: A5; }"
    for body, found in (
        ("<p>It was Józef <b>Núñez</b>.", True),
        ("<h1 style='bookmark-label: \"Józef Núñez\"'>A title", True),
        ("<p>Nobody.", False),
    ):
        press = Press(style, {})
        data = press.bind(press.lay(f"<title>T</title>{body}", "x", lambda _: None), b"x")
        assert b"Nobody" not in data
        problem = buried("a.pdf", data, redactor)
        assert (problem is not None and "`Source A`" in problem.message) == found
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("in.pdf", b"%PDF-1.7\nthis is none")
    for damaged in (b"%PDF-1.7\nthis is none", packed.getvalue()):
        problem = buried("b.pdf", damaged, redactor)
        assert problem is not None
        assert (problem.code, problem.path) == ("unread-pdf", "b.pdf")


def test_files_that_are_published_as_they_are_are_searched_to_the_bottom(tmp_path: Path) -> None:
    packed = b"%PDF-1.4\nstream\n" + zlib.compress(b"Signed: Jozef Nunez") + b"\nendstream"
    files = {
        "a.pdf": packed,
        "b.pdf": "Józef Núñez".encode("utf-16-be"),
        "c.pdf": b"\0" + "Józef Núñez".encode("utf-16-le"),
        "d.pdf": "JÓZEF NÚÑEZ".encode("latin-1"),
    }
    root = site(tmp_path)
    links = " ".join(f"[It]({name})" for name in files)
    (root / "content/pages/about.md").write_text(f"---\ntitle: About\n---\n\n{links}\n")
    for name, data in files.items():
        (root / "content/pages" / name).write_bytes(data)
    done = dossier("build", "--root", root, "--all")
    assert done.code == 1
    for name in files:
        assert f"/media/pages/{name} holds what is redacted" in done.err, done.err
