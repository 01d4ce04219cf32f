"""Of no state comes out more than was decided: canaries in every text of an article, cited everywhere."""

from pathlib import Path
from typing import Any

import pytest

from dossierpress.model.article import Quote, Rights, Takedown
from dossierpress.model.dates import parse_date
from hostile.canaries import CAPTURE, canary_article, found, word
from make import png
from trial import article, dossier, lay

TODAY = parse_date("2023-12-31")
LATER = parse_date("2030-01-01")
HELD: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "embargoed": {"embargo": LATER},
    "expired": {"expires": TODAY},
    "private": {"rights": Rights(mode="private", holder="kwrightsholderkw")},
}
# The keys that stay: facts of the work, and what the curators say of it. Whoever adds a key to an article
# that these states show adds it here, and to the table in read/held.py.
TOMBSTONE = (
    "title title_translated source byline authors.name authors.person authors.role agency dateline section"
    " page edition url translation_of.url translation_of.translator via.name via.url archived.url"
    " archived.service corrections.url captures.type captures.by captures.tool captures.note"
    " tags people organisations places"
    " rights.holder rights.licence rights.basis rights.notice rights.policy note assessment.why aliases"
    " takedowns.by takedowns.reason"
).split()
LINK_ONLY = [*TOMBSTONE, "extra", "body", "told"]
TAKEN = Takedown(
    what="text",
    date=TODAY,
    by=word("takedowns.by"),
    reason=word("takedowns.reason"),
    names=("kwtakennamekw",),
)
SHOWN: dict[str, tuple[dict[str, Any], list[str]]] = {
    "withdrawn": ({"status": "withdrawn"}, TOMBSTONE),
    "text taken down": ({"takedowns": (TAKEN,)}, [*TOMBSTONE, "image.alt", "image.credit"]),
    "link-only": (
        {"rights": Rights(mode="link-only", holder=word("rights.holder"))},
        LINK_ONLY,
    ),
}
SETTINGS = (
    "title: T\nurl: https://press.example/\ntheme: {theme}\n"
    "feeds: {{full_text: all}}\ncards: {{articles: true}}\n"
)


def cited(*, shown: bool) -> dict[str, str | bytes]:
    """A site that cites `w` and its quotation in every way; in bodies where that is allowed."""
    quote = f"w#{word('quotes.id')}"
    links = f"[a](ref:{quote}) [b](w/index.md#part) [c](/articles/w/#dp-quote-{word('quotes.id')}) [d](ref:w)"
    return {
        "content/open/dossier.md": "---\ntitle: Open\n"
        "sections: [{title: One, articles: [{ref: w, note: Ours}]}]\n"
        f"timeline: [{{date: 2011, title: Something, cites: [w, '{quote}', other],"
        f" also_dated: [{{date: 2012, cites: ['{quote}']}}]}}]\n"
        f"claims: [{{id: c, text: A claim, for: ['{quote}'], against: [w]}}]\n"
        "figures: [{question: How many, values: ["
        f"{{value: one, article: w, quote: {word('quotes.id')}}}, {{value: some, article: w, quote: some"
        f" {word('figure')} words}}, {{value: 四百, article: '{quote}',"
        f" quote: '四百{word('figure')}'}}]}}]\n"
        f"paths: [{{id: p, title: Short, articles: [w, other]}}]\n"
        f"changes: [{{date: 2012, kind: added, text: Something, refs: ['{quote}', w]}}]\n---\n"
        + (f"{links}\n" if shown else ""),
        "content/open/other.md": article(
            f"same_as: '{quote}'\ntags: [{word('tags')}]",
            links if shown else "x",
        ),
        "content/open/w/capture.html": CAPTURE,
        "content/open/w/picture.png": png(7),
    }


def built(root: Path, theme: str, text: str, *, shown: bool) -> set[str]:
    nav = f"nav: [{{title: N, to: 'w#{word('quotes.id')}'}}]\n" if shown else ""
    files = {"site.yaml": SETTINGS.format(theme=theme) + nav, "content/open/w/index.md": text}
    done = dossier("build", "--root", lay(root, cited(shown=shown) | files))
    assert done.code == 0, done.err
    return found(root / "site")


@pytest.mark.parametrize("theme", ["golden", "broadsheet"])
def test_the_canaries_come_out_of_what_is_ready(tmp_path: Path, theme: str) -> None:
    """Otherwise their absence elsewhere would prove nothing."""
    seen = built(tmp_path, theme, canary_article(), shown=True)
    wanted = {
        "body",
        "standfirst",
        "quotes.text",
        "quotes.id",
        "quotes.who",
        "image.alt",
        "figure",
        *TOMBSTONE,
    }
    assert {word(key)[2:-2] for key in wanted} <= seen


