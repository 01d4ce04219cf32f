"""Each edit that is measured changes the site, and is taken back."""

from pathlib import Path

import pytest
from benchmarks.edits import edit_of

from trial import tree

ARTICLE = '---\ntitle: "One"\ndate: 2020-05-06\ntags: ["a", "b"]\n---\n\nText.\n'
EDITED = Path("dossier-1/000001-one.md")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("000001-one", "000002-two", "000003-three"):
        place = tmp_path / "content" / "dossier-1" / f"{name}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("curates", [True, False])
@pytest.mark.parametrize("stage", ["body", "title", "date", "tag", "status", "order", "name", "add", "style"])
def test_an_edit_is_made_and_taken_back(folder: Path, stage: str, *, curates: bool) -> None:
    before = {path: data for path, data in tree(folder).items() if data}
    with edit_of(stage, folder, EDITED, curates=curates):
        assert tree(folder) != before
    assert {path: data for path, data in tree(folder).items() if data} == before


def test_what_was_added_can_be_renamed_and_removed(folder: Path) -> None:
    place = folder / "content" / "dossier-1"
    with edit_of("add", folder, EDITED, curates=True):
        assert len(list(place.iterdir())) == 4
        with edit_of("rename", folder, EDITED, curates=True):
            assert [each.stem for each in place.iterdir() if not each.stem.startswith("0")] == [
                "called-otherwise"
            ]
            with edit_of("remove", folder, EDITED, curates=True):
                assert len(list(place.iterdir())) == 3
