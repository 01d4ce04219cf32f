"""JSON as we write it: UTF-8, the order of keys as given, one value a line."""

from typing import Any

import msgspec


def plain_json(data: Any) -> bytes:
    """The data as JSON, with a line break at its end."""
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"
