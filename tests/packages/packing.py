"""A mini site, and packages of its dossiers as the command makes them."""

import hashlib
import io
import zipfile
from pathlib import Path

from dossierpress.packages.pack import contents, packed
from dossierpress.problems import errors_only
from dossierpress.read.held import Audience
from dossierpress.redaction.layers import pdf_texts
from dossierpress.run.task import serial
from dossierpress.steps.settings import load_config
from make import NOW, Files, article, markdown, png, write

SAMPLE = Path(__file__).resolve().parent.parent.parent
# In every text of what readers may not see, a word of its own.
SECRETS = {
    "draft": "zzdraftzz",
    "private": "zzprivatezz",
    "embargo": "zzembargozz",
    "expired": "zzexpiredzz",
    "private_note": "zznotezz",
}
GUARDED: Files = {
    "content/d/dossier.md": markdown(
        "What the dossier says.",
        title="A dossier",
        question="Who told whom?",
        private_note=SECRETS["private_note"],
        licence="CC BY 4.0",
        sections="[{title: One, id: one, note: Read these., articles: [{ref: full, note: First., key: true},"
        " linked, gone, part, draft, private, embargo, expired]}]",
        timeline="[{date: 2011-12-05, title: It happened, certainty: confirmed, cites: ['full#q', draft],"
        " place: lisle}, {date: 1999-01, title: Long before}]",
        claims="[{id: c1, text: The sea is wet, by: Ann Lee, status: disputed, for: ['full#q', private],"
        " against: [linked]}]",
        figures="[{question: How many?, values: [{value: work, article: full, quote: q}, {value: '4',"
        " article: embargo}]}]",
        paths="[{id: short, title: Short, articles: [linked, full, draft]}]",
    ),
    "content/d/full.md": article(
        "Words of the **work**, with a note.[^1]\n\n![A quay](quay.png)\n\n[^1]: Of the quay.",
        title="A full text",
        source="gazette",
        standfirst="It stands first.",
        private_note=SECRETS["private_note"],
        people="[Ann Lee, Bo Ek]",
        organisations="[Harbour Board]",
        places="[lisle]",
        tags="[ferries]",
        url="https://gazette.example/full",
        archived="['https://archive.example/full']",
        quotes="[{id: q, text: Words of the work, who: Ann Lee, said: 2011-12-04}]",
        captures="[{file: full.html, sha256: "
        "b24f2c9e4f9e1d1b4e3a0a4d6c6d3a9a6fb4b3f6b1a1d0e2c4d6e8f0a2b4c6d8, type: text/html}]",
    ),
    "content/d/full.html": "zzcapturezz",
    "content/d/quay.png": png(99, 40),
    "content/d/linked.md": article(
        "A digest in our words.",
        title="A linked text",
        standfirst="zzlinkedzz",
        rights="link-only",
        people="[Ann Lee]",
        url="https://gazette.example/linked",
        quotes="[{id: k, text: zzspokenzz, who: Ann Lee}]",
    ),
    "content/d/part.md": article("A part of it.", title="A part", rights="excerpt"),
    "content/d/gone.md": article("zzgonezz", title="A withdrawn text", status="withdrawn", note="Withdrawn."),
    **{
        f"content/d/{name}.md": article(
            SECRETS[name], title=f"{SECRETS[name]} title", standfirst=SECRETS[name], **{key: value}
        )
        for name, key, value in (
            ("draft", "status", "draft"),
            ("private", "rights", "private"),
            ("embargo", "embargo", "2999-01-01"),
            ("expired", "expires", "2020-01-01"),
        )
    },
    "content/d2/dossier.md": markdown("Draft.", title="zzdraftdossierzz", status="draft"),
    "content/sources.yaml": "- {id: gazette, name: The Harbour Gazette, country: GB}\n",
    "content/places.yaml": "- {id: lisle, name: Port Lisle, lat: -13.5, lon: 63.4}\n",
}
HIDDEN = (
    *SECRETS.values(), "zzlinkedzz", "zzspokenzz", "zzgonezz", "zzdraftdossierzz", "zzcapturezz",
)  # fmt: skip


def guarded(root: Path) -> Path:
    """A site in which something is held back in every way."""
    digest = hashlib.sha256(b"zzcapturezz").hexdigest()
    old = "b24f2c9e4f9e1d1b4e3a0a4d6c6d3a9a6fb4b3f6b1a1d0e2c4d6e8f0a2b4c6d8"
    files = {
        path: data.replace(old, digest) if isinstance(data, str) else data for path, data in GUARDED.items()
    }
    settings = "title: The Site\ntheme: plain\nurl: https://press.example/\n"
    return write(root, {"site.yaml": settings, **files})


def packages(
    root: Path, *kinds: str, names: tuple[str, ...] | None = None, path: str = "", paper: str = "a4"
) -> dict[str, bytes]:
    """Every package of these kinds by its file name; the site must be without error."""
    config, problems = load_config(root)
    assert config is not None, problems
    stock = contents(root, config, Audience(NOW), serial, kinds, names=names, path=path, paper=paper)
    assert not errors_only(stock.problems), stock.problems
    return dict(packed(root, stock))


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def words(data: bytes) -> str:
    """All that is in a package, opened as far as it can be."""
    if data[:5] == b"%PDF-":
        return "\n".join(pdf_texts(data))
    if data[:2] == b"PK":
        return "\n".join(words(each) for each in unzipped(data).values())
    return data.decode("utf-8", "replace")
