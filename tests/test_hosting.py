"""The hosting recipes of docs/publishing.md do what they say: commands in a fresh clone, real web servers."""

import gzip
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
import yaml

from trial import REPOSITORY, dossier, environment, pages, tree

PAGE = (REPOSITORY / "docs" / "publishing.md").read_text(encoding="utf-8")
FOREVER, SOON = "public, max-age=31536000, immutable", "public, max-age=300"


def recipe(heading: str, language: str) -> str:
    """The first block of a language below a heading."""
    section = PAGE.partition(f"\n### {heading}\n")[2].partition("\n### ")[0]
    found = re.search(rf"^```{language}\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def begin(root: Path, *arguments: str) -> Path:
    """A new site under git."""
    done = dossier("init", root, *arguments)
    assert done.code == 0, done.both
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "Begin")
    return root


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@t.example", *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def commit(root: Path, message: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", message)


def shell(script: str, cwd: Path, **variables: str) -> str:
    """Run a step as a host's runner does: in a shell that stops at the first fault."""
    env = environment(**variables)
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=cwd,
        env=env,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def steps(workflow: dict[Any, Any], job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = workflow["jobs"][job]["steps"]
    return found


def without_install(commands: list[str]) -> list[str]:
    """The commands but for the installation of Dossierpress, which this machine has."""
    assert re.match(r"python -m pip install dossierpress(==[\d.]+)?$", commands[0])
    return commands[1:]


@pytest.fixture(scope="module")
def workflow(tmp_path_factory: pytest.TempPathFactory) -> dict[Any, Any]:
    """The workflow as `init` writes it."""
    root = tmp_path_factory.mktemp("new")
    dossier("init", root, "--ci", "github")
    loaded: dict[Any, Any] = yaml.safe_load(
        (root / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    )
    return loaded


def test_the_github_workflow_is_one(workflow: dict[Any, Any]) -> None:
    """YAML reads `on` as true; the actions are pinned by major version; only deploying may write."""
    assert set(workflow[True]) == {"push", "schedule", "workflow_dispatch"}
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    used = [step["uses"] for job in workflow["jobs"] for step in steps(workflow, job) if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", each) for each in used)
    for job in workflow["jobs"]:
        for step in steps(workflow, job):
            assert "${{" not in step.get("run", ""), "values reach the shell by the environment only"


def test_the_github_steps_build_a_fresh_clone_and_the_next_run_only_what_changed(
    workflow: dict[Any, Any], tmp_path: Path
) -> None:
    origin = begin(tmp_path / "origin", "--ci", "github")
    commands = without_install([step["run"] for step in steps(workflow, "build") if "run" in step])
    kept = next(step for step in steps(workflow, "build") if step.get("uses", "").startswith("actions/cache"))
    folders = kept["with"]["path"].split()
    uploaded = steps(workflow, "build")[-1]["with"]["path"]
    said = []
    for number in ("one", "two", "three"):
        clone = tmp_path / number
        git(tmp_path, "clone", "--quiet", str(origin), str(clone))
        for folder in folders:
            if (tmp_path / "kept" / folder).exists():
                shutil.copytree(tmp_path / "kept" / folder, clone / folder)
        said += [shell(command, clone, BASE_URL="https://name.github.io/press") for command in commands]
        for folder in folders:
            shutil.copytree(clone / folder, tmp_path / "kept" / folder, dirs_exist_ok=True)
        assert 'href="/press/dossiers/"' in (clone / uploaded / "index.html").read_text(encoding="utf-8")
        if number == "two":
            article = next((origin / "content").rglob("ferry-line-ends.md"))
            article.write_text(article.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
            commit(origin, "Edit")
    assert " 0 unchanged" in said[0]
    assert "0 files written" in said[1]
    # The article's page and data, the feeds that carry its text, its part of the search index, their heads.
    assert "8 files written, 61 unchanged, 3 deleted" in said[2]


def test_init_writes_the_workflow_into_a_site_that_is_there(tmp_path: Path) -> None:
    dossier("init", tmp_path)
    before = tree(tmp_path)
    done = dossier("init", tmp_path, "--ci", "github")
    assert done.code == 0
    after = tree(tmp_path)
    assert set(after) - set(before) == {".github/workflows/publish.yml"}
    assert {path: after[path] for path in before} == before
    again = dossier("init", tmp_path, "--ci", "github")
    assert again.code == 2
    assert "is there already; move it away" in again.err
    assert tree(tmp_path) == after
    assert dossier("init", tmp_path / "new", "--ci", "gitlab").code == 2


def test_the_weekly_look_at_links_commits_what_it_finds(tmp_path: Path) -> None:
    origin = begin(tmp_path / "origin")
    git(origin, "config", "receive.denyCurrentBranch", "ignore")
    loaded = yaml.safe_load(recipe("GitHub Pages", "yaml"))
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    (clone / "site.yaml").write_text(
        "title: T\nnav: [{title: Here, to: 'http://127.0.0.1:9/'}]\n", encoding="utf-8"
    )
    commit(clone, "A link into a private network, which is not asked")
    commands = without_install([step["run"] for step in steps(loaded, "links") if "run" in step])
    for _ in range(2):
        for command in commands:
            shell(command, clone)
    assert git(origin, "log", "--format=%s", "main").splitlines()[0] == "Ask the links"
    assert "not-asked" in git(origin, "show", "main:links.jsonl")
    assert git(origin, "log", "--format=%s", "main").count("Ask the links") == 1


def test_the_gitlab_job_builds_a_fresh_clone(tmp_path: Path) -> None:
    origin = begin(tmp_path / "origin")
    job = yaml.safe_load(recipe("GitLab Pages", "yaml"))["pages"]
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    for command in without_install(job["script"]):
        shell(command, clone, CI_PAGES_URL="https://name.gitlab.io/press")
    (published,) = job["artifacts"]["paths"]
    assert (clone / published / "404.html").exists()
    assert 'href="/press/dossiers/"' in (clone / published / "index.html").read_text(encoding="utf-8")
    assert f"{published}/" in job["cache"]["paths"]


def test_the_commands_of_netlify_and_cloudflare_build(tmp_path: Path) -> None:
    settings = tomllib.loads(recipe("Netlify", "toml"))
    root = begin(tmp_path / "site-of-mine")
    (root / "_headers").write_text(recipe("Cloudflare Pages", "text"), encoding="utf-8")
    table = re.search(r"\| build command \| `(.*?)` \|", PAGE)
    assert table
    for command in (settings["build"]["command"], table[1]):
        for step in without_install(command.split(" && ")):
            shell(step, root)
        assert (root / settings["build"]["publish"] / "index.html").exists()
    assert (root / "site" / "_headers").exists()
    assert settings["headers"][0]["values"]["Cache-Control"] == FOREVER


def test_the_function_for_cloudfront_finds_index_documents() -> None:
    cases = {
        "/": "/index.html",
        "/articles/x/": "/articles/x/index.html",
        "/assets/plain.1234567890.css": "/assets/plain.1234567890.css",
        "/articles/x": "301 /articles/x/",
        "//evil.example": "//evil.example",
        "//evil": "301 /evil/",
    }
    script = recipe("S3 with a CDN", "js") + (
        "const cases = JSON.parse(process.argv[1]);\n"
        "console.log(JSON.stringify(cases.map(uri => { const r = handler({request: {uri}});"
        " return r.statusCode ? r.statusCode + ' ' + r.headers.location.value : r.uri; })));"
    )
    done = subprocess.run(
        ["node", "-e", script, json.dumps(list(cases))], check=True, capture_output=True, text=True
    )
    assert dict(zip(cases, json.loads(done.stdout), strict=True)) == cases


@dataclass(frozen=True)
class Served:
    """A running web server."""

    port: int

    def get(self, path: str, **fields: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            connection.request("GET", quote(path), headers=fields)
            reply = connection.getresponse()
            return reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, built, with files of the kinds that exports write and a name in another script."""
    place = tmp_path_factory.mktemp("www") / "press"
    done = dossier("build", "--root", REPOSITORY, "--output", place, "--no-cache")
    assert done.code == 0, done.both
    for name in ("x.json", "x.jsonld", "x.bib", "x.ris", "x.webmanifest", "x.md", "feed.xml"):
        (place / name).write_text("{}" * 1000, encoding="utf-8")
    (place / "articles" / "گہرائی").mkdir()
    (place / "articles" / "گہرائی" / "index.html").write_text("<p>گہرائی", encoding="utf-8")
    place.parent.chmod(0o755)
    return place


def free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        port: int = any_port.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int, env: dict[str, str] | None = None) -> Iterator[Served]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env) as process:
        try:
            while True:
                assert process.poll() is None, process.communicate()[0].decode()
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                except OSError:
                    continue
                break
            yield Served(port)
        finally:
            process.terminate()
            process.communicate(timeout=300)


@contextmanager
def nginx(folder: Path, work: Path) -> Iterator[Served]:
    port = free_port()
    server = recipe("nginx", "nginx").replace("/var/www/press", str(folder))
    server = server.replace("listen 80;", f"listen 127.0.0.1:{port};")
    places = "".join(
        f"{each}_temp_path {work}/{each};\n" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    whole = (
        f"{user}daemon off;\npid {work}/pid;\nerror_log stderr;\nworker_processes 1;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{places}{server}}}\n"
    )
    (work / "nginx.conf").write_text(whole, encoding="utf-8")
    binary = shutil.which("nginx") or "/usr/sbin/nginx"
    with running([binary, "-e", "stderr", "-p", str(work), "-c", str(work / "nginx.conf")], port) as served:
        yield served


@contextmanager
def caddy(folder: Path, work: Path) -> Iterator[Served]:
    port = free_port()
    server = recipe("Caddy", "caddy").replace("/var/www/press", str(folder))
    server = server.replace("press.example {", f"http://127.0.0.1:{port} {{\n\tbind 127.0.0.1")
    (work / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + server, encoding="utf-8")
    env = environment(HOME=str(work), XDG_DATA_HOME=str(work), XDG_CONFIG_HOME=str(work))
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(work / "Caddyfile")]
    with running(command, port, env) as served:
        yield served


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def served(
    request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The site behind each server, configured as the page says."""
    with request.param(folder, tmp_path_factory.mktemp("server")) as server:
        yield server


def test_every_page_is_served_as_it_is(served: Served, folder: Path) -> None:
    for path, data in pages(folder).items():
        status, fields, body = served.get("/" + path.removesuffix("index.html"))
        assert (status, body) == (200, data), path
        wanted = FOREVER if path.startswith("assets/") else SOON
        assert fields["cache-control"] == wanted, path
        assert fields["x-content-type-options"] == "nosniff"


def test_what_is_not_there_has_the_page_for_it(served: Served, folder: Path) -> None:
    for path in ("/nothing", "/articles/nothing/", "/assets/nothing.css", "/nothing.webmanifest"):
        status, fields, body = served.get(path)
        assert (status, body) == (404, (folder / "404.html").read_bytes())
        assert fields["content-type"].startswith("text/html")
        assert "immutable" not in fields.get("cache-control", "")


def test_the_slash_at_the_end_is_found(served: Served) -> None:
    for path in ("/dossiers", "/articles/گہرائی"):
        status, fields, _ = served.get(path)
        assert status in (301, 308)
        assert unquote(fields["location"]).removeprefix(f"http://127.0.0.1:{served.port}") == f"{path}/"


def test_the_programs_own_records_stay_home(served: Served) -> None:
    for path in ("/.dossier-manifest.json", "/.dossier/lock", "/articles/.hidden"):
        assert served.get(path)[0] == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/x.json", "application/json"),
        ("/x.jsonld", "application/ld+json"),
        ("/x.webmanifest", "application/manifest+json"),
        ("/x.md", "text/markdown"),
        ("/feed.xml", "xml"),
        ("/media/press-mark.png", "image/png"),
    ],
)
def test_content_types_say_what_a_file_is(served: Served, path: str, kind: str) -> None:
    assert kind in served.get(path)[1]["content-type"]


@pytest.mark.parametrize("path", ["/", "/x.json", "/feed.xml", "/404.html"])
def test_text_is_compressed_for_those_who_want_it(served: Served, path: str) -> None:
    plain = served.get(path)
    status, fields, body = served.get(path, **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert fields["content-encoding"] == "gzip"
    assert "accept-encoding" in fields["vary"].lower()
    assert gzip.decompress(body) == plain[2]
    assert "content-encoding" not in plain[1]
    assert "content-encoding" not in served.get("/media/press-mark.png", **{"Accept-Encoding": "gzip"})[1]
