"""From a target as `site.yaml` names it to one that files can be sent to."""

from pathlib import Path

from dossierpress.model.publishing import (
    AnyTarget,
    FolderTarget,
    GitTarget,
    RsyncTarget,
    SftpTarget,
    ZipTarget,
)
from dossierpress.publish.folder import Folder, SwitchedFolder
from dossierpress.publish.git import Branch, extras
from dossierpress.publish.rsync import Rsync, SwitchedRsync
from dossierpress.publish.sftp import Sftp
from dossierpress.publish.store import Store
from dossierpress.publish.target import Target
from dossierpress.publish.zipped import Zipped


def open_target(record: AnyTarget, root: Path, cache: Path, run: str) -> Target:
    """The target of a record, not yet connected.

    Paths are relative to `root`; `cache` is a folder for what a target remembers between two
    publishes; `run` is a word that no other publish uses.
    """
    match record:
        case FolderTarget(path=path, switch=switch):
            return (SwitchedFolder if switch else Folder)(_path(root, path), path, run)
        case ZipTarget(path=path):
            return Zipped(_path(root, path), path, run)
        case GitTarget():
            return Branch(record, root, cache, run)
        case SftpTarget():
            return Sftp(record, run)
        case RsyncTarget(switch=switch):
            return SwitchedRsync(record, run) if switch else Rsync(record, run)
        case _:
            return Store(record)


def extra_files(record: AnyTarget) -> dict[str, bytes]:
    """Small files that the kind of target wants beside the site's own."""
    return extras(record) if isinstance(record, GitTarget) else {}


def _path(root: Path, written: str) -> Path:
    place = root / Path(written).expanduser()
    # The last part may be a link that is to be turned: only what is before it is resolved.
    return place.parent.resolve() / place.name
