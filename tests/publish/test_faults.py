"""Nothing is lost, whatever goes wrong on the way; published again, the target holds exactly the site."""

import contextlib
import multiprocessing
import os
import random
import shutil
import socket
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

import msgspec
import pytest

from dossierpress.publish.manifest import parse
from dossierpress.publish.send import Finished, prepare, send
from dossierpress.publish.target import TargetError
from dossierpress.publish.targets import open_target
from dossierpress.write.ledger import MANIFEST_FILE
from publish import places
from publish.places import AT_ONCE, S3, Place, Sshd
from publish.test_send import SITE, every_kind, finished, publish, shown

pytestmark = pytest.mark.gate

MANY = {f"articles/a{number}/index.html": os.urandom(4000).hex().encode() for number in range(40)} | SITE
OTHER = {path: data + b" anew" for path, data in MANY.items() if "a1" not in path} | {"more.html": b"m"}


class Proxy:
    """Passes bytes to a server on loopback, and cuts a connection when `cut` says so of what is sent."""

    def __init__(self, port: int, cut: Callable[[bytes], bool]) -> None:
        self.target, self.cut, self.cuts = port, cut, 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._lock = threading.Lock()
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
                threading.Thread(target=self._pass, args=(near, far, self.cut), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, lambda _: False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, cut: Callable[[bytes], bool]) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                with self._lock:
                    ends = cut(data)
                    self.cuts += ends
                if ends:
                    break
                target.sendall(data)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


def every_tenth_upload() -> Callable[[bytes], bool]:
    """Of HTTP: whether a chunk begins the tenth upload since the last cut."""
    seen = 0

    def cut(data: bytes) -> bool:
        nonlocal seen
        seen += data.count(b"PUT /")
        if seen < 10:
            return False
        seen = 0
        return True

    return cut


def every_so_many_bytes(most: int) -> Callable[[bytes], bool]:
    """Of what is encrypted: whether about ten uploads have passed since the last cut."""
    seen = 0

    def cut(data: bytes) -> bool:
        nonlocal seen
        seen += len(data)
        if seen < most:
            return False
        seen = 0
        return True

    return cut


