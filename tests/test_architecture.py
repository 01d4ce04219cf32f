"""The house stands as `docs/architecture.md` draws it: imports, nevers, sizes."""

import ast
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator" / "dossierpress"
FILES = sorted(path for path in PACKAGE.rglob("*.py"))
MODULES = [path.relative_to(PACKAGE).as_posix() for path in FILES]

# Room: what it may import of our own, besides itself. Kept with the table in docs/architecture.md.
FOUNDATION = {"problems"}
MAY_IMPORT: dict[str, set[str]] = {
    "problems": set(),
    "model": FOUNDATION,
    "schema": {*FOUNDATION, "model"},
    "redaction": {*FOUNDATION, "model"},
    "evidence": {*FOUNDATION, "model"},
    "read": {*FOUNDATION, "evidence", "memo.fingerprints", "model", "redaction", "schema"},
    "plan": {*FOUNDATION, "model", "schema.config", "schema.records"},
    "formats": {"plan.addresses", "plan.citationviews", "plan.pageviews", "plan.views"},
    "render": {
        *FOUNDATION, "formats", "plan.addresses", "plan.brief", "plan.citationviews", "plan.outputs",
        "plan.scripts", "plan.views", "plan.words",
    },
    "write": {*FOUNDATION, "memo.fingerprints"},
    "run": {"memo.makers"},
    "memo": {
        *FOUNDATION, "model.document", "plan", "read.document", "render.theme", "run.task", "write",
    },
    "steps": {
        *FOUNDATION, "evidence", "memo", "model", "plan", "read", "redaction", "render", "run", "schema",
        "write",
    },
    "custody": {*FOUNDATION, "memo.fingerprints", "model", "read", "redaction", "run", "schema.config"},
    "build": {
        *FOUNDATION, "custody", "memo", "model", "plan", "read", "redaction", "run", "schema.config",
        "steps", "write",
    },
    "exports": {*FOUNDATION, "model", "schema.config", "plan", "formats"},
    "packages": {
        *FOUNDATION, "model", "schema.config", "read", "redaction", "plan", "formats", "exports", "steps",
        "memo", "build", "run", "write",
    },
    "external": {*FOUNDATION, "model", "schema.config"},
    "clip": {*FOUNDATION, "external", "model", "read", "schema"},
    "imports": {
        *FOUNDATION, "clip", "evidence", "exports", "model", "plan", "read", "schema",
    },
    "publish": {*FOUNDATION, "model", "redaction.layers", "write"},
    "preview": {
        *FOUNDATION, "build", "memo", "model", "plan", "read", "render", "run", "schema.config", "steps",
        "write.sink", "write.memory",
    },
    "cli": {
        *FOUNDATION, "build", "clip", "custody", "evidence", "exports", "external", "imports", "memo",
        "model", "packages", "plan.addresses", "preview", "publish", "read", "render.bundle", "run",
        "schema", "steps", "write",
    },
}  # fmt: skip
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
MEDIAN_FILE = 150
# What may print, end the process, read the clock or the environment: the commands alone.
# Heavy libraries that many builds do not need: imported where they are used.
LATE = {
    "PIL", "cbor2", "cryptography", "ctypes", "opentimestamps", "pagefind", "pypdf", "rfc3161_client",
    "warcio", "weasyprint",
}  # fmt: skip
# Ours that loads one: many builds have no work for several processes.
LATE_OF_OURS = ("dossierpress.run.processes",)
# It loads `email` and more; a build with nothing to do would take a tenth of its time for that.
LATE_OF_PYTHON = ("importlib.metadata",)
ONLY_IN_CLI = {"print", "input", "exit", "quit"}
IMPURE_MODULES = {"time", "random", "socket", "urllib.request", "requests", "subprocess", "pickle", "locale"}
PURE_ROOMS = (
    "model",
    "plan",
    "render",
    "formats",
    "evidence",
    "problems.py",
    "schema",
)
# Who may speak to other machines (never 5), and whom the reader's own browser speaks to.
MAY_ASK = ("cli/cluster.py", "custody/ask.py", "external/", "clip/", "publish/", "preview/")
NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib3",
    "httpx",
    "distributed",
    "requests",
    "aiohttp",
    "smtplib",
    "ftplib",
}
MAY_WRITE = (
    "write/",
    "memo/",
    # Bags, copied file by file, and what comes out of one.
    "packages/complete.py",
    "packages/unpack.py",
    # Targets: a folder, a file, temporary folders for programs; `sftp.py` makes folders on another host.
    "publish/folder.py",
    "publish/git.py",
    "publish/rsync.py",
    "publish/sftp.py",
    "publish/zipped.py",
)
WRITES = {"write_text", "write_bytes", "unlink", "rename", "replace", "mkdir", "rmdir", "rmtree", "remove"}
# Methods of text and of our own records that share a name with one that writes.
NOT_WRITES = {"replace", "remove", "rename"}


