"""Private stays private: canary words are searched in every byte of the output and in every file name."""

import hashlib
from pathlib import Path

import pytest

from pictures import noted
from trial import EPOCH, article, dossier, environment, lay, tree

CANARY = "canary"


def private_site() -> dict[str, str | bytes]:
    """A site in which everything that holds the word `canary` is private."""
    names = (
        "tags: [{0}-tag]\npeople: [{0} Person]\nplaces: [{0} Place]\norganisations: [{0} Org]\n"
        "standfirst: {0} standfirst\nnote: {0} note\nbyline: {0}\nauthors: [{0} Author]\n"
        "aliases: [/{0}-old/]\nquotes: [{{id: q, who: {0} Person, text: {0}}}]\n"
        "image: {{file: {0}.png, alt: {0}}}\nvia: [{{name: {0}}}]\nsource: {0} Paper"
    )
    held = {
        "draft": "status: draft",
        "draft-too": "draft: true",
        "embargo": "embargo: 2024-01-02",
        "embargo-hour": "embargo: 2024-01-01T00:00:01Z",
        "expired": "expires: 2023-12-31",
        "private": "rights: private",
        "private-mode": "rights: {mode: private, basis: canary}",
    }
    files: dict[str, str | bytes] = {
        f"content/open/{CANARY}-{name}.md": article(
            f"title: {CANARY} {name}\n{names.format(f'{CANARY}-{name}')}\n{front}",
            f"{CANARY} body ![a]({CANARY}.png)",
        ).replace("source: The Paper\n", "")
        for name, front in held.items()
    }
    files |= {f"content/open/{CANARY}-{name}.png": noted("png") for name in held}
    files |= {
        f"content/open/{CANARY}.png": noted("png"),
        "content/open/evidence.html": CANARY.encode(),
    }
    files |= {
        "content/open/dossier.md": "---\ntitle: Open\nprivate_note: canary\nsections:\n"
        "  - {title: One, articles: [shown, {ref: canary-draft, note: canary}, canary-private]}\n"
        "timeline: [{date: 2011, title: Something, cites: [canary-draft, shown]}]\n"
        "claims: [{id: c, text: A claim, for: [canary-embargo, shown]}]\n"
        "figures: [{question: How many, values: [{value: three, article: shown}]}]\n"
        "paths: [{id: p, title: Short, articles: [shown, canary-private]}]\n"
        "changes: [{date: 2012, kind: added, text: Something, refs: [canary-draft]}]\n---\n",
        "content/open/shown.md": article(
            "title: Shown\nprivate_note: canary\nsame_as: canary-draft\n"
            "captures: [{file: evidence.html, sha256: " + hashlib.sha256(CANARY.encode()).hexdigest() + "}]"
        ),
        "content/canary-closed/dossier.md": "---\ntitle: canary dossier\nstatus: draft\n---\ncanary\n",
        "content/canary-closed/canary-inside.md": article("title: canary inside", "canary"),
        "content/canary-later/dossier.md": "---\ntitle: canary later\nembargo: 2030\n---\ncanary\n",
        "content/pages/canary-page.md": "---\ntitle: canary page\nstatus: draft\n---\ncanary\n",
        "content/people.yaml": "- {id: canary-draft-person, name: canary-draft Person, note: canary}\n",
        "content/sources.yaml": "- {id: canary-unused, name: canary, note: canary}\n",
    }  # fmt: skip
    return files


def leaks(folder: Path, word: str = CANARY) -> list[str]:
    return [
        path
        for path, data in tree(folder).items()
        if word in path.casefold() or word.encode() in data.lower()
    ]


@pytest.mark.parametrize("theme", ["golden", "plain", "broadsheet"])
def test_nothing_private_comes_out(tmp_path: Path, theme: str) -> None:
    settings = f"title: T\ntheme: {theme}\nurl: https://press.example/\n"
    root = lay(tmp_path, private_site() | {"site.yaml": settings})
    done = dossier("build", "--root", root)
    assert done.code == 0, done.err
    assert leaks(root / "site") == []
    assert leaks(root / "site", "shown")  # the search finds what is there


def test_what_becomes_private_goes(tmp_path: Path) -> None:
    """With the cache warm and the site there: the next build takes it out of every file."""
    root = lay(tmp_path, private_site())
    wide = dossier("build", "--root", root, "--drafts", "--future")
    assert wide.code == 0, wide.err
    assert leaks(root / "site")
    assert dossier("build", "--root", root).code == 0
    assert leaks(root / "site") == []


def test_an_embargo_ends_by_the_clock_and_not_before(tmp_path: Path) -> None:
    root = lay(
        tmp_path,
        {"content/d/later.md": article("embargo: 2024-01-01T00:00:01Z"), "content/d/a.md": article()},
    )
    for second, shown in ((0, False), (1, True)):
        moment = environment(SOURCE_DATE_EPOCH=str(int(EPOCH) + second))
        assert dossier("build", "--root", root, env=moment).code == 0
        assert (root / "site/articles/later").exists() is shown
