"""How the results of the units are kept: what each depends on, and as which bytes."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import entry_points

import msgspec

from dossierpress.cache.makers import digest_of, makers
from dossierpress.problems import Problem
from dossierpress.read.document import Reading, ReadSettings
from dossierpress.read.files import ContentFile
from dossierpress.render.closure import closure_digest
from dossierpress.render.theme import Theme
from dossierpress.runners import Arguments, Deferred
from dossierpress.write.sink import Same


class ReadMemo:
    """Reading depends on the file's bytes, its place, the settings, and who reads."""

    def __init__(self) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Reading)

    def key(self, arguments: Arguments) -> bytes | None:
        """A digest of file, bytes and settings; None where an extension may depend on anything."""
        file, data, settings = arguments
        assert isinstance(file, ContentFile)
        assert isinstance(data, Deferred)
        assert isinstance(settings, ReadSettings)
        if not _are_built_in(settings.extensions):
            return None
        around = self._encoder.encode((file, settings))
        return digest_of(b"read", makers(), around, data.digest.encode())

    def encode(self, result: Reading) -> bytes | None:
        """A file that was read; its body is kept by itself, under its digest."""
        is_whole = result.unpacked()[0] is not None
        return self._encoder.encode(Reading(result.record, b"", result.digest)) if is_whole else None

    def decode(self, _arguments: Arguments, value: bytes) -> Reading | None:
        """The same, without its body."""
        try:
            return self._decoder.decode(value)
        except msgspec.DecodeError:
            return None


class RenderMemo:
    """A page depends on its view and its templates; kept is only the digest of what came of it."""

    def __init__(self, holds: Callable[[str, str], bool]) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._holds = holds

    def key(self, arguments: Arguments) -> bytes | None:
        """A digest of view, maker and templates; the view names its bodies by digest."""
        output, theme, _ = arguments
        assert isinstance(theme, Theme)
        templates = b"" if output.producer else closure_digest(theme, output.template)
        maker = output.maker.encode()
        return digest_of(b"render", makers(), maker, templates, self._encoder.encode(output.view))

    def encode(self, result: tuple[bytes | None, tuple[Problem, ...]]) -> bytes | None:
        """The digest of a page that was made without fault."""
        data, problems = result
        return None if data is None or problems else hashlib.sha256(data).digest()

    def decode(self, arguments: Arguments, value: bytes) -> tuple[Same, tuple[Problem, ...]] | None:
        """The page that is there, if it is just this one."""
        path, digest = arguments[0].path, value.hex()
        return (Same(digest), ()) if self._holds(path, digest) else None


@lru_cache(maxsize=8)
def _are_built_in(extensions: tuple[str, ...]) -> bool:
    """Whether Markdown extensions are its own; of others nobody can say what they depend on."""
    if not extensions:
        return True
    own = {
        point.name
        for point in entry_points(group="markdown.extensions")
        if point.value.startswith("markdown.extensions.")
    }
    return own.issuperset(extensions)