def room_of(module: str) -> str:
    return module.split("/", maxsplit=1)[0].removesuffix(".py")


@cache
def parsed(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


def of_each(modules: Iterable[str]) -> Callable[[Callable[[str], None]], Callable[[], None]]:
    """One test that looks at each of these modules, and names all that fail."""

    def decorated(look: Callable[[str], None]) -> Callable[[], None]:
        def test() -> None:
            wrong: list[str] = []
            for module in modules:
                try:
                    look(module)
                except AssertionError as error:
                    wrong.append(f"{module}: {(str(error) or 'no words').splitlines()[0]}")
            assert not wrong, "\n".join(wrong)

        test.__name__, test.__doc__ = look.__name__, look.__doc__
        return test

    return decorated


def imported(tree: ast.AST) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.append(node.module)
            names.extend(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            names.extend(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            raise AssertionError("relative imports hide where a name comes from")
    return names


@of_each(MODULES)
def test_a_room_imports_only_what_it_may(module: str) -> None:
    room = room_of(module)
    if room in ("__init__", "__main__"):
        return
    allowed = MAY_IMPORT[room]
    for name in imported(parsed(module)):
        if not name.startswith("dossierpress."):
            continue
        inner = name.removeprefix("dossierpress.")
        other = inner.split(".")[0]
        if other in {room, "__version__"}:
            continue
        fits = other in allowed or any(inner == each or inner.startswith(f"{each}.") for each in allowed)
        assert fits, f"{module} may not import {name}"


def test_every_room_has_a_row_in_the_table() -> None:
    rooms = {room_of(module) for module in MODULES} - {"__init__", "__main__"}
    assert rooms == set(MAY_IMPORT)
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for room in rooms:
        assert f"`{room}.py`" in page or f"`{room}/`" in page, f"docs/architecture.md has no row for {room}"


def test_no_module_leads_back_to_itself() -> None:
    """Imports inside functions and for types alone count too."""
    names = {
        module.removesuffix(".py").removesuffix("/__init__").replace("/", "."): module for module in MODULES
    }
    leads: dict[str, set[str]] = {}
    for name, module in names.items():
        found = {each.removeprefix("dossierpress.") for each in imported(parsed(module))}
        leads[name] = {each for each in found if each in names and each != name}
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        circle = (*path[path.index(name) :], name) if name in path else ()
        assert not circle, f"a circle of imports: {' -> '.join(circle)}"
        if name not in done:
            for other in sorted(leads[name]):
                walk(other, (*path, name))
            done.add(name)

    for name in sorted(names):
        walk(name, ())


def test_the_table_names_only_what_is_there() -> None:
    there = {module.removesuffix(".py").replace("/", ".") for module in MODULES}
    there |= {room_of(module) for module in MODULES}
    assert {each for allowed in MAY_IMPORT.values() for each in allowed} <= there


@of_each([module for module in MODULES if not module.startswith("cli/")])
def test_no_import_hides_inside_a_function(module: str) -> None:
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            hidden = [
                name
                for name in imported(node)
                if name.split(".")[0] not in LATE and not name.startswith((*LATE_OF_OURS, *LATE_OF_PYTHON))
            ]
            assert not hidden, f"{module}: {node.name} imports inside itself"


@of_each(MODULES)
def test_only_commands_print_and_exit(module: str) -> None:
    if module.startswith("cli/"):
        return
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ONLY_IN_CLI, f"{module}:{node.lineno} calls {node.func.id}"


@of_each([each for each in MODULES if each.startswith(PURE_ROOMS)])
def test_pure_rooms_do_no_input_or_output(module: str) -> None:
    tree = parsed(module)
    assert not IMPURE_MODULES & set(imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "open", f"{module}:{node.lineno} opens a file"
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"environ", "getenv", "now", "today", "read_text", "read_bytes"}, (
                f"{module}:{node.lineno} uses {node.attr}"
            )


@of_each([each for each in MODULES if not each.startswith(MAY_WRITE)])
def test_nothing_else_writes_files(module: str) -> None:
    for node in ast.walk(parsed(module)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute):
            assert node.func.attr not in WRITES - NOT_WRITES, f"{module}:{node.lineno} writes"
        if isinstance(node.func, ast.Name) and node.func.id == "open":
            raise AssertionError(f"{module}:{node.lineno} opens a file")


@of_each([each for each in MODULES if not each.startswith(MAY_ASK)])
def test_nothing_else_uses_the_network(module: str) -> None:
    assert not NETWORK & {name.split(".")[0] for name in imported(parsed(module))}


def test_nothing_reads_a_pickle_or_runs_unsafe_yaml() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert "pickle" not in text or path.name == "task.py"
        for unsafe in ("yaml.load(", "UnsafeLoader", "FullLoader", "yaml.Loader"):
            assert unsafe not in text, f"{path.name} uses {unsafe}"


@of_each(MODULES)
def test_names_say_what_a_module_is_for(module: str) -> None:
    assert not BANNED_NAMES & {part.removesuffix(".py") for part in module.split("/")}
    assert ast.get_docstring(parsed(module)), f"{module} does not say what it is for"


@of_each(MODULES)
def test_files_and_functions_stay_small(module: str) -> None:
    lines = (PACKAGE / module).read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{module} has {lines} lines"
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{module}: {node.name} has {length} lines"


def test_the_usual_file_is_short() -> None:
    lengths = sorted(path.read_text(encoding="utf-8").count("\n") for path in FILES)
    assert lengths[len(lengths) // 2] <= MEDIAN_FILE
    assert sum(length > 300 for length in lengths) <= 3


def test_no_mode_flags_in_signatures() -> None:
    for module in MODULES:
        for node in ast.walk(parsed(module)):
            if isinstance(node, ast.FunctionDef):
                names = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
                assert not names & {"serve", "dirty", "fast", "mode"}, f"{module}: {node.name}"


# Modules without a test of their own: what they do shows only when a whole site is read, planned or drawn,
# so golden sites, the sample site and the tests of the commands hold them.
HELD_BY_WHOLE_SITES = {
    # One contract for every kind of target, against real servers: tests/publish/test_send.py, test_faults.py.
    "publish/folder.py", "publish/git.py", "publish/manifest.py", "publish/programs.py", "publish/rsync.py",
    "publish/sftp.py", "publish/store.py", "publish/target.py", "publish/targets.py", "publish/zipped.py",
    "cli/publish.py", "cli/published.py", "cli/publishing.py",  # tests/publish/test_command.py
    "cli/auditpage.py", "evidence/audit.py",  # tests/cli/test_audit.py
    "plan/takedowns.py",  # tests/read/test_takedowns.py
    "cli/revisions.py", "evidence/changes.py",  # tests/cli/test_changes.py
    "model/publishing.py", "model/withheld.py", "read/withheld.py",  # tests/publish/test_private.py
    "schema/yamlslips.py",  # tests/read/test_document.py
    "cli/custody.py",  # tests/custody/test_chainfile.py
    "custody/ask.py",  # tests/cli/test_stamp.py
    "redaction/folding.py", "redaction/search.py", "steps/searching.py",  # tests/redaction
    "memo/verdicts.py", "custody/holdings.py",  # tests/custody/test_archives.py
    "custody/blocks.py", "custody/stamps.py", "custody/tokens.py",  # tests/custody/test_examine.py
    # One request after another against a real server: tests/external/test_asker.py and test_round.py.
    "external/exchange.py", "external/hosts.py", "external/rotten.py",
    # Every golden site.
    "build.py", "steps/course.py", "steps/making.py", "steps/reading.py", "problems.py",
    "schema/config.py", "schema/records.py", "schema/yamltext.py",
    "read/assemble.py", "read/body.py", "read/document.py", "read/files.py", "read/held.py",
    "read/markdown.py", "read/media.py", "read/membership.py", "read/registries.py", "read/themes.py",
    "plan/articles.py", "plan/dates.py", "plan/dossiers.py", "plan/lists.py", "plan/names.py",
    "plan/outputs.py", "plan/pages.py", "plan/pageviews.py", "plan/plan.py", "plan/routes.py",
    "plan/summaries.py", "plan/memberships.py",  # golden pages hold the views' every key
    "plan/shelf.py", "plan/rolls.py",  # tests/plan/test_desk.py, tests/memo/test_stamps.py
    "plan/check.py", "plan/links.py",  # golden messages
    # Every kind of map: tests/plan/test_maps.py.
    "plan/lettering.py", "plan/mapnames.py", "plan/outlines.py", "plan/seas.py", "plan/terrain.py",
    "plan/leading.py",  # tests/plan/test_backlinks.py
    "render/closure.py", "render/page.py", "render/theme.py",  # golden themes
    "memo/lastbuild.py", "memo/memory.py", "memo/stamps.py", "memo/store.py",  # tests/test_incremental.py
    "memo/written.py",
    "memo/reasons.py",  # tests/cli/test_explain.py
    "run/collector.py", "run/processes.py", "run/task.py",  # tests/run/test_pool.py
    "cli/check.py", "cli/completion.py", "cli/options.py", "cli/outcome.py",
    "cli/jsonschema.py",  # tests/cli/test_schema.py
    "cli/profile.py", "cli/show.py", "cli/themepages.py", "cli/work.py",  # tests/cli
    "exports/redirects.py", "exports/robots.py",  # tests/exports/test_sitemap.py
    "exports/writefeeds.py",  # tests/exports/test_feeds.py
    # What other programs read is read back: tests/formats/test_formats.py, tests/exports/test_references.py
    # and test_heads.py.
    "formats/bibtex.py", "formats/coins.py", "formats/csl.py", "formats/linkeddata.py", "formats/metatags.py",
    "formats/oneline.py", "formats/plainjson.py", "formats/ris.py", "plan/alternates.py",
    # 64 pages clipped whole, every line accounted for: tests/clip/test_gate.py; tests/cli/test_clip.py.
    "clip/article.py", "clip/choose.py", "clip/clip.py", "clip/clipping.py", "clip/edges.py",
    "clip/fields.py", "clip/unwrap.py",
    "clip/frommarkup.py", "clip/fromtext.py", "clip/furniture.py", "clip/inline.py", "clip/jsonld.py",
    "clip/keep.py", "clip/languages.py", "clip/lines.py", "clip/metadata.py", "clip/metatags.py",
    "clip/names.py", "clip/page.py", "clip/pictures.py", "clip/places.py", "clip/printed.py",
    "clip/printout.py", "clip/reposts.py", "clip/shelf.py", "clip/slips.py", "clip/titles.py",
    "clip/dom.py", "clip/open/mhtml.py", "clip/open/saved.py", "clip/open/warc.py",  # tests/clip/open
    # Whole sites, built before by their own tools: tests/imports/test_gate.py, tests/cli/test_importing.py.
    "imports/aliases.py", "imports/captures.py", "imports/item.py", "imports/leading.py",
    "imports/ledger.py", "imports/links.py", "imports/lists.py", "imports/made.py", "imports/naming.py",
    "imports/settle.py", "imports/siteyaml.py", "imports/sources.py", "imports/stowage.py",
    "imports/tags.py", "imports/writing.py",
    "imports/libraries/bibtex.py", "imports/libraries/csl.py", "imports/libraries/reading.py",
    "imports/libraries/ris.py", "imports/libraries/sniff.py",
    "imports/libraries/zotero.py",  # tests/imports/libraries/test_references.py
    "imports/libraries/feed.py", "imports/libraries/omnivore.py", "imports/libraries/saved.py",
    "imports/libraries/annotations.py",  # tests/imports/test_highlights.py
    "formats/webannotation.py",  # tests/exports/test_api.py
    "imports/libraries/wallabag.py",  # tests/imports/libraries/test_saved.py
    "cli/columns.py",  # tests/imports/libraries/test_table.py
    # Every key and address: tests/imports/sites/test_oldsite.py.
    "imports/sites/eleventy.py", "imports/sites/eleventydata.py", "imports/sites/folder.py",
    "imports/sites/frontmatter.py", "imports/sites/hugo.py", "imports/sites/hugolists.py",
    "imports/sites/jekyll.py", "imports/sites/jekylllists.py", "imports/sites/keys.py",
    "imports/sites/mkdocs.py", "imports/sites/pelican.py", "imports/sites/permalinks.py",
    # Every kind of code, link and picture: tests/imports/text/test_body.py.
    "imports/text/anchors.py", "imports/text/attributes.py", "imports/text/dialects.py",
    "imports/text/embeds.py", "imports/text/markup.py", "imports/text/pieces.py",
    "imports/text/plaintext.py", "imports/text/rawparts.py", "imports/text/recipes.py",
    "imports/text/restructured.py", "imports/text/snippets.py", "imports/text/variables.py",
    "cli/clipping.py", "cli/clipjob.py",  # tests/cli/test_clip.py
    "cli/clipreview.py",  # tests/browser/test_clip_review.py
    # Read back whole: tests/packages/test_dataset.py; tests/cli/test_export.py.
    "packages/articlerows.py", "packages/cells.py", "packages/dossierrows.py", "packages/pack.py",
    "packages/book.py", "packages/charts.py", "packages/cover.py", "packages/parts.py", "packages/words.py",
    "render/package.py", "steps/offering.py",  # tests/packages/test_offers.py
    "cli/editions.py", "publish/editions.py",  # tests/cli/test_diff.py
    "external/webarchive.py", "model/services.py",  # tests/cli/test_archive.py
    # tests/packages/test_interchange.py
    "packages/entities.py", "packages/iiif.py", "packages/oai.py", "packages/together.py",
    "packages/footnotes.py", "packages/onepage.py", "packages/press.py",  # tests/packages/test_pdf.py
    "redaction/layers.py",  # tests/redaction/test_canaries.py
    "packages/crate.py", "packages/publicbag.py", "packages/texts.py",
    "packages/complete.py", "cli/importbag.py", "cli/release.py",  # tests/packages/test_unpack.py
    "packages/packages.py", "packages/rows.py", "packages/withheld.py", "packages/zips.py",
    "exports/exports.py", "model/site.py", "model/article.py", "model/dossier.py", "model/document.py",
    "model/registries.py", "write/sink.py",
    # tests/preview/test_session.py drives the first two; test_server.py and the browser the others.
    "preview/edition.py", "preview/sources.py", "preview/handlers.py", "preview/pages.py", "preview/room.py",
}  # fmt: skip


def has_functions(module: str) -> bool:
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(parsed(module)))


@of_each([module for module in MODULES if not module.endswith("__.py")])
def test_a_module_has_its_test(module: str) -> None:
    folder, _, name = module.rpartition("/")
    tests = Path(__file__).resolve().parent
    mirrored = (tests / folder / f"test_{name}").exists() or (tests / f"test_{folder or name}").exists()
    held = module in HELD_BY_WHOLE_SITES or not has_functions(module)
    assert mirrored or held, f"write tests/{folder}/test_{name}, or say what holds {module}"


def test_what_whole_sites_hold_is_there() -> None:
    assert set(MODULES) >= HELD_BY_WHOLE_SITES
