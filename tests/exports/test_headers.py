"""`_headers`: a policy that lets nothing in from elsewhere, unless the site trusts its own HTML."""

from pathlib import Path

import pytest

from dossierpress.exports.headers import HeadersView, headers_file
from trial import dossier, lay


def test_the_policy_lets_nothing_in_from_another_host_and_nothing_inline() -> None:
    text = headers_file(HeadersView(base="/", is_strict=True, has_search=False), {}).decode()
    policy = next(line for line in text.splitlines() if "Content-Security-Policy" in line)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_search_may_run_webassembly_and_nothing_else() -> None:
    text = headers_file(HeadersView(base="/", is_strict=True, has_search=True), {}).decode()
    assert text.count("unsafe") == 1
    assert "'wasm-unsafe-eval'" in text


@pytest.mark.parametrize(
    ("html", "url", "held", "path"),
    [
        ("sanitised", "https://press.example/", True, "/*"),
        ("sanitised", "https://press.example/reports/", True, "/reports/*"),
        ("trusted", "https://press.example/", False, "/*"),
    ],
)
def test_the_file_is_part_of_the_site(tmp_path: Path, html: str, url: str, path: str, *, held: bool) -> None:
    lay(tmp_path, {"site.yaml": f"title: Trial\ntheme: golden\nurl: {url}\nmarkdown: {{html: {html}}}\n"})
    (tmp_path / "content").mkdir(exist_ok=True)
    done = dossier("build", "--root", tmp_path, "--jobs", "1")
    assert done.code == 0, done.err
    text = (tmp_path / "site" / "_headers").read_text(encoding="utf-8")
    assert ("Content-Security-Policy" in text) is held
    assert path in text.splitlines()
    assert "X-Content-Type-Options: nosniff" in text
