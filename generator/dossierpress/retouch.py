"""The short way through the corridor: texts or headlines of a few files were edited, and nothing else.

Then the site's plan is the last one but for those: only what shows one of them is made again.
Whenever that is not certain, this steps aside, and the whole corridor is walked.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from dossierpress.cache.memos import Pages, view_kept
from dossierpress.cache.recall import LastBuild, as_it_was
from dossierpress.cache.store import Store
from dossierpress.cache.whereabouts import Edits, Whereabouts, planned_again
from dossierpress.config import Config
from dossierpress.model.document import ArticleDocument, Body, Document
from dossierpress.passes import Kept, make_all, read_all
from dossierpress.plan.outputs import Bundle, Output, Plan
from dossierpress.plan.routes import article_address
from dossierpress.problems import errors_only
from dossierpress.read.document import Reading
from dossierpress.read.files import ContentFile, Scan, classify
from dossierpress.report import Report
from dossierpress.runners import Runner
from dossierpress.settings import theme_of
from dossierpress.write.sink import Sink


def retouch(
    root: Path,
    config: Config,
    last: LastBuild,
    edited: frozenset[str],
    sink: Sink,
    run: Runner,
    *,
    store: Store,
    kept: Kept,
    pages: Pages,
) -> Report | None:
    """Make again what shows texts and headlines of `edited` files; None when more may have to be made.

    `pages` hold what is known of the last build, and learn what is new. Raises StopBuildError, WriteError.
    """
    if config.exports.is_any:
        return None  # the page of a dossier says how large its packages are
    if last.redacted:
        return None  # any file may redact words in any other
    files = [file for path in sorted(edited) if (file := _content_file(root, config, path))]
    if len(files) != len(edited) or any(
        problem.path == file.path for problem in last.problems for file in files
    ):
        return None  # the line of a problem may be another one now
    whereabouts = pages.whereabouts
    names = Counter(whereabouts.names.values())
    old = [_kept_document(store, whereabouts, file) for file in files]
    read = read_all(root, config, Scan(tuple(files), (), ()), run, kept, None)
    if read.problems or len(read.documents) != len(files):
        return None
    edits = _edits(zip(old, read.documents, strict=True), names, config)
    planned = _planned(last, whereabouts, edits, store) if edits is not None else None
    if edits is None or planned is None:
        return None
    theme, wrong = theme_of(root, config, kept.prints)
    if theme is None or errors_only(wrong):
        return None
    folders = tuple(f"{bundle.folder}/" for bundle in planned.bundles)
    written = sink.amend(make_all(root, planned, theme, run, kept, None), folders)
    if written is None:
        return None
    whereabouts.exchange(edits)
    gone = [Path(last.output, path) for path in written.deleted]
    kept.prints.retain(last.folders, last.missing, gone)
    return replace(as_it_was(last), written=written)


def _content_file(root: Path, config: Config, path: str) -> ContentFile | None:
    """The article, dossier or page that is a file; None for any other."""
    content = root / config.content
    if not Path(path).is_relative_to(content):
        return None
    found = classify(Path(path).relative_to(root).as_posix(), list(Path(path).relative_to(content).parts))
    return found if isinstance(found, ContentFile) and found.kind != "registry" else None


def _kept_document(store: Store, whereabouts: Whereabouts, file: ContentFile) -> Document | None:
    """The document of a file as it was, if it was without fault."""
    key = whereabouts.keys.get(file.path)
    value = store.get(key) if key is not None else None
    if value is None:
        return None
    try:
        document, problems = msgspec.msgpack.decode(value, type=Reading).unpacked()
    except msgspec.DecodeError:
        return None
    return document if not problems else None


def _edits(
    pairs: Iterable[tuple[Document | None, Document]], names: Mapping[str, int], config: Config
) -> Edits | None:
    """What is to be exchanged between documents as they were and as they are; None when that is not all.

    `names` tell how many files have the text of a digest.
    """
    bodies: dict[str, Body] = {}
    headlines: dict[str, str] = {}
    for old, new in pairs:
        if old is None or _bare(old) != _bare(new):
            return None
        if old.body.digest != new.body.digest:
            if old.body.is_empty or new.body.is_empty or names[old.body.digest] != 1:
                return None  # what shows a text that two files share does not tell for which it does
            bodies[old.body.digest] = new.body
        if isinstance(new, ArticleDocument) and old.meta.title != new.meta.title:
            if new.meta.aliases or (config.cards.on and config.cards.articles):
                return None  # redirects and cards show a headline without saying whose
            headlines[new.id] = headlines[article_address(new.id)] = new.meta.title
    return Edits(bodies, headlines)


def _bare(document: Document) -> Document:
    """All of a document but its text and an article's headline: metadata, links, headings, ids."""
    body = msgspec.structs.replace(document.body, digest="", words=0)
    if isinstance(document, ArticleDocument):
        return msgspec.structs.replace(
            document, body=body, meta=msgspec.structs.replace(document.meta, title="")
        )
    return msgspec.structs.replace(document, body=body)


def _planned(last: LastBuild, whereabouts: Whereabouts, edits: Edits, store: Store) -> Plan | None:
    """What shows an edited text or headline, planned again; None when it is not known how."""
    pages: list[Output] = []
    bundles: list[Bundle] = []
    for path, shown in whereabouts.affected(edits).items():
        value = store.get(last.keys.get(path, b""))
        view = view_kept(value, is_bundle=shown.is_bundle) if value is not None else None
        planned = planned_again(path, shown, view, edits) if view is not None else None
        if planned is None or msgspec.msgpack.encode(planned.view) == view:
            return None  # where nothing is exchanged, what was noted of the output cannot be right
        if isinstance(planned, Output):
            pages.append(planned)
        else:
            bundles.append(planned)
    return Plan(tuple(pages), (), tuple(bundles))
