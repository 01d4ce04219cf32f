"""WordPress' export (WXR): posts, pages, authors, categories, and what of the library is at hand."""

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from dossierpress.imports.item import Batch, Held, Item, Picture
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.libraries.reading import Export
from dossierpress.imports.moments import moment_of
from dossierpress.imports.sites.oldsite import host_and_mount, numbered_pages, without
from dossierpress.imports.text.plaintext import one_line
from dossierpress.model.article import Status

_STATUSES: Final[dict[str, Status]] = {
    "publish": "ready", "draft": "draft", "pending": "draft", "private": "draft", "future": "ready",
    "inherit": "draft",
}  # fmt: skip
_LEFT_OUT: Final = ("trash", "auto-draft")
# Kinds of posts that no reader has seen.
_OWN: Final = ("revision", "nav_menu_item", "customize_changeset", "oembed_cache", "custom_css")
_SIZED: Final = re.compile(r"-\d{2,5}x\d{2,5}(?=\.(?:jpe?g|png|gif|webp|avif)\b)", re.IGNORECASE)
_ALONE: Final = re.compile(
    r"(?m)^[ \t]*(?P<address>https?://(?:www\.|m\.)?(?:youtube\.com/watch|youtu\.be/|vimeo\.com/|twitter\.com/|x\.com/|instagram\.com/p/"
    r"|soundcloud\.com/|open\.spotify\.com/)[^\s<>\"']+)[ \t]*$"
)
_COMMENT: Final = re.compile(r"<!--\s*/?wp:.*?-->", re.DOTALL)
_GALLERY: Final = re.compile(r"\[gallery\b[^\]]*?\bids=[\"']?(?P<ids>[\d, ]+)")
_PER_PAGE: Final = 10


def read(export: Export, ledger: Ledger) -> Batch:
    """Everything of a blog that the export has."""
    root = export.xml()
    channel = root.find("channel")
    if channel is None or not any("wordpress.org/export" in str(space) for space in _spaces(root)):
        raise export.fault("this is no export of WordPress", "in WordPress: Tools → Export → All content")
    return _Blog(channel, export, ledger).batch()


