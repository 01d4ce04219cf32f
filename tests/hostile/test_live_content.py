"""No script out of content: bodies, attribute lists, raw HTML and front matter, through the real command."""

from pathlib import Path

import pytest

from hostile.inspect_pages import live_parts
from trial import SITE, article, dossier, lay, pages

# Bodies that try to become live. Each is an article of its own.
BODIES = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1) alt=x>",
    '<img alt="x" src="x"onerror="alert(1)">',
    "<img src='a.png' alt=\"x\" onload=alert`1`>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<iframe src='https://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='https://evil.example/x.swf'>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>body{background:url(https://evil.example/leak)}</style>",
    "<p style='background:url(https://evil.example/leak)'>x</p>",
    "<form action=https://evil.example><button formaction=javascript:alert(1)>x</button></form>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<body onload=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><script>alert(1)</script></template>",
    "<textarea><script>alert(1)</script></textarea>",
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><?php echo 1 ?>",
    "<a href='https://a.example' target=_blank onclick=alert(1)>x</a>",
    "# Heading {onclick=alert(1) #x style='color:red'}",
    'A paragraph.\n{: onmouseover="alert(1)" srcdoc="<script>" }',
    "[x](https://a.example){: onfocus=alert(1) autofocus=1 formaction=javascript:alert(1) }",
    "![x](https://a.example/x.png){onerror=alert(1)}",
    "`code`{onclick=alert(1)}",
    "*[HTML]: <script>alert(1)</script>\n\nHTML is shown.",
    "Text[^1].\n\n[^1]: <img src=x onerror=alert(1) alt=x>",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "Term\n:   <script>alert(1)</script>",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "[TOC]\n\n## <img src=x onerror=alert(1) alt=x>",
    "## `<script>alert(1)</script>`\n\n[TOC]",
    '[x]: https://a.example "\\" onmouseover=alert(1) x=\\""\n\n[y][x]',
    '[a](<https://a.example/" onmouseover="alert(1)>)',
    '<https://a.example/"onmouseover=alert(1)>',
    '![" onerror="alert(1)](https://a.example/x.png)',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
    "<b\x0conclick=alert(1)>x</b>",
    "<img/src=x/onerror=alert(1)/alt=x>",
    "<a\nhref=https://a.example\nonclick=alert(1)>x</a>",
]  # fmt: skip
# Links that would run something when followed: each is a problem that names the link.
LINKS = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#9;script:alert&#40;1&#41;)",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;&#x61;vascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://a.example/x)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    '<a href="javascript:alert(1)">x</a>',
    "<a href='  java\nscript:alert(1)'>x</a>",
    "<a href=javascript&colon;alert(1)>x</a>",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "[x](https://a.example){: href=javascript:alert(1) }",
    "[x](view-source:https://a.example)",
    "[x](//evil.example/x)",
    "[x](/\\evil.example/x)",
    "[x](../../../../etc/passwd)",
    "![x](../../../../etc/passwd)",
    "![x](/etc/passwd)",
    "![x](%2e%2e/%2e%2e/%2e%2e/site.yaml)",
    "![x](..\\..\\site.yaml)",
]  # fmt: skip
TEXTS = [
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "javascript:alert(1)",
    "{{ 7 * 191 }} {% raw %}",
    "${7 * 191} #{7 * 191} <%= 7 * 191 %>",
    "\u2028\u2029</style>",
    "\u202egnirts",
]  # fmt: skip
URLS = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://a.example/"onmouseover=alert(1)',
    "https://a.example/'><script>",
    "//evil.example/",
    "ftp://a.example/",
    "https:\\\\evil.example",
    "https://a.example/ javascript:alert(1)",
]  # fmt: skip


def numbered(bodies: list[str]) -> dict[str, str]:
    return {
        f"content/d/n{number}.md": article(f"title: Number {number}", body)
        for number, body in enumerate(bodies)
    }


@pytest.mark.parametrize(
    ("theme", "engine"),
    [
        ("golden", "python-markdown"),
        ("plain", "python-markdown"),
        ("broadsheet", "python-markdown"),
        ("golden", "commonmark"),
    ],
)
def test_bodies_stay_dead(tmp_path: Path, theme: str, engine: str) -> None:
    files = numbered([body.replace("\x0c", " ") for body in BODIES])
    pictures = {"content/d/x": b"x", "content/d/a.png": b"x"}
    settings = f"title: Trial\ntheme: {theme}\nsearch: false\nmarkdown: {{engine: {engine}}}\n"
    root = lay(tmp_path, files | pictures | {"site.yaml": settings})
    done = dossier("build", "--root", root, "--no-cache", "--all")
    assert "Traceback" not in done.both
    # What is refused by name goes; nothing live may come of the rest.
    refused = {line.split(":")[0] for line in done.err.splitlines() if ": error[" in line}
    for path in refused:
        (root / path).unlink()
    done = dossier("build", "--root", root, "--no-cache", "--all")
    assert done.code == 0, done.err
    built = pages(root / "site")
    assert len([path for path in built if path.startswith("articles/")]) > 40
    for path, data in built.items():
        if path.endswith(".html"):
            assert live_parts(data, theme_draws=theme == "broadsheet") == [], path
            assert b"evil.example/leak" not in data


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
def test_links_that_run_something_are_refused_by_name(tmp_path: Path, engine: str) -> None:
    root = lay(tmp_path, numbered(LINKS) | {"site.yaml": f"{SITE}markdown: {{engine: {engine}}}\n"})
    done = dossier("build", "--root", root, "--no-cache", "--all")
    assert done.code == 1
    assert "Traceback" not in done.both
    refused = {line.split(":")[0] for line in done.err.splitlines() if ": error[" in line}
    for path in sorted(set(numbered(LINKS)) - refused):
        # Not refused: then nothing live may come of it.
        (root / "content/kept").mkdir(exist_ok=True)
        (root / path).rename(root / "content/kept" / Path(path).name)
    assert len(refused) >= len(LINKS) - 8, sorted(set(numbered(LINKS)) - refused)
    for path in refused:
        (root / path).unlink()
    assert dossier("build", "--root", root, "--no-cache", "--all").code == 0
    for path, data in pages(root / "site").items():
        assert live_parts(data) == [], path
        assert b"root:" not in data


