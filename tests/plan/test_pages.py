"""What stands on the front page: never a withdrawn article as the newest."""

from pathlib import Path

from make import article, png, site

HOME = (
    "{{ freshest | map(attribute='title') | join(' ') }}|{{ dossiers | map(attribute='title') | join(' ') }}"
)
DOSSIERS = "{% for each in dossiers %}{{ each.freshest | map(attribute='title') | join(' ') }};{% endfor %}"


def test_nothing_withdrawn_is_newest_or_latest(tmp_path: Path) -> None:
    files = {
        "content/one/a.md": article(title="A", date="2001-01-01"),
        "content/one/gone.md": article(title="Gone", date="2024-01-01", status="withdrawn"),
        "content/two/b.md": article(title="B", date="2002-01-01"),
        "content/only/gone-too.md": article(title="Gone too", date="2023-01-01", status="withdrawn"),
        "themes/tiny/templates/home.html": HOME,
        "themes/tiny/templates/dossiers.html": DOSSIERS,
    }
    made = site(tmp_path, files)
    assert made.codes == []
    assert made.text("index.html") == "B A|Two One Only"
    assert made.text("dossiers/index.html") == "A;;B;"


def test_the_logo_has_its_size(tmp_path: Path) -> None:
    files = {
        "content/d/a.md": article(),
        "content/logo.png": png(32, 16),
        "themes/tiny/templates/home.html": "{{ site.logo_width }}x{{ site.logo_height }} {{ site.logo }}",
    }
    made = site(tmp_path, files, "publisher: {name: P, logo: logo.png}\n")
    assert made.text("index.html") == "16x16 /media/logo.png"