class _Blog:
    def __init__(self, channel: Any, export: Export, ledger: Ledger) -> None:
        self.channel, self.export, self.ledger = channel, export, ledger
        self.items = [_fields(each) for each in channel.findall("item")]
        about = _fields(channel)
        self.title = one_line(about.get("title", ""))
        self.base = about.get("wp:base_blog_url") or about.get("link", "")
        self.language = about.get("language", "")
        self.about = one_line(about.get("description", ""))
        self.host, self.mount = host_and_mount(self.base)
        self.people = {
            fields.get("wp:author_login", ""): one_line(fields.get("wp:author_display_name", ""))
            for each in channel
            if _name(each) == "wp:author" and (fields := _fields(each))
        }
        self.attachments = {
            each.get("wp:post_id", ""): each
            for each in self.items
            if each.get("wp:post_type") == "attachment"
        }
        self.files: dict[str, Held] = {}
        self.served: dict[str, str] = {}
        self.members: dict[str, tuple[str, int]] = {}

    def batch(self) -> Batch:
        """The blog as a batch."""
        self._library()
        items = [item for each in self.items if (item := self._item(each)) is not None]
        if not items:
            raise self.export.fault("no post and no page is in it", "export all content")
        if self.attachments and not self.files:
            self.ledger.add(
                "pictures of the library that are not at hand", self.export.name,
                "put the folder wp-content/uploads beside the export",
            )  # fmt: skip
        return Batch(
            tool="wxr",
            title=self.title or self.host,
            items=tuple(items),
            files=self.files,
            served=self.served,
            lists=without(self._lists(), ["/", *(each.address for each in items)]),
            hosts=frozenset({self.host} - {""}),
            mount=self.mount,
            templates="wordpress",
            is_site=True,
            url=self.base if self.base.startswith("http") else "",
            description=self.about,
            language=self.language,
        )

    def _library(self) -> None:
        """Pictures and files that lie beside the export, by the addresses at which the blog showed them."""
        for each in self.attachments.values():
            path = _path(each.get("wp:attachment_url", ""))
            held = self.export.beside(path) if path else None
            if held is not None:
                self.files[path.lstrip("/")] = held
                self.served[path] = path.lstrip("/")

    def _item(self, fields: dict[str, str]) -> Item | None:
        kind, place = fields.get("wp:post_type", "post"), f"{self.export.name}:{fields['line']}"
        if kind == "attachment" or self._is_left_out(fields, kind, place):
            return None
        status, link = self._status(fields, place), fields.get("link", "")
        if kind not in ("post", "page"):
            self.ledger.add(f"posts of the type `{kind}`", place, fields.get("title", ""))
        for _ in range(int(fields["comments"])):
            self.ledger.add("comments of readers, left out", place)
        date = self._moment(fields, "wp:post_date")
        if status == "ready" and kind == "post":
            self._note(fields, date)
        author = fields.get("dc:creator", "")
        body = _COMMENT.sub("", fields.get("content:encoded", ""))
        return Item(
            origin=place,
            path=f"item-{fields.get('wp:post_id') or fields['line']}",
            kind="page" if kind == "page" else "article",
            name=unquote(fields.get("wp:post_name", "")),
            title=one_line(fields.get("title", "")),
            date=date or moment_of(fields.get("pubDate", "")),
            updated=self._updated(fields),
            standfirst=one_line(fields.get("excerpt:encoded", "")),
            authors=tuple(each for each in (self.people.get(author, author),) if each),
            type="post",
            status=status,
            tags=self._tags(fields, place),
            image=self._image(fields),
            extra=self._more(fields, place),
            keys=self._galleries(fields, body),
            markup="html",
            body=self._sized(_ALONE.sub(_embed, body)),
            address=_path(link) if status == "ready" and "?" not in link else "",
            others=(fields.get("guid", ""),) if status == "ready" else (),
        )

    def _is_left_out(self, fields: dict[str, str], kind: str, place: str) -> bool:
        written = fields.get("wp:status", "publish")
        what = written if written in _LEFT_OUT else kind if kind in _OWN or kind.startswith("wp_") else ""
        if what:
            self.ledger.add(f"{what} of WordPress, left out", place, fields.get("title", ""))
        return bool(what)

    def _status(self, fields: dict[str, str], place: str) -> Status:
        if fields.get("wp:post_password"):
            self.ledger.add("posts behind a password, drafts now", place, fields.get("title", ""))
            return "draft"
        return _STATUSES.get(fields.get("wp:status", "publish"), "draft")

    def _more(self, fields: dict[str, str], place: str) -> dict[str, str]:
        """Fields that the writers of the blog made up; those with a line before them are its programs'."""
        named = {key.removeprefix("meta:"): fields[key] for key in fields if key.startswith("meta:")}
        for key in named:
            if key.startswith("_"):
                self.ledger.add("fields of WordPress and its plugins, left out", place, key)
        return {key: value for key, value in named.items() if not key.startswith("_")}

    def _moment(self, fields: dict[str, str], name: str) -> str:
        """A time in UTC where the export has it, else as the blog's own clock said."""
        gmt, local = moment_of(fields.get(f"{name}_gmt", "")), moment_of(fields.get(name, ""))
        return f"{gmt}Z" if "T" in gmt and not gmt.endswith("Z") else gmt or local

    def _updated(self, fields: dict[str, str]) -> str:
        modified = self._moment(fields, "wp:post_modified")
        return modified if modified[:10] != self._moment(fields, "wp:post_date")[:10] else ""

    def _tags(self, fields: dict[str, str], place: str) -> tuple[str, ...]:
        found = []
        for each in fields["terms"].split("\n"):
            name, _, slug = each.partition("\t")
            if slug.partition("\t")[0] == "uncategorized":
                self.ledger.add("the category that WordPress gives to what has none, left out", place, name)
            elif name:
                found.append(one_line(name))
        return tuple(dict.fromkeys(found))

    def _image(self, fields: dict[str, str]) -> Picture | None:
        """The picture that stands with the headline."""
        picture = self.attachments.get(fields.get("meta:_thumbnail_id", ""))
        if picture is None:
            return None
        words = (
            one_line(picture.get("meta:_wp_attachment_image_alt", "")),
            one_line(picture.get("excerpt:encoded", "")),
        )
        return Picture(picture.get("wp:attachment_url", ""), *words)

    def _galleries(self, fields: dict[str, str], body: str) -> dict[str, Any]:
        """The pictures of each gallery in a body: those that it names, else all that hang on the post."""
        hung = [
            number
            for number, each in self.attachments.items()
            if each.get("wp:post_parent") == fields.get("wp:post_id")
        ]
        named = {found["ids"]: re.findall(r"\d+", found["ids"]) for found in _GALLERY.finditer(body)}
        return {
            name: [
                {
                    "url": picture.get("wp:attachment_url", ""),
                    "alt": picture.get("meta:_wp_attachment_image_alt", ""),
                    "title": picture.get("excerpt:encoded", ""),
                }
                for number in numbers
                if (picture := self.attachments.get(number)) is not None
            ]
            for name, numbers in {"gallery": hung, **named}.items()
        }

    def _sized(self, body: str) -> str:
        """A body whose pictures are the whole ones where only these are at hand."""

        def whole(found: re.Match[str]) -> str:
            return "" if self.files else found[0]

        return _SIZED.sub(whole, body)

    def _note(self, fields: dict[str, str], date: str) -> None:
        """Count in which lists a post stood."""
        for each in fields["terms"].split("\n"):
            name, _, rest = each.partition("\t")
            slug, _, domain = rest.partition("\t")
            if slug and domain in ("category", "post_tag"):
                self._count(f"/{'category' if domain == 'category' else 'tag'}/{unquote(slug)}/", name)
        author = fields.get("dc:creator", "")
        if author:
            self._count(f"/author/{author.lower().replace(' ', '-')}/", "")
        self._count("/", "")
        if re.match(r"\d{4}-\d\d", date):
            self._count(f"/{date[:4]}/", "")
            self._count(f"/{date[:4]}/{date[5:7]}/", "")

    def _count(self, address: str, tag: str) -> None:
        self.members[address] = (tag, self.members.get(address, ("", 0))[1] + 1)

    def _lists(self) -> dict[str, str]:
        lists: dict[str, str] = {}
        for address, (tag, count) in self.members.items():
            lists[address] = "" if tag == "Uncategorized" else tag
            for page in numbered_pages(address, count, _PER_PAGE, "/page/{}/")[1:]:
                lists[page] = lists[address]
        return lists


