"""A bundle's files lie in its folder; a program that does not answer is a problem."""

import pytest

from dossierpress.exports.searchindex import BucketView, RecordView, index_bucket
from dossierpress.plan.outputs import Bundle, Cause
from dossierpress.render.bundle import make_bundle

CAUSE = Cause("site.yaml", "search")
VIEW = BucketView(language="en", is_first=True, records=(RecordView(address="/a/", title="T"),))


def test_every_file_lies_in_the_folder() -> None:
    made, problems = make_bundle(Bundle("pagefind/0", VIEW, index_bucket, CAUSE), {})
    assert made is not None
    assert "pagefind/0/pagefind-entry.json" in made
    assert all(path.startswith("pagefind/0/") for path in made)
    assert not problems


@pytest.mark.parametrize("program", ["/bin/true", "/nowhere/at/all"])
def test_a_pagefind_that_does_not_answer_is_a_problem(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", program)
    made, (problem,) = make_bundle(Bundle("pagefind/0", VIEW, index_bucket, CAUSE), {})
    assert made is None
    assert (problem.path, problem.key, problem.code) == ("site.yaml", "search", "not-made")
