"""What is known of an address outside the site: what readers find there, and since when."""

import datetime as dt
import re
from typing import Annotated, Literal

import msgspec

from dossierpress.model.record import WebAddress

LINKS_FILE = "links.jsonl"
LinkState = Literal["live", "moved", "paywalled", "blocked", "dead", "unsure", "not-asked"]
HttpStatus = Annotated[int, msgspec.Meta(ge=100, le=999)]
# What a WebAddress may not hold.
_REFUSED = re.compile("[\\s<>\"'`{}|\\\\^\x00-\x1f\x7f]")


class Link(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One address as it was found when it was last asked.

    `since` is the day on which it was first seen in this state, `checked` the newest day on which it
    was asked. `to` is where it has moved. `failing` is the day since which its host cannot be reached.
    `etag` and `last_modified` are what its server wants to be asked with (RFC 9110, section 8.8).
    """

    url: WebAddress
    state: LinkState
    since: dt.date
    checked: dt.date
    to: WebAddress = ""
    status: HttpStatus | None = None
    why: str = ""
    failing: dt.date | None = None
    etag: str = ""
    last_modified: str = ""


def link_key(address: str) -> str:
    """The spelling under which an address is kept: without fragment, with no sign that needs quotes."""
    bare = address.strip().partition("#")[0]
    return _REFUSED.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), bare)
