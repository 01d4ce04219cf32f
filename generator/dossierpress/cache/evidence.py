"""How what was found of captures is kept: proofs of time, what web archives hold, quotations in them."""

import msgspec

from dossierpress.cache.makers import digest_of, makers
from dossierpress.model.custody import Examined, Stamp
from dossierpress.runners import Arguments
from dossierpress.witness import Answer


class StampMemo:
    """What a proof of time says depends on its bytes, its file's digests, and the roots that are trusted."""

    def key(self, arguments: Arguments) -> bytes | None:
        """A digest of them all."""
        kind, data, digests, roots = arguments
        return digest_of(
            b"stamp", makers(), kind.encode(), data.digest.encode(), msgspec.msgpack.encode(digests), roots
        )

    def missed(self, arguments: Arguments) -> None:
        """Nothing is said of proofs that must be checked."""

    def encode(self, _arguments: Arguments, result: Stamp) -> bytes | None:
        """What it says, unless nobody could read it here."""
        return None if result.state == "unchecked" else msgspec.msgpack.encode(result)

    def decode(self, _arguments: Arguments, value: bytes) -> Stamp | None:
        """The same."""
        try:
            return msgspec.msgpack.decode(value, type=Stamp)
        except msgspec.DecodeError:
            return None


class ArchiveMemo:
    """What a web archive holds depends on its bytes and its name's ending."""

    def key(self, arguments: Arguments) -> bytes | None:
        """A digest of both."""
        path, data = arguments
        return digest_of(b"archive", makers(), path.rpartition("/")[2].encode(), data.digest.encode())

    def missed(self, arguments: Arguments) -> None:
        """Nothing is said of archives that must be opened."""

    def encode(self, _arguments: Arguments, result: Examined) -> bytes | None:
        """What it holds, if it could be read."""
        return None if result.fault else msgspec.msgpack.encode(result)

    def decode(self, _arguments: Arguments, value: bytes) -> Examined | None:
        """The same."""
        try:
            return msgspec.msgpack.decode(value, type=Examined)
        except msgspec.DecodeError:
            return None


class WitnessMemo:
    """What captures hold of an article's quotations depends on both, and a capture is known by its digest."""

    def __init__(self) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Answer)

    def key(self, arguments: Arguments) -> bytes:
        """A digest of the quotations and of the captures' digests."""
        question, *captures = arguments
        held = "".join(each.digest for each in captures).encode()
        return digest_of(b"witness", makers(), self._encoder.encode(question), held)

    def encode(self, _arguments: Arguments, result: Answer) -> bytes | None:
        """An answer of captures that were all as they had been."""
        return self._encoder.encode(result) if result.is_whole else None

    def decode(self, _arguments: Arguments, value: bytes) -> Answer | None:
        """The same answer."""
        try:
            return self._decoder.decode(value)
        except msgspec.DecodeError:
            return None

    def missed(self, arguments: Arguments) -> None:
        """Nothing is said of captures that must be looked through."""
