"""Each HTTP status has one meaning for a reader."""

import pytest

from dossierpress.external.verdict import state_of


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, "live"), (206, "live"), (299, "live"),
        (304, "unsure"), (300, "unsure"), (100, "unsure"),
        (401, "blocked"), (403, "blocked"), (407, "blocked"), (429, "blocked"), (451, "blocked"),
        (999, "blocked"),
        (402, "paywalled"),
        (404, "dead"), (410, "dead"),
        (400, "unsure"), (405, "unsure"), (406, "unsure"), (418, "unsure"),
        (500, "unsure"), (503, "unsure"), (599, "unsure"),
    ],
)  # fmt: skip
def test_state_of_a_status(status: int, state: str) -> None:
    found, why = state_of(status)
    assert found == state
    assert bool(why) == (state != "live")
