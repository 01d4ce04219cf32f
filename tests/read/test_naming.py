"""Names that a reader takes for one have one page, and one warning where the rarer spelling stands."""

from pathlib import Path

import pytest

from make import article, planned


def site_of(tmp_path: Path, *lists: str, key: str = "tags", **registries: str) -> object:
    files = {
        f"content/d/a{number}.md": article("night-lines", **{key: text}) for number, text in enumerate(lists)
    }
    files |= {f"content/{name}.yaml": text for name, text in registries.items()}
    return planned(tmp_path, files)


@pytest.mark.parametrize("key", ["tags", "keywords", "people", "places", "organisations"])
@pytest.mark.parametrize("other", ["night-lines", "Night Lines", "níght lines", "night\u200b lines"])
def test_the_commonest_spelling_wins_with_one_warning_at_the_name(
    key: str, other: str, tmp_path: Path
) -> None:
    site = site_of(tmp_path, "[x, night lines]", "[night lines]", f'[y, "{other}"]', key=key)
    kind = "tags" if key == "keywords" else key
    assert [(each.code, each.severity, each.path, each.line) for each in site.problems] == [
        ("same-name", "warning", "content/d/a2.md", 5)
    ]
    assert site.problems[0].column > len(key) + 5
    assert site.view(f"/{kind}/night-lines/").count == 3


@pytest.mark.parametrize(
    ("other", "words"),
    [("cafe\u0301", "they look the same"), ("ca\u200bfé", "(U+200B)"), ("Café", "is taken for `café`")],
)
def test_what_a_reader_cannot_see_is_said_to_be_so(other: str, words: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, "[café]", "[café]", f'["{other}"]')
    assert [each.code for each in site.problems] == ["same-name"]
    assert words in site.problems[0].message
    assert ("look the same" in site.problems[0].message) == (other != "Café")


def test_the_registry_s_spelling_wins_however_rare(tmp_path: Path) -> None:
    site = site_of(
        tmp_path, "[night-Lines]", "[night-Lines]", tags="- {id: nl, name: Night lines, aka: [NL]}"
    )
    assert site.codes == ["same-name"]
    assert site.view("/tags/nl/").name == "Night lines"
    assert site.view("/tags/nl/").count == 2


def test_spellings_that_a_registry_has_are_no_matter(tmp_path: Path) -> None:
    site = site_of(tmp_path, "[night lines, nl]", "[NL]", tags="- {id: nl, name: Night lines}")
    assert site.codes == []
    assert site.view("/tags/nl/").count == 2


def test_names_of_signs_have_an_address(tmp_path: Path) -> None:
    site = site_of(tmp_path, '["🌊", "!!!", "🌊\ufe0f", harbour]')
    assert site.codes == ["same-name"]
    assert site.view("/tags/water-wave/").name == "🌊"
    assert "tags/exclamation-mark-exclamation-mark-exclamation-mark/index.html" in site.paths


def test_names_with_a_visible_difference_keep_their_own_pages(tmp_path: Path) -> None:
    site = site_of(tmp_path, '["C++"]', "[C]", '["C#", "9/11"]', '["911"]')
    assert {each.code for each in site.problems} == {"near-address"}
    for slug, name in {"c": "C", "c-plus-sign-plus-sign": "C++", "c-number-sign": "C#", "911": "911"}.items():
        assert site.view(f"/tags/{slug}/").name == name


def test_two_entries_that_look_alike_stay_two(tmp_path: Path) -> None:
    registry = "- {id: resume, name: resume}\n- {id: cv, name: résumé}"
    site = site_of(tmp_path, "[resume]", "[résumé]", tags=registry)
    assert site.codes == []
    assert {"tags/resume/index.html", "tags/cv/index.html"} <= site.paths
