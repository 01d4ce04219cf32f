"""`_headers`: the headers that a host should send with the site, in the form that several hosts read.

Cloudflare Pages, Netlify and others read a file of this name and form; elsewhere it does no harm.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from dossierpress.exports.reservations import ReservedView, reserved_places
from dossierpress.plan.addresses import base_of
from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Cause, Output, produced
from dossierpress.plan.plan import Export
from dossierpress.plan.views import View

FILE = "_headers"
# Nothing from another host, nothing inline. Search runs WebAssembly, which has a word of its own.
POLICY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "img-src": "'self'",
    "manifest-src": "'self'",
    "media-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
}
WITH_SEARCH = {"script-src": "'self' 'wasm-unsafe-eval'", "worker-src": "'self'"}


class HeadersView(View, frozen=True):
    """The site's sub-path, whether pages load nothing else, whether they search, and what is reserved."""

    base: str
    is_strict: bool
    has_search: bool
    reserved: tuple[ReservedView, ...] = ()


def host_headers(desk: Desk, _name: str) -> Iterable[Output]:
    """The file. A site that lets raw HTML through gets no policy: the curator's own HTML may need more."""
    config = desk.config
    view = HeadersView(
        base=base_of(config.url),
        is_strict=config.markdown.html != "trusted",
        has_search=config.search.on,
        reserved=reserved_places(desk),
    )
    yield produced(FILE, headers_file, view, Cause(config.content))


def headers_file(view: HeadersView, _bodies: Mapping[str, bytes]) -> bytes:
    """The bytes of the file: for each path, its headers below it."""
    policy = POLICY | (WITH_SEARCH if view.has_search else {})
    lines = [f"{view.base}*"]
    if view.is_strict:
        lines.append(
            f"  Content-Security-Policy: {'; '.join(f'{name} {value}' for name, value in policy.items())}"
        )
    lines += [
        "  Referrer-Policy: strict-origin-when-cross-origin",
        "  X-Content-Type-Options: nosniff",
        "",
        # The name of an asset changes with its content.
        f"{view.base}assets/*",
        "  Cache-Control: public, max-age=31536000, immutable",
        "",
    ]
    for each in view.reserved:
        lines += [f"{view.base}{quote(each.location[1:])}", "  tdm-reservation: 1"]
        lines += [f"  tdm-policy: {each.policy}"] if each.policy else []
        lines.append("")
    return "\n".join(lines).encode()


headers = Export("headers", own=host_headers)
