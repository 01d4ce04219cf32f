"""Who appears with whom: pairs with the articles that name both, and a drawing of those with most company."""

from pathlib import Path
from typing import Any

import make


def network(root: Path, *articles: dict[str, str]) -> Any:
    files = {
        f"content/d/a{number}.md": make.article(
            "Text.", title=f"Title {number}", date=f"2011-01-{number:02}", **keys
        )
        for number, keys in enumerate(articles, start=1)
    }
    return make.planned(root, files).view("/dossiers/d/").network


def pairs(view: Any) -> list[tuple[str, str, list[str]]]:
    return [
        (each.one.name, each.other.name, [article.title for article in each.articles]) for each in view.pairs
    ]


def test_pairs_of_people_and_organisations_those_with_most_articles_first(tmp_path: Path) -> None:
    view = network(
        tmp_path,
        {"people": "[Cy, Ann, Bo]"},
        {"people": "[Cy, Ann]", "organisations": "[Zoo]", "places": "[Port]", "tags": "[sea]"},
        {"people": "[Dee]"},
    )
    assert pairs(view) == [
        ("Ann", "Cy", ["Title 1", "Title 2"]),
        ("Ann", "Bo", ["Title 1"]),
        ("Ann", "Zoo", ["Title 2"]),
        ("Bo", "Cy", ["Title 1"]),
        ("Cy", "Zoo", ["Title 2"]),
    ]
    assert {knot.name for knot in view.knots} == {"Ann", "Bo", "Cy", "Zoo"}
    assert sorted(thread.weight for thread in view.threads) == [1, 1, 1, 1, 2]
    assert all(0 < knot.x < view.width and 0 < knot.y < view.height for knot in view.knots)


def test_a_spelling_is_the_same_name_and_a_copy_counts_once(tmp_path: Path) -> None:
    people = "- {id: ann, name: Ann Lee, aka: [A. Lee]}\n"
    files = {
        "content/people.yaml": people,
        "content/d/a.md": make.article("Text.", people="[A. Lee, Bo]"),
        "content/d/b.md": make.article("Text.", people="[ann, Bo]", same_as="a"),
    }
    (pair,) = make.planned(tmp_path, files).view("/dossiers/d/").network.pairs
    assert (pair.one.name, pair.other.name, len(pair.articles)) == ("Ann Lee", "Bo", 1)


def test_two_names_have_no_drawing_and_nobody_together_no_table(tmp_path: Path) -> None:
    view = network(tmp_path / "two", {"people": "[Ann, Bo]"})
    assert (len(view.pairs), view.knots, view.threads) == (1, (), ())
    assert network(tmp_path / "one", {"people": "[Ann]"}, {"people": "[Bo]"}) is None


def test_what_is_too_much_is_counted(tmp_path: Path) -> None:
    view = network(tmp_path, {"people": f"[{', '.join(f'Person {n:02}' for n in range(20))}]"})
    assert (len(view.pairs), view.more) == (20, 170)
    assert len(view.knots) <= 12


def test_those_of_articles_that_readers_do_not_see_are_not_there(tmp_path: Path) -> None:
    assert network(tmp_path, {"people": "[Ann, Bo]", "status": "draft"}, {"people": "[Ann]"}) is None
