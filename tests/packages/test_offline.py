"""An offline page is one file that asks for nothing, leads somewhere with every link, and hides nothing."""

import base64
import re
from html.parser import HTMLParser
from pathlib import Path

import html5lib
import pytest

from make import article, png, write
from packages.packing import HIDDEN, SAMPLE, guarded, packages
from packages.test_epub import RTL


class Page(HTMLParser):
    """What a page names: ids, targets inside it, and every address that a browser would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.inside: list[str] = []
        self.fetched: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and value and value.startswith("#"):
                self.inside.append(value[1:])
            elif name in ("src", "srcset", "data", "poster") or (name == "href" and tag == "link"):
                self.fetched.append(value or "")
            elif name.startswith("on"):
                self.handlers.append(name)


@pytest.mark.parametrize("where", ["sample", "guarded", "rtl"])
def test_every_id_is_there_once_and_every_link_leads_to_one(tmp_path: Path, where: str) -> None:
    root = SAMPLE
    if where != "sample":
        root = guarded(tmp_path) if where == "guarded" else write(tmp_path, RTL)
    for data in packages(root, "offline").values():
        page = Page(data.decode())
        assert len(page.ids) == len(set(page.ids))
        assert set(page.inside) <= set(page.ids)
        assert not page.handlers
        assert "part:" not in data.decode().split("<main>")[1]


def test_nothing_is_fetched(tmp_path: Path) -> None:
    text = packages(guarded(tmp_path), "offline")["d-offline.html"].decode()
    page = Page(text)
    fetched = [each for each in page.fetched if not each.startswith("data:")]
    assert fetched == ["https://press.example/dossiers/d/"], "only the canonical address is named"
    assert "default-src 'none'" in text
    assert "url(" not in text


def test_it_is_html(tmp_path: Path) -> None:
    text = packages(write(tmp_path, RTL), "offline")["d-offline.html"]
    document = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False).parse(text)
    html = document if document.tag == "html" else document.find("html")
    assert (html.get("lang"), html.get("dir")) == ("ur", "rtl")
    assert len(list(document.iter("h1"))) == 1


def test_it_holds_nothing_that_readers_may_not_see_and_says_what_is_withheld(tmp_path: Path) -> None:
    text = packages(guarded(tmp_path), "offline")["d-offline.html"].decode()
    assert not [secret for secret in HIDDEN if secret in text]
    assert "<code>linked</code>, text" in text
    assert "A part of it." in text, "an excerpt is shown with its page around it"


def test_a_picture_is_made_smaller_and_says_nothing_of_its_camera(tmp_path: Path) -> None:
    root = write(guarded(tmp_path), {"content/d/quay.png": png(99, 1500)})
    text = packages(root, "offline")["d-offline.html"].decode()
    (data,) = re.findall(r'src="data:image/webp;base64,([^"]+)"', text)
    assert base64.b64decode(data)[8:12] == b"WEBP"


def test_no_larger_than_a_fifth_more_than_its_parts() -> None:
    for name, data in packages(SAMPLE, "offline").items():
        text = data.decode()
        pictures = sum(
            path.stat().st_size
            for path in (SAMPLE / "content" / name.removesuffix("-offline.html")).rglob("*.png")
        )
        words = len(re.sub(r'"data:[^"]+"', "", text).encode())
        assert len(data) <= 1.2 * (pictures + words), name


def test_same_content_same_bytes(tmp_path: Path) -> None:
    one = packages(guarded(tmp_path / "one"), "offline")
    assert packages(guarded(tmp_path / "two"), "offline") == one
    write(tmp_path / "two", {"content/d/new.md": article("New.", title="New")})
    assert packages(tmp_path / "two", "offline") != one
