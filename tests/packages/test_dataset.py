"""Datasets are read back by libraries that are not ours, and hold nothing that no page shows."""

import csv
import io
import json
import sqlite3
import warnings
from pathlib import Path
from typing import Any

import pytest

from dossierpress.packages.tables import TABLES
from packages.packing import HIDDEN, SAMPLE, guarded, packages, unzipped, words

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from frictionless import Package


def rows(files: dict[str, bytes], table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"csv/{table}.csv"].decode(), newline="")))


def validated(folder: Path, files: dict[str, bytes]) -> Any:
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Package(str(folder / "datapackage.json")).validate()


def test_frictionless_validates_each_dossier_of_the_sample(tmp_path: Path) -> None:
    made = {name: data for name, data in packages(SAMPLE, "dataset").items() if name.endswith(".zip")}
    assert len(made) == 3
    for name, data in made.items():
        report = validated(tmp_path / name, unzipped(data))
        assert report.valid, report.flatten(["name", "type", "message"])
        assert {task.name for task in report.tasks} == set(TABLES)


def test_frictionless_finds_a_row_that_names_an_article_which_is_not_there(tmp_path: Path) -> None:
    """The validation above can fail: keys are looked up."""
    files = unzipped(packages(guarded(tmp_path / "site"), "dataset")["d-dataset.zip"])
    files["csv/memberships.csv"] = files["csv/memberships.csv"].replace(b",full,", b",nobody,")
    assert not validated(tmp_path / "out", files).valid


def test_every_row_has_an_id_of_its_own_and_an_address(tmp_path: Path) -> None:
    files = unzipped(packages(guarded(tmp_path), "dataset")["d-dataset.zip"])
    for table in TABLES:
        found = rows(files, table)
        assert found, f"{table} is not tried"
        assert len({row["id"] for row in found}) == len(found)
        for row in found:
            assert row["id"]
            assert row["address"].startswith("https://press.example/"), (table, row)
        objects = json.loads(files[f"json/{table}.json"])
        assert [each["id"] for each in objects] == [row["id"] for row in found]


def test_what_readers_may_not_see_is_in_no_file_and_what_they_know_of_is_named_as_withheld(
    tmp_path: Path,
) -> None:
    made = packages(guarded(tmp_path), "dataset")
    assert set(made) == {"d-dataset.zip", "d-dataset.sqlite"}
    for name, data in made.items():
        assert not [secret for secret in HIDDEN if secret in words(data)], name
    files = unzipped(made["d-dataset.zip"])
    named = {(row["article"], row["what"].split()[0]) for row in rows(files, "withheld")}
    assert named == {("linked", "text"), ("gone", "text"), ("part", "text"), ("full", "capture")}
    texts = {row["id"]: (row["text_is"], row["text"]) for row in rows(files, "articles")}
    assert texts["linked"] == ("digest", "A digest in our words.")
    assert texts["part"] == texts["gone"] == ("withheld", "")
    assert texts["full"][0] == "full"
    assert "Words of the work" in texts["full"][1]


def test_references_lead_to_rows(tmp_path: Path) -> None:
    files = unzipped(packages(guarded(tmp_path), "dataset")["d-dataset.zip"])
    (figure,) = rows(files, "figures")
    assert (figure["value"], figure["cited"]) == ("work", "full#q")
    assert [(row["stance"], row["cited"]) for row in rows(files, "evidence")] == [
        ("for", "full#q"),
        ("against", "linked"),
    ]
    first, second = rows(files, "events")
    assert (first["date"], first["date_first"], first["date_last"]) == ("1999-01", "1999-01-01", "1999-01-31")
    assert (second["cited"], second["place"]) == ("full#q", "Port Lisle")
    (place,) = rows(files, "places")
    assert (place["lat"], place["lon"]) == ("-13.5", "63.4")
    states = {(row["role"], row["url"]) for row in rows(files, "links") if row["article"] == "full"}
    assert states == {
        ("original", "https://gazette.example/full"),
        ("copy", "https://archive.example/full"),
    }


def test_sqlite_is_sound_and_finds_words_of_texts_that_travel(tmp_path: Path) -> None:
    made = packages(guarded(tmp_path), "dataset")["d-dataset.sqlite"]
    connection = sqlite3.connect(":memory:")
    connection.deserialize(made)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    find = (
        "SELECT articles.id FROM search JOIN articles ON articles.rowid = search.rowid WHERE search MATCH ?"
    )
    assert connection.execute(find, ("work",)).fetchall() == [("full",)]
    assert connection.execute(find, ("digest",)).fetchall() == [("linked",)]
    assert connection.execute(find, ("part of it",)).fetchall() == []
    connection.close()


@pytest.mark.parametrize("ending", ["zip", "sqlite"])
def test_same_content_same_bytes_wherever_it_lies(tmp_path: Path, ending: str) -> None:
    one = packages(guarded(tmp_path / "one"), "dataset")[f"d-dataset.{ending}"]
    other = packages(guarded(tmp_path / "other"), "dataset")[f"d-dataset.{ending}"]
    assert one == other
    text = tmp_path / "other" / "content" / "d" / "full.md"
    text.write_text(text.read_text().replace("Words of", "Other words of"))
    assert packages(tmp_path / "other", "dataset")[f"d-dataset.{ending}"] != one


def test_a_site_without_url_has_paths_for_addresses(tmp_path: Path) -> None:
    guarded(tmp_path)
    (tmp_path / "site.yaml").write_text("title: The Site\n")
    files = unzipped(packages(tmp_path, "dataset")["d-dataset.zip"])
    assert {row["address"] for row in rows(files, "dossiers")} == {"/dossiers/d/"}
