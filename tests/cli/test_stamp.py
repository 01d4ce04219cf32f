"""`dossier stamp` against an authority on loopback: what it writes, a build accepts."""

from pathlib import Path

import pytest

from custody.authority import Authority, serving
from custody.test_examine import CAPTURE, SITE, held
from trial import dossier, lay


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "tsa")


def site(root: Path, address: str, authority: Authority) -> Path:
    files = {
        "site.yaml": f"{SITE}timestamps: {{authority: '{address}', roots: [root.pem]}}\n",
        "root.pem": authority.root,
        "content/d/one/index.md": held(),
        "content/d/one/page.html": CAPTURE,
        "content/d/two/index.md": held(),
        "content/d/two/page.html": CAPTURE,
    }
    return lay(root, files, theme=False)


def test_one_article_then_all_and_never_twice(tmp_path: Path, authority: Authority) -> None:
    with serving(authority) as address:
        root = site(tmp_path / "site", address, authority)
        first, second = (root / f"content/d/{name}/page.html.tsr" for name in ("one", "two"))
        assert dossier("stamp", "one", "--root", root).out == "1 token written\n"
        token = first.read_bytes()
        assert not second.exists()
        assert dossier("stamp", "--root", root).out == "1 token written\n"
        assert dossier("stamp", "--root", root).out == "0 tokens written\n"
    assert first.read_bytes() == token
    done = dossier("build", "--root", root, "--strict")
    assert done.code == 0, done.err
    assert "Trial Time" in (root / "site/articles/two/index.html").read_text("utf-8")


def test_what_goes_wrong_is_said_and_nothing_is_written(tmp_path: Path, authority: Authority) -> None:
    with serving(authority) as address:
        root = site(tmp_path / "site", address, authority)
        (root / "content/d/one/page.html").write_bytes(b"changed since")
        done = dossier("stamp", "one", "--root", root)
        assert (done.code, "not the file that was captured" in done.err) == (1, True)
        assert "did you mean `one`" in dossier("stamp", "onee", "--root", root).err
    done = dossier("stamp", "two", "--root", root)
    assert (done.code, "does not answer" in done.err) == (1, True)
    assert not list(root.rglob("*.tsr"))
    (root / "site.yaml").write_text(SITE)
    assert "names no authority" in dossier("stamp", "--root", root).err


def test_an_answer_over_other_bytes_is_not_kept(tmp_path: Path, authority: Authority) -> None:
    other = authority.stamp(b"other bytes")
    authority.answer = lambda _query: other  # type: ignore[method-assign]
    with serving(authority) as address:
        root = site(tmp_path / "site", address, authority)
        done = dossier("stamp", "one", "--root", root)
    assert (done.code, "sent no token over this file" in done.err) == (1, True)
    assert not list(root.rglob("*.tsr"))
