"""Which folders may be an output."""

from pathlib import Path

import pytest

from dossierpress.write.guard import check_output

PROTECTED = ("content", "themes", "site.yaml")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "content/d").mkdir(parents=True)
    (root / "site.yaml").touch()
    (root / "file").touch()
    return root


@pytest.mark.parametrize(
    "output", ["site", "build/site", "../site", "content-of-mine", "contents", "site/", " site "]
)
def test_a_folder_of_its_own_may_be_one(root: Path, output: str) -> None:
    place, problems = check_output(root, output, PROTECTED)
    assert problems == ()
    assert place == (root / output.strip()).resolve()


@pytest.mark.parametrize(
    "output",
    ["", " ", ".", "..", "../..", "/", "../project", "content", "content/d", "content/site",
     "./content/../content", "themes", "themes/x", "site.yaml", "site.yaml/x", "file", ".git",
     "x/.git/y", ".github"],
)  # fmt: skip
def test_one_whose_loss_would_hurt_is_refused(root: Path, output: str) -> None:
    _, problems = check_output(root, output, PROTECTED)
    assert [problem.code for problem in problems] == ["bad-output"]
    assert problems[0].hint


def test_the_home_folder_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(root.parent))
    assert check_output(root, "~", PROTECTED)[1]
    assert check_output(root, "~/project", PROTECTED)[1]
    assert not check_output(root, "~/public", PROTECTED)[1]


def test_a_link_is_judged_by_where_it_leads(root: Path) -> None:
    (root / "site").symlink_to(root / "content")
    assert check_output(root, "site", PROTECTED)[1]
    (root / "out").symlink_to(root.parent)
    assert check_output(root, "out", PROTECTED)[1]
