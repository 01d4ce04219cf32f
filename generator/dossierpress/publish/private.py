"""Search the finished files for what must not leave: private texts and files, keys and passwords.

A passage is compared by its words alone, so that neither markup nor typography hides it. Of a long
one, overlapping runs of eight words are looked for: twelve words of it in a row are found anywhere.
"""

import hashlib
import html
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from dossierpress.model.withheld import Withheld
from dossierpress.problems import Problem
from dossierpress.redaction.layers import UnreadablePdfError, is_pdf, members, pdf_texts

_RUN, _STEP = 8, 4
_LARGEST = 32 * 1024 * 1024
_DEEPEST = 4
_SQLITE = b"SQLite format 3\0"
_TAG, _ATTRIBUTE = re.compile(r"<[^<>]*>"), re.compile(r"=\s*\"([^\"]*)\"|=\s*'([^']*)'")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrtbf\"/\\])")
_TARGET = re.compile(r"\]\([^()\s]*\)")
_WORD = re.compile(r"[^\W_]+")
# A word that must be in a file, and the form of a secret that it then is worth looking for.
_SECRETS: tuple[tuple[str, bytes, re.Pattern[bytes]], ...] = tuple(
    (name, needle, re.compile(pattern))
    for name, needle, pattern in (
        ("a private key", b"PRIVATE KEY-----", rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----"),
        ("a key of Amazon's", b"AKIA", rb"\bAKIA[0-9A-Z]{16}\b"),
        ("a key of Amazon's", b"ASIA", rb"\bASIA[0-9A-Z]{16}\b"),
        ("a token of GitHub", b"gh", rb"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})"),
        ("a token of GitLab", b"glpat-", rb"\bglpat-[A-Za-z0-9_-]{20,}"),
        ("a token of Slack", b"xox", rb"\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
        ("a key of Google's", b"AIza", rb"\bAIza[A-Za-z0-9_-]{35}\b"),
        ("a key of Stripe's", b"k_live_", rb"\b[rs]k_live_[A-Za-z0-9]{16,}"),
        ("a token of npm", b"npm_", rb"\bnpm_[A-Za-z0-9]{36}\b"),
        ("an address with a password", b"://", rb"://[^\s/:@\"'<>]+:[^\s/:@\"'<>]{4,}@[\w.-]+"),
        (
            "a password",
            b"",
            (
                rb"(?i)\b(?:password|passwd|passphrase|api[_-]?key|secret[_-]?key|access[_-]?token)"
                rb"[\"']?\s*[:=]\s*[\"']?(?=[^\s\"'<>]*\d)(?=[^\s\"'<>]*[a-z])[^\s\"'<>]{8,}"
            ),
        ),
    )
)
_MAYBE_PASSWORD = (b"pass", b"PASS", b"Pass", b"key", b"KEY", b"Key", b"oken", b"OKEN")


def find_private(
    folder: Path,
    files: Mapping[str, str],
    private: Sequence[Withheld],
    public: Sequence[str],
    credentials: Mapping[str, str],
) -> tuple[Problem, ...]:
    """A problem for every file in `files` (path to SHA-256) that holds something private.

    `public` are the sources of what is published; `credentials` are those in use, by name. No
    message repeats what was found.
    """
    phrases = _Phrases(private, public)
    captures = {each.digest: each for each in private if each.digest}
    leaks: dict[Withheld, list[str]] = defaultdict(list)
    lines: dict[Withheld, int] = {}
    secrets: dict[str, list[str]] = defaultdict(list)
    for path, digest in sorted(files.items()):
        if digest in captures:
            leaks[captures[digest]].append(path)
        for data in _opened(folder / path):
            named = captures.get(hashlib.sha256(data).hexdigest()) if captures else None
            found = [] if named is None else [(named, 1)]
            for name in _secrets(data, credentials):
                secrets[name] += [path] if path not in secrets[name] else []
            for text in _texts(data) if phrases else ():
                found += phrases.within(text)
            for each, line in found:
                leaks[each] += [path] if path not in leaks[each] else []
                lines.setdefault(each, line)
    return (
        *(_leak(each, lines.get(each, 1), paths) for each, paths in leaks.items()),
        *(_secret(name, paths) for name, paths in secrets.items()),
    )


def _opened(place: Path) -> Iterator[bytes]:
    """The bytes of a file; of an archive also what is in it, and in archives in it."""
    with place.open("rb") as file:
        if file.read(2) == b"PK":
            for member in members(file):
                yield from _unpacked(member, 1)
    if place.stat().st_size <= _LARGEST:
        yield place.read_bytes()


def _unpacked(data: bytes, depth: int) -> Iterator[bytes]:
    yield data
    if data[:2] == b"PK" and depth < _DEEPEST:
        for member in members(io.BytesIO(data)):
            yield from _unpacked(member, depth + 1)


def _texts(data: bytes) -> Iterator[str]:
    """What is text in a file: all of one without binary marks, the rows of SQLite, the pages of a PDF."""
    if is_pdf(data):
        with suppress(UnreadablePdfError):
            yield from pdf_texts(data)
    elif b"\0" not in data[:4096] or data.startswith(_SQLITE):
        yield data.decode("utf-8", "replace")


class _Phrases:
    """Runs of words of private passages, found by the pair of words in each that is longest."""

    def __init__(self, private: Iterable[Withheld], public: Sequence[str]) -> None:
        self._public_sources = public
        self._public: str | None = None
        self._by_pair: dict[tuple[str, str], list[tuple[str, Withheld, int]]] = defaultdict(list)
        for each in private:
            for line, text in each.texts:
                for run in _runs(_words(_TARGET.sub("] ", text))):
                    pair = max(pairwise(run), key=lambda two: len(two[0]) + len(two[1]))
                    self._by_pair[pair].append((f" {' '.join(run)} ", each, line))
        self._pairs = frozenset(self._by_pair)

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def within(self, text: str) -> Iterator[tuple[Withheld, int]]:
        """The private files of which a text holds something, each once, with the line."""
        words = [word for stream in _streams(text) for word in _words(stream)]
        hits = self._pairs.intersection(pairwise(words))
        joined = f" {' '.join(words)} " if hits else ""
        seen: set[str] = set()
        for phrase, each, line in (entry for pair in sorted(hits) for entry in self._by_pair[pair]):
            if each.path not in seen and phrase in joined and not self._is_public(phrase):
                seen.add(each.path)
                yield each, line

    def _is_public(self, phrase: str) -> bool:
        """Whether the words stand in the source of something that is published, too."""
        if self._public is None:
            self._public = " | ".join(" ".join(_words(text)) for text in self._public_sources)
        return phrase.strip() in self._public


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    if len(words) <= _RUN:
        if len(words) >= 2 and sum(map(len, words)) >= 10:
            yield tuple(words)
        return
    for start in range(0, len(words) - _RUN, _STEP):
        yield tuple(words[start : start + _RUN])
    yield tuple(words[-_RUN:])


def _streams(text: str) -> Iterator[str]:
    """What readers see, what attributes hold, and what stands in JSON."""
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)
    yield _TAG.sub(" ", text)
    for tag in _TAG.finditer(text):
        if "=" in tag[0]:
            yield " ".join(double or single for double, single in _ATTRIBUTE.findall(tag[0]))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", html.unescape(text)).casefold())


def _secrets(data: bytes, credentials: Mapping[str, str]) -> Iterator[str]:
    for name, value in credentials.items():
        if value.encode() in data:
            yield f"the value of {name}"
    for name, needle, pattern in _SECRETS:
        wanted = (needle,) if needle else _MAYBE_PASSWORD
        if any(each in data for each in wanted) and pattern.search(data):
            yield f"what looks like {name}"


def _leak(each: Withheld, line: int, paths: Sequence[str]) -> Problem:
    return Problem(
        path=each.path,
        code="private",
        message=f"{each.why} would be published: it stands in {_named(paths)}",
        hint="look at what puts it there: another text that holds it, or a template",
        line=line,
        column=1,
    )


def _secret(name: str, paths: Sequence[str]) -> Problem:
    return Problem(
        path=paths[0],
        code="private",
        message=f"{name} would be published: it stands in {_named(paths)}",
        hint="take it out of its source, and change it where it was issued",
        line=1,
        column=1,
    )


def _named(paths: Sequence[str]) -> str:
    return f"/{paths[0]}" + (f" and {len(paths) - 1:,} more" if len(paths) > 1 else "")