@pytest.mark.parametrize("theme", ["golden", "plain", "broadsheet"])
def test_texts_of_front_matter_and_registries_stay_texts(tmp_path: Path, theme: str) -> None:
    files = {"site.yaml": f"title: '{quoted(TEXTS[0])}'\ntheme: {theme}\nfooter: '{quoted(TEXTS[1])}'\n"
             "search: false\n"
             "nav: [{title: '<script>alert(1)</script>', to: /dossiers/}]\n"
             "extra: {x: '<script>alert(1)</script>'}\n"}  # fmt: skip
    for number, plain in enumerate(TEXTS):
        text = f"{plain} n{number}"  # each a name of its own
        value = f"'{quoted(text)}'" if "\u2028" not in text else f'"{text}"'
        front = "\n".join(
            f"{key}: {value}"
            for key in ("title", "title_translated", "standfirst", "source", "byline", "agency", "dateline",
                        "section", "page", "edition", "note")
        )  # fmt: skip
        front += (
            f"\ntags: [tag{number}x, {value}]\npeople: [{value}]\nplaces: [{value}]\norganisations: [{value}]"
        )
        front += f"\nquotes: [{{id: q{number}, who: {value}, text: {value}, as: {value}}}]"
        front += f"\nrights: {{mode: excerpt, holder: {value}, notice: {value}, licence: {value}}}"
        front += f"\ncorrections: [{{date: 2012, by: curator, text: {value}}}]"
        front += f"\nauthors: [{{name: {value}, bio: {value}}}]"
        files[f"content/d/n{number}.md"] = article(front)
    entries = "\n".join(f"- {{id: r{number}, name: '{quoted(text)}', note: '{quoted(text)}'}}"
                        for number, text in enumerate(TEXTS) if "\u2028" not in text)  # fmt: skip
    files |= {f"content/{kind}.yaml": entries for kind in ("people", "sources", "places", "tags")}
    sections = f"sections: [{{title: '{quoted(TEXTS[1])}', note: '{quoted(TEXTS[0])}', articles: [n1]}}]"
    files["content/d/dossier.md"] = (
        f"---\ntitle: '{quoted(TEXTS[0])}'\nquestion: '{quoted(TEXTS[1])}'\nsummary: '{quoted(TEXTS[2])}'\n"
        f"{sections}\nclaims: [{{id: c, text: '{quoted(TEXTS[3])}', by: '{quoted(TEXTS[0])}'}}]\n"
        f"timeline: [{{date: 2012, title: '{quoted(TEXTS[0])}'}}]\n---\n"
    )
    root = lay(tmp_path, files)
    done = dossier("build", "--root", root, "--no-cache", "--all")
    assert done.code == 0, done.err
    for path, data in pages(root / "site").items():
        assert b"1337" not in data, f"{path}: a template ran out of content"
        if path.endswith(".html"):
            assert live_parts(data, theme_draws=theme == "broadsheet") == [], path


def test_addresses_in_front_matter_must_be_web_addresses(tmp_path: Path) -> None:
    files = {}
    for number, url in enumerate(URLS):
        value = f"'{quoted(url)}'"
        files[f"content/d/n{number}.md"] = article(
            f"url: {value}\nvia: [{{name: x, url: {value}}}]\narchived: [{{url: {value}}}]\n"
            f"corrections: [{{date: 2012, by: curator, text: x, url: {value}}}]"
        )
    done = dossier("build", "--root", lay(tmp_path, files), "--no-cache", "--all")
    assert done.code == 1
    for path in files:
        assert done.err.count(f"{path}:") == 4, path


def test_the_menu_may_not_run_anything(tmp_path: Path) -> None:
    menu = "nav: [{title: a, to: 'javascript:alert(1)'}, {title: b, to: 'data:text/html,x'}]\n"
    root = lay(tmp_path, {"site.yaml": f"title: T\ntheme: golden\n{menu}", "content/d/a.md": article()})
    done = dossier("build", "--root", root)
    assert done.code == 1
    assert done.err.count("site.yaml:3") == 2


def test_trusted_html_is_the_only_way_in(tmp_path: Path) -> None:
    """The curator who asks for it gets it; this also shows that the test can tell."""
    body = {"content/d/a.md": article(body="<p onclick='alert(1)'>x</p>\n\n<script>alert(1)</script>")}
    root = lay(tmp_path, body | {"site.yaml": "title: T\ntheme: golden\nmarkdown: {html: trusted}\n"})
    assert dossier("build", "--root", root).code == 0
    assert len(live_parts(pages(root / "site")["articles/a/index.html"])) == 2


def quoted(text: str) -> str:
    return text.replace("'", "''")
