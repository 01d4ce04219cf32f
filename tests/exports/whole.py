"""A mini site with everything that machines read, built in memory as the commands build it."""

from pathlib import Path

import html5lib

from dossierpress.build import Job, build
from dossierpress.exports.exports import exports_of
from dossierpress.read.held import Audience
from dossierpress.run.task import serial
from dossierpress.steps.settings import load_config
from dossierpress.write.memory import MemorySink
from make import NOW, Built, Files, write

URL = "https://press.example/"
# Titles that break what is put together carelessly.
HOSTILE = (
    "Braces {one} } two { and \\backslash\\ at the end\\",
    "Fish & chips, 100 % of $5 #1 under_score ~tilde^",
    "</script><script>alert(1)</script> <!-- & ]]> \"quotes\" 'single'",
    "一艘渡輪 擱淺 — ночь у пролива",
    "بندرگاہ کی گہرائی \u202bright to left\u202c",
    "A title in two lines",
    "@article{fake, title={x}} -- ER - it''s",
)


def whole(
    root: Path, files: Files, settings: str = "", url: str = URL, audience: Audience | None = None
) -> Built:
    """Write the site and build it with all its exports and the plain theme."""
    place = f"url: {url}\n" if url else ""
    write(root, {"site.yaml": f"title: The Site\ntheme: plain\n{place}{settings}", **files})
    config, problems = load_config(root)
    assert config is not None, problems
    sink = MemorySink()
    job = Job(
        root=root,
        config=config,
        audience=audience or Audience(NOW),
        sink=sink,
        run=serial,
        exports=exports_of(config),
    )
    report = build(job)
    return Built(report, sink.files)


def head_of(html: str) -> list[tuple[str, str]]:
    """Name (or property) and content of each `<meta>`."""
    document = html5lib.parse(html, namespaceHTMLElements=False)
    return [
        (element.get("name") or element.get("property") or "", element.get("content"))
        for element in document.iter("meta")
        if element.get("content") and (element.get("name") or element.get("property"))
    ]