@pytest.mark.parametrize("theme", ["golden", "broadsheet"])
@pytest.mark.parametrize("state", HELD)
def test_nothing_of_what_is_held_back_comes_out(tmp_path: Path, state: str, theme: str) -> None:
    seen = built(tmp_path, theme, canary_article(**HELD[state]), shown=False)
    assert seen == {"tags"}  # which another article has, too


@pytest.mark.parametrize("theme", ["golden", "broadsheet"])
@pytest.mark.parametrize("state", SHOWN)
def test_no_word_of_the_work_comes_out_where_none_may_be_shown(
    tmp_path: Path, state: str, theme: str
) -> None:
    keys, allowed = SHOWN[state]
    text = canary_article(**keys)
    if state == "link-only":
        told = Quote(id="told", text=word("told"), kind="indirect", passage="kwcapturekw")
        direct = Quote(id=word("quotes.id"), text=f"one {word('quotes.text')}", who=word("quotes.who"))
        text = canary_article(**keys, quotes=(direct, told))
    seen = built(tmp_path, theme, text, shown=True)
    assert seen <= {word(key)[2:-2] for key in allowed}
    assert {"title", "source", "note", *(["body", "told"] if state == "link-only" else [])} <= seen
    assert (tmp_path / "site/media").exists() is (state == "text taken down")


def test_what_is_withdrawn_later_goes_from_every_file(tmp_path: Path) -> None:
    built(tmp_path, "golden", canary_article(), shown=True)
    seen = built(tmp_path, "golden", canary_article(status="withdrawn"), shown=True)
    assert seen <= {word(key)[2:-2] for key in TOMBSTONE}


def test_a_capture_of_a_withdrawn_article_is_not_to_be_linked_to(tmp_path: Path) -> None:
    files = {
        "content/open/w/index.md": canary_article(status="withdrawn"),
        "content/open/w/capture.html": CAPTURE,
        "content/open/other.md": article(body="[the page](w/capture.html)"),
    }
    done = dossier("build", "--root", lay(tmp_path, files))
    assert done.code == 1
    assert "content/open/other.md:8:12: error[capture-not-public]" in done.err


def test_a_withdrawn_dossier_and_page_keep_their_address_and_no_text(tmp_path: Path) -> None:
    files = {
        "content/open/dossier.md": "---\ntitle: Open\nstatus: withdrawn\nquestion: kwquestionkw\nsections:\n"
        "  - {title: One, note: kwnotekw, articles: [other]}\nclaims: [{id: c, text: kwclaimkw}]\n"
        "changes: [{date: 2012, kind: withdrawn, text: Why it is gone}]\n---\nkwbodykw\n",
        "content/open/other.md": article(),
        "content/pages/about.md": "---\ntitle: About\nstatus: withdrawn\nstandfirst: kwdeckkw\n"
        "---\nkwbodykw\n",
    }
    done = dossier("build", "--root", lay(tmp_path, files))
    assert done.code == 0, done.err
    assert found(tmp_path / "site") == set()
    assert "Why it is gone" in (tmp_path / "site/dossiers/open/index.html").read_text()
    assert (tmp_path / "site/about/index.html").is_file()


@pytest.mark.parametrize("theme", ["plain", "broadsheet"])
def test_a_withdrawn_dossier_and_page_say_so(tmp_path: Path, theme: str) -> None:
    files = {
        "site.yaml": f"title: T\ntheme: {theme}\nsearch: false\n",
        "content/open/dossier.md": "---\ntitle: Open\nstatus: withdrawn\n---\n",
        "content/open/other.md": article(),
        "content/pages/about.md": "---\ntitle: About\nstatus: withdrawn\n---\n",
        "content/pages/here.md": "---\ntitle: Here\n---\nStill.\n",
    }
    done = dossier("build", "--root", lay(tmp_path, files, theme=False))
    assert done.code == 0, done.err
    told = {
        page: "Withdrawn; no longer shown." in (tmp_path / "site" / page / "index.html").read_text()
        for page in ("dossiers/open", "about", "here")
    }
    assert told == {"dossiers/open": True, "about": True, "here": False}
    assert "dp-withdrawn-mark" in (tmp_path / "site/dossiers/index.html").read_text()


def test_a_picture_of_a_withdrawn_article_is_not_shown_elsewhere_in_silence(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/open/w/index.md": article("status: withdrawn\nimage: {file: a.png, alt: A}", "![B](b.png)"),
        "content/open/w/a.png": png(1),
        "content/open/w/b.png": png(2),
        "content/open/other.md": article(body="![A](w/a.png)\n\n![B](w/b.png)\n\n![C](c.png)"),
        "content/open/c.png": png(1),
    }
    done = dossier("build", "--root", lay(tmp_path, files))
    assert done.code == 0, done.err
    for place in ("8:6", "10:6"):
        assert f"content/open/other.md:{place}: warning[withdrawn-picture]" in done.err
    assert done.err.count("warning[") == 2
