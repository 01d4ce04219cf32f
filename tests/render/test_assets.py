"""Names of assets: put into pages at the very end, and exchanged in pages that are there."""

from pathlib import Path
from urllib.parse import quote

import pytest

from dossierpress.render.assets import Renaming, asset_file, hash_of, marked, named
from trial import article, dossier, lay, pages

NAMES = ["css/a.css", "é/ü b.js", "plain", "a.b.c.svg"]


@pytest.mark.parametrize("name", NAMES)
def test_a_mark_becomes_the_name_and_is_exchanged(name: str) -> None:
    old, new = ({each: asset_file(each, hash_of(f"{each}{n}".encode())) for each in NAMES} for n in (1, 2))
    page, count = named(f'<a href="../{quote(marked(name))}"> zz0123456789abcdefz'.encode(), old)
    assert page.decode() == f'<a href="../{quote(old[name])}"> zz0123456789abcdefz'
    assert count == 2
    renaming = Renaming(old, new)
    assert renaming.in_page(page, 2) is None
    whole = renaming.in_page(page, 1)
    assert whole is not None
    assert whole.decode() == f'<a href="../{quote(new[name])}"> zz0123456789abcdefz'


def test_an_edited_style_sheet_has_no_page_rendered_anew(tmp_path: Path) -> None:
    """A page whose text holds such a name by itself is: the text stays as it is."""
    root = lay(tmp_path / "s", {"content/d/a.md": article("title: A"), "content/d/b.md": article("title: B")})
    (root / "assets").mkdir()
    sheet, base = root / "assets/own.css", root / "themes/golden/templates/base.html"
    base.write_text(base.read_text() + '<link href="{{ "own.css" | asset }}">')
    sheet.write_text("p { color: red }")
    assert dossier("build", "--root", root).code == 0
    name = next((root / "site/assets").glob("own.*.css")).name
    (root / "content/d/b.md").write_text(article("title: B", f"It was called `assets/{name}`."))
    assert dossier("build", "--root", root).code == 0
    for colour in ("blue", "green"):
        sheet.write_text(f"p {{ color: {colour} }}")
        assert dossier("check", "--root", root).code == 0
        told = dossier("build", "--root", root, "--explain").out
        assert "/articles/a/ a style sheet, script or the like that it names changed\n" in told
        assert ("/articles/b/ a style sheet" in told) == (colour != "blue")
        assert pages(root / "site") == _clean(root, tmp_path / colour)
    assert f"assets/{name}" in (root / "site/articles/b/index.html").read_text()
    sheet.unlink()
    assert "the theme has no asset `own.css`" in dossier("build", "--root", root).err


def _clean(root: Path, place: Path) -> dict[str, bytes]:
    assert dossier("build", "--root", root, "--output", place, "--no-cache").code == 0
    return pages(place)
