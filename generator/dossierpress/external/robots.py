"""`robots.txt`: which paths of a host we are asked not to visit (RFC 9309).

The standard library's reader takes the first rule that fits instead of the longest, and knows no `*`
in a path; others make a regular expression of it, which hostile rules can stall.
"""

from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

NAME = "dossierpress"
LARGEST = 500 * 1024
LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for us on one host: paths with whether they are allowed, and seconds between requests."""

    paths: tuple[tuple[bytes, bool], ...] = ()
    pause: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether a path (with its query) may be asked: the longest rule that fits decides, else yes."""
        plain = unquote_to_bytes(path)
        fitting = [(len(rule), allowed) for rule, allowed in self.paths if fits(rule, plain)]
        return max(fitting, default=(0, True))[1]


def parse_robots(data: bytes) -> Rules:
    """The rules for us: the groups that name us, else those for everybody."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    fresh = True
    for line in data[:LARGEST].decode("utf-8", "replace").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [] if fresh else names
            names.append(value.lower())
            groups.setdefault(value.lower(), [])
            fresh = False
            continue
        fresh = True
        for name in names:
            groups[name].append((key, value))
    ours = next((lines for name, lines in groups.items() if name == NAME), groups.get("*", []))
    paths = tuple(
        (unquote_to_bytes(value), key == "allow")
        for key, value in ours
        if key in ("allow", "disallow") and value
    )
    return Rules(paths, _pause(ours))


def fits(rule: bytes, path: bytes) -> bool:
    """Whether a rule fits the beginning of a path; `*` is any text, a last `$` the end.

    Each piece is looked for once, from left to right: no rule can make this slow.
    """
    whole = rule.endswith(b"$")
    pieces = (rule[:-1] if whole else rule).split(b"*")
    if not path.startswith(pieces[0]):
        return False
    position = len(pieces[0])
    for piece in pieces[1:]:
        found = path.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    if not whole or position == len(path):
        return True
    return len(pieces) > 1 and path.endswith(pieces[-1])


def _pause(lines: list[tuple[str, str]]) -> float:
    written = next((value for key, value in lines if key == "crawl-delay"), "")
    try:
        seconds = float(written)
    except ValueError:
        return 0.0
    return min(seconds, LONGEST_PAUSE) if seconds > 0 else 0.0
