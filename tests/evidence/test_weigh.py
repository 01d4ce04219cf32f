"""A status that its evidence cannot carry, and a value that its words do not give."""

from pathlib import Path

import pytest

from dossierpress.evidence.weigh import gives
from make import article, markdown, planned

QUOTE = "[{id: n, text: '1,412 aboard'}]"
FOR, AGAINST = "for: [a]", "against: [a]"


def faults(root: Path, claim: str = "", value: str = "", **keys: str) -> list[tuple[str, int]]:
    lines = {"title": "D"}
    if claim:
        lines["claims"] = f"\n  - id: c\n    text: It sank.\n    {claim}"
    if value:
        lines["figures"] = f"\n  - question: How many?\n    values:\n      - {{{value}}}"
    files = {
        "content/d/dossier.md": markdown(**lines),
        "content/d/a.md": article(
            "There were 1,412 aboard.", quotes="[{id: n, text: '1,412 aboard'}]", **keys
        ),
        "content/d/b.md": article(),
    }
    return [(each.code, each.line) for each in planned(root, files).problems]


@pytest.mark.parametrize(
    ("status", "evidence"),
    [
        ("supported", ""),
        ("supported", AGAINST),
        ("refuted", ""),
        ("refuted", FOR),
        ("disputed", ""),
        ("disputed", FOR),
        ("disputed", AGAINST),
    ],
)
def test_a_status_without_its_evidence(tmp_path: Path, status: str, evidence: str) -> None:
    claim = "\n    ".join(each for each in (evidence, f"status: {status}") if each)
    assert faults(tmp_path, claim) == [("claim-not-carried", 7 if evidence else 6)]


@pytest.mark.parametrize(
    ("status", "evidence"),
    [
        ("supported", FOR),
        ("supported", f"{FOR}\n    {AGAINST}"),
        ("refuted", AGAINST),
        ("disputed", f"{FOR}\n    {AGAINST}"),
        ("disputed", "for: ['a#n']\n    against: [b]"),
        ("unverified", ""),
        ("withdrawn", ""),
    ],
)
def test_a_status_that_is_carried(tmp_path: Path, status: str, evidence: str) -> None:
    assert faults(tmp_path, "\n    ".join(each for each in (evidence, f"status: {status}") if each)) == []


@pytest.mark.parametrize("keys", [{"status": "draft"}, {"rights": "private"}, {"embargo": "2099"}])
def test_what_readers_do_not_see_carries_nothing(tmp_path: Path, keys: dict[str, str]) -> None:
    assert faults(tmp_path, f"{FOR}\n    status: supported", **keys) == [("claim-not-carried", 7)]


@pytest.mark.parametrize("value", ["412", "1412", "1.412", "14,12", "about 1,413", "nobody", "1,4"])
def test_a_value_that_is_not_in_its_quote(tmp_path: Path, value: str) -> None:
    assert faults(tmp_path, value=f"value: '{value}', article: a, quote: n") == [("value-not-in-quote", 6)]


@pytest.mark.parametrize("value", ["1,412", "1,412 (manifest)", "1 412 people", "1,412 [43 crew]", "aboard"])
def test_a_value_that_is(tmp_path: Path, value: str) -> None:
    assert faults(tmp_path, value=f"value: '{value}', article: a, quote: n") == []


@pytest.mark.parametrize(
    ("words", "value", "given"),
    [
        ("٤١٢ راكبا", "412", True),
        ("Forty-three died", "Forty-three (43)", True),
        ("Forty-three died", "three (3)", True),
        ("Dozens died", "ozens", False),
        ("2.5 to 2.9 million", "2.5 to 2.9 million", True),
        ("12.5 million", "2.5 million", False),
        ("四百一十二人", "四百一十二", True),
    ],
)
def test_what_words_give(words: str, value: str, given: object) -> None:
    assert gives([words], value) is given
