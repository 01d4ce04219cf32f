"""BagIt (RFC 8493): every file with its digest, so that damage shows in thirty years."""

import hashlib
import re
from collections.abc import Iterable, Mapping

from dossierpress.packages.zips import zipped

ALGORITHM = "sha256"
DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST, TAG_MANIFEST = f"manifest-{ALGORITHM}.txt", f"tagmanifest-{ALGORITHM}.txt"
PAYLOAD = "data/"
VERSION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
# What would end a line of a manifest is written as RFC 8493 has it (2.1.3), a percent sign only where it
# would be taken for one of these: the library that most archives use (`bagit`) reads `%25` as it stands.
_PERCENT = re.compile("%(?=25|0[AaDd])")


def bagged(name: str, payload: Mapping[str, bytes], info: Iterable[tuple[str, str]]) -> bytes:
    """A zip that holds a bag in a folder of this name; `payload` are the files by their paths in `data/`."""
    files = {PAYLOAD + path: data for path, data in payload.items()}
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    oxum = f"{sum(map(len, files.values()))}.{len(files)}"
    tags = tag_files(digests, [*info, ("Payload-Oxum", oxum)])
    return zipped({f"{name}/{path}": data for path, data in (files | tags).items()}, f"{name}/{DECLARATION}")


def tag_files(
    digests: Mapping[str, str], info: Iterable[tuple[str, str]], more: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """The files of a bag beside its payload; `more` are further ones at its top."""
    tags = {
        DECLARATION: VERSION,
        INFO: "".join(f"{key}: {' '.join(value.split())}\n" for key, value in info if value).encode(),
        MANIFEST: _manifest(digests),
        **(more or {}),
    }
    tags[TAG_MANIFEST] = _manifest({path: hashlib.sha256(data).hexdigest() for path, data in tags.items()})
    return tags


def escaped(path: str) -> str:
    """A path as a manifest has it."""
    return _PERCENT.sub("%25", path).replace("\n", "%0A").replace("\r", "%0D")


def unescaped(path: str) -> str:
    """A path of a manifest as the file is called."""
    for sign, written in (("\n", "%0A"), ("\r", "%0D"), ("\n", "%0a"), ("\r", "%0d"), ("%", "%25")):
        path = path.replace(written, sign)
    return path


def _manifest(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {escaped(path)}\n" for path, digest in sorted(digests.items())).encode()
