"""Web archives among captures are opened and listed; damage is an error at the line of the capture."""

import gc
import gzip
import hashlib
import io
import json
import warnings
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from custody.test_examine import SITE
from dossierpress.custody.archives import look_inside
from trial import article, dossier, lay

# The writer of the library leaves temporary files to the collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
PAGE = "https://paper.example/2011/ferry"


def warc() -> bytes:
    """An archive. What the library's writer leaves open is collected here, not in a test that comes later."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        data = written()
        gc.collect()
    return data


def written() -> bytes:
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=True)
    answers = (
        (PAGE, "text/html", "200 OK"),
        (f"{PAGE}.png", "image/png", "200 OK"),
        ("https://x.example/", "text/html", "404 No"),
    )
    for address, kind, status in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        payload = io.BytesIO(b"<p>The night ferry stops.</p>")
        writer.write_record(
            writer.create_warc_record(
                address,
                "response",
                payload=payload,
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2011-12-05T10:00:00Z"},
            )
        )
    return made.getvalue()


def wacz(*, digest: str = "", title: str = "The night ferry") -> bytes:
    inner = warc()
    listed = {
        "resources": [
            {"path": "archive/data.warc.gz", "hash": f"sha256:{digest or hashlib.sha256(inner).hexdigest()}"}
        ]
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as pack:
        pack.writestr("archive/data.warc.gz", inner)
        pack.writestr("datapackage.json", json.dumps(listed))
        pack.writestr("pages/pages.jsonl", json.dumps({"url": PAGE, "title": title}) + "\n")
    return made.getvalue()


def site(root: Path, name: str, data: bytes) -> Path:
    digest = hashlib.sha256(data).hexdigest()
    files: dict[str, str | bytes] = {
        "site.yaml": SITE,
        "content/d/one/index.md": article(f"captures:\n  - {{file: {name}, sha256: {digest}}}"),
        f"content/d/one/{name}": data,
    }
    return lay(root, files, theme=False)


def test_an_archive_is_listed_on_the_page_of_its_article(tmp_path: Path) -> None:
    cases = {"a.warc.gz": warc(), "b.warc": gzip.decompress(warc()), "c.wacz": wacz()}
    for name, data in cases.items():
        root = site(tmp_path / name, name, data)
        for _ in range(2):
            done = dossier("build", "--root", root, "--strict")
            assert done.code == 0, done.err
            page = (root / "site/articles/one/index.html").read_text("utf-8")
            assert "1 page in this archive" in page
            assert f'href="{PAGE}"' in page
            assert ("The night ferry" in page) == name.endswith(".wacz")


def test_what_another_archive_held_is_not_remembered(tmp_path: Path) -> None:
    """While the archive is another file the build stops; with the right one its page lists what it holds."""
    right = wacz()
    root = site(tmp_path, "c.wacz", right)
    archive = root / "content/d/one/c.wacz"
    archive.write_bytes(wacz(title="Another ferry"))
    done = dossier("build", "--root", root)
    assert (done.code, "capture-changed" in done.err) == (1, True)
    archive.write_bytes(right)
    assert dossier("build", "--root", root).code == 0
    assert "The night ferry" in (root / "site/articles/one/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.warc.gz", b"no archive", "it is damaged"),
        ("a.warc", b"", "it holds no record"),
        ("a.warc", gzip.decompress(warc()).replace(b"ferry stops", b"ferry sails"), "it is damaged"),
        ("a.warc", gzip.decompress(warc())[:-20], "its last record is cut short"),
        ("a.wacz", wacz()[:-30], "it is no WACZ"),
        ("a.wacz", wacz(digest="0" * 64), "is not the file that its list names"),
    ],
)
def test_damage_is_named(name: str, data: bytes, said: str) -> None:
    assert said in look_inside(name, data).fault


def test_a_damaged_archive_is_an_error_at_its_line(tmp_path: Path) -> None:
    done = dossier("build", "--root", site(tmp_path, "a.wacz", wacz()[:-30]))
    assert (done.code, "content/d/one/index.md:6:12: error[archive-damaged]" in done.err) == (1, True), (
        done.err
    )
