"""Related articles: what is rare weighs more, and the list is short."""

from pathlib import Path

from dossierpress.plan.desk import Desk, Facts
from dossierpress.plan.related import MOST, related
from dossierpress.plan.shelf import Shelf
from make import article, config, planned


def kin(root: Path, files: dict[str, str]) -> dict[str, tuple[str, ...]]:
    site = planned(root, files).site
    desk = Desk(Facts(Shelf(site, config(), {})))
    return {name: related(desk, name) for name in site.articles}


def test_a_rare_name_weighs_more_than_a_common_tag(tmp_path: Path) -> None:
    files = {f"content/d/c{n}.md": article(title=f"Common {n}", tags="[sea]") for n in range(8)}
    files |= {
        "content/d/a.md": article(title="One", tags="[sea]", people="[A. Person]"),
        "content/e/b.md": article(title="Other", tags="[land]", people="[a. person]"),
    }
    found = kin(tmp_path, files)
    assert found["a"][0] == "b"
    assert found["b"] == ("a",)
    assert len(found["a"]) == MOST
    assert all("a" not in each or name != "a" for name, each in found.items())


def test_a_dossier_in_common_adds_weight_but_makes_no_kin(tmp_path: Path) -> None:
    files = {
        "content/d/a.md": article(title="A", tags="[sea]"),
        "content/d/b.md": article(title="B", tags="[sea]"),
        "content/e/c.md": article(title="C", tags="[sea]"),
        "content/d/lone.md": article(title="Lone"),
    }
    found = kin(tmp_path, files)
    assert found["a"] == ("b", "c")
    assert found["lone"] == ()


def test_ties_go_to_what_is_nearer_in_time(tmp_path: Path) -> None:
    files = {f"content/d/y{n}.md": article(title=f"Y{n}", date=f"200{n}", tags="[sea]") for n in range(9)}
    assert kin(tmp_path, files)["y4"] == ("y3", "y5", "y2", "y6", "y1")


def test_a_withdrawn_article_is_nobodys_kin(tmp_path: Path) -> None:
    files = {
        "content/d/a.md": article(title="A", tags="[sea]"),
        "content/d/b.md": article(title="B", tags="[sea]", status="withdrawn"),
    }
    found = kin(tmp_path, files)
    assert found["a"] == ()
    assert found["b"] == ()


def test_the_page_shows_them(tmp_path: Path) -> None:
    files = {
        "content/d/a.md": article(title="A", tags="[sea]"),
        "content/e/b.md": article(title="B", tags="[sea]"),
    }
    view = planned(tmp_path, files).view("/articles/a/")
    assert [each.title for each in view.related] == ["B"]


def test_what_everything_has_in_common_is_not_looked_through(tmp_path: Path) -> None:
    files = {f"content/d/n{n}.md": article(title=f"N{n}", tags="[sea]") for n in range(401)}
    files |= {"content/d/n0.md": article(title="N0", tags="[sea, rare]")}
    files |= {"content/d/n9.md": article(title="N9", tags="[sea, rare]")}
    found = kin(tmp_path, files)
    assert found["n0"] == ("n9",)
    assert found["n1"] == ()
