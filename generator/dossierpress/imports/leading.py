"""Where the links and pictures of one item lead now, and a line in the ledger for each that leads nowhere."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from dossierpress.clip.addresses import safe_address
from dossierpress.imports.item import Held, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.links import Found, Index
from dossierpress.imports.stowage import Parcel, Stowage, embedded
from dossierpress.imports.text.anchors import ids_of, place
from dossierpress.imports.text.body import Prepared
from dossierpress.imports.text.recipes import REFERENCE
from dossierpress.imports.text.relink import relinked

_LEFT_REFERENCE: Final = re.compile(rf"{REFERENCE}[^\s()<>\"'\]]+")


class Ways:
    """What all items of a batch share: where each is now, what it shows, which places its page has."""

    def __init__(
        self,
        index: Index,
        texts: Mapping[str, Prepared],
        homes: Mapping[str, str],
        list_home: Callable[[str], str],
        files: Mapping[str, Held],
    ) -> None:
        """`homes` has for an item's path its reference or address; empty for what readers may not see."""
        self.index, self.texts, self.homes, self.list_home, self.files = index, texts, homes, list_home, files
        self.stowage = Stowage()
        self.dead: dict[str, set[str]] = {}
        self._places: dict[str, dict[str, str]] = {}

    def places(self, path: str) -> dict[str, str]:
        """The ids of an item's page by the fragments that it had."""
        if path not in self._places:
            self._places[path] = ids_of(self.texts[path].text) if path in self.texts else {}
        return self._places[path]


class Lead:
    """Leads the links of one item."""

    def __init__(self, prepared: Prepared, ways: Ways, ledger: Ledger) -> None:
        self._prepared, self._ways, self._ledger = prepared, ways, ledger
        self._item: Item = prepared.item
        self._embedded = 0

    def text(self) -> str:
        """The item's text with every link and picture led to where it is now."""
        text = relinked(self._prepared.text, self)
        if REFERENCE not in text:
            return text
        return _LEFT_REFERENCE.sub(lambda found: self.link(found[0]) or "", text)

    def link(self, address: str) -> str | None:
        """Where a link leads now; None when its text is to stay alone."""
        target = self._led(address)
        if target in self._ways.dead.get(self._item.path, ()):
            self.note("links that led nowhere, their text kept", address)
            return None
        return target

    def _led(self, address: str) -> str | None:
        found = self._ways.index.find(address, self._item)
        if found.kind == "item":
            return self._to_item(found, address)
        if found.kind == "here" and address.strip():
            return self._here(found.fragment, address)
        if found.kind == "file":
            parcel = self._parcel(found.value)
            if not parcel.why:
                return self._ways.stowage.use(parcel, self._item.path)
            self.note("files that cannot be published", f"{address}: {parcel.why}")
            return None
        if found.kind == "list":
            return self._ways.list_home(found.value)
        if found.kind == "outside":
            return self._outside(found.value)
        self.note("links that led nowhere, their text kept", address)
        return None

    def picture(self, address: str) -> str | None:
        """The file of a picture; None when it cannot be shown."""
        if (inside := embedded(address)) is not None:
            return self._of_bytes(*inside)
        found = self._ways.index.find(address, self._item)
        if found.kind == "embedded" and (data := self._prepared.embedded.get(found.value)):
            return self._of_bytes("embedded", data)
        if found.kind == "file":
            parcel = self._parcel(found.value)
            if not parcel.why and parcel.is_picture:
                return self._ways.stowage.use(parcel, self._item.path)
            self.note("pictures that cannot be shown", f"{address}: {parcel.why or 'it is no picture'}")
        elif found.kind == "outside":
            self.note("pictures on other hosts, links now", address)
        else:
            self.note("pictures that are not there", address)
        return None

    def recording(self, address: str) -> str | None:
        """The file of a recording or a film; None when it lies elsewhere."""
        found = self._ways.index.find(address, self._item)
        if found.kind == "file" and not (parcel := self._parcel(found.value)).why:
            return self._ways.stowage.use(parcel, self._item.path)
        self.note("recordings that are not there, or on other hosts", address)
        return None

    def outside(self, address: str) -> str:
        """The address of what cannot be shown; empty when nobody may be sent there."""
        found = self._ways.index.find(address, self._item)
        safe = safe_address(found.value) if found.kind == "outside" else ""
        return safe if safe.startswith("http") else ""

    def note(self, kind: str, what: str) -> None:
        """Write down what is left out."""
        self._ledger.add(kind, self._item.origin, what)

    def _to_item(self, found: Found, address: str) -> str | None:
        home = self._ways.homes.get(found.value, "")
        if not home:
            self.note("links to what is not published, their text kept", address)
            return None
        if not found.fragment:
            return home
        if found.value == self._item.path:
            return self._here(found.fragment, address)
        there = place(found.fragment, self._ways.places(found.value))
        if not there:
            self.note("places that a page never had", address)
            return home
        return f"{home.replace('ref:', '/articles/')}{'/' if home.startswith('ref:') else ''}#{there}"

    def _here(self, fragment: str, address: str) -> str | None:
        if not fragment or fragment.lower() == "top":
            return "#top"
        there = place(fragment, self._ways.places(self._item.path))
        if not there and fragment.lower().startswith(("fn", "footnote")):
            return None
        if not there:
            self.note("places that a page never had", address)
            return None
        return f"#{there}"

    def _outside(self, address: str) -> str | None:
        safe = safe_address(address)
        if not safe:
            self.note("links that nobody may be sent to, their text kept", address)
            return None
        return address if safe == address or _is_harmless(address) else safe

    def _parcel(self, path: str) -> Parcel:
        return self._ways.stowage.parcel(path, self._ways.files[path])

    def _of_bytes(self, name: str, data: bytes) -> str | None:
        self._embedded += 1
        stem, _, ending = name.partition(".")
        folder = self._item.path.rpartition(".")[0] or "text"
        path = f"{folder}/{stem}-{self._embedded}.{ending or _ending(data)}"
        parcel = self._ways.stowage.parcel(path, lambda: data)
        if parcel.why or not parcel.is_picture:
            self.note("pictures that cannot be shown", f"{name}: {parcel.why or 'it is no picture'}")
            return None
        return self._ways.stowage.use(parcel, self._item.path)


def _is_harmless(address: str) -> bool:
    """Whether an address may stay as its author wrote it: nothing in it but what is usual in one."""
    return (
        re.fullmatch(r"(?:https?|mailto|tel):[^\s<>\"'`{}|\\^\x00-\x20]+", address, re.IGNORECASE) is not None
    )


def _ending(data: bytes) -> str:
    return (
        "png"
        if data[:4] == b"\x89PNG"
        else "gif"
        if data[:3] == b"GIF"
        else "webp"
        if data[:4] == b"RIFF"
        else "jpg"
    )
