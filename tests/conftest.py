"""Settings and fixtures for every test."""

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


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether to write the golden files anew."""
    return bool(request.config.getoption("--update-golden"))
