"""Every kind of page in a real browser: it fits, is quiet, keeps to itself, and everybody can use it."""

import json
from pathlib import Path
from typing import Any, Self

import pytest
from playwright.sync_api import Browser, Page
from sample import WALK, Samples, direction_of

pytestmark = pytest.mark.gate

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (320, 360, 768, 1440, 2560)
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
WIDER = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > edge + 1 || each.getBoundingClientRect().left < -1)
    .map((each) => `${each.tagName}.${each.className}`).slice(0, 5).concat("scrolls");
}"""

# Text of more than a word in a column so narrow that it breaks into letters.
SQUEEZED = """() => [...document.querySelectorAll("p, li, dt, dd, h1, h2, h3, figcaption, blockquote")]
  .filter((each) => each.checkVisibility() && each.textContent.trim().length > 8)
  .filter((each) => each.clientWidth > 0 && each.clientWidth < 40)
  .map((each) => `${each.tagName}.${each.className}: ${each.textContent.trim().slice(0, 40)}`)"""


class Watched:
    """A page, and what it says and asks for while it is looked at."""

    def __init__(self, browser: Browser, home: str, **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.page: Page = self.context.new_page()
        self.noise: list[str] = []
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url, home))
        self.page.on("response", lambda response: self._answered(response.status, response.url))

    def _asked(self, url: str, home: str) -> None:
        if not url.startswith(f"{home}/"):
            self.noise.append(f"asks for {url}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 400 and not url.endswith("/favicon.ico"):
            self.noise.append(f"{status} for {url}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


# What scrolls is made to take the focus when its size is observed: after the next frame has been laid out.
SETTLED = """() => new Promise((done) => {
  let frames = 10;
  const next = () => (frames-- ? requestAnimationFrame(next) : done());
  next();
})"""


def found_by_axe(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA, and its own best practices."""
    result = page.evaluate("(rules) => axe.run(document, rules)", RULES)
    return [
        f"{each['id']}: {node['html'][:200]} {json.dumps(node['any'][:1])[:300]}"
        for each in result["violations"]
        for node in each["nodes"][:3]
    ]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize(("site", "kind"), WALK)
def test_a_page_fits_and_is_quiet(
    browser: Browser, samples: Samples, site: str, kind: str, *, scripts: bool
) -> None:
    with Watched(browser, samples.addresses[site], java_script_enabled=scripts) as watched:
        page = watched.page
        samples.visit(page, site, kind, scripts=scripts)
        assert watched.noise == []
        assert page.evaluate("document.documentElement.dir") == direction_of(site)
        assert page.evaluate("document.querySelectorAll('h1').length") == 1
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(WIDER) == [], f"at {width} px"
            assert page.evaluate(SQUEEZED) == [], f"at {width} px"
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert (sum(int(each) for each in paper[4:-1].split(",")) > 384) is (scheme == "light")
        assert watched.context.cookies() == []
        assert watched.noise == []


@pytest.mark.parametrize(("site", "kind"), WALK)
def test_axe_finds_nothing(browser: Browser, samples: Samples, site: str, kind: str) -> None:
    with Watched(browser, samples.addresses[site], reduced_motion="reduce") as watched:
        page = watched.page
        samples.visit(page, site, kind)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for scheme, width in (("light", 1440), ("dark", 360)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(SETTLED)
            assert found_by_axe(page) == [], f"{scheme}, {width} px"
