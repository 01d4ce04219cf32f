"""Which folders may be an output."""

from pathlib import Path

import pytest

from dossierpress.write.guard import check_output, check_target


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
    place, problems = check_output(root, output, "content")
    assert problems == ()
    assert place == (root / output.strip()).resolve()


@pytest.mark.parametrize(
    "output",
    ["", " ", ".", "..", "../..", "/", "../project", "content", "content/d", "content/site",
     "./content/../content", "themes", "themes/x", "site.yaml", "site.yaml/x", "file", ".git",
     "x/.git/y", ".github"],
)  # fmt: skip
def test_one_whose_loss_would_hurt_is_refused(root: Path, output: str) -> None:
    _, problems = check_output(root, output, "content")
    assert [problem.code for problem in problems] == ["bad-output"]
    assert problems[0].hint


def test_the_home_folder_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(root.parent))
    assert check_output(root, "~", "content")[1]
    assert check_output(root, "~/project", "content")[1]
    assert not check_output(root, "~/public", "content")[1]


def test_a_link_is_judged_by_where_it_leads(root: Path) -> None:
    (root / "site").symlink_to(root / "content")
    assert check_output(root, "site", "content")[1]
    (root / "out").symlink_to(root.parent)
    assert check_output(root, "out", "content")[1]


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("site", "it is `site`, where the site is built before it is published"),
        ("site/below", "it lies in `site`, where the site is built before it is published"),
        ("content/d", "it lies in `content`, which holds the articles"),
        ("themes", "it is `themes`, of which the site is made"),
        (".dossier/x", "it lies in `.dossier`, which holds what builds remember"),
        (".", "it is the site's own folder"),
        ("..", "the site's own folder lies in it"),
        ("file", "it is not a folder"),
        ("x/.git", "it belongs to git"),
        ("build", "`build/out`, where the site is built before it is published, lies in it"),
    ],
)
def test_a_target_is_told_which_rule_it_breaks(root: Path, path: str, rule: str) -> None:
    output = "build/out" if path == "build" else "site"
    (problem,) = check_target(root, path, "publish.live.path", "content", output, is_file=False)
    assert problem.message == f"`{path}` cannot be a publish target: {rule}"
    assert problem.hint == "name a folder of its own, such as ../public"
    assert problem.key == "publish.live.path"


def test_a_file_to_publish_to_is_no_folder(root: Path) -> None:
    (root / "here").mkdir()
    (problem,) = check_target(root, "here", "publish.z.path", "content", "site", is_file=True)
    assert problem.message == "`here` cannot be a publish target: it is a folder"
    for path in ("file", "new.zip", "../new.zip"):
        assert not check_target(root, path, "publish.z.path", "content", "site", is_file=True)
