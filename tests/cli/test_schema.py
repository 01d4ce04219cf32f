"""`dossier schema`: an outside validator accepts what the build accepts, and finds what it refuses."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from jsonschema import Draft7Validator

from dossierpress.cli.schema import KINDS, printed
from dossierpress.schema.records import fields_of, known_keys
from trial import REPOSITORY, dossier, lay

GOLDEN = REPOSITORY / "tests/golden"
STARTER = REPOSITORY / "generator/dossierpress/cli/starter"
# One file of each kind, or the part of it that matters; what is wrong; and a word of what a build says.
WRONG = {
    "article": [
        ({"title": "T", "date": "2011", "standfrist": "x"}, "standfrist"),
        ({"title": "T"}, "'date' is a required property"),
        ({"title": "T", "date": "yesterday"}, "yesterday"),
        ({"title": "T", "date": "2011", "type": "nwes"}, "nwes"),
        ({"title": "T", "date": "2011", "draft": "perhaps"}, "perhaps"),
        ({"title": "T", "date": "2011", "url": "gazette.example"}, "gazette.example"),
        ({"title": "T", "date": "2011", "authors": [{"nmae": "A"}]}, "nmae"),
        ({"title": "T", "date": "2011", "rights": {"mode": "full", "max_words": 0}}, "0"),
        ({"title": ["a", "b"], "date": "2011"}, "['a', 'b']"),
    ],
    "dossier": [
        ({"sections": [{"note": "x"}]}, "note"),
        ({"claims": [{"id": "c", "text": "t", "status": "true"}]}, "true"),
    ],
    "page": [({"standfirst": "x"}, "'title' is a required property")],
    "site": [
        ({"title": "T", "publish": {"live": {"kind": "ftp", "path": "x"}}}, "ftp"),
        ({"title": "T", "images": {"quality": 101}}, "101"),
    ],
    "sources": [([{"id": "x"}], "'name' is a required property"), ({"id": "x", "name": "X"}, "array")],
    "people": [([{"id": "x", "name": "X", "wikidata": "42"}], "42")],
    "organisations": [([{"id": "x", "name": "X", "lat": 1}], "lat")],
    "places": [([{"id": "x", "name": "X", "lat": 91}], "91")],
    "tags": [([{"id": "x", "name": "X", "colour": "red"}], "colour")],
}


class Plain(yaml.SafeLoader):
    """YAML as editors read it (1.2): a date is text, and `on` is a word."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if not tag.endswith((":timestamp", ":bool"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def validator(kind: str) -> Draft7Validator:
    schema = json.loads(printed(kind))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def kind_of(path: Path) -> str:
    """The kind of a file, by its place below `content/`."""
    if path.suffix == ".yaml":
        return "site" if path.name == "site.yaml" else path.stem
    return "dossier" if path.name == "dossier.md" else "page" if "pages" in path.parts else "article"


def front(path: Path) -> Any:
    text = path.read_text(encoding="utf-8-sig")
    inside = text if path.suffix == ".yaml" else re.split(r"^---\s*$", text, flags=re.MULTILINE)[1]
    return yaml.load(inside, Plain)


def good_files() -> list[Path]:
    """Files that a build accepts: the sample site, the site that `init` begins, a site with every key."""
    roots = [STARTER, GOLDEN / "every-key", GOLDEN / "minimal", GOLDEN / "familiar-spellings"]
    found = [path for root in roots for path in root.rglob("*.*") if "expected" not in str(path)]
    found += [*(REPOSITORY / "content").rglob("*.*"), REPOSITORY / "site.yaml"]
    return sorted(path for path in found if path.suffix in (".yaml", ".md"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_prints_every_key_with_the_manuals_sentence(kind: str) -> None:
    done = dossier("schema", kind)
    assert (done.code, done.err) == (0, "")
    schema = json.loads(done.out)
    record, _, is_list = KINDS[kind]
    whole = schema["definitions"][record.__name__] if is_list else schema
    assert {*known_keys(record)} <= whole["properties"].keys()
    assert set(whole.get("required", ())) == {
        field.key for field in fields_of(record).values() if field.required
    }
    manual = (REPOSITORY / "docs/content.md").read_text(encoding="utf-8")
    for part in (whole, *schema["definitions"].values()):
        for key, form in part["properties"].items():
            said = form["description"]
            assert said, f"{key} has no sentence"
            assert said.startswith("A familiar spelling of `") or said in manual, key


@pytest.mark.parametrize("path", good_files(), ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_what_a_build_accepts_is_valid(path: Path) -> None:
    assert [error.message for error in validator(kind_of(path)).iter_errors(front(path))] == []


@pytest.mark.parametrize(("kind", "number"), [(kind, n) for kind in WRONG for n in range(len(WRONG[kind]))])
def test_what_a_build_refuses_is_not(kind: str, number: int) -> None:
    wrong, named = WRONG[kind][number]
    with pytest.raises(jsonschema.ValidationError) as found:
        validator(kind).validate(wrong)
    assert named in str(found.value)


@pytest.mark.parametrize("kind", KINDS)
def test_patterns_mean_the_same_in_an_editor(kind: str) -> None:
    """JavaScript's `\\w` is English, and it refuses an escape that nothing needs."""
    for pattern in re.findall(r'"pattern": "(.*)"', printed(kind)):
        assert not re.search(r"\\\\[wW\"']|\(\?P|\(\?i", pattern), pattern


def test_names_in_every_script_are_valid() -> None:
    validator("article").validate({"title": "خبر", "date": 2011, "id": "خبر-۱", "tags": ["пресса", 1984]})
    validator("sources").validate([{"id": "газета", "name": "Газета", "country": "RU"}])


def test_an_empty_key_is_the_same_as_none() -> None:
    validator("article").validate({"title": "T", "date": "2011", "note": None, "tags": None, "rights": None})


def test_init_writes_the_schemas_and_every_file_of_it_leads_to_its_own(tmp_path: Path) -> None:
    dossier("init", tmp_path)
    for kind in KINDS:
        assert (tmp_path / f"schemas/{kind}.json").read_text(encoding="utf-8") == printed(kind)
    files = [tmp_path / "site.yaml", *(tmp_path / "content").rglob("*.*")]
    assert len(files) >= 5
    for path in files:
        line = re.search(r"^# yaml-language-server: \$schema=(\S+)$", path.read_text("utf-8"), re.MULTILINE)
        assert line is not None, path
        assert (path.parent / line[1]).resolve() == tmp_path / f"schemas/{kind_of(path)}.json"


def test_what_is_new_in_such_a_site_leads_there_too(tmp_path: Path) -> None:
    dossier("init", tmp_path)
    dossier("new", "dossier", "The quay", "--root", tmp_path)
    dossier("new", "article", "One more", "--root", tmp_path, "--dossier", "the-quay")
    for name, kind in (("dossier", "dossier"), ("one-more", "article")):
        first, second = (tmp_path / f"content/the-quay/{name}.md").read_text("utf-8").splitlines()[:2]
        assert (first, second) == (
            "---",
            f"# yaml-language-server: $schema=../../schemas/{kind}.json",
        )
    assert dossier("check", "--root", tmp_path, "--strict", "--drafts").code == 0


def test_a_site_without_schemas_is_told_of_none(tmp_path: Path) -> None:
    dossier("new", "article", "One more", "--root", lay(tmp_path, {}))
    assert "yaml-language-server" not in (tmp_path / "content/articles/one-more.md").read_text("utf-8")