def test_s3_survives_a_cut_at_every_tenth_upload(
    store: S3, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in store.environment.items():
        monkeypatch.setenv(name, value)
    place = places.place("s3", tmp_path, None, store)
    with Proxy(store.port, every_tenth_upload()) as proxy:
        place.record = msgspec.structs.replace(place.record, endpoint=f"http://127.0.0.1:{proxy.port}")
        publish(place, finished(tmp_path, MANY, place), tmp_path)
        assert proxy.cuts >= 4
    assert shown(place) == MANY


@pytest.mark.parametrize("kind", ["sftp", "rsync"])
def test_ssh_survives_cuts(kind: str, ssh: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ssh.environment.items():
        monkeypatch.setenv(name, value)
    with Proxy(ssh.port, every_so_many_bytes(100_000)) as proxy:
        known = ssh.home / ".ssh" / "known_hosts"
        key = known.read_text().split(maxsplit=1)[1]
        monkeypatch.setattr("dossierpress.publish.retry.PAUSES", (0.05,) * 12)
        with known.open("a") as file:
            file.write(f"[127.0.0.1]:{proxy.port} {key}")
        there = Sshd(ssh.home, proxy.port, ssh.environment)
        place = places.place(kind, tmp_path, there, None)
        publish(place, finished(tmp_path, MANY, place), tmp_path)
        assert proxy.cuts >= 2
    assert shown(place) == MANY


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Callable[[str], None]]:
    """A file system of its own, whose options (size, ro) can be changed while it is in use."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield (
            lambda options: subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True) and None
        )
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a file system")


@root_only
@pytest.mark.parametrize("kind", ["folder", "switched", "zip", "sftp", "rsync"])
def test_a_full_disk_and_one_that_refuses(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = request.getfixturevalue("ssh") if kind in ("sftp", "rsync") else None
    for name, value in (server.environment if server else {}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("dossierpress.publish.retry.PAUSES", (0.01,))
    disk = tmp_path / "disk"
    with small_disk(disk, "120k") as remount:
        place = places.place(kind, disk, server, None)
        small = {"index.html": b"old", "articles/a1/index.html": b"old"}
        publish(place, finished(tmp_path, small, place), tmp_path)
        site = finished(tmp_path, MANY, place)
        with pytest.raises(TargetError) as full:
            publish(place, site, tmp_path)
        assert full.value.problem.hint
        # Readers still have the home page that they had, or the whole new site.
        assert shown(place)["index.html"] == b"old"
        remount("size=40m")
        remount("ro")
        with pytest.raises(TargetError):
            publish(place, site, tmp_path)
        remount("rw")
        publish(place, site, tmp_path)
        assert shown(place) == MANY


def test_permission_refused_in_the_middle() -> None:
    folder = Path("/dev/shm") / f"dossier-{uuid.uuid4().hex}"
    (folder / "www" / "articles").mkdir(parents=True)
    try:
        place = places.place("folder", folder, None, None)
        site = finished(folder, MANY, place)
        (folder / "www" / "articles").chmod(0o555)
        with as_nobody(folder / "www"), pytest.raises(TargetError, match="cannot be written") as refused:
            publish(place, site, folder)
        assert "permissions" in refused.value.problem.hint
        assert "assets/css/plain.0123456789.css" in shown(place)
        assert "index.html" not in shown(place)
        (folder / "www" / "articles").chmod(0o777)
        publish(place, site, folder)
        assert shown(place) == MANY
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def as_nobody(owned: Path) -> Iterator[None]:
    """Root may write everywhere: be somebody who may write to one folder."""
    if os.geteuid() != 0:
        yield
        return
    os.chown(owned, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@every_kind
def test_cut_off_after_any_step(place: Place, tmp_path: Path, kind: str) -> None:
    publish(place, finished(tmp_path, MANY, place), tmp_path)
    wanted = [OTHER, MANY]
    # Each step of rsync is a process of its own here and there.
    for step in (1, 4) if kind.startswith("rsync") else (1, 2, 3, 4):
        files = wanted[step % 2]
        site = finished(tmp_path, files, place)

        def stop(_done: int, _count: int, left: list[int] = [step]) -> None:  # noqa: B006
            left[0] -= 1
            if not left[0]:
                raise KeyboardInterrupt

        with (
            contextlib.suppress(KeyboardInterrupt),
            open_target(place.record, tmp_path, tmp_path / "cache", site.run) as target,
        ):
            send(site, prepare(site, target), target, stop)
        if kind in AT_ONCE:
            assert shown(place) in (MANY, OTHER)
        publish(place, finished(tmp_path, files, place), tmp_path)
        assert shown(place) == files


@every_kind
def test_killed_at_any_moment(place: Place, tmp_path: Path) -> None:
    dice = random.Random(20260517)
    publish(place, finished(tmp_path, OTHER, place), tmp_path)
    begun = time.monotonic()
    publish(place, finished(tmp_path, MANY, place), tmp_path)
    usual = time.monotonic() - begun
    for number in range(6):  # for each of eleven kinds of target
        files = (OTHER, MANY)[number % 2]
        site = finished(tmp_path, files, place)
        killed_after(dice.uniform(0, usual), place, site, tmp_path)
        for path, data in shown(place).items():
            if not path.startswith(".dossier-incoming/") and ".releases/" not in path:
                assert data in (MANY.get(path), OTHER.get(path)), f"{path} is neither old nor new"
        parse(place.files()[MANIFEST_FILE], "here")
        publish(place, finished(tmp_path, files, place), tmp_path)
        assert shown(place) == files


def killed_after(seconds: float, place: Place, site: Finished, folder: Path) -> None:
    """Publish in a process of its own, and kill it so many seconds after it has begun."""
    begun, says = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("spawn").Process(
        target=publish_alone, args=(place.record, site, folder, says)
    )
    child.start()
    assert begun.poll(300)
    time.sleep(seconds)
    child.kill()
    child.join()


def publish_alone(record: Any, site: Finished, folder: Path, says: Connection) -> None:
    """What the command does, in another process."""
    with open_target(record, folder, folder / "cache", site.run) as target:
        says.send("begun")
        send(site, prepare(site, target), target)


@every_kind
def test_two_at_once(place: Place, tmp_path: Path, kind: str) -> None:
    first = finished(tmp_path, MANY, place)
    second = finished(tmp_path, OTHER, place)
    publish(place, finished(tmp_path, SITE, place), tmp_path)
    done: list[str] = []

    def interfere(_done: int, _count: int) -> None:
        if not done:
            done.append("")
            with contextlib.suppress(TargetError):
                publish(place, second, tmp_path / "another machine")
                done[0] = "second"

    stopped = ""
    with open_target(place.record, tmp_path, tmp_path / "cache", first.run) as target:
        prepared = prepare(first, target)
        try:
            send(first, prepared, target, interfere)
        except TargetError as error:
            stopped = error.problem.code
    if kind == "git" or kind not in AT_ONCE:
        assert done == ["second"]
        assert stopped == ("moved-on" if kind == "git" else "overtaken")
    expected = OTHER if stopped else MANY
    assert shown(place) == expected
    publish(place, finished(tmp_path, MANY, place), tmp_path)
    assert shown(place) == MANY


@every_kind
def test_a_wrong_clock_changes_nothing(place: Place, tmp_path: Path) -> None:
    """Same size, and times in the past or the future: bytes alone decide."""
    for files, moment in ((SITE, 0), (SITE | {"index.html": b"<h1>Emoh</h1>"}, 4e9), (SITE, 1)):
        site = finished(tmp_path, files, place)
        for each in site.folder.rglob("*"):
            os.utime(each, (moment, moment))
        publish(place, site, tmp_path)
        assert shown(place) == files


@pytest.mark.parametrize("kind", ["folder", "zip", "git", "s3", "sftp", "rsync"])
def test_a_file_of_200_megabytes(place: Place, tmp_path: Path) -> None:
    site = finished(tmp_path, {"index.html": b"h", "media/film.bin": b""}, place)
    film = site.folder / "media/film.bin"
    with film.open("wb") as file:
        file.truncate(200_000_000)
        file.seek(123_456_789)
        file.write(b"in the middle")
    digest = subprocess.run(["sha256sum", film], capture_output=True, check=True).stdout.split()[0].decode()
    site.files["media/film.bin"] = digest  # type: ignore[index]
    publish(place, site, tmp_path)
    data = place.files()["media/film.bin"]
    assert len(data) == 200_000_000
    assert data[123_456_789:123_456_802] == b"in the middle"
    with open_target(place.record, tmp_path, tmp_path / "cache", "look") as target:
        assert target.digests(["media/film.bin"]) == {"media/film.bin": digest}


def test_a_build_while_sending_stops_it(tmp_path: Path) -> None:
    place = places.place("folder", tmp_path, None, None)
    site = finished(tmp_path, SITE, place)
    for spoil in (lambda page: page.write_bytes(b"built anew"), Path.unlink):
        spoil(site.folder / "index.html")
        with pytest.raises(TargetError, match=r"changed while it was being sent \(index\.html\)"):
            publish(place, site, tmp_path)
    assert "index.html" not in shown(place)


@pytest.mark.parametrize("kind", ["folder", "sftp", "rsync"])
def test_a_link_of_somebody_is_neither_followed_nor_replaced(place: Place, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "www" / "articles"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(TargetError):
        publish(place, finished(tmp_path, SITE, place), tmp_path)
    assert link.is_symlink()
    assert not list((tmp_path / "elsewhere").iterdir())
    assert "index.html" not in shown(place)


def test_a_file_that_is_no_sound_zip_is_left_alone(tmp_path: Path) -> None:
    place = places.place("zip", tmp_path, None, None)
    path = tmp_path / "site.zip"
    publish(place, finished(tmp_path, SITE, place), tmp_path)
    whole = path.read_bytes()
    for damaged in (b"no zip", whole.replace(b"PK\x03\x04", b"PK\x03\x05")):
        path.write_bytes(damaged)
        with pytest.raises(TargetError, match="is no sound zip file"):
            publish(place, finished(tmp_path, SITE, place), tmp_path)
        assert path.read_bytes() == damaged


def test_when_nothing_changed_only_the_manifest_is_asked_for(
    store: S3, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in store.environment.items():
        monkeypatch.setenv(name, value)
    place = places.place("s3", tmp_path, None, store)
    publish(place, finished(tmp_path, MANY, place), tmp_path)
    asked: list[bytes] = []

    def note(data: bytes) -> bool:
        if b" HTTP/1.1\r\n" in data:
            asked.append(data.split(b"\r\n", 1)[0])
        return False

    with Proxy(store.port, note) as proxy:
        place.record = msgspec.structs.replace(place.record, endpoint=f"http://127.0.0.1:{proxy.port}")
        publish(place, finished(tmp_path, MANY, place), tmp_path)
        # The driver looks whether the manifest is there before it fetches it.
        assert [line.split(b" ")[0] for line in asked] == [b"HEAD", b"GET"]
        asked.clear()
        edited = MANY | {"articles/a3/index.html": b"edited"}
        publish(place, finished(tmp_path, edited, place), tmp_path)
        written = [line.split(b" ")[1].rpartition(b"/site/")[2] for line in asked if line.startswith(b"PUT")]
        assert [path.partition(b"?")[0] for path in written] == [
            MANIFEST_FILE.encode(), b"articles/a3/index.html", MANIFEST_FILE.encode()
        ]  # fmt: skip
    assert shown(place) == edited
