"""Ask a time stamping authority (RFC 3161) to sign that bytes of a digest are there."""

from typing import Final

import urllib3

_QUERY: Final = "application/timestamp-query"
_LARGEST: Final = 1024 * 1024
_SECONDS: Final = 30.0


class NoStampError(Exception):
    """The authority gave none; the text says why."""


def ask(authority: str, data: bytes) -> bytes:
    """The authority's answer for bytes, which stay here: only their digest leaves. Raises NoStampError."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    query = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
    try:
        with urllib3.PoolManager(retries=False, timeout=_SECONDS) as pool:
            answer = pool.request(
                "POST",
                authority,
                body=query.as_bytes(),
                headers={"Content-Type": _QUERY, "Accept": "application/timestamp-reply"},
                preload_content=False,
            )
            body = answer.read(_LARGEST)
            answer.release_conn()
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise NoStampError(f"{authority} does not answer") from error
    if answer.status != 200:
        raise NoStampError(f"{authority} answered {answer.status}")
    return body
