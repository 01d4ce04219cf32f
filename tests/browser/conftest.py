"""The real browser that these tests look through: Debian's Chromium, driven by Playwright."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from sample import Samples

CHROMIUM = "/usr/bin/chromium"
# No sandbox, since tests may run as root; no connection to anywhere but the pages under test.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# A page that is so late hangs: a busy machine is no fault. Milliseconds.
LONGEST = 120_000
expect.set_options(timeout=LONGEST)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each opens its own context or page."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        chromium.on("context", lambda context: context.set_default_timeout(LONGEST))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samples]:
    """The sample site, served in English and in Urdu, with the headers that it asks for."""
    with Samples(tmp_path_factory.mktemp("samples")) as served:
        yield served
