"""Addresses out of a page: made whole, kept only where a reader may be sent there, without tracking."""

import ipaddress
import re
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_TRACKING: Final = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|mc_[ce]id|_hs\w+|hsa_\w+|mkt_tok|vero_\w+|oly_\w+"
    r"|wickedid|ncid|cmpid|icid|ito|ocid|smid|sr_share|at_(?:medium|campaign|custom\d|link_\w+)|_ga|_gl|ref_src|ref_url|spm|share_id"
    r"|trk|trkcampaign|s_cid|guccounter|guce_\w+|CMP|xtor|wt_mc|wt_zmc|pk_\w+|mtm_\w+|matomo_\w+|srsltid|sfmc_\w+|__twitter_impression)$"
)
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f<>\"'`{}|\\^\[\]()]")
_HIDDEN: Final = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
LONGEST: Final = 2000


def safe_address(address: str, base: str = "") -> str:
    """An address that a link may lead to, whole; empty when a reader is better not sent there."""
    address = address.strip()
    bare = _HIDDEN.sub("", address)
    if not bare or bare.startswith("#") or len(bare) > LONGEST:
        return ""
    try:
        whole = urljoin(base, address)
        parts = urlsplit(_HIDDEN.sub(lambda sign: quote(sign[0]) if sign[0] == " " else "", whole))
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES:
        return ""
    if parts.scheme.lower() in ("http", "https"):
        if not host or parts.username is not None or parts.password is not None or _is_odd(host):
            return ""
        parts = parts._replace(query=_untracked(parts.query), fragment=_unmarked(parts.fragment))
    return _UNSAFE.sub(lambda sign: quote(sign[0], safe=""), urlunsplit(parts))


def same_address(address: str) -> str:
    """An address as it is compared: without scheme, `www.`, fragment, tracking and a last slash."""
    try:
        parts = urlsplit(safe_address(address))
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def host_of(address: str) -> str:
    """The host that an address names, without `www.`."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _untracked(query: str) -> str:
    """A query without the parameters that only follow readers about; else as it was."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.match(name)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _unmarked(fragment: str) -> str:
    return "" if _TRACKING.match(fragment.partition("=")[0]) or fragment.startswith(":~:") else fragment


def _is_odd(host: str) -> bool:
    """Whether a host is this machine or a number in disguise."""
    if host == "localhost" or re.fullmatch(
        r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*", host, re.IGNORECASE
    ):
        try:
            return not ipaddress.ip_address(host).is_global
        except ValueError:
            return True
    return False
