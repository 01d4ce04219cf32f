"""What a source is follows from the curators' own word for it."""

import pytest

from dossierpress.model.sourcekinds import source_kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("", "newspaper"),
        ("newspaper, daily", "newspaper"),
        ("Tageszeitung", "newspaper"),
        ("magazine, monthly", "magazine"),
        ("weblog", "blog"),
        ("news agency", "agency"),
        ("Nachrichtenagentur", "agency"),
        ("broadcaster", "broadcaster"),
        ("company", "body"),
        ("public body", "body"),
        ("Ministry", "body"),
        ("government agency", "body"),
        ("commission of inquiry", "body"),
        ("parliamentary record", "body"),
        ("curator", "other"),
    ],
)
def test_a_kind(said: str, kind: str) -> None:
    assert source_kind(said) == kind
