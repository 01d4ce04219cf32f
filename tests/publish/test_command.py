"""`dossier publish`, as people and their machines run it."""

import functools
import http.server
import json
import os
import pty
import subprocess
import sys
import threading
import urllib.request
import zipfile
from pathlib import Path

import pytest

from publish import places
from publish.places import S3, Sshd, git
from trial import SITE, Done, article, dossier, environment, lay, pages

SECRET = "The witness said that the harbour master had known of the moved gauge since early spring."
CONTENT = {
    "content/harbour/gauge.md": article("title: The gauge was moved"),
    "content/harbour/tide.md": article("title: The tide was late"),
    "content/harbour/secret.md": article("title: Not yet\nstatus: draft", SECRET),
}


def site(root: Path, targets: str = "", content: dict[str, str] | None = None) -> Path:
    """A site with targets as they stand in `site.yaml`, indented by two."""
    config = SITE + (f"publish:\n{targets}" if targets else "")
    return lay(root, {"site.yaml": config, **(CONTENT if content is None else content)})


def publish(root: Path, *arguments: str, env: dict[str, str] | None = None) -> Done:
    return dossier("publish", "--root", root, *arguments, env=environment(**(env or {})))


def add_to_every_page(root: Path, text: str) -> None:
    template = root / "themes/golden/templates/base.html"
    template.write_text(template.read_text() + text)


@pytest.fixture
def www(tmp_path: Path) -> Path:
    """A site with one target, a folder."""
    site(tmp_path / "site", f"  live:\n    kind: folder\n    path: {tmp_path}/www\n")
    return tmp_path / "www"


def test_one_command_publishes_and_then_there_is_nothing_to_do(www: Path) -> None:
    root = www.parent / "site"
    first = publish(root)
    assert first.code == 0, first.both
    assert f"published to {www}" in first.out
    assert pages(www) == pages(root / "site")
    again = publish(root, "live")
    assert again.code == 0
    assert "0 to add, 0 to change (0 B), 0 to remove" in again.out
    assert "published" not in again.out


def test_dry_run_shows_a_tree_and_sends_nothing(www: Path) -> None:
    root = www.parent / "site"
    shown = publish(root, "--dry-run")
    assert shown.code == 0
    assert "  articles/\n    gauge/\n+     index.html  " in shown.out
    assert not www.exists()
    publish(root)
    (root / "content/harbour/tide.md").unlink()
    (root / "content/harbour/gauge.md").write_text(article("title: The gauge was moved twice"))
    shown = publish(root, "--dry-run")
    assert "~     index.html  " in shown.out
    assert "    tide/\n-     index.html\n" in shown.out
    assert (www / "articles/tide/index.html").exists()


def test_scripts_are_told_what_was_done(www: Path) -> None:
    root = www.parent / "site"
    facts = json.loads(publish(root, "--format", "json").out)
    assert set(facts["added"]) == set(pages(root / "site"))
    assert facts["published"]
    assert facts["ok"]
    facts = json.loads(publish(root, "--format", "json").out)
    assert (facts["added"], facts["changed"], facts["removed"], facts["published"]) == ([], [], [], False)


def test_removing_much_needs_a_yes(www: Path) -> None:
    root = www.parent / "site"
    publish(root)
    for path in CONTENT:
        (root / path).unlink()
    refused = publish(root)
    assert refused.code == 2
    assert "more than a third of the pages there" in refused.err
    assert "--yes" in refused.err
    assert (www / "articles/tide/index.html").exists()
    done = publish(root, "--yes")
    assert done.code == 0, done.both
    assert pages(www) == pages(root / "site")


def test_which_target_is_meant(tmp_path: Path) -> None:
    root = site(
        tmp_path, "  upload: {kind: zip, path: ../a.zip}\n  copy: {kind: folder, path: ../copy}\n", CONTENT
    )
    assert "name one of: upload, copy" in publish(root).err
    assert "did you mean `upload`?" in publish(root, "uplaod").err
    assert "there are: upload, copy" in publish(root, "zzz").err


