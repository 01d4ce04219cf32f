"""Text that must stand on one line of a file for machines."""

import re

# Control characters and lone surrogates, which no format can hold.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text without line breaks and without control characters."""
    line = " ".join(text.split())
    return line if line.isprintable() else _UNFIT.sub("", line)
