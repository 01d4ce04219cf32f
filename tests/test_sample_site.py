"""The sample site, built by the real command: every link leads somewhere, every page is valid."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

ROOT = Path(__file__).resolve().parent.parent
VNU = ROOT / "tests" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
THEMES = ("plain", "broadsheet")


@pytest.fixture(scope="module", params=THEMES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built with each theme that ships."""
    root = tmp_path_factory.mktemp(request.param)
    copy(ROOT / "content", root / "content")
    config = (ROOT / "site.yaml").read_text(encoding="utf-8")
    assert "theme: broadsheet" in config
    (root / "site.yaml").write_text(
        config.replace("theme: broadsheet", f"theme: {request.param}"), encoding="utf-8"
    )
    return build(root)


def build(root: Path) -> Path:
    command = [sys.executable, "-m", "dossierpress", "build", "--root", str(root), "--strict"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == 3
    return root / "site"


def copy(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())


def pages(site: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(site.rglob("*.html")):
        yield "/" + path.relative_to(site).as_posix().removesuffix("index.html"), path


def test_the_sample_is_rich_enough(site: Path) -> None:
    articles = [path for path in (site / "articles").iterdir() if path.is_dir()]
    assert len(articles) >= 30
    assert len([path for path in (site / "dossiers").iterdir() if path.is_dir()]) >= 3


def test_every_page_is_well_formed(site: Path) -> None:
    parser = html5lib.HTMLParser(strict=True)
    for address, path in pages(site):
        try:
            parser.parse(path.read_bytes())
        except html5lib.html5parser.ParseError as error:
            pytest.fail(f"{address}: {error}")


def test_every_internal_link_and_fragment_leads_somewhere(site: Path) -> None:
    documents = {
        address: html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        for address, path in pages(site)
    }
    ids = {
        address: {element.get("id") for element in document.iter() if element.get("id")}
        for address, document in documents.items()
    }
    checked = 0
    for address, document in documents.items():
        for element in document.iter():
            for name in ("href", "src"):
                link = element.get(name)
                if link is None or urlsplit(link).scheme in ("mailto", "tel"):
                    continue
                target = urlsplit(urljoin(f"https://press.example{address}", link))
                if target.netloc != "press.example":
                    continue
                path = unquote(target.path)
                file = site / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
                assert file.is_file(), f"{address} links to {link}"
                if target.fragment:
                    assert unquote(target.fragment) in ids[path], f"{address} links to {link}"
                checked += 1
    assert checked > 3000


def test_nothing_is_loaded_from_another_host_and_nothing_is_inline(site: Path) -> None:
    for address, path in pages(site):
        document = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        for element in document.iter():
            source = element.get("src") or (element.get("href") if element.tag == "link" else None)
            if source and element.get("rel") != "canonical":
                assert not urlsplit(source).netloc, f"{address} loads {source}"
            assert element.get("style") is None, f"{address} has an inline style"
            assert element.tag != "style", f"{address} has an inline style sheet"
            runs = element.tag == "script" and element.get("type") != "application/ld+json"
            assert not runs or element.get("src"), f"{address} has an inline script"
            assert not [name for name in element.attrib if name.startswith("on")], f"{address} has a handler"


def test_the_first_view_of_an_article_is_light(site: Path) -> None:
    """Page, style sheets and scripts weigh less than 70 kB even from a host that compresses nothing."""
    for address, path in pages(site):
        if not address.startswith("/articles/"):
            continue
        document = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        needed = [element.get("src") for element in document.iter("script") if element.get("src")]
        # A browser fetches the style of paper when all else is there.
        needed += [
            each.get("href")
            for each in document.iter("link")
            if each.get("rel") == "stylesheet" and each.get("media") != "print"
        ]
        assert not [link for link in needed if "search" in link or "pagefind" in link], address
        files = [path, *(site / link.lstrip("/") for link in needed)]
        assert sum(file.stat().st_size for file in files) < 70_000, address


def test_the_nu_html_checker_finds_nothing(site: Path) -> None:
    command = [
        "java",
        "-Xss4m",
        "-jar",
        str(VNU),
        "--format",
        "json",
        "--stdout",
        "--skip-non-html",
        str(site),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    messages = json.loads(done.stdout)["messages"]
    shown = [f"{each.get('url', '')}:{each.get('lastLine', 0)}: {each['message']}" for each in messages]
    assert not shown, "\n".join(shown[:30])


def test_style_sheets_are_valid(site: Path) -> None:
    sheets = [str(path) for path in sorted((site / "assets").rglob("*.css"))]
    assert sheets
    command = ["java", "-Xss4m", "-jar", str(VNU), "--css", "--errors-only",
               "--format", "json", "--stdout", *sheets]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    messages = json.loads(done.stdout)["messages"]
    assert not [each["message"] for each in messages]


def test_the_site_works_from_disk(site: Path, tmp_path: Path) -> None:
    """With --relative, every link is a path to a file."""
    command = [sys.executable, "-m", "dossierpress", "build", "--root", str(site.parent), "--relative",
               "--output", str(tmp_path / "disk")]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    for address, path in pages(tmp_path / "disk"):
        document = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        for element in document.iter():
            for name in ("href", "src"):
                link = element.get(name)
                if not link or urlsplit(link).scheme or link.startswith("#"):
                    continue
                assert not link.startswith("/"), f"{address} links to {link}"
                target = (path.parent / unquote(urlsplit(link).path)).resolve()
                assert target.is_file(), f"{address} links to {link}"


def test_the_site_works_under_a_sub_path(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dossierpress", "build", "--root", str(site.parent),
               "--base-url", "https://press.example/reports/", "--output", str(tmp_path / "sub")]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    for address, path in pages(tmp_path / "sub"):
        document = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        for element in document.iter():
            link = element.get("href") or element.get("src") or ""
            if link.startswith("/"):
                assert link.startswith("/reports/"), f"{address} links to {link}"
                inner = unquote(urlsplit(link).path).removeprefix("/reports/")
                file = tmp_path / "sub" / (inner + ("index.html" if inner.endswith("/") or not inner else ""))
                assert file.is_file(), f"{address} links to {link}"
