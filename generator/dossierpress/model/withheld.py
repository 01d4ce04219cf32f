"""What must not leave the repository: texts and files that no page of the published site may hold."""

import msgspec


class Withheld(msgspec.Struct, frozen=True):
    """One file that is private, or holds something private.

    `why` names it in a message ("a draft"); `texts` are its passages, each with its line in the
    file; `digest` is the SHA-256 of a file that is private as a whole.
    """

    path: str
    why: str
    texts: tuple[tuple[int, str], ...] = ()
    digest: str = ""
