"""One bucket of the search index, made by Pagefind: records in, its files out, the same bytes each time.

Pagefind's own Python wrapper waits a tenth of a second for each record and cannot receive an index
larger than 2 MiB. Its program speaks a plain protocol over pipes, which is spoken here instead:
messages in JSON, Base64, each ended by a comma.
"""

import base64
import gzip
import hashlib
import html
import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from dossierpress.exports.spellings import other_spellings
from dossierpress.plan.outputs import Bodies, pieces_of
from dossierpress.plan.views import View
from dossierpress.problems import BugError

# Of what Pagefind makes, the parts that the search page uses: its own interface is not among them.
_ENGINE = ("pagefind.js", "pagefind-worker.js")
_ENTRY = "pagefind-entry.json"
# Before the CBOR in each compressed file stands this word.
_MAGIC = b"pagefind_dcd"
# What results are made of before their texts are there.
HEADS = "heads.json"
# So many bytes of words a chunk has, where one word alone is not more; so many letters hold words together;
# and a letter before and one after all others.
_CHUNK, _TOGETHER, _FIRST, _LAST = 4000, 3, "\0", "\U0010ffff"
_TAG = re.compile(r"<(/?[a-zA-Z][\w-]*|!--)[^\"'>]*(?:(?:\"[^\"]*\"|'[^']*')[^\"'>]*)*>")
# The figure that leads to a footnote, and the arrow that leads back: signs, not words.
_MARK = re.compile(r'<a class="footnote-(?:back)?ref"[^>]*>[^<]*</a>')
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub".split()
)
_NOISE = re.compile(r"\s+")


class RecordView(View, frozen=True):
    """One page as the search knows it; `line` is what it is.

    Its words in the order in which a passage is cut from them: the opening, the body (by its digest), and
    what is said about it in `text`. The title (also as `translated`) and the `names` are found by themselves,
    weigh more, and are no part of a passage. The page of a name (`is_name`) comes after what tells of it.
    """

    address: str
    title: str
    translated: str = ""
    names: str = ""
    opening: str = ""
    body: str = ""
    text: str = ""
    language: str = ""
    direction: str = ""
    line: str = ""
    is_name: bool = False
    filters: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class BucketView(View, frozen=True):
    """A part of the index. The first one brings the program that searches in all of them."""

    language: str
    is_first: bool
    records: tuple[RecordView, ...]


