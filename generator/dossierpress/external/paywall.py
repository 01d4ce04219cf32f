"""Whether a page says of itself that it is for subscribers only (https://schema.org/isAccessibleForFree)."""

import contextlib
import json
import re
from collections.abc import Iterator
from typing import Any

_KEY = "isAccessibleForFree"
_META = re.compile(
    rb"""itemprop=["']?isAccessibleForFree["']?\s{1,9}content=["']?(?:https?://schema\.org/)?false\b""",
    re.IGNORECASE,
)


def is_paywalled(page: bytes) -> bool:
    """Read the structured data in (the beginning of) a page of HTML. Damaged data says nothing."""
    return any(_says_no(block) for block in _blocks(page)) or _META.search(page) is not None


def _blocks(page: bytes) -> Iterator[Any]:
    """What each JSON-LD script holds. Each byte is looked at a bounded number of times."""
    lower = page.lower()
    position = 0
    while (found := lower.find(b"application/ld+json", position)) >= 0:
        start = lower.find(b">", found) + 1
        position = lower.find(b"</script", start)
        if start == 0 or position < 0:
            return
        with contextlib.suppress(ValueError, RecursionError):
            yield json.loads(page[start:position])


def _says_no(block: Any) -> bool:
    waiting = [block]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if _KEY in value and str(value[_KEY]).rsplit("/", 1)[-1].lower() == "false":
                return True
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return False
