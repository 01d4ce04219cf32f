"""A site as it was at a revision of its git repository, laid out in a folder of its own while it is read."""

import io
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from dossierpress.publish.programs import run, said
from dossierpress.publish.target import TargetError
from dossierpress.schema.config import CONFIG_FILE

_TEXTS = (".md", ".yaml")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def revision(root: Path, since: str) -> str:
    """The commit that a revision or a date names; of a date, the last commit before that day began."""
    if _DAY.fullmatch(since):
        found = _git(root, "rev-list", "-1", f"--before={since}T00:00:00", "HEAD")
        if not found:
            raise click.BadParameter(f"nothing was committed before {since}", param_hint="--since")
        return found
    return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}")


@contextmanager
def laid_out(root: Path, commit: str, content: str) -> Iterator[Path]:
    """A folder that holds the texts of a site as they were, without pictures and captures."""
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", CONFIG_FILE, content).split("\0")
    texts = [path for path in listed if path != CONFIG_FILE]
    wanted = [f":(glob){content}/**/*{kind}" for kind in _TEXTS if any(p.endswith(kind) for p in texts)]
    if not wanted:
        raise click.BadParameter(f"there was no site here at {commit[:12]}", param_hint="--since")
    if CONFIG_FILE in listed:
        wanted.append(CONFIG_FILE)
    done = _run(root, "archive", "--format=tar", commit, "--", *wanted)
    with TemporaryDirectory(prefix="dossier-") as folder, tarfile.open(fileobj=io.BytesIO(done)) as archive:
        archive.extractall(folder, filter="data")
        yield Path(folder)


def _git(root: Path, *arguments: str) -> str:
    return _run(root, *arguments).decode("utf-8", "surrogateescape").strip()


def _run(root: Path, *arguments: str) -> bytes:
    try:
        done = run(["git", *arguments], cwd=root)
    except TargetError as error:
        raise click.UsageError(error.problem.message) from error
    if done.returncode:
        why = said(done) if done.stderr.strip() else "there is no such revision"
        raise click.BadParameter(
            f"git does not know it: {why}; name a commit, a branch, a tag, or a day such as 2026-11-01",
            param_hint="--since",
        )
    return done.stdout
