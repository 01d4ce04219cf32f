"""The curators' own files beside the articles: pictures that are published, captures that are verified."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from posixpath import join, normpath
from unicodedata import normalize

from dossierpress.memo.fingerprints import Fingerprints
from dossierpress.model.article import Image
from dossierpress.model.document import ArticleDocument, Document, beside
from dossierpress.model.media import Media, Picture
from dossierpress.model.site import Site
from dossierpress.problems import Problem
from dossierpress.read.files import LARGEST_FILE, UnreadableError, is_file, read_bytes, read_noted
from dossierpress.read.held import shows_captures
from dossierpress.read.misfits import misfit
from dossierpress.read.pictures import PictureError, examine
from dossierpress.read.takedowns import taken_pictures
from dossierpress.redaction.redactor import Redactor, redactor_of
from dossierpress.schema.config import CONFIG_FILE, Config


class _Shelf:
    """Digests of the files that were asked for, each read once."""

    def __init__(self, root: Path, prints: Fingerprints, redactor: Redactor) -> None:
        self.root = root
        self.redactor = redactor
        self.prints = prints
        self.digests: dict[str, str] = {}
        self.refused: dict[str, Problem] = {}

    def real(self, path: str) -> str:
        """A file's path as it is on disk: a Mac writes é as two characters, and links as one."""
        return real_path(self.root, path, self.redactor)

    def digest(self, path: str) -> str:
        """SHA-256 of a file, empty when it cannot be read; then `refused` says why."""
        if path not in self.digests and path not in self.refused:
            try:
                known = self.prints.known(self.root / path)
                self.digests[path] = known or read_noted(self.root, path, self.prints, LARGEST_FILE)[1]
            except UnreadableError as error:
                self.refused[path] = error.problem
        return self.digests.get(path, "")

    def picture(self, path: str) -> Picture | None:
        """What picture a file is. Raises PictureError for one that cannot be published."""
        return examine(read_bytes(self.root, path, LARGEST_FILE))


def captured(root: Path, path: str, sha256: str) -> bytes | None:
    """The bytes of a capture; None when they are not those that were captured, which `_verify` tells."""
    try:
        data = read_bytes(root, path, LARGEST_FILE)
    except UnreadableError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def real_path(root: Path, path: str, redactor: Redactor) -> str:
    """A file's path as it is on disk, where its names may be in another Unicode form, or redacted."""
    if (path.isascii() and not redactor) or is_file(root, path):
        return path
    place = root
    for part in path.split("/"):
        wanted = normalize("NFC", part)
        try:
            names = sorted(each.name for each in place.iterdir())
        except OSError:
            return path
        alike = (name for name in names if wanted in (normalize("NFC", name), redactor.name(name)))
        place /= part if part in names else next(alike, part)
    return place.relative_to(root).as_posix()


def gather_media(
    site: Site,
    documents: Iterable[Document],
    config: Config,
    root: Path,
    prints: Fingerprints | None = None,
) -> tuple[Mapping[str, Media], tuple[Problem, ...]]:
    """Every file that published pages show or link to, and what is wrong with files and captures.

    Captures of all documents are verified, those held back too: evidence that changed is news.
    `prints` spares the reading of files that nobody can have touched.
    """
    redactor = redactor_of(site.redactions)
    shelf = _Shelf(root, prints or Fingerprints(), redactor)
    problems: list[Problem] = []
    media: dict[str, Media] = {}
    closed = set(_closed(site, documents))
    withdrawn = dict(_withdrawn(documents))
    for owner, named, key, text, shown in _published(site, config):
        path = normalize("NFC", named)
        file = shelf.real(named)
        if (unfit := misfit(path.rpartition("/")[2])) is not None:
            problems.append(replace(unfit, path=owner, key=key, text=text, line=0, column=0))
            continue
        digest = shelf.digest(file) if _is_content(file, config.content) else ""
        if path in closed:
            problems.append(
                _problem(
                    owner,
                    key,
                    text,
                    "capture-not-public",
                    f"`{path}` is a capture of a text that is not ours to publish",
                    "captures are held as evidence; only their digest is shown",
                )
            )
        elif digest:
            try:
                known = media.get(path)
                picture = known.picture if known else shelf.picture(file)
            except (PictureError, UnreadableError) as error:
                problems.append(_unfit(owner, path, key, text, error))
                continue
            if shown and picture is None:
                hint = "pictures are JPEG, PNG, WebP, AVIF, GIF or SVG files"
                message = f"`{path}` is no picture that browsers show"
                problems.append(_problem(owner, key, text, "picture-format", message, hint))
                continue
            if path in withdrawn:
                problems.append(_withdrawn_picture(owner, key, text, path, withdrawn[path]))
            is_shown = shown or (known is not None and known.shown)
            place = file if file != path else ""
            renamed = redactor.path(path) if redactor else ""
            media[path] = Media(digest, picture, is_shown, place, renamed)
        else:
            problems.append(_missing(owner, path, key, text, shelf.refused.get(file)))
    problems.extend(_verify(documents, shelf, config.content))
    return dict(sorted(media.items())), tuple(problems)