def test_without_a_target_it_explains(tmp_path: Path) -> None:
    done = publish(site(tmp_path))
    assert done.code == 1
    assert "kind: zip" in done.out
    assert "docs/publishing.md" in done.out
    assert "Traceback" not in done.both


def test_on_a_terminal_it_offers_to_write_a_target(tmp_path: Path) -> None:
    root = site(tmp_path)
    command = [sys.executable, "-m", "dossierpress", "publish", "--root", str(root)]
    near, far = pty.openpty()
    os.write(near, b"y\n")
    done = subprocess.run(
        command, stdin=far, capture_output=True, check=False, env=environment(), timeout=300
    )
    os.close(near)
    os.close(far)
    assert done.returncode == 0, done.stderr
    assert "    kind: zip\n" in (root / "site.yaml").read_text()
    assert publish(root).code == 0
    assert (root / "site.zip").exists()


def test_a_warning_stops_it_before_anything_is_sent(www: Path) -> None:
    root = www.parent / "site"
    (root / "content/harbour/bare.md").write_text("---\ntitle: No source\ndate: 2011\n---\n")
    done = publish(root)
    assert done.code == 1
    assert "error[" in done.err
    assert "nothing was published" in done.err
    assert not www.exists()


def test_a_template_that_leaks_a_draft_stops_it(www: Path) -> None:
    root = www.parent / "site"
    add_to_every_page(root, f"<p>{SECRET}</p>")
    done = publish(root, "--format", "json")
    assert done.code == 1
    (problem,) = json.loads(done.out)["problems"]
    assert (problem["path"], problem["code"]) == ("content/harbour/secret.md", "private")
    assert "/404.html and 14 more" in problem["message"]
    assert "harbour master" not in done.both
    assert not www.exists()


def test_a_template_with_a_link_to_nowhere_stops_it(www: Path) -> None:
    root = www.parent / "site"
    add_to_every_page(root, '<a href="/nowhere/">x</a>')
    done = publish(root)
    assert done.code == 1
    assert "site/404.html:" in done.err
    assert "leads nowhere: /nowhere/" in done.err


def test_secrets_in_the_configuration_are_a_problem_and_not_repeated(tmp_path: Path) -> None:
    targets = (
        "  a: {kind: s3, url: s3://b/x, secret_access_key: hunter2hunter2}\n"
        "  b: {kind: sftp, url: sftp://me:hunter2hunter2@host.example/www}\n"
        "  c: {kind: git, remote: https://hunter2hunter2@host.example/site.git}\n"
    )
    done = publish(site(tmp_path, targets), "a")
    assert done.code == 1
    assert done.err.count("error[secret-in-config]") == 3
    assert "hunter2" not in done.both


def test_every_fault_of_the_targets_is_a_problem(tmp_path: Path) -> None:
    targets = (
        "  a: {kind: gti, remote: x}\n  b: {path: x}\n  c: zip\n"
        "  d: {kind: folder, path: x, swich: true}\n  e: {kind: rsync, host: me@h}\n"
    )
    done = publish(site(tmp_path, targets), "a")
    for expected in (
        "did you mean `git`?",
        "`kind` is missing",
        "`c` wants a mapping with a key `kind`",
        "did you mean `switch`?",
        "`path` is missing",
    ):
        assert expected in done.err


@pytest.mark.parametrize("path", [".", "content/x", "site", "..", "~"])
def test_a_folder_whose_loss_would_hurt_is_no_target(tmp_path: Path, path: str) -> None:
    root = site(tmp_path / "site", f"  live: {{kind: folder, path: {path}}}\n")
    done = publish(root, env={"HOME": str(root)})
    assert done.code == 1
    assert "cannot be a publish target: " in done.err
    assert "site.yaml:6:30: error[bad-output]" in done.err


