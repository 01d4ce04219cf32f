"""What templates compile to, kept for all sites of a user: half the time of a small build is compiling.

It is code, and whoever can write it can do what the user can. So it never lies in a site's folder, which
may come from anybody, but in a folder of the user's own that nobody else may write to; any other is not
used. Python keeps its own compiled code in the same way. Damage costs time, nothing else.
"""

import hashlib
import marshal
import os
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from platformdirs import user_cache_path

from dossierpress.memo.makers import digest_of, makers

_CHECK = 32
# A site has about thirty templates; of so many, the older half goes.
_MOST = 600


@dataclass(frozen=True, slots=True)
class Compiled:
    """Compiled templates in a folder, which is made when it is needed."""

    folder: Path

    def under(self, constants: str) -> BytecodeCache | None:
        """Those of a theme; `constants` tell its settings and language, on which a constant may depend.

        None where the folder cannot be had, or somebody else could write there.
        """
        if not self.folder.is_absolute():
            return None  # the user has no home
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return _Codes(self.folder, constants) if _is_ours_alone(self.folder) else None
        except OSError:
            return None


def compiled_templates() -> Compiled:
    """Those that a user's sites share."""
    return Compiled(user_cache_path("dossierpress") / "templates")


def _is_ours_alone(folder: Path) -> bool:
    facts = folder.lstat()
    if not stat.S_ISDIR(facts.st_mode):
        return False
    return not hasattr(os, "geteuid") or (facts.st_uid == os.geteuid() and not facts.st_mode & 0o022)


class _Codes(BytecodeCache):
    """A file for each template, named by all that its code depends on, with a digest before the code."""

    def __init__(self, folder: Path, constants: str) -> None:
        self._folder = folder
        self._kind = digest_of(makers(), str(sys.implementation.cache_tag).encode(), constants.encode())

    def get_source_checksum(self, source: str) -> str:
        """A digest of a template's source; Jinja's own is short of what somebody could forge."""
        return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code into a bucket, if it is there and whole."""
        try:
            data = self._place(bucket).read_bytes()
        except OSError:
            return
        # Damaged code could end the process: it is looked at only when it is what was written.
        if digest_of(self._name(bucket), data[_CHECK:]) == data[:_CHECK]:
            bucket.code = marshal.loads(data[_CHECK:])  # noqa: S302  see above who can have written it

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket, at once; where that cannot be, the next build takes longer."""
        code = marshal.dumps(bucket.code)
        with suppress(OSError):
            draft = NamedTemporaryFile(dir=self._folder, delete=False)  # noqa: SIM115  renamed below
            try:
                with draft:
                    draft.write(digest_of(self._name(bucket), code) + code)
                Path(draft.name).replace(self._place(bucket))
            except OSError:
                Path(draft.name).unlink(missing_ok=True)
                raise
            self._thin_out()

    def _name(self, bucket: Bucket) -> bytes:
        return digest_of(self._kind, bucket.key.encode(), bucket.checksum.encode())

    def _place(self, bucket: Bucket) -> Path:
        return self._folder / self._name(bucket).hex()

    def _thin_out(self) -> None:
        kept = list(self._folder.iterdir())
        if len(kept) > _MOST:
            for old in sorted(kept, key=lambda each: each.stat().st_mtime)[: _MOST // 2]:
                old.unlink(missing_ok=True)
