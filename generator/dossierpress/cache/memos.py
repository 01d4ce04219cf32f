"""How the results of the units are kept: what each depends on, and as which bytes."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import msgspec

from dossierpress.cache.makers import digest_of, makers
from dossierpress.cache.reasons import ingredients, reason, view_in
from dossierpress.cache.store import Store, body_key
from dossierpress.cache.whereabouts import Whereabouts
from dossierpress.plan.outputs import Bundle, MediaFile, Output
from dossierpress.problems import Problem
from dossierpress.read.document import Reading, ReadSettings
from dossierpress.read.files import ContentFile
from dossierpress.render.bundle import Bundled
from dossierpress.render.closure import closure_digest
from dossierpress.render.package import Package
from dossierpress.render.theme import Theme
from dossierpress.render.variants import Made
from dossierpress.runners import Arguments, Deferred
from dossierpress.write.sink import Same

_DIGEST = 32
# The digests of a bundle's files, and what they were made of.
_BUNDLE = tuple[dict[str, str], bytes]


class ReadMemo:
    """Reading depends on the file's bytes, its place, the settings, and who reads.

    The text of a body is kept by itself, as long as the reading that it belongs to.
    """

    def __init__(self, store: Store, whereabouts: Whereabouts) -> None:
        self._store = store
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Reading)
        self._whereabouts = whereabouts

    def key(self, arguments: Arguments) -> bytes | None:
        """A digest of file, bytes and settings; None where an extension may depend on anything."""
        file, data, settings = arguments
        assert isinstance(file, ContentFile)
        assert isinstance(data, Deferred)
        assert isinstance(settings, ReadSettings)
        if not _are_built_in(settings.extensions):
            return None
        around = self._encoder.encode((file, settings))
        key = digest_of(b"read", makers(), around, data.digest.encode())
        self._whereabouts.keys[file.path] = key
        return key

    def encode(self, arguments: Arguments, result: Reading) -> bytes | None:
        """A file that was read; its body is kept by itself, under its digest."""
        is_whole = result.unpacked()[0] is not None
        self._whereabouts.names[arguments[0].path] = result.digest
        return self._encoder.encode(Reading(result.record, b"", result.digest)) if is_whole else None

    def missed(self, arguments: Arguments) -> None:
        """Nothing is said of files that must be read."""

    def decode(self, arguments: Arguments, value: bytes) -> Reading | None:
        """The same, without its body."""
        try:
            result = self._decoder.decode(value)
        except msgspec.DecodeError:
            return None
        path = arguments[0].path
        self._whereabouts.names[path] = result.digest
        if result.digest:
            self._store.keep_as_long(body_key(result.digest), self._whereabouts.keys[path])
        return result


@dataclass(slots=True)
class Pages:
    """The key of every page, by its path: of the last build (`before`), and of this one (`now`).

    `whereabouts` learns what each page shows. `explain`, if given, hears of every page that must be
    made, and why.
    """

    before: Mapping[str, bytes] = field(default_factory=dict)
    now: dict[str, bytes] = field(default_factory=dict)
    whereabouts: Whereabouts = field(default_factory=Whereabouts)
    explain: Callable[[str, str], None] | None = None

    def learn(self, path: str, key: bytes, output: Output | Bundle) -> None:
        """Note the key of an output, and what it shows."""
        self.now[path] = key
        self.whereabouts.learn(path, output)


class RenderMemo:
    """A page depends on its view and its templates; kept are the digest of what came of it, and both."""

    def __init__(self, store: Store, holds: Callable[[str, str], bool], pages: Pages) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._store = store
        self._holds = holds
        self._pages = pages
        self._closures: dict[tuple[str, str], bytes] = {}
        # As MessagePack: the view of the page that was asked for last, and by path those that are made now.
        self._view = b""
        self._views: dict[str, bytes] = {}

    def key(self, arguments: Arguments) -> bytes | None:
        """A digest of view, maker and templates; the view names its bodies by digest."""
        output, theme, _ = arguments
        self._view = self._encoder.encode(output.view)
        key = digest_of(
            b"render", makers(), output.maker.encode(), self._templates(output, theme), self._view
        )
        self._pages.learn(output.path, key, output)
        return key

    def encode(self, arguments: Arguments, result: tuple[bytes | None, tuple[Problem, ...]]) -> bytes | None:
        """The digest of a page that was made without fault, and what it was made of."""
        data, problems = result
        output, theme, _ = arguments
        view = self._views.pop(output.path)
        if data is None or problems:
            return None
        return hashlib.sha256(data).digest() + ingredients(view, self._templates(output, theme))

    def decode(self, arguments: Arguments, value: bytes) -> tuple[Same, tuple[Problem, ...]] | None:
        """The page that is there, if it is just this one."""
        path, digest = arguments[0].path, value[:_DIGEST].hex()
        return (Same(digest), ()) if self._holds(path, digest) else None

    def missed(self, arguments: Arguments) -> None:
        """Keep a page's view until it is made, and say why it must be."""
        output, theme, _ = arguments
        self._views[output.path] = self._view
        if self._pages.explain is None:
            return
        key = self._pages.before.get(output.path)
        value = self._store.get(key) if key is not None else None
        before = value[_DIGEST:] if value is not None else None
        is_there = key != self._pages.now[output.path]
        words = reason(before, output, self._templates(output, theme), is_there=is_there)
        self._pages.explain(output.path, words)

    def _templates(self, output: Output, theme: Theme) -> bytes:
        """A digest of the templates that make an output; to find them, all must be parsed, so it is kept."""
        if output.producer is not None:
            return b""
        found = self._closures.get((theme.digest, output.template))
        if found is None:
            key = digest_of(b"closure", makers(), theme.digest.encode(), output.template.encode())
            found = self._store.get(key)
            if found is None:
                self._store.put(key, found := closure_digest(theme, output.template))
            self._closures[theme.digest, output.template] = found
        return found


