"""Small sites and records for tests: a test says only what it is about."""

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from dossierpress.build import Job, Report, build
from dossierpress.model.document import Document
from dossierpress.model.site import Named, NameKind, Site
from dossierpress.plan.outputs import MediaFile, Output, Plan
from dossierpress.plan.plan import plan
from dossierpress.problems import Problem
from dossierpress.read.assemble import assemble
from dossierpress.read.document import ReadSettings, read_one
from dossierpress.read.files import ContentFile, read_bytes, scan
from dossierpress.read.held import Audience
from dossierpress.read.locate import located
from dossierpress.read.media import gather_media
from dossierpress.read.registries import read_registry
from dossierpress.run.task import serial
from dossierpress.schema.config import CONFIG_FILE, Config, parse_config
from dossierpress.steps.settings import load_config
from dossierpress.steps.witness import witnessed
from dossierpress.write.memory import MemorySink

NOW = dt.datetime(2024, 5, 17, 12, 0, tzinfo=dt.UTC)
SETTINGS = ReadSettings(content="content", language="en", typography=True, trusted=False, extensions=())
CONFIG = "title: The Site\ntheme: tiny\n"
TEMPLATES = "404 article claim dates dossier dossiers home index name page period redirect".split()
TINY_THEME = {
    "themes/tiny/theme.yaml": "name: tiny\nversion: '1'\napi: 1\n",
    **{
        f"themes/tiny/templates/{name}.html": "<title>{{ page.title }}</title>\n<p>" + name + "</p>\n"
        for name in TEMPLATES
    },
    "themes/tiny/templates/article.html": "<h1>{{ summary.title }}</h1>\n"
    "{% if body %}{{ body | html }}{% endif %}\n",
    "themes/tiny/templates/home.html": '{% for each in freshest %}<a href="{{ each.address | href }}">'
    "{{ each.title }}</a>\n{% endfor %}",
}
Files = Mapping[str, str | bytes]


def png(shade: int, size: int = 2) -> bytes:
    """A picture of one shade of grey, 0 to 255."""
    out = io.BytesIO()
    Image.new("L", (size, size), shade).save(out, "PNG")
    return out.getvalue()


def front(**keys: str) -> str:
    """Front matter; values are YAML as written, and `None` leaves a key out."""
    return "".join(f"{key.rstrip('_')}: {value}\n" for key, value in keys.items() if value is not None)


def article(body: str = "", **keys: str) -> str:
    """An article's file: complete unless a key says otherwise."""
    complete = {"title": "A headline", "date": "2011-12-05", "source": "The Daily"} | keys
    return f"---\n{front(**complete)}---\n\n{body}\n"


def markdown(body: str = "", **keys: str) -> str:
    """A dossier's or page's file."""
    return f"---\n{front(**keys)}---\n\n{body}\n"


def write(root: Path, files: Files) -> Path:
    """Write files below a folder."""
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(
            content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape")
        )
    return root


def read(
    text: str | bytes, path: str = "content/d/a.md", kind: str = "article", **settings: Any
) -> tuple[Any, tuple[Problem, ...]]:
    """Read one file as the build does."""
    data = text if isinstance(text, bytes) else text.encode()
    parts = path.split("/")
    name = parts[1] if kind == "dossier" else parts[-1].removesuffix(".md")
    home = parts[1] if parts[1] not in ("articles", "pages") else ""
    chosen = {each: getattr(SETTINGS, each) for each in SETTINGS.__struct_fields__} | settings
    return read_one(ContentFile(path, kind, name, home), data, ReadSettings(**chosen))  # type: ignore[arg-type]


def config(text: str = "") -> Config:
    """A configuration that must be right."""
    found, problems = parse_config(CONFIG + text)
    assert found is not None, problems
    return found


@dataclass(frozen=True)
class Planned:
    """A site as planned, before anything is rendered."""

    site: Site
    plan: Plan
    problems: tuple[Problem, ...]

    def output(self, address: str) -> Output:
        """The page at an address."""
        file = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
        return next(output for output in self.plan.pages if output.path == file)

    def view(self, address: str) -> Any:
        """The view of the page at an address."""
        return self.output(address).view

    @property
    def paths(self) -> set[str]:
        """Every file of the site."""
        outputs: tuple[Output | MediaFile, ...] = (*self.plan.pages, *self.plan.media)
        return {output.path for output in outputs}

    @property
    def codes(self) -> list[str]:
        """The codes of what is wrong."""
        return [problem.code for problem in self.problems]


def planned(
    root: Path, files: Files, settings: str = "", audience: Audience | None = None, *, relative: bool = False
) -> Planned:
    """Walk a mini site through READ and PLAN."""
    write(root, files)
    chosen = config(settings)
    content = scan(root, chosen.content)
    problems = list(content.problems)
    documents: list[Document] = []
    registries: dict[NameKind, tuple[Named, ...]] = {}
    read_settings = ReadSettings(
        chosen.content, chosen.language, chosen.markdown.typography, chosen.markdown.html == "trusted", ()
    )
    for file in content.files:
        data = read_bytes(root, file.path)
        if file.kind == "registry":
            kind, names, found = read_registry(file, data)
            registries[kind] = names
        else:
            document, found = read_one(file, data, read_settings)
            documents += [document] if document else []
        problems += found
    settled, unseen = witnessed(root, documents, serial)
    documents = list(settled)
    problems += unseen
    site, wrong = assemble(documents, content.folders, registries, audience or Audience(NOW))
    media, missing = gather_media(site, documents, chosen, root)
    made, broken = plan(site, chosen, media, relative=relative)
    return Planned(site, made, located((*problems, *wrong, *missing, *broken), root))


@dataclass(frozen=True)
class Built:
    """A site as built in memory."""

    report: Report
    files: dict[str, bytes]

    @property
    def codes(self) -> list[str]:
        """The codes of what is wrong."""
        return [problem.code for problem in self.report.problems]

    def text(self, path: str) -> str:
        """A page's HTML."""
        return self.files[path].decode()


def site(root: Path, files: Files, settings: str = "", audience: Audience | None = None) -> Built:
    """Write a mini site with a tiny theme and build it in memory."""
    write(root, {CONFIG_FILE: CONFIG + settings, **TINY_THEME, **files})
    chosen, problems = load_config(root)
    assert chosen is not None, problems
    sink = MemorySink()
    report = build(Job(root=root, config=chosen, audience=audience or Audience(NOW), sink=sink, run=serial))
    return Built(report, sink.files)