def index_bucket(view: BucketView, bodies: Bodies) -> dict[str, bytes]:
    """The files of a bucket's folder. Raises BugError when Pagefind does not answer as it should."""
    language = view.language.split("-")[0].lower()
    requests = [
        {"type": "NewIndex", "config": {"force_language": language}},
        *(_record(record, bodies, language) for record in view.records),
        {"type": "GetFiles", "index_id": 0},
    ]
    *_, last = _answers(requests)
    files = {file["path"]: base64.b64decode(file["content"]) for file in last["files"]}
    entry = json.loads(files[_ENTRY])
    kept = {path: data for path, data in files.items() if "/" in path or path.endswith(".pf_meta")}
    made = dict(_in_order(kept, entry))
    if view.is_first:
        wasm = {f"wasm.{found['wasm'] or 'unknown'}.pagefind" for found in entry["languages"].values()}
        made |= {name: files[name] for name in (*_ENGINE, *sorted(wasm))}
    made[_ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return made


def text_of(pieces: Iterable[str]) -> str:
    """A body's words, without its markup."""
    words = _MARK.sub("", "".join(pieces))
    plain = _TAG.sub(lambda tag: "" if tag[1].strip("/").lower() in _INLINE else " ", words)
    return html.unescape(plain)


def _record(record: RecordView, bodies: Bodies, language: str) -> dict[str, Any]:
    body = text_of(pieces_of(bodies[record.body])) if record.body else ""
    content = _NOISE.sub(" ", f"{record.opening} {body} {record.text}").strip()
    # Pagefind finds by every `meta`; what only the result's markup needs goes among the filters.
    meta = {
        "label" if record.is_name else "title": record.title,
        "translated": record.translated,
        "names": _NOISE.sub(" ", record.names),
        "line": record.line,
        "also": other_spellings((record.title, record.translated, record.names, record.line, content)),
    }
    markup = {"language": record.language, "direction": record.direction}
    filters = record.filters | {name: (value,) for name, value in markup.items() if value}
    return {
        "type": "AddRecord",
        "index_id": 0,
        "url": record.address,
        # Pagefind leaves out what has no content; where a page has none, its names are what it shows.
        "content": content or meta["names"] or record.title,
        "language": language,
        "meta": {name: value for name, value in meta.items() if value},
        "filters": {name: list(values) for name, values in filters.items() if values},
        "sort": None,
    }


def _answers(requests: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Ask Pagefind one thing after another."""
    from pagefind.service import get_executable

    command = [str(get_executable()), "--service"]
    with subprocess.Popen(  # noqa: S603  Pagefind's own program, nothing from content on its command line
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as service:
        assert service.stdin is not None
        assert service.stdout is not None
        try:
            for number, payload in enumerate(requests, start=1):
                message = json.dumps({"message_id": number, "payload": payload}).encode()
                service.stdin.write(base64.b64encode(message) + b",")
                service.stdin.flush()
                answer = _received(service.stdout)
                if answer["type"] == "Error":
                    raise BugError(f"Pagefind says: {answer['message']}")
                yield answer
        finally:
            service.kill()


def _received(stream: Any) -> dict[str, Any]:
    data = bytearray()
    while not data.endswith(b","):
        part = stream.read1(1 << 20)
        if not part:
            raise BugError("Pagefind ended before its answer")
        data += part
    payload: dict[str, Any] = json.loads(base64.b64decode(data[:-1]))["payload"]
    return payload


def _in_order(files: dict[str, bytes], entry: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The files with all that Pagefind leaves to chance in order: values of filters, and filters themselves.

    A file is named by the digest of its content, and named in the bucket's list of contents (`pf_meta`),
    which is named in the entry; so all three are named anew.
    """
    names: dict[str, str] = {}
    for path in sorted(path for path in files if path.startswith("filter/")):
        name, values = _unpacked(files[path])
        data = _packed([name, sorted(values)])
        old = path.removeprefix("filter/").removesuffix(".pf_filter")
        names[old] = f"{old.split('_')[0]}_{hashlib.sha256(data).hexdigest()[: len(old.split('_')[1])]}"
        yield f"filter/{names[old]}.pf_filter", data
    fragments = {path: data for path, data in files.items() if path.startswith("fragment/")}
    yield from fragments.items()
    yield HEADS, _heads(fragments)
    for language in entry["languages"].values():
        contents = _unpacked(files[f"pagefind.{language['hash']}.pf_meta"])
        # version, pages, index chunks, filters, …
        words = [word for _, _, old in contents[2] for word in _unpacked(files[f"index/{old}.pf_index"])[0]]
        prefix = language["hash"].partition("_")[0]
        contents[2] = []
        for first, last, data in short_chunks(words):
            name = f"{prefix}_{hashlib.sha256(data).hexdigest()[:12]}"
            contents[2].append([first, last, name])
            yield f"index/{name}.pf_index", data
        contents[3] = sorted([name, names[old]] for name, old in contents[3])
        data = _packed(contents)
        old = language["hash"].partition("_")[2]
        language["hash"] = f"{prefix}_{hashlib.sha256(data).hexdigest()[: len(old)]}"
        yield f"pagefind.{language['hash']}.pf_meta", data


def short_chunks(words: list[Any]) -> Iterator[tuple[str, str, bytes]]:
    """The words of an index in chunks that a slow network brings at once, each with the words it stands for.

    Words that begin with the same three letters stay together where they fit, so that a beginning of a word
    needs one chunk alone. Whatever may be typed belongs to one chunk, the one in which it would stand.
    """
    import cbor2

    chunks: list[list[Any]] = []
    size = _CHUNK
    for _, group in groupby(sorted(words, key=itemgetter(0)), key=lambda word: word[0][:_TOGETHER]):
        alike = [(word, len(cbor2.dumps(word))) for word in group]
        if size + sum(length for _, length in alike) > _CHUNK:
            size = _CHUNK
        for word, length in alike:
            if size + length > _CHUNK:
                chunks.append([])
                size = 0
            chunks[-1].append(word)
            size += length
    first = ""
    for chunk in chunks:
        last = _LAST if chunk is chunks[-1] else chunk[-1][0]
        yield first, last, _packed([chunk])
        first = last + _FIRST


def _heads(fragments: dict[str, bytes]) -> bytes:
    """Of each page address, headline, line, language, direction: what a result begins with."""
    heads = {}
    for path, data in sorted(fragments.items()):
        page = json.loads(gzip.decompress(data).removeprefix(_MAGIC))
        meta, marks = page["meta"], page["filters"]
        title = meta.get("title") or meta.get("label", "")
        marked = [marks.get(name, [""])[0] for name in ("language", "direction")]
        heads[path.removeprefix("fragment/").removesuffix(".pf_fragment")] = [
            page["url"], title, meta.get("line", ""), *marked
        ]  # fmt: skip
    return json.dumps(heads, ensure_ascii=False, separators=(",", ":")).encode()


def _unpacked(data: bytes) -> Any:
    import cbor2

    return cbor2.loads(gzip.decompress(data).removeprefix(_MAGIC))


def _packed(content: Any) -> bytes:
    import cbor2

    # Not compressed again: the browser takes both, and zlib's bytes differ from machine to machine.
    return _MAGIC + bytes(cbor2.dumps(content))
