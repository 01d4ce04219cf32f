"""Send a site: the one place that decides in which order, and that nothing of others is touched.

First a manifest that says what is on its way, then new assets, pages, and what leads readers to
them, deletions last, and the manifest of what is there now. A publish that was cut off has left the
first manifest: the next one looks at those files, and finishes.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dossierpress.publish.changes import Changes, compare, in_the_way, in_turn
from dossierpress.publish.manifest import Manifest, dump, parse
from dossierpress.publish.retry import persistent
from dossierpress.publish.target import File, Target, TargetError, target_error
from dossierpress.write.ledger import MANIFEST_FILE, folders_of

# Files between two looks at whether another publish has begun: so many, or a tenth of all.
BATCH = 200
_NAMED = 5
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished site: its folder, its files with the SHA-256 of each, and what it is called.

    `run` is a word that no other publish uses; `replaces` another site that it takes the place of;
    `extras` are small files that the target's kind wants beside those in the folder. `custody` is where
    the chain of custody ends.
    """

    folder: Path
    files: Mapping[str, str]
    site: str
    run: str
    replaces: str = ""
    extras: Mapping[str, bytes] = field(default_factory=dict)
    custody: str = ""

    def size(self, path: str) -> int:
        """Bytes of one of its files."""
        extra = self.extras.get(path)
        return (self.folder / path).stat().st_size if extra is None else len(extra)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is at the target, and what would change there."""

    there: Manifest
    changes: Changes


def prepare(site: Finished, target: Target) -> Prepared:
    """Look at the target and change nothing. Raises TargetError when it must not be touched."""
    data = persistent(lambda: target.read(MANIFEST_FILE))
    there = Manifest(site.site) if data is None else parse(data, target.place)
    if there.site not in (site.site, site.replaces):
        raise _another_site(there.site, target.place)
    changes = compare(site.files, there)
    seen = target.digests(changes.touched) if changes.touched else {}
    _refuse_strangers(changes, seen, there, site, target.place)
    _refuse_edits(changes, seen, there, site, target.place)
    same = {path for path in changes.sent if seen.get(path) == site.files[path]}
    changes = replace(
        changes,
        added=tuple(path for path in changes.added if path not in same),
        changed=tuple(path for path in changes.changed if path not in same),
        unchanged=changes.unchanged + len(same),
    )
    return Prepared(there, changes)


def is_current(site: Finished, prepared: Prepared) -> bool:
    """Whether the target holds just this site, and its manifest says so."""
    there = prepared.there
    return not there.pending and there.site == site.site and there.files == site.files


def send(site: Finished, prepared: Prepared, target: Target, progress: Progress | None = None) -> bytes:
    """Make the target hold just this site, and return the manifest that it has then.

    Raises TargetError; then the next publish finishes.
    """
    changes, count = prepared.changes, len(prepared.changes.touched)
    if not target.at_once:
        _put_manifest(_under_way(site, prepared), target)
    done, size = 0, max(BATCH, count // 10)
    first = in_the_way(changes.removed, changes.sent)
    last = sorted(set(changes.removed) - set(first))
    steps: list[tuple[Callable[[tuple[str, ...]], None], Iterable[str]]] = [
        (target.delete, first),
        *((lambda paths: target.put(_files(site, paths)), phase) for phase in in_turn(changes.sent)),
        (target.delete, last),
    ]
    for act, paths in steps:
        for batch in _batches(tuple(paths), size):
            _still_ours(site, target)
            act(batch)
            done += len(batch)
            if progress is not None:
                progress(done, count)
    _settle(site, prepared, target)
    _still_ours(site, target)
    manifest = _put_manifest(
        Manifest(site.site, site.files, (), "" if target.at_once else site.run, site.custody), target
    )
    target.finish()
    return manifest


def prove(site: Finished, prepared: Prepared, target: Target) -> int:
    """Look at every file that was sent or deleted once more; how many were looked at.

    Raises TargetError where bytes are left that should be gone. What is put all at once holds nothing else.
    """
    touched = () if target.at_once else prepared.changes.touched
    seen = target.digests(touched) if touched else {}
    left = [path for path in touched if seen.get(path, "") != site.files.get(path, "")]
    if left:
        raise target_error(
            "not-gone",
            f"{target.place} still holds what was to go or to be replaced: {_named(left)}",
            "publish again; if it stays so, delete these files there by hand",
        )
    return len(touched)


def _under_way(site: Finished, prepared: Prepared) -> Manifest:
    """What the manifest says while files are on their way: all that is or may be there."""
    there = prepared.there
    pending = {*there.pending, *prepared.changes.touched}
    return Manifest(site.site, there.files, tuple(sorted(pending)), site.run, site.custody)


def _settle(site: Finished, prepared: Prepared, target: Target) -> None:
    """After a publish that was cut off: its last requests may have arrived after ours."""
    suspects = [path for path in prepared.changes.unknown if path in site.files]
    if suspects and not target.at_once:
        seen = target.digests(suspects)
        target.put(_files(site, [path for path in suspects if seen.get(path) != site.files[path]]))


def _files(site: Finished, paths: Iterable[str]) -> list[File]:
    """Files to send, each once more compared with the manifest: a build may have run meanwhile."""
    files = []
    for path in paths:
        if path in site.extras:
            files.append(File(path, site.extras[path]))
            continue
        place = site.folder / path
        if _digest(place) != site.files[path]:
            raise target_error(
                "changed-meanwhile",
                f"the built site changed while it was being sent ({path})",
                "let nothing else build it meanwhile, and publish again",
            )
        files.append(File(path, place))
    return files


def _digest(place: Path) -> str:
    """SHA-256 of a file; empty when it cannot be read."""
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _still_ours(site: Finished, target: Target) -> None:
    """Stop when another publish has begun since: the newer one finishes."""
    if target.at_once:
        return
    data = persistent(lambda: target.read(MANIFEST_FILE))
    if data is None or parse(data, target.place).run != site.run:
        raise target_error(
            "overtaken",
            f"another publish to {target.place} has begun and takes over",
            "wait until it is done; then publish again",
        )


def _put_manifest(manifest: Manifest, target: Target) -> bytes:
    data = dump(manifest)
    target.put([File(MANIFEST_FILE, data)])
    return data


def _batches(paths: tuple[str, ...], size: int) -> Iterable[tuple[str, ...]]:
    return (paths[start : start + size] for start in range(0, len(paths), size))


def _another_site(there: str, place: str) -> TargetError:
    if not there:
        return target_error(
            "another-site",
            f"{place} holds a site that was built there and not published",
            "choose another place, or empty that one by hand",
        )
    return target_error(
        "another-site",
        f"{place} holds another site: {there}",
        f"choose another place; if that was this site under another address or title, add `replaces: {there}`"
        " to the target in site.yaml",
    )


def _refuse_strangers(
    changes: Changes, seen: Mapping[str, str], there: Manifest, site: Finished, place: str
) -> None:
    """Never write over what no manifest names, unless it is the same file, or a folder of ours."""
    folders = {parent for path in there.owned for parent in folders_of(path)}
    strangers = [
        path
        for path in changes.added
        if path in seen and seen[path] != site.files[path] and not (seen[path] == "" and path in folders)
    ]
    if strangers:
        raise target_error(
            "not-ours",
            f"{place} holds files that Dossierpress did not put there: {_named(strangers)}",
            "somebody else's site may be there: choose another place, or move those files away by hand",
        )


def _refuse_edits(
    changes: Changes, seen: Mapping[str, str], there: Manifest, site: Finished, place: str
) -> None:
    """Never replace or delete a file that somebody changed at the target since it was sent."""
    unknown = frozenset(changes.unknown)
    edited = [
        path
        for path in (*changes.changed, *changes.removed)
        if path in seen
        and path not in unknown
        and seen[path] not in (there.files.get(path), site.files.get(path))
    ]
    if edited:
        raise target_error(
            "changed-by-hand",
            f"files at {place} were changed since they were published: {_named(edited)}",
            "bring what you want to keep into your content, delete those files there, then publish again",
        )


def _named(paths: list[str]) -> str:
    more = f" and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else ""
    return ", ".join(paths[:_NAMED]) + more
