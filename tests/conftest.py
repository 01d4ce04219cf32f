"""Settings and fixtures for every test."""

import os
import signal

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "dossierpress", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("dossierpress")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Write what is expected anew, from what comes out."
    )


def pytest_configure() -> None:
    """What the tests start can be interrupted, also where they run in the background.

    A shell lets what it starts with `&` ignore SIGINT, and whatever that starts inherits it. A handler, other
    than being ignored, is not inherited: the processes that tests start have the default again.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What commands keep for their user goes to a folder of the tests."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether to write the golden files anew."""
    return bool(request.config.getoption("--update-golden"))
