"""A chart of the figures as SVG: bars for each stage, readable on light and on dark pages."""

from html import escape

from benchmarks.figures import HUGO, STAGES, Results, Stage

SHOWN: tuple[Stage, ...] = ("cold", "unchanged", "body", "title")
WIDTH, LABELS, VALUES = 760, 190, 120
BAR, GAP, HEAD = 20, 6, 34
STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1f2328; }
.head { font-weight: 600; }
.ours { fill: #0a6c74; }
.theirs { fill: #8a929b; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .ours { fill: #4fc3cc; }
  .theirs { fill: #6e7681; }
}
"""


def chart(results: Results, articles: int) -> str:
    """Median seconds of each generator at one size, a group of bars for each stage, each to its own scale."""
    parts: list[str] = []
    top = 0
    for stage in SHOWN:
        bars = [(name, results.wall(articles, name, stage)) for name in results.names(articles)]
        measured = [(name, wall) for name, wall in bars if wall is not None]
        if measured:
            parts.append(_group(f"{STAGES[stage]}, {articles:,} articles", measured, top))
            top += HEAD + len(measured) * (BAR + GAP) + GAP
    told = "; ".join(
        f"{STAGES[stage]}: "
        + ", ".join(f"{name} {results.wall(articles, name, stage):.2f} s" for name in names)
        for stage in SHOWN
        if (names := [n for n in results.names(articles) if results.wall(articles, n, stage) is not None])
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}"'
        f' width="{WIDTH}" height="{top}" role="img">\n'
        f"<title>Seconds that generators take, shorter is better</title>\n<desc>{escape(told)}</desc>\n"
        f"<style>{STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _group(title: str, bars: list[tuple[str, float]], top: int) -> str:
    longest = max(wall for _, wall in bars) or 1
    lines = [f'<text class="head" x="0" y="{top + 20}">{escape(title)}</text>']
    for place, (name, wall) in enumerate(bars):
        y = top + HEAD + place * (BAR + GAP)
        width = max(1.0, (WIDTH - LABELS - VALUES) * wall / longest)
        kind = "ours" if name.startswith("dossierpress") else "theirs"
        lines += [
            f'<text x="{LABELS - 8}" y="{y + 15}" text-anchor="end">{escape(_label(name))}</text>',
            f'<rect class="{kind}" x="{LABELS}" y="{y}" width="{width:.1f}" height="{BAR}" rx="2"/>',
            f'<text x="{LABELS + width + 8:.1f}" y="{y + 15}">{_seconds(wall)}</text>',
        ]
    return "\n".join(lines)


def _label(name: str) -> str:
    return "Hugo" if name == HUGO else name.rsplit(", ", maxsplit=1)[-1].replace("pelican", "Pelican")


def _seconds(wall: float) -> str:
    return f"{wall:.2f} s" if wall < 10 else f"{wall:.0f} s"
