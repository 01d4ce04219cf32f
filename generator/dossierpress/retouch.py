"""The short way through the corridor: a few texts were edited, and nothing else that a build looks at.

Then the site's plan is the last one but for those texts: only what shows one of them is made again.
Whenever that is not certain, this steps aside, and the whole corridor is walked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from dossierpress.build import theme_of
from dossierpress.cache.memos import Pages, view_kept
from dossierpress.cache.recall import LastBuild, as_it_was
from dossierpress.cache.store import Store
from dossierpress.cache.texts import Texts, planned_again
from dossierpress.config import Config
from dossierpress.model.document import Body, Document
from dossierpress.passes import Kept, make_all, read_all
from dossierpress.plan.outputs import Bundle, Output, Plan
from dossierpress.problems import errors_only
from dossierpress.read.document import Reading
from dossierpress.read.files import ContentFile, Scan, classify
from dossierpress.render.theme import Theme
from dossierpress.report import Report
from dossierpress.runners import Runner
from dossierpress.write.ledger import MANIFEST_FILE, Manifest, load
from dossierpress.write.sink import Same, Sink


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
    """Make again what shows the texts of the `edited` files; None when more than that may have to be made.

    `pages` hold what is known of the last build, and learn what is new. Raises StopBuildError, WriteError.
    """
    files = [_content_file(root, config, path) for path in sorted(edited)]
    texts = pages.texts
    before = [texts.names.get(file.path, "") if file else "" for file in files]
    found = [file for file in files if file is not None]
    old = [_kept_document(store, texts, file) for file in found]
    if not all(before) or not all(_is_alone(texts, name) for name in before):
        return None
    if any(problem.path == file.path for problem in last.problems for file in found):
        return None  # its line may be another one now
    read = read_all(root, config, Scan(tuple(found), (), ()), run, kept, None)
    if read.problems or len(read.documents) != len(found):
        return None
    if not all(map(_differ_in_text_only, old, read.documents)):
        return None
    swaps = dict(zip(before, (document.body for document in read.documents), strict=True))
    planned = _planned(last, texts, swaps, store)
    theme, wrong = theme_of(root, config, kept.prints)
    manifest = load(Path(last.output, MANIFEST_FILE), Manifest)
    if planned is None or theme is None or errors_only(wrong) or manifest is None:
        return None
    written = sink.write(_files(root, planned, theme, manifest.files, run, kept))
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


def _is_alone(texts: Texts, name: str) -> bool:
    """Whether one file only has the text of this digest: what shows it then shows it for that file."""
    return list(texts.names.values()).count(name) == 1


def _kept_document(store: Store, texts: Texts, file: ContentFile) -> Document | None:
    """The document of a file as it was, if it was without fault."""
    key = texts.keys.get(file.path)
    value = store.get(key) if key is not None else None
    if value is None:
        return None
    try:
        document, problems = msgspec.msgpack.decode(value, type=Reading).unpacked()
    except msgspec.DecodeError:
        return None
    return document if not problems else None


def _differ_in_text_only(old: Document | None, new: Document) -> bool:
    """Whether all else that a plan is made of is the same: metadata, links, headings, ids."""
    return old is not None and not new.body.is_empty and _without_text(old) == _without_text(new)


def _without_text(document: Document) -> Document:
    body = msgspec.structs.replace(document.body, digest="", words=0)
    return msgspec.structs.replace(document, body=body)


def _planned(last: LastBuild, texts: Texts, swaps: Mapping[str, Body], store: Store) -> Plan | None:
    """What shows one of the texts, planned again; None when it is not known how."""
    pages: list[Output] = []
    bundles: list[Bundle] = []
    for path, shown in texts.shown.items():
        if swaps.keys().isdisjoint(shown.bodies):
            continue
        value = store.get(last.keys.get(path, b""))
        view = view_kept(value, is_bundle=shown.is_bundle) if value is not None else None
        planned = planned_again(path, shown, view, swaps) if view is not None else None
        if isinstance(planned, Output):
            pages.append(planned)
        elif planned is not None:
            bundles.append(planned)
        else:
            return None
    return Plan(tuple(pages), (), tuple(bundles))


def _files(
    root: Path, planned: Plan, theme: Theme, manifest: Mapping[str, str], run: Runner, kept: Kept
) -> Iterator[tuple[str, bytes | Same]]:
    """Every file of the site: those that must be, made; the others as they are there."""
    made = dict(make_all(root, planned, theme, run, kept, None))
    folders = tuple(f"{bundle.folder}/" for bundle in planned.bundles)
    for path, digest in manifest.items():
        if path not in made and not path.startswith(folders):
            yield path, Same(digest)
    yield from made.items()
