"""Real places to publish to, each of which can be read and changed without the code under test."""

import contextlib
import gzip
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3

from dossierpress.model.publishing import (
    AnyTarget,
    FolderTarget,
    GitTarget,
    RsyncTarget,
    S3Target,
    SftpTarget,
    ZipTarget,
)

KINDS = (
    "folder",
    "other-disk",
    "switched",
    "zip",
    "git",
    "s3",
    "s3-packed",
    "sftp",
    "rsync",
    "rsync-switched",
)
# Those of which readers see the old site or the new one, and nothing between.
AT_ONCE = ("switched", "zip", "git", "rsync-switched")


@dataclass
class Place:
    """A target, and what is really there."""

    record: AnyTarget
    files: Callable[[], dict[str, bytes]]
    write: Callable[[str, bytes], None]
    remove: Callable[[str], None]
    yaml: str = ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(ready: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Until a server answers; a server that ended fails at once."""
    end = time.monotonic() + 300
    while time.monotonic() < end:
        if ready():
            return
        assert process.poll() is None, "the server ended"
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@dataclass
class Sshd:
    """A real sshd on loopback for the current user, with a key that only these tests have."""

    home: Path
    port: int
    environment: dict[str, str] = field(default_factory=dict)


@contextlib.contextmanager
def sshd() -> Iterator[Sshd]:
    """Start sshd; `environment` makes ssh, rsync and paramiko use its key and know its host."""
    home = Path(tempfile.mkdtemp(prefix="sshd-"))
    port = free_port()
    ssh = home / ".ssh"
    ssh.mkdir(mode=0o700)
    for key in ("host", ".ssh/id_ed25519"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / key], check=True)
    shutil.copy(ssh / "id_ed25519.pub", ssh / "authorized_keys")
    host_key = " ".join((home / "host.pub").read_text().split()[:2])
    (ssh / "known_hosts").write_text(f"[127.0.0.1]:{port} {host_key}\n")
    (ssh / "config").write_text(
        f"Host *\n  IdentityFile {ssh}/id_ed25519\n  IdentitiesOnly yes\n"
        f"  UserKnownHostsFile {ssh}/known_hosts\n"
    )
    (home / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {home}/host\nPidFile none\nStrictModes no\n"
        f"AuthorizedKeysFile {ssh}/authorized_keys\nPasswordAuthentication no\nUsePAM no\n"
        "PermitRootLogin prohibit-password\nSubsystem sftp internal-sftp\nMaxStartups 100\nMaxSessions 100\n"
    )
    wrapper = home / "bin" / "ssh"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\nexec /usr/bin/ssh -F {ssh}/config "$@"\n')
    wrapper.chmod(0o755)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    server = subprocess.Popen(
        ["/usr/sbin/sshd", "-D", "-e", "-f", home / "sshd_config"], stderr=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: answers(port), server)
        path = f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}"
        yield Sshd(home, port, {"HOME": str(home), "PATH": path})
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(home)


@dataclass
class S3:
    """A real S3 server on loopback."""

    port: int
    environment: dict[str, str]

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def s3() -> Iterator[S3]:
    """Start moto as a server of its own."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: answers(port), server)
        yield S3(port, {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing-only"})
    finally:
        server.terminate()
        server.wait()


def in_folder(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    found = {}
    for place in folder.rglob("*"):
        if place.is_file():
            found[place.relative_to(folder).as_posix()] = place.read_bytes()
    return found


def folder_place(record: AnyTarget, folder: Path, yaml: str) -> Place:
    def write(path: str, data: bytes) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)

    return Place(record, lambda: in_folder(folder), write, lambda path: (folder / path).unlink(), yaml)


def zip_place(path: Path) -> Place:
    def read() -> dict[str, bytes]:
        if not path.exists():
            return {}
        with zipfile.ZipFile(path) as opened:
            assert opened.testzip() is None
            return {name: opened.read(name) for name in opened.namelist()}

    def rewrite(change: Callable[[dict[str, bytes]], None]) -> None:
        files = read()
        change(files)
        with zipfile.ZipFile(path, "w") as made:
            for name, data in files.items():
                made.writestr(name, data)

    return Place(
        ZipTarget(kind="zip", path=str(path)),
        read,
        lambda name, data: rewrite(lambda files: files.update({name: data})),
        lambda name: rewrite(lambda files: files.pop(name) and None),
        f"kind: zip\n    path: {path}\n",
    )


def git(*arguments: str | Path, data: bytes = b"") -> bytes:
    """Run git; it must succeed."""
    names = {
        "GIT_AUTHOR_NAME": "T",
        "GIT_AUTHOR_EMAIL": "t@t",
        "GIT_COMMITTER_NAME": "T",
        "GIT_COMMITTER_EMAIL": "t@t",
    }
    done = subprocess.run(
        ["git", *arguments], input=data, capture_output=True, check=False, env=os.environ | names
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def git_place(folder: Path) -> Place:
    """A bare repository, read through a clone of it."""
    bare = folder / "site.git"
    git("init", "-q", "--bare", bare)

    def clone() -> Path:
        work = folder / f"clone-{uuid.uuid4().hex}"
        git("clone", "-q", bare, work)
        if git("-C", work, "branch", "-r", "--list", "origin/pages").strip():
            git("-C", work, "checkout", "-q", "pages")
        else:
            git("-C", work, "checkout", "-q", "--orphan", "pages")
        return work

    def read() -> dict[str, bytes]:
        files = in_folder(clone())
        return {path: data for path, data in files.items() if not path.startswith(".git/")}

    def commit(change: Callable[[Path], None]) -> None:
        work = clone()
        change(work)
        git("-C", work, "add", "-A")
        git("-C", work, "commit", "-q", "-m", "By hand")
        git("-C", work, "push", "-q", "origin", "pages")

    def write(path: str, data: bytes) -> None:
        def put(work: Path) -> None:
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_bytes(data)

        commit(put)

    record = GitTarget(kind="git", remote=str(bare), branch="pages")
    yaml = f"kind: git\n    remote: {bare}\n    branch: pages\n"
    return Place(record, read, write, lambda path: commit(lambda work: (work / path).unlink()), yaml)


def s3_client(server: S3) -> Any:
    """Amazon's own library, which knows nothing of ours."""
    return boto3.client(
        "s3",
        endpoint_url=server.endpoint,
        region_name="us-east-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing-only",
    )


def s3_place(server: S3, *, compress: bool = False) -> Place:
    """A bucket of its own, read through the S3 interface without our driver."""
    bucket, client = f"b{uuid.uuid4().hex}", s3_client(server)
    client.create_bucket(Bucket=bucket)

    def read() -> dict[str, bytes]:
        files = {}
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            for entry in page.get("Contents", ()):
                found = client.get_object(Bucket=bucket, Key=entry["Key"])
                data = found["Body"].read()
                packed = found.get("ContentEncoding") == "gzip"
                files[entry["Key"].removeprefix("site/")] = gzip.decompress(data) if packed else data
        return files

    record = S3Target(
        kind="s3", url=f"s3://{bucket}/site", endpoint=server.endpoint, region="us-east-1", compress=compress
    )
    yaml = f"kind: s3\n    url: s3://{bucket}/site\n    endpoint: {server.endpoint}\n    region: us-east-1\n"
    return Place(
        record,
        read,
        lambda path, data: client.put_object(Bucket=bucket, Key=f"site/{path}", Body=data) and None,
        lambda path: client.delete_object(Bucket=bucket, Key=f"site/{path}") and None,
        yaml,
    )


def place(kind: str, folder: Path, ssh: Sshd | None, store: S3 | None) -> Place:
    """A new, empty place of a kind, below `folder` where it is one of files."""
    here = folder / "www"
    if kind in ("folder", "switched"):
        record = FolderTarget(kind="folder", path=str(here), switch=kind == "switched")
        return folder_place(
            record, here, f"kind: folder\n    path: {here}\n    switch: {kind == 'switched'}\n"
        )
    if kind == "other-disk":
        there = Path("/dev/shm") / f"dossier-{uuid.uuid4().hex}"
        return folder_place(
            FolderTarget(kind="folder", path=str(there)), there, f"kind: folder\n    path: {there}\n"
        )
    if kind == "zip":
        return zip_place(folder / "site.zip")
    if kind == "git":
        return git_place(folder)
    if kind.startswith("s3"):
        assert store is not None
        return s3_place(store, compress=kind == "s3-packed")
    assert ssh is not None
    user = os.environ.get("USER") or "root"
    if kind == "sftp":
        url = f"sftp://{user}@127.0.0.1:{ssh.port}{here}"
        return folder_place(SftpTarget(kind="sftp", url=url), here, f"kind: sftp\n    url: {url}\n")
    switch = kind == "rsync-switched"
    record_ = RsyncTarget(
        kind="rsync", host=f"{user}@127.0.0.1", port=ssh.port, path=str(here), switch=switch
    )
    yaml = f"kind: rsync\n    host: {user}@127.0.0.1\n    port: {ssh.port}\n    path: {here}\n"
    return folder_place(record_, here, yaml)
