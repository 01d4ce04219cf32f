"""After something was taken down, what should be gone from the target is looked for there."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from dossierpress.publish.changes import Changes
from dossierpress.publish.manifest import Manifest
from dossierpress.publish.send import Finished, Prepared, prove
from dossierpress.publish.target import TargetError

SITE = Finished(Path(), {"a.html": "new", "b.html": "same"}, "https://press.example/", "run")
PREPARED = Prepared(
    Manifest("https://press.example/"), Changes(changed=("a.html",), removed=("media/gone.png",))
)


class Place:
    """A target of which only what is there is asked."""

    def __init__(self, there: dict[str, str], *, at_once: bool = False) -> None:
        self.place, self.at_once, self._there = "there", at_once, there

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        return {path: digest for path, digest in self._there.items() if path in paths}


def test_what_is_gone_and_what_is_replaced_is_proved() -> None:
    assert prove(SITE, PREPARED, Place({"a.html": "new", "b.html": "x"})) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize("there", [{"a.html": "new", "media/gone.png": "old"}, {"a.html": "old"}, {}])
def test_what_is_left_is_named(there: dict[str, str]) -> None:
    with pytest.raises(TargetError, match="still holds") as caught:
        prove(SITE, PREPARED, Place(there))  # type: ignore[arg-type]
    assert caught.value.problem.code == "not-gone"


def test_what_is_put_all_at_once_holds_nothing_else() -> None:
    assert prove(SITE, PREPARED, Place({}, at_once=True)) == 0  # type: ignore[arg-type]