def _fields(element: Any) -> dict[str, str]:
    """What stands in an element, by name; its terms, its meta values, how many comments, and its line."""
    found: dict[str, str] = {"line": str(element.sourceline or 1), "comments": "0"}
    terms: list[str] = []
    for child in element:
        name = _name(child)
        if name == "category" and child.get("domain"):
            terms.append(
                "\t".join(("".join(child.itertext()), child.get("nicename") or "", child.get("domain") or ""))
            )
        elif name == "wp:postmeta":
            pair = {_name(each): (each.text or "") for each in child}
            found[f"meta:{pair.get('wp:meta_key', '')}"] = pair.get("wp:meta_value", "").strip()
        elif name == "wp:comment":
            found["comments"] = str(int(found["comments"]) + 1)
        elif not len(child):
            found.setdefault(name, (child.text or "").strip())
    found["terms"] = "\n".join(each.replace("\n", " ") for each in terms)
    return found


def _name(element: Any) -> str:
    """An element's name with the prefix that exports use, whatever version their namespaces have."""
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag.rpartition("}")
    prefixes = {
        "/export/": "excerpt:" if "excerpt" in space else "wp:",
        "content/": "content:",
        "dc/elements": "dc:",
    }
    return next((prefix for part, prefix in prefixes.items() if part in space), "") + name


def _spaces(root: Any) -> Iterable[str]:
    return (space for space in root.nsmap.values())


def _path(address: str) -> str:
    try:
        return unquote(urlsplit(address.strip()).path)
    except ValueError:
        return ""


def _embed(found: re.Match[str]) -> str:
    return f'<iframe src="{found["address"]}"></iframe>'
