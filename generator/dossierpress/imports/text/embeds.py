"""What a page shows from elsewhere (films, posts, maps) as a link with a title: nothing of it is fetched."""

import re
from typing import Final

from dossierpress.clip.addresses import host_of, safe_address

_FILM: Final = re.compile(
    r"youtu(?:be(?:-nocookie)?\.com/(?:embed/|watch\?v=|v/|shorts/)|\.be/)(?P<id>[\w-]{6,20})"
)
_VIMEO: Final = re.compile(r"(?:player\.)?vimeo\.com/(?:video/)?(?P<id>\d+)")
# Name of a shortcode or a tag: what readers call it, and the address that its id makes.
PLACES: Final = {
    "youtube": ("YouTube", "https://www.youtube.com/watch?v={}"),
    "youtube_lite": ("YouTube", "https://www.youtube.com/watch?v={}"),
    "youtubelite": ("YouTube", "https://www.youtube.com/watch?v={}"),
    "vimeo": ("Vimeo", "https://vimeo.com/{}"),
    "vimeo_simple": ("Vimeo", "https://vimeo.com/{}"),
    "tweet": ("Twitter", "https://twitter.com/i/status/{}"),
    "twitter": ("Twitter", "https://twitter.com/i/status/{}"),
    "twitter_simple": ("Twitter", "https://twitter.com/i/status/{}"),
    "x": ("X", "https://x.com/i/status/{}"),
    "instagram": ("Instagram", "https://www.instagram.com/p/{}/"),
    "instagram_simple": ("Instagram", "https://www.instagram.com/p/{}/"),
    "gist": ("Gist", "https://gist.github.com/{}"),
    "speakerdeck": ("Speaker Deck", "https://speakerdeck.com/player/{}"),
    "slideshare": ("SlideShare", "https://www.slideshare.net/slideshow/embed_code/{}"),
    "soundcloud": ("SoundCloud", "https://soundcloud.com/{}"),
    "spotify": ("Spotify", "https://open.spotify.com/{}"),
    "dailymotion": ("Dailymotion", "https://www.dailymotion.com/video/{}"),
    "codepen": ("CodePen", "https://codepen.io/{}"),
    "jsfiddle": ("JSFiddle", "https://jsfiddle.net/{}"),
}
_HOSTS: Final = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "twitter.com": "Twitter",
    "x.com": "X",
    "instagram.com": "Instagram",
    "soundcloud.com": "SoundCloud",
    "google.com": "Google",
    "openstreetmap.org": "OpenStreetMap",
    "facebook.com": "Facebook",
    "spotify.com": "Spotify",
}


def embedded(address: str, title: str = "") -> tuple[str, str]:
    """The address of the page that an embedded address belongs to, and a title; empty for an unsafe one."""
    address = safe_address(f"https:{address}" if address.startswith("//") else address)
    if not address.startswith(("http://", "https://")):
        return "", ""
    if (film := _FILM.search(address)) is not None:
        address = f"https://www.youtube.com/watch?v={film['id']}"
    elif (film := _VIMEO.search(address)) is not None:
        address = f"https://vimeo.com/{film['id']}"
    host = host_of(address)
    known = next((name for end, name in _HOSTS.items() if host == end or host.endswith(f".{end}")), host)
    return address, title.strip() or known


def named(place: str, name: str, title: str = "") -> tuple[str, str]:
    """The same for a shortcode such as `youtube` with an id or an address."""
    known, pattern = PLACES[place]
    name = name.strip()
    if name.startswith(("http://", "https://", "//")):
        return embedded(name, title)
    bare = "/".join(part for part in re.findall(r"[\w.:-]+", name) if part.strip("."))
    return embedded(pattern.format(bare), title or known) if bare else ("", "")
