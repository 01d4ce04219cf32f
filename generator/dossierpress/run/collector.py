"""Python's collector of circles, told what a build is like: many objects, hardly a circle, a soon end."""

import gc

_OBJECTS_BETWEEN_COLLECTIONS = 400_000


def expect_bulk() -> None:
    """Look for circles seldom from now on. Not for a process that lives long, as a preview does."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


def expect_end() -> None:
    """Look for none any more: what is left goes with the process, without being walked through."""
    gc.freeze()
