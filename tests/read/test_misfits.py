"""What lies among files to publish and is not meant to be: skipped with a warning, or refused."""

from pathlib import Path

import pytest

from dossierpress.read.misfits import is_telling, misfit
from pictures import noted
from trial import article, dossier, lay, pages

LEFTOVERS = (
    "style.css~ a.bak #auto# style.css.swp .style.css.swp .style.css.swo .#style.css main.js.orig main.js.rej"
    " x.old x.tmp page.css.save ~$notes.docx .~lock.notes.odt# film.mp4.part Thumbs.db Desktop.ini x.BAK"
).split()
KEYS = (
    "id_rsa ID_RSA deploy_id_ed25519 id_ecdsa_sk .env prod.env .env.local server.pem SERVER.PEM tls.key"
    " putty.ppk store.p12 store.pfx app.jks passwords.kdbx .netrc _netrc .htpasswd htpasswd .pgpass .npmrc"
    " .pypirc .git-credentials id_rsa.bak server.key~ .env.old client_secret_1.json credentials.csv"
).split()
FINE = (
    "style.css logo.png #1.png swim.swf id_rsa.pub cert.crt .env.example .gitkeep .DS_Store keyboard.svg"
    " environment.js monkey.png old.html backup.html save.svg credentials.html template.part.css"
).split()


@pytest.mark.parametrize("name", LEFTOVERS)
def test_what_an_editor_left_is_skipped_with_a_warning(name: str) -> None:
    found = misfit(f"assets/css/{name}")
    assert found is not None
    assert (found.path, found.code, found.severity) == (f"assets/css/{name}", "leftover", "warning")
    assert is_telling(name)


@pytest.mark.parametrize("name", KEYS)
def test_keys_are_refused(name: str) -> None:
    found = misfit(f"assets/{name}")
    assert found is not None
    assert (found.code, found.severity) == ("key-file", "error")
    assert is_telling(name)


@pytest.mark.parametrize(
    "name", ["my-site-COMPLETE-PRIVATE-bag.zip", "x-complete-private-bag (1).zip", "d-PRIVATE-bundle.pdf"]
)
def test_complete_bags_are_refused(name: str) -> None:
    found = misfit(f"assets/{name}")
    assert found is not None
    assert (found.code, found.severity) == ("complete-bag", "error")
    assert is_telling(name)


@pytest.mark.parametrize("name", FINE)
def test_others_are_published(name: str) -> None:
    assert misfit(f"assets/{name}") is None
    assert not is_telling(name)


def test_a_copy_of_a_folder_is_skipped() -> None:
    found = misfit("assets/css.bak/main.css")
    assert found is not None
    assert found.code == "leftover"


def test_leftovers_among_assets_are_told_and_not_published(tmp_path: Path) -> None:
    files = {f"assets/{name}": "x{}" for name in ("ours.css", "ours.css~", ".ours.css.swp", "b/a.bak")}
    root = lay(tmp_path, files | {"content/d/a.md": article(), "templates/x.html~": "{{"})
    (root / "assets/.#ours.css").symlink_to("me@host.1234")
    (root / "assets/.venv.bak").mkdir()
    done = dossier("build", "--root", root)
    assert done.code == 0, done.both
    for name in ("ours.css~", ".ours.css.swp", "b/a.bak", ".#ours.css"):
        assert f"assets/{name}:1:1: warning[leftover]" in done.err
    assert done.err.count("warning[leftover]") == 4
    assets = [path for path in pages(root / "site") if path.startswith("assets/") and "ours" in path]
    assert len(assets) == 1
    assert not [path for path in pages(root / "site") if "bak" in path]
    assert dossier("build", "--strict", "--root", root).code == 1


@pytest.mark.parametrize("place", ["assets/fonts/.env", "themes/golden/assets/id_rsa", "assets/site.pem"])
def test_keys_among_assets_stop_the_build(tmp_path: Path, place: str) -> None:
    root = lay(tmp_path, {"content/d/a.md": article(), place: "geheim"})
    done = dossier("build", "--root", root)
    assert done.code == 1
    assert f"{place}:1:1: error[key-file]" in done.err
    assert not (root / "site").exists()


def test_files_of_content_that_a_page_names_are_judged_alike(tmp_path: Path) -> None:
    body = "[old](notes.pdf.bak)\n\n![drawn](x.png~)\n\n[sound](notes.pdf)\n"
    front = "image: {file: x.png.orig, alt: x}"
    files = {f"content/d/{name}": noted("png", (9, 9)) for name in ("x.png~", "x.png.orig")}
    files |= {"content/d/notes.pdf.bak": b"old", "content/d/notes.pdf": b"new", "content/d/unnamed.pem": b"x"}
    root = lay(tmp_path, files | {"content/d/a.md": article(front, body)})
    done = dossier("build", "--root", root)
    assert done.code == 0, done.both
    for line in (5, 8, 10):
        assert f"content/d/a.md:{line}:" in done.err
    assert done.err.count("warning[leftover]") == 3
    assert [path for path in pages(root / "site") if path.startswith("media/")] == ["media/d/notes.pdf"]


@pytest.mark.parametrize(
    ("front", "body"),
    [("", "[x](server.key)"), ("image: {file: server.key, alt: x}", ""), ("", "![x](.env)")],
)
def test_a_key_that_a_page_names_is_an_error_where_it_is_named(tmp_path: Path, front: str, body: str) -> None:
    keys = {"content/d/server.key": "geheim", "content/d/.env": "geheim"}
    root = lay(tmp_path, keys | {"content/d/a.md": article(front, body or "Text.")})
    done = dossier("build", "--root", root)
    assert done.code == 1
    assert f"content/d/a.md:{5 if front else 8}:" in done.err
    assert "error[key-file]" in done.err
    assert not (root / "site").exists()