def test_a_driver_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "blocked").mkdir()
    for name in ("fsspec", "paramiko", "s3fs"):
        (tmp_path / "blocked" / f"{name}.py").write_text("raise ImportError\n")
    root = site(
        tmp_path / "site",
        "  a: {kind: s3, url: s3://b/x}\n  b: {kind: sftp, url: sftp://h/x}\n  c: {kind: fsspec, url: gs://b}\n",
    )
    for target, extra in (("a", "s3"), ("b", "sftp"), ("c", "gcs")):
        done = publish(root, target, env={"PYTHONPATH": str(tmp_path / "blocked")})
        assert done.code == 1
        assert f"pip install 'dossierpress[{extra}]'" in done.err


def test_a_zip_unpacked_is_a_site_that_can_be_read(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "  upload: {kind: zip, path: ../upload.zip}\n")
    assert publish(root).code == 0
    with zipfile.ZipFile(tmp_path / "upload.zip") as opened:
        opened.extractall(tmp_path / "unpacked")
    assert b"The gauge was moved" in served(tmp_path / "unpacked", "/articles/gauge/")
    first = (tmp_path / "upload.zip").read_bytes()
    (tmp_path / "upload.zip").unlink()
    publish(root)
    assert (tmp_path / "upload.zip").read_bytes() == first


