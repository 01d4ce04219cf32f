"""Every container gives the same article, and is known by its bytes."""

import base64
import gzip
import io
import zipfile
from email.message import EmailMessage

import pytest
from PIL import Image
from tests.clip.pages import news
from tests.clip.stories import DREDGE

from dossierpress.clip.clip import clip
from dossierpress.clip.clipping import Asked
from dossierpress.clip.open.sniff import kind_of, opened
from dossierpress.clip.page import UnopenableError

URL = "https://press.example/dredge"


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (640, 400), (9, 90, 190)).save(stream, "PNG")
    return stream.getvalue()


def page() -> bytes:
    return news(DREDGE).encode()


def mhtml() -> bytes:
    mail = EmailMessage()
    mail["From"] = "<Saved by Blink>"
    mail["Snapshot-Content-Location"] = URL
    mail["Date"] = "Thu, 21 Nov 2019 10:00:00 -0000"
    mail.set_content(page(), "text", "html", cte="quoted-printable")
    mail["Content-Location"] = URL
    mail.add_related(picture(), "image", "png")
    mail.get_payload()[1]["Content-Location"] = "https://img.example/quay.png"  # type: ignore[index, union-attr]
    return mail.as_bytes()


def warc(*, packed: bool = False) -> bytes:
    """An archive of three answers, as crawlers write it (ISO 28500)."""
    whole = b""
    for address, kind, body in (
        (f"{URL}/other", "text/html", b"<p>Another page</p>"),
        (URL, "text/html; charset=utf-8", page()),
        ("https://img.example/quay.png", "image/png", picture()),
    ):
        answer = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        )
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2019-11-21T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(whole):032}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        whole += gzip.compress(record, mtime=0) if packed else record
    return whole


def wacz() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as pack:
        pack.writestr("archive/data.warc.gz", warc(packed=True))
        pack.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "' + URL + '"}\n')
    return stream.getvalue()


def singlefile() -> bytes:
    note = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Thu Nov 21 2019 10:00:00 GMT+0000\n-->"
    data = "data:image/png;base64," + base64.b64encode(picture()).decode()
    return (note + news(DREDGE).replace("https://img.example/quay.png", data)).encode()


CAPTURES = {
    "html": (page, "html"),
    "gzip": (lambda: gzip.compress(page(), mtime=0), "html"),
    "mhtml": (mhtml, "mhtml"),
    "warc": (warc, "warc"),
    "warc.gz": (lambda: warc(packed=True), "warc"),
    "wacz": (wacz, "warc"),
    "singlefile": (singlefile, "html"),
}
PLAIN = clip(page(), Asked(address=URL))


@pytest.mark.parametrize("name", CAPTURES)
def test_the_article_is_the_same(name: str) -> None:
    made, kind = CAPTURES[name]
    data = made()
    assert kind_of(data) == kind
    found = clip(data, Asked(address=URL))
    assert [line.text for line in found.lines] == [line.text for line in PLAIN.lines]
    assert {field: each.value for field, each in found.fields.items()} == {
        field: each.value for field, each in PLAIN.fields.items()
    }
    if name in ("html", "gzip"):
        assert found.files == {}
        assert (
            "[The dredger lay idle at the east quay for eleven days. (Photo: Jon Reed)](https://img.example/quay.png)"
            in found.body
        )
    else:
        assert found.files == {"picture-1.png": picture()}
        assert (
            '![A crane on the quay](picture-1.png "The dredger lay idle at the east quay for eleven days. (Photo: Jon Reed)")'
            in found.body
        )
        assert found.taken == "2019-11-21"


def test_an_address_chooses_among_the_pages_of_an_archive() -> None:
    assert "Another page" in opened(warc(), address=f"{URL}/other").markup
    with pytest.raises(UnopenableError, match="no page at"):
        opened(warc(), address="https://elsewhere.example/")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"%PDF-1.4 rubbish",
        b"PK\x03\x04 rubbish",
        b"\x1f\x8bxx",
        b"WARC/1.0\r\nrubbish",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n",
    ],
)
def test_what_cannot_be_opened_says_why(data: bytes) -> None:
    with pytest.raises(UnopenableError) as caught:
        clip(data, Asked())
    assert caught.value.message
    assert caught.value.hint


def test_a_wayback_page_gives_the_original_address_and_keeps_the_archives() -> None:
    saved = news(DREDGE).replace(
        "<body>",
        "<body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div>Captured 12 times</div><!-- END WAYBACK TOOLBAR INSERT -->",
    )
    saved = saved.replace(
        "https://register.example", "https://web.archive.org/web/20190401000000/https://register.example"
    )
    found = clip(saved.encode(), Asked(address=f"https://web.archive.org/web/20190401000000/{URL}"))
    assert "Captured 12 times" not in str(found.lines)
    assert "(https://register.example/minutes)" in found.body
    assert found.address == URL
    assert found.archived is not None
    assert (found.archived.address, found.archived.day) == (
        f"https://web.archive.org/web/20190401000000/{URL}",
        "2019-04-01",
    )


def test_a_single_file_page_of_24_mb_is_not_empty() -> None:
    large = base64.b64encode(b"\x00" * 18_000_000).decode()
    data = singlefile().replace(
        b"</body>", b"<img src='data:image/png;base64," + large.encode() + b"'></body>"
    )
    assert clip(data, Asked()).body == clip(singlefile(), Asked()).body
