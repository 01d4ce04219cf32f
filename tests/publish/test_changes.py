"""What a publish would do, and in which order."""

from dossierpress.publish.changes import compare, in_the_way, in_turn
from dossierpress.publish.manifest import Manifest


def test_added_changed_removed_and_unchanged() -> None:
    there = Manifest("s", {"a": "1", "b": "2", "c": "3"})
    changes = compare({"a": "1", "b": "9", "d": "4"}, there)
    assert (changes.added, changes.changed, changes.removed) == (("d",), ("b",), ("c",))
    assert changes.unchanged == 1


def test_what_was_cut_off_is_looked_at_again() -> None:
    there = Manifest("s", {"a": "1", "b": "2"}, ("a", "b", "c", "d"))
    changes = compare({"a": "1", "c": "3"}, there)
    assert (changes.added, changes.changed, changes.removed) == ((), ("a", "c"), ("b", "d"))
    assert changes.unknown == ("a", "b", "c", "d")


def test_assets_first_and_what_leads_to_pages_last() -> None:
    paths = [
        "index.html",
        "articles/a/index.html",
        "assets/x.css",
        "feed.xml",
        "media/p.png",
        "tags/t/index.html",
    ]
    assert in_turn(paths) == (
        ("assets/x.css", "media/p.png"),
        ("articles/a/index.html",),
        ("feed.xml", "index.html", "tags/t/index.html"),
    )


def test_what_names_a_part_of_the_search_comes_after_it() -> None:
    paths = [
        "search/index.html",
        "pagefind/0/pagefind-entry.json",
        "pagefind/0/pagefind.en_1.pf_meta",
        "pagefind/0/fragment/en_1.pf_fragment",
        "pagefind/0/index/en_1.pf_index",
        "dossiers/d/index.html",
        "articles/a/index.html",
    ]
    assert in_turn(paths) == (
        ("pagefind/0/fragment/en_1.pf_fragment", "pagefind/0/index/en_1.pf_index"),
        ("articles/a/index.html",),
        ("dossiers/d/index.html",),
        ("pagefind/0/pagefind.en_1.pf_meta",),
        ("pagefind/0/pagefind-entry.json",),
        ("search/index.html",),
    )


def test_more_than_a_third_of_the_pages_is_much() -> None:
    there = Manifest("s", {f"{number}.html": "1" for number in range(9)} | {"a.css": "1"})
    kept = dict(there.files)
    for number in range(3):
        del kept[f"{number}.html"]
    assert not compare(kept, there).removes_much
    del kept["3.html"]
    assert compare(kept, there).removes_much
    assert not compare({path: "1" for path in there.files if path != "a.css"}, there).removes_much
    assert not compare({}, Manifest("s")).removes_much


def test_what_stands_in_the_way_goes_first() -> None:
    assert in_the_way(["a", "b/c.html", "d.html"], ["a/index.html", "b"]) == ("a", "b/c.html")