def view_kept(value: bytes, *, is_bundle: bool) -> bytes | None:
    """The view of a page or bundle, as MessagePack, from what is kept of it; None when it is damaged."""
    if not is_bundle:
        return view_in(value[_DIGEST:])
    try:
        return view_in(msgspec.msgpack.decode(value, type=_BUNDLE)[1])
    except msgspec.DecodeError:
        return None


class PictureMemo:
    """A picture's files depend on its own bytes, and on the sizes; kept are only their digests."""

    def __init__(self, holds: Callable[[str, str], bool]) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._holds = holds

    def key(self, arguments: Arguments) -> bytes | None:
        """A digest of the picture, which names the bytes of its source by digest, and of its sizes."""
        file: MediaFile = arguments[0]
        return digest_of(b"picture", makers(), self._encoder.encode(file))

    def missed(self, arguments: Arguments) -> None:
        """Nothing is said of pictures that must be made."""

    def encode(self, _arguments: Arguments, result: tuple[MediaFile, Made]) -> bytes | None:
        """The digests of the files that were made without fault."""
        _, (made, problems) = result
        return None if made is None or problems else b"".join(hashlib.sha256(each).digest() for each in made)

    def decode(self, arguments: Arguments, value: bytes) -> tuple[MediaFile, Any] | None:
        """The files that are there, if they are just these."""
        file: MediaFile = arguments[0]
        digests = [value[at : at + 32].hex() for at in range(0, len(value), 32)]
        if len(digests) != len(file.paths) or not all(map(self._holds, file.paths, digests)):
            return None
        return file, (tuple(map(Same, digests)), ())


class BundleMemo:
    """A bundle depends on its view; kept are the names and digests of its files, and the view."""

    def __init__(self, holds: Callable[[str, str], bool], pages: Pages) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._holds = holds
        self._pages = pages

    def key(self, arguments: Arguments) -> bytes | None:
        """A digest of view and maker; the view names its bodies by digest."""
        bundle: Bundle = arguments[0]
        view = self._encoder.encode((bundle.folder, bundle.view))
        key = digest_of(b"bundle", makers(), bundle.maker.encode(), view)
        self._pages.learn(bundle.folder, key, bundle)
        return key

    def missed(self, arguments: Arguments) -> None:
        """Nothing is said of bundles that must be made."""

    def encode(self, arguments: Arguments, result: Bundled) -> bytes | None:
        """The digests of the files that were made without fault, and what they were made of."""
        made, problems = result
        if made is None or problems:
            return None
        digests = {path: hashlib.sha256(data).hexdigest() for path, data in made.items()}
        return self._encoder.encode((digests, ingredients(self._encoder.encode(arguments[0].view), b"")))

    def decode(
        self, _arguments: Arguments, value: bytes
    ) -> tuple[dict[str, Same], tuple[Problem, ...]] | None:
        """The files that are there, if they are just these."""
        try:
            digests, _ = msgspec.msgpack.decode(value, type=_BUNDLE)
        except msgspec.DecodeError:
            return None
        if not all(self._holds(path, digest) for path, digest in digests.items()):
            return None
        return {path: Same(digest) for path, digest in digests.items()}, ()


class PackageMemo:
    """A package depends on its view; kept is what pages say of it."""

    def __init__(self, holds: Callable[[str, str], bool], pages: Pages) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._holds = holds
        self._pages = pages

    def key(self, arguments: Arguments) -> bytes | None:
        """A digest of view and maker; the view names its bodies and files by digest."""
        output: Output = arguments[0]
        view = self._encoder.encode((output.path, output.view))
        key = digest_of(b"package", makers(), output.maker.encode(), view)
        self._pages.learn(output.path, key, output)
        return key

    def missed(self, arguments: Arguments) -> None:
        """Nothing is said of packages that must be made."""

    def encode(self, _arguments: Arguments, result: Package) -> bytes | None:
        """How large it is, and its digest."""
        data, size, digest = result
        return None if data is None else self._encoder.encode((size, digest))

    def decode(self, arguments: Arguments, value: bytes) -> tuple[Same, int, str] | None:
        """The package that is there, if it is just this one."""
        try:
            size, digest = msgspec.msgpack.decode(value, type=tuple[int, str])
        except msgspec.DecodeError:
            return None
        return (Same(digest), size, digest) if self._holds(arguments[0].path, digest) else None


@lru_cache(maxsize=8)
def _are_built_in(extensions: tuple[str, ...]) -> bool:
    """Whether Markdown extensions are its own; of others nobody can say what they depend on."""
    if not extensions:
        return True
    from importlib.metadata import entry_points

    own = {
        point.name
        for point in entry_points(group="markdown.extensions")
        if point.value.startswith("markdown.extensions.")
    }
    return own.issuperset(extensions)