def _published(site: Site, config: Config) -> Iterable[tuple[str, str, str, str, bool]]:
    """Files on published pages: who names it, its path, the key or text that does, whether it is shown."""
    for article in site.articles.values():
        yield from _image(article.path, article.meta.image, "image.file")
    for dossier in site.dossiers.values():
        yield from _image(dossier.document.path, dossier.document.meta.cover, "cover.file")
    documents: list[Document] = [*site.articles.values()]
    documents += [each.document for each in site.dossiers.values()]
    documents += site.pages.values()
    for document in documents:
        for target in document.body.targets:
            if target.kind == "media":
                yield document.path, target.value, "", target.written, target.image is not None
    if config.publisher is not None and config.publisher.logo:
        yield CONFIG_FILE, normpath(join(config.content, config.publisher.logo)), "publisher.logo", "", False


def _image(path: str, image: Image | None, key: str) -> Iterable[tuple[str, str, str, str, bool]]:
    if image is not None:
        yield path, beside(path, image.file), key, "", True


def _unfit(owner: str, path: str, key: str, text: str, error: PictureError | UnreadableError) -> Problem:
    if isinstance(error, UnreadableError):
        return _missing(owner, path, key, text, error.problem)
    message = error.message.replace("this picture", f"`{path}`", 1)
    return _problem(owner, key, text, error.code, message, error.hint)


def _is_content(path: str, content: str) -> bool:
    """Whether a path stays in the content folder, and is not hidden there."""
    return path.startswith(content + "/") and not any(part.startswith(".") for part in path.split("/"))


def _closed(site: Site, documents: Iterable[Document]) -> Iterable[str]:
    """Captures that no page may link to."""
    shown = {article.path for article in site.articles.values()}
    for document in documents:
        if isinstance(document, ArticleDocument) and not (
            document.path in shown and shows_captures(document.meta)
        ):
            for capture in document.meta.captures:
                yield normalize("NFC", beside(document.path, capture.file))


def _withdrawn(documents: Iterable[Document]) -> Iterable[tuple[str, str]]:
    """The pictures of articles that are withdrawn, and those taken down, each with the article's file."""
    for document in documents:
        if not isinstance(document, ArticleDocument):
            continue
        yield from ((path, document.path) for path in taken_pictures(document.meta, document.path))
        if document.meta.status == "withdrawn":
            for _, named, *_ in _image(document.path, document.meta.image, "image.file"):
                yield normalize("NFC", named), document.path
            for target in document.body.targets:
                if target.kind == "media":
                    yield normalize("NFC", target.value), document.path


def _withdrawn_picture(owner: str, key: str, text: str, path: str, article: str) -> Problem:
    return replace(
        _problem(
            owner,
            key,
            text,
            "withdrawn-picture",
            f"`{path}` is withdrawn with {article}, or taken down there, and is still published here",
            "take it out here too; if it may stay, give this page a copy of its own",
        ),
        severity="warning",
    )


def _verify(documents: Iterable[Document], shelf: _Shelf, content: str) -> Iterable[Problem]:
    for document in documents:
        if not isinstance(document, ArticleDocument):
            continue
        for number, capture in enumerate(document.meta.captures):
            path = shelf.real(beside(document.path, capture.file))
            digest = shelf.digest(path) if _is_content(path, content) else ""
            if not digest:
                key = f"captures[{number}].file"
                yield _missing(document.path, path, key, "", shelf.refused.get(path))
            elif digest != capture.sha256:
                yield _problem(
                    document.path,
                    f"captures[{number}].sha256",
                    "",
                    "capture-changed",
                    f"`{path}` is not the file that was captured: its sha256 is {digest}",
                    "restore the file; if the change is meant, write the new digest and a note",
                )


def _missing(owner: str, path: str, key: str, text: str, refused: Problem | None) -> Problem:
    if refused is None:
        return _problem(
            owner,
            key,
            text,
            "link-out",
            f"`{path}` is not a file of the content folder",
            "put it beside the article; names do not begin with a dot",
        )
    return _problem(
        owner, key, text, refused.code, refused.message.replace("this file", f"`{path}`"), refused.hint
    )


def _problem(owner: str, key: str, text: str, code: str, message: str, hint: str) -> Problem:
    return Problem(path=owner, code=code, message=message, hint=hint, key=key, text=text)
