"""Settings that are a program are read, never run."""

from pathlib import Path

from dossierpress.imports.sites.pelicanconf import settings_of


def test_plain_values_are_read_and_nothing_runs(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    found = settings_of(
        f"import os\nopen({str(trap)!r}, 'w')\nSITENAME = 'A'\nSITEURL = os.environ.get('X')\nTAG_URL: str = 'tag/{{slug}}'\n"
        "X = Y = [1, ('a',)]\nAUTHOR = SITENAME\nDEFAULT_PAGINATION = -1 + 2\nnot_one = 1\n",
        "SITENAME = 'B'\n",
        "this is no program",
    )
    assert (found["SITENAME"], found["SITEURL"], found["TAG_URL"], found["Y"]) == (
        "B",
        "",
        "tag/{slug}",
        [1, ("a",)],
    )
    assert found["AUTHOR"] == "A"
    assert "not_one" not in found
    assert not trap.exists()