def served(folder: Path, address: str) -> bytes:
    """What a plain web server answers."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    handler.func.log_message = lambda *_: None  # type: ignore[attr-defined]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}{address}", timeout=300) as answer:
            data: bytes = answer.read()
        server.shutdown()
    return data


def git_site(tmp_path: Path, more: str = "") -> tuple[Path, Path]:
    bare = tmp_path / "pages.git"
    git("init", "-q", "--bare", bare)
    root = site(tmp_path / "site", f"  live:\n    kind: git\n    remote: {bare}\n{more}")
    return root, bare


def test_a_branch_is_one_commit_that_names_its_source(tmp_path: Path) -> None:
    root, bare = git_site(tmp_path, "    domain: press.example\n")
    git("-C", root, "init", "-q")
    git("-C", root, "add", "content")
    git("-C", root, "commit", "-q", "-m", "Content")
    source = git("-C", root, "rev-parse", "HEAD").decode().strip()
    assert publish(root).code == 0
    assert f"Source: {source} and changes" in git("-C", bare, "log", "-1", "--format=%B", "gh-pages").decode()
    git("clone", "-q", "-b", "gh-pages", bare, tmp_path / "clone")
    assert (tmp_path / "clone/.nojekyll").read_bytes() == b""
    assert (tmp_path / "clone/CNAME").read_text() == "press.example\n"
    assert b"The gauge was moved" in served(tmp_path / "clone", "/articles/gauge/")
    (root / "content/harbour/tide.md").write_text(article("title: The tide was early"))
    assert publish(root).code == 0
    assert git("-C", bare, "rev-list", "--count", "gh-pages").strip() == b"2"


def test_a_fresh_history_is_one_commit(tmp_path: Path) -> None:
    root, bare = git_site(tmp_path, "    history: fresh\n")
    publish(root)
    (root / "content/harbour/tide.md").write_text(article("title: The tide was early"))
    assert publish(root).code == 0
    assert git("-C", bare, "rev-list", "--count", "gh-pages").strip() == b"1"


def test_a_protected_branch_and_a_rejected_push(tmp_path: Path) -> None:
    root, bare = git_site(tmp_path)
    hook = bare / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'this branch is protected' >&2\nexit 1\n")
    hook.chmod(0o755)
    done = publish(root)
    assert done.code == 1
    assert "error[rejected]" in done.err
    assert "this branch is protected" in done.err
    hook.unlink()
    assert publish(root).code == 0


def test_a_remote_of_the_sites_own_repository_by_name(tmp_path: Path) -> None:
    bare = tmp_path / "pages.git"
    git("init", "-q", "--bare", bare)
    root = site(tmp_path / "site", "  live: {kind: git, remote: origin}\n")
    git("-C", root, "init", "-q")
    git("-C", root, "remote", "add", "origin", bare)
    done = publish(root)
    assert done.code == 0, done.both
    assert git("-C", bare, "rev-list", "--count", "gh-pages").strip() == b"1"


def test_a_remote_that_is_not_there(tmp_path: Path) -> None:
    root = site(tmp_path, f"  live: {{kind: git, remote: {tmp_path}/none.git}}\n")
    done = publish(root)
    assert done.code == 1
    assert "error[unreachable]" in done.err


def test_s3_is_told_types_and_how_long_to_keep(store: S3, tmp_path: Path) -> None:
    place = places.s3_place(store, compress=True)
    root = site(tmp_path, f"  live:\n    {place.yaml}    compress: true\n")
    config = (root / "site.yaml").read_text()
    (root / "site.yaml").write_text(config.replace("theme: golden", "theme: plain"))
    done = publish(root, env=store.environment)
    assert done.code == 0, done.both
    assert place.files().keys() >= pages(root / "site").keys()
    bucket, _, folder = place.record.url.removeprefix("s3://").partition("/")
    client = places.s3_client(store)
    page = client.head_object(Bucket=bucket, Key=f"{folder}/index.html")
    assert page["ContentType"] == "text/html; charset=utf-8"
    assert page["CacheControl"] == "public, max-age=300"
    assert page["ContentEncoding"] == "gzip"
    style = next(
        path for path in pages(root / "site") if path.startswith("assets/") and path.endswith(".css")
    )
    sheet = client.head_object(Bucket=bucket, Key=f"{folder}/{style}")
    assert sheet["ContentType"] == "text/css; charset=utf-8"
    assert sheet["CacheControl"] == "public, max-age=31536000, immutable"


def test_any_store_of_fsspec(store: S3, tmp_path: Path) -> None:
    place = places.s3_place(store)
    root = site(tmp_path, f"  live: {{kind: fsspec, url: '{place.record.url}'}}\n")
    more = {"AWS_ENDPOINT_URL": store.endpoint, "AWS_DEFAULT_REGION": "us-east-1"}
    done = publish(root, env=store.environment | more)
    assert done.code == 0, done.both
    assert place.files().keys() >= pages(root / "site").keys()


def test_a_prefix_may_hold_spaces(store: S3, tmp_path: Path) -> None:
    place = places.s3_place(store)
    root = site(tmp_path, f"  live:\n    {place.yaml.replace('/site', '/my  press site')}")
    done = publish(root, env=store.environment)
    assert done.code == 0, done.both
    assert place.files().keys() >= {f"my  press site/{path}" for path in pages(root / "site")}
    assert "0 to add, 0 to change" in publish(root, env=store.environment).out


def test_a_store_without_credentials_says_where_they_belong(store: S3, tmp_path: Path) -> None:
    place = places.s3_place(store)
    root = site(tmp_path, f"  live:\n    {place.yaml}")
    done = publish(root, env={"HOME": str(tmp_path), "AWS_EC2_METADATA_DISABLED": "true"})
    assert done.code == 1
    assert "error[store]" in done.err
    assert "credentials" in done.err or "in the environment" in done.err


def test_a_host_whose_key_is_not_known_is_refused(ssh: Sshd, tmp_path: Path) -> None:
    place = places.place("sftp", tmp_path, ssh, None)
    root = site(tmp_path / "site", f"  live:\n    {place.yaml}")
    assert publish(root, env=ssh.environment).code == 0
    (tmp_path / "home/.ssh").mkdir(parents=True)
    (tmp_path / "home/.ssh/config").write_text(f"Host *\n  IdentityFile {ssh.home}/.ssh/id_ed25519\n")
    done = publish(root, env={"HOME": str(tmp_path / "home")})
    assert done.code == 1
    assert "known" in done.err


def test_two_commands_at_once_leave_the_site(www: Path) -> None:
    root = www.parent / "site"
    command = [sys.executable, "-m", "dossierpress", "publish", "--root", str(root)]
    running = [
        subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [each.communicate(timeout=300)[1].decode() for each in running]
    assert 0 in [each.returncode for each in running], said
    assert not any("Traceback" in each for each in said)
    assert publish(root).code == 0
    assert pages(www) == pages(root / "site")
