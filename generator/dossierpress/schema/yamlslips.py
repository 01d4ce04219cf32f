"""YAML that looks right and is not: where it went wrong, which a parser finds too late or not at all."""

import re
from collections.abc import Iterator

import yaml

# Spaces of typography and of no width, a byte order mark, and the colon of East Asian scripts.
_ODD = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
_ODD_SIGN = re.compile(
    rf"^(?:(?P<before>[{_ODD}])[{_ODD} ]*[\w-]+:(?=\s|$)"
    rf"|[\w-]+(?:(?P<within>[{_ODD}])[{_ODD}]*:|:(?P<behind>[{_ODD}])|(?P<colon>\uff1a)))",
    re.MULTILINE,
)
_OPENED = re.compile(r"""[ ]*(?:- +)*(?:[^\s:#'"\[{&*!|>%@`-][^:#]*: +)?(?P<sign>["'])""")
_CLOSED = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'")}
_AFTER_QUOTE = re.compile(r"\s*(?:#.*|[:,\]}].*)?$")
_KEY = re.compile(r"[ ]*(?:- +)?[\w-]+:(?:\s|$)|[ ]*- ")
_TIGHT = re.compile(r"[\w-]+:(?=[^\s/:])(?!.*:\s)")
_INDENTED_KEY = re.compile(r"(?P<spaces>[ ]*)[\w-]+:(?:\s|$)")
_ITEM_KEY = re.compile(r"[ ]*- +(?=[\w-]+:(?:\s|$))")
_NO_KEY = re.compile(r"[^\s#:\[\]{}\"'-][^:]*$")
_ESCAPE = re.compile(r'\\[^0abt\tnvfre "/\\N_LPxuU\n]')
_VALUE = re.compile(r"[\w-]+:[ ]+[^\s#|>]")
_BRACKET = re.compile(r"[ ]*(?:- +)?(?:[\w-]+:[ ]+)?(?P<sign>[\[{])")
_BEGINS_ANEW = re.compile(r"[\w-]+:(?:\s|$)|[ ]*- ")
_PAIRS = {"[": "]", "{": "}"}
_PERHAPS = re.compile(r"[ \t]#\S|^[ \t]*-[^\s-]", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+#\S")
_TIGHT_HYPHEN = re.compile(r"[ \t]*(?P<hyphen>-)[^\s\d-]")

# A line and a column, both from 0, what is wrong, and what to do.
Slip = tuple[int, int, str, str]


def odd_sign(text: str) -> Slip | None:
    """A space or a colon beside a key that looks like a plain one, and is none to YAML."""
    found = _ODD_SIGN.search(text)
    if found is None:
        return None
    start = found.start(found.lastgroup or 0)
    before = text[:start]
    return (
        before.count("\n"),
        start - (before.rfind("\n") + 1),
        f"the sign beside this key (U+{ord(text[start]):04X}) looks like a plain one and is none",
        "write a key, a colon, a plain space: title: …",
    )


def cause(text: str, last: int) -> Slip | None:
    """What YAML stumbles over at line `last`, or later than where it stands."""
    lines = text.split("\n")
    for number, line in enumerate(lines[: last + 1]):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        found = _quotation(line, following) or _bracket(lines, number)
        if found is not None:
            return (number, *found)
        if (tight := _TIGHT.match(line)) is not None and number < last:
            return number, tight.end() - 1, "no space stands behind this colon", "write a space: title: …"
    return _indentation(lines, last) or _keyless(lines, last) or _escape(lines, last)


def _quotation(line: str, following: str) -> tuple[int, str, str] | None:
    opened = _OPENED.match(line)
    if opened is None:
        return None
    sign = opened["sign"]
    closed = _CLOSED[sign].match(line, opened.end())
    if closed is None and (_KEY.match(following) or not following.strip()):
        return (
            opened.start("sign"),
            f"the quotation mark {sign} that opens here is not closed",
            f"close it at the end of the text: {sign}…{sign}",
        )
    if closed is not None and not _AFTER_QUOTE.match(line, closed.end()):
        return (
            closed.end(),
            "text stands behind the quotation mark that closes",
            "put the whole text in the other quotation marks: 'He said \"no\"'",
        )
    return None


def _bracket(lines: list[str], number: int) -> tuple[int, str, str] | None:
    opened = _BRACKET.match(lines[number])
    if opened is None:
        return None
    within = [lines[number][opened.start("sign") :]]
    for line in lines[number + 1 :]:
        if _BEGINS_ANEW.match(line):
            break
        within.append(line)
    text, sign = "\n".join(within), opened["sign"]
    if text.count(sign) <= text.count(_PAIRS[sign]):
        return None
    return (
        opened.start("sign"),
        f"the bracket {sign} that opens here is not closed",
        f"close it with {_PAIRS[sign]}; or put quotes around the whole text if it is no list",
    )


def _indentation(lines: list[str], last: int) -> Slip | None:
    """Tabs, and spaces before a key that belongs to nothing above it."""
    line = lines[last] if last < len(lines) else ""
    if (tab := re.match(r"[ ]*\t", line)) is not None:
        return (
            last,
            tab.end() - 1,
            "a tab stands before this line",
            "write spaces instead: YAML knows no tabs",
        )
    above = next((each for each in reversed(lines[:last]) if each.strip()), None)
    key = _INDENTED_KEY.match(line)
    if key is None or above is None:
        return None
    spaces, spaces_above = len(key["spaces"]), len(above) - len(above.lstrip(" "))
    item = _ITEM_KEY.match(above)
    if item is not None and spaces_above < spaces != item.end():
        return (
            last,
            spaces,
            "this key begins in a column of its own",
            "begin it in the column of the key above, which stands behind the hyphen",
        )
    if spaces > spaces_above and _VALUE.match(above, spaces_above):
        return (
            last,
            0,
            "spaces stand before this key, and it belongs to nothing above",
            "begin it in the column of the key above",
        )
    if spaces < spaces_above and not any(_stands_at(each, spaces) for each in lines[:last]):
        return (
            last,
            spaces,
            "this key begins in a column of its own",
            "begin it in the column of a key above, with as many spaces",
        )
    return None


def _keyless(lines: list[str], last: int) -> Slip | None:
    """A line that YAML takes for a key, and misses only on the next one."""
    for number in (last, last - 1):
        if 0 <= number < len(lines) and _NO_KEY.match(lines[number]):
            return (
                number,
                0,
                "this line is no key with a value",
                "write `key: value`; what goes on with the line above begins with spaces",
            )
    return None


def _escape(lines: list[str], last: int) -> Slip | None:
    found = _ESCAPE.search(lines[last]) if last < len(lines) and '"' in lines[last] else None
    if found is None:
        return None
    return (
        last,
        found.start(),
        f"{found[0]} has no meaning between these quotation marks",
        "write \\\\ for one \\, or put the text in single quotation marks",
    )


def _stands_at(line: str, spaces: int) -> bool:
    return bool(line.strip()) and len(line) - len(line.lstrip(" ")) == spaces


def silent(root: yaml.Node, text: str) -> Iterator[Slip]:
    """What YAML reads without a word, and otherwise than it was meant."""
    if _PERHAPS.search(text) is None:
        return
    lines = text.split("\n")
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            if not node.style and node.value:
                yield from _of_plain_text(node, lines)
        elif isinstance(node, yaml.MappingNode):
            waiting += (value for _, value in node.value)
        else:
            waiting += node.value


def _of_plain_text(node: yaml.ScalarNode, lines: list[str]) -> Iterator[Slip]:
    begin, end = node.start_mark, node.end_mark
    line = lines[end.line]
    comment = _COMMENT.match(line, end.column)
    if comment is not None and any(sign.isalpha() for sign in node.value):
        yield (
            end.line,
            comment.end() - 2,
            "what begins here is read as a comment, and not as part of the text",
            "put the whole text in quotes; or write a space behind # if a comment is meant",
        )
    for number in range(begin.line, end.line + 1):
        tight = _TIGHT_HYPHEN.match(lines[number])
        if tight is not None and (number > begin.line or tight.start("hyphen") == begin.column):
            yield (
                number,
                tight.start("hyphen"),
                "no space stands behind this hyphen: it is read as text, and not as an item of a list",
                "write `- ` and the item; or put the whole text in quotes",
            )
