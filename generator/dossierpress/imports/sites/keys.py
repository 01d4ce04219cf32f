"""Front matter of old sites as the fields of an item: what 9,056 public files have, by whatever spelling."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from dossierpress.imports.item import Item, Picture
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.moments import moment_of
from dossierpress.imports.text.plaintext import one_line
from dossierpress.model.article import Status
from dossierpress.model.record import is_web_address

_DATE: Final = (
    "date pubdate publicationdate published publisheddate publishedat datepublished createdat created"
    " publishdate".split()
)
_UPDATED: Final = (
    "lastmod updated modified lastmodified lastmodifiedat updatedat lastupdated dateupdated datemodified"
    " lastupdate moddate".split()
)
_EXPIRES: Final = "expirydate expires expiry unpublishdate".split()
_TAGS: Final = "tags tag topics topic categories category keywords".split()
_STANDFIRST: Final = "standfirst deck subtitle summary description excerpt teaser".split()
_AUTHORS: Final = "authors author".split()
_OLD: Final = "aliases alias redirectfrom permalink oldurl oldurls".split()
_URL: Final = "sourceurl originalurl externalurl canonicalurl canonical link".split()
_LANGUAGE: Final = "language lang locale".split()
_IMAGE: Final = (
    "image cover coverimage featuredimage featureimage heroimage banner thumbnail header images"
    " socialimage".split()
)
_IMAGE_FILES: Final = (
    "file src path url image imagepath relative_path overlayimage teaser feature thumbnail".split()
)
_PLAIN: Final = "source byline agency dateline edition".split()
_STATUSES: Final[Mapping[str, Status]] = {
    "published": "ready", "publish": "ready", "ready": "ready", "public": "ready", "live": "ready",
    "draft": "draft", "hidden": "draft", "private": "draft", "pending": "draft", "future": "draft",
    "unpublished": "draft", "auto-draft": "draft", "withdrawn": "withdrawn", "trash": "draft",
}  # fmt: skip
_DROPPED: Final = re.compile(r"layout|comments|weight|wordpress.*")
_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_YES: Final = frozenset(("true", "yes", "on", "1", "y"))
_NO: Final = frozenset(("false", "no", "off", "0", "n"))


@dataclass(frozen=True, slots=True)
class Habits:
    """How a tool reads its keys.

    `splits` says at what a plain text of tags is cut: at white space (Jekyll), at commas, or nowhere. `own`
    are keys that its importer reads itself; `no_tags` are tags that only its templates use. `people` are
    the names behind the authors' short names.
    """

    splits: str = ""
    own: frozenset[str] = frozenset()
    no_tags: frozenset[str] = frozenset()
    people: Mapping[str, str] = field(default_factory=dict)


def folded(key: str) -> str:
    """A key as it is compared: `lastMod`, `last_mod` and `LastMod` are one."""
    return re.sub(r"[^a-z0-9]", "", key.casefold())


def is_true(value: Any) -> bool:
    """Whether a value says yes."""
    return str(value).strip().casefold() in _YES


def is_false(value: Any) -> bool:
    """Whether a value says no."""
    return str(value).strip().casefold() in _NO


def item_of(keys: Mapping[str, Any], place: str, ledger: Ledger, habits: Habits) -> Item:
    """An item with all that its front matter says; what is not understood goes to `extra`."""
    return _Reader(keys, place, ledger, habits).item()


class _Reader:
    def __init__(self, keys: Mapping[str, Any], place: str, ledger: Ledger, habits: Habits) -> None:
        self.place, self.ledger, self.habits, self.all = place, ledger, habits, keys
        self.left: dict[str, Any] = {}
        self.known: dict[str, str] = {}  # a folded key, and how the file writes it
        for key, value in keys.items():
            name = folded(str(key))
            if name in habits.own:
                continue
            if _DROPPED.fullmatch(name):
                ledger.add(f"front matter key `{key}`, left out", place, str(value))
            elif value not in ("", None, [], {}):
                self.left[key] = value
                self.known.setdefault(name, key)

    def item(self) -> Item:
        date = self._moment(_DATE)
        embargo = self._moment(["publishdate", "embargo"])
        title = one_line(str(self._take(["title"]) or ""))
        status, updated, expires = self._status(), self._moment(_UPDATED), self._moment(_EXPIRES)
        plain = {name: one_line(str(self._text([name]))) for name in _PLAIN}
        url = self._url()
        if not url and is_web_address(plain["source"]):
            url, plain["source"] = plain["source"], ""
        plainly: dict[str, Any] = dict(plain)
        item = Item(
            origin=self.place,
            name=str(self._take(["slug"]) or "").strip().strip("/").rpartition("/")[2],
            title=title,
            date=date or embargo,
            updated=updated,
            expires=expires,
            embargo=embargo,
            standfirst=one_line(str(self._text(_STANDFIRST))),
            authors=self._authors(),
            language=self._language(),
            url=url,
            type="post",
            status=status,
            tags=self._tags(),
            others=self._old(),
            image=self._image(),
            keys=self.all,
            **plainly,
        )
        return replace(item, extra=self._rest())

    def _take(self, names: list[str]) -> Any:
        """The first of these keys that has a value; it is used up."""
        for name in names:
            if (key := self.known.get(folded(name))) is not None and key in self.left:
                return self.left.pop(key)
        return ""

    def _text(self, names: list[str]) -> str:
        """The first of these keys that is plain text."""
        for name in names:
            key = self.known.get(folded(name))
            if key is not None and isinstance(self.left.get(key), str):
                return str(self.left.pop(key))
        return ""

    def _moment(self, names: list[str]) -> str:
        """The first of these keys that is a date; others stay."""
        for name in names:
            key = self.known.get(name)
            if key is not None and key in self.left and (moment := moment_of(str(self.left[key]))):
                del self.left[key]
                return moment
        return ""

    def _status(self) -> Status:
        status: Status = "ready"
        for name, is_draft in (("draft", is_true), ("published", is_false)):
            key = self.known.get(name)
            if key is not None and key in self.left and (is_true(self.left[key]) or is_false(self.left[key])):
                status = "draft" if is_draft(self.left.pop(key)) else status
        key = self.known.get("status", "")
        written = str(self.left.get(key, "")).strip().casefold()
        if written in _STATUSES:
            del self.left[key]
            status = status if status == "draft" else _STATUSES[written]
            if written == "hidden":
                self.ledger.add("hidden ones, drafts now", self.place)
        return status

    def _authors(self) -> tuple[str, ...]:
        found: list[str] = []
        for name in _AUTHORS:
            value = self._take([name])
            if isinstance(value, str) and name == "authors":
                value = re.split(r"\s*;\s*" if ";" in value else r"\s*,\s*", value)
            for each in value if isinstance(value, list) else [value]:
                who = one_line(str((_name(each) if isinstance(each, dict) else each) or ""))
                found.append(one_line(self.habits.people.get(who, who)))
        return tuple(dict.fromkeys(each for each in found if each))

    def _language(self) -> str:
        for name in _LANGUAGE:
            key = self.known.get(name)
            if key is not None and _LANGUAGE_TAG.fullmatch(str(self.left.get(key, ""))):
                return str(self.left.pop(key)).replace("_", "-")
        return ""

    def _url(self) -> str:
        for name in _URL:
            key = self.known.get(name)
            if key is not None and is_web_address(str(self.left.get(key, ""))):
                return str(self.left.pop(key))
        return ""

    def _tags(self) -> tuple[str, ...]:
        found: list[str] = []
        for name in _TAGS:
            value = self._take([name])
            if isinstance(value, str):
                value = _cut(value, self.habits.splits if name not in ("category", "tag") else self._single())
            elif isinstance(value, dict):
                value = [
                    each for part in value.values() for each in (part if isinstance(part, list) else [part])
                ]
            found.extend(one_line(str(each)) for each in value or ())
        tags = dict.fromkeys(each for each in found if each)
        for tag in self.habits.no_tags & set(tags):
            del tags[tag]
            self.ledger.add("tags that only templates used, left out", self.place, tag)
        return tuple(tags)

    def _single(self) -> str:
        """Where a single tag or category is cut: nowhere but at commas."""
        return "" if self.habits.splits == " " else self.habits.splits

    def _old(self) -> tuple[str, ...]:
        found: list[str] = []
        for name in _OLD:
            value = self._take([name])
            values = re.split(r"[\s,]+", value) if isinstance(value, str) else value
            found.extend(str(each).strip() for each in values or () if str(each).strip())
        return tuple(dict.fromkeys(found))

    def _image(self) -> Picture | None:
        for name in _IMAGE:
            key = self.known.get(folded(name))
            if key is None or key not in self.left:
                continue
            found = _picture(self.left[key])
            if found is not None:
                del self.left[key]
                return self._described(found, folded(name))
        return None

    def _described(self, picture: Picture, name: str) -> Picture:
        """A picture with the keys beside it that describe it, such as `image_alt`."""
        said = {
            part: one_line(
                str(self._text([f"{name}{each}" for each in words] + [f"image{each}" for each in words]))
            )
            for part, words in (
                ("alt", ("alt", "alttext", "description")),
                ("caption", ("caption", "title", "text")),
                ("credit", ("credit", "attribution", "by")),
            )
        }
        return Picture(
            picture.address,
            picture.alt or said["alt"],
            picture.caption or said["caption"],
            picture.credit or said["credit"],
        )

    def _rest(self) -> dict[str, Any]:
        """All other keys, untouched."""
        for key in self.left:
            self.ledger.add("other front matter keys, kept under `extra`", self.place, str(key))
        inner = self.left.pop("extra", None)
        rest = {str(key): value for key, value in self.left.items()}
        return (inner if isinstance(inner, dict) else {"extra": inner} if inner else {}) | rest


def _name(author: Mapping[str, Any]) -> Any:
    return next((author[key] for key in ("name", "display_name", "title", "id") if author.get(key)), "")


def _cut(text: str, splits: str) -> list[str]:
    if splits == " ":
        return text.split()
    return re.split(r"\s*[,;]\s*", text) if splits == "," or (splits == "auto" and "," in text) else [text]


def _picture(value: Any) -> Picture | None:
    """A picture as one key says it: a path, a list of them, or a mapping with its file and words."""
    if isinstance(value, list) and value:
        return _picture(value[0])
    if isinstance(value, str):
        return (
            Picture(value.strip())
            if re.search(r"\S\.\w{2,5}(?:[?#]\S*)?$|^https?://\S+$", value.strip())
            else None
        )
    if not isinstance(value, dict):
        return None
    inner = {folded(str(key)): each for key, each in value.items()}
    address = next((found for name in _IMAGE_FILES if (found := _picture_file(inner.get(folded(name))))), "")
    if not address:
        return None
    return Picture(
        address,
        one_line(str(inner.get("alt") or inner.get("alttext") or "")),
        one_line(str(inner.get("caption") or inner.get("title") or "")),
        one_line(str(inner.get("credit") or inner.get("attribution") or "")),
    )


def _picture_file(value: Any) -> str:
    found = _picture(value) if isinstance(value, str | dict) else None
    return found.address if found is not None else ""
