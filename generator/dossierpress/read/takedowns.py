"""What was taken down of an article, taken out where its file is read."""

from collections.abc import Iterable
from unicodedata import normalize

import msgspec

from dossierpress.model.article import Article
from dossierpress.model.document import Body, beside
from dossierpress.problems import Problem
from dossierpress.read.body import digest_of


def taken_down(meta: Article) -> Article:
    """An article whose whole is taken down is withdrawn."""
    if meta.taken("item") and meta.status == "ready":
        return msgspec.structs.replace(meta, status="withdrawn")
    return meta


def without_picture(meta: Article, path: str) -> Article:
    """An article without its own picture, where that is taken down."""
    if meta.image is None or normalize("NFC", beside(path, meta.image.file)) not in taken_pictures(
        meta, path
    ):
        return meta
    return msgspec.structs.replace(meta, image=None)


def taken_pictures(meta: Article, path: str) -> frozenset[str]:
    """The paths of pictures that are taken down; one that nobody names is the article's own."""
    files = (each.file or (meta.image.file if meta.image else "") for each in meta.taken("image"))
    return frozenset(normalize("NFC", beside(path, file)) for file in files if file)


def without_pictures(body: Body, taken: frozenset[str]) -> Body:
    """A body without the pictures of these paths."""
    if not any(_is_of(target.value, taken) for target in body.targets if target.kind == "media"):
        return body
    parts, targets = [body.parts[0]], []
    for target, part in zip(body.targets, body.parts[1:], strict=True):
        if target.image is not None and _is_of(target.value, taken):
            parts[-1] += part
        else:
            targets.append(target)
            parts.append(part)
    kept = tuple(parts)
    return msgspec.structs.replace(body, parts=kept, targets=tuple(targets), digest=digest_of(kept))


def _is_of(value: str, taken: frozenset[str]) -> bool:
    return normalize("NFC", value) in taken


def unclear(meta: Article, path: str) -> Iterable[Problem]:
    """Takedowns that take nothing down, since they do not say what."""
    for number, each in enumerate(meta.takedowns):
        if each.what == "name" and not each.names:
            yield _problem(path, number, "no name", "write the name under `names`, in every spelling")
        if each.what == "image" and not each.file and meta.image is None:
            yield _problem(path, number, "no picture", "name it under `file`, as the text does")


def _problem(path: str, number: int, what: str, hint: str) -> Problem:
    return Problem(
        path=path,
        code="takedown-unclear",
        message=f"this takedown says {what} that is to go",
        hint=hint,
        key=f"takedowns[{number}].what",
    )
