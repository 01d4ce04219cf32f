"""Results of earlier work, by a digest of everything that went in. Wraps the seam `run(unit, items)`."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, Protocol, TypeVar

from dossierpress.cache.evidence import ArchiveMemo, StampMemo, WitnessMemo
from dossierpress.cache.memos import (
    BundleMemo,
    PackageMemo,
    Pages,
    PictureMemo,
    ReadMemo,
    RenderMemo,
)
from dossierpress.cache.store import Store
from dossierpress.custody.archives import look_inside
from dossierpress.custody.stamps import check_stamp
from dossierpress.read.document import read_packed
from dossierpress.render.bundle import make_bundle
from dossierpress.render.package import make_package
from dossierpress.render.page import render_one
from dossierpress.render.variants import make_pictures
from dossierpress.runners import TEXT, Arguments, Failed, Progress, Runner, Weight
from dossierpress.witness import look_in_captures

R = TypeVar("R")


class Memo(Protocol):
    """How the results of one unit are kept."""

    def key(self, arguments: Arguments) -> bytes | None:
        """A digest of all that the result depends on; None when that cannot be said."""

    def encode(self, arguments: Arguments, result: Any) -> bytes | None:
        """A result as bytes; None for one that is not kept."""

    def decode(self, arguments: Arguments, value: bytes) -> Any | None:
        """The result that was kept; None when it is of no use here."""

    def missed(self, arguments: Arguments) -> None:
        """Hears of every item that must be done."""


class Cached:
    """A runner that does only what no earlier build has done."""

    def __init__(self, run: Runner, store: Store, memos: dict[Callable[..., Any], Memo]) -> None:
        self._run = run
        self._store = store
        self._memos = memos

    def __call__(
        self,
        unit: Callable[..., R],
        items: Iterable[Arguments],
        count: int,
        failed: Failed[R],
        progress: Progress | None = None,
        weight: Weight = TEXT,
    ) -> Iterator[R]:
        """Results in the order of the items, from the store where it has them."""
        memo = self._memos.get(unit)
        if memo is None:
            yield from self._run(unit, items, count, failed, progress, weight)
            return
        waiting: deque[_Item] = deque()
        done = 0
        misses = self._misses(memo, items, waiting)
        for result in self._run(unit, misses, count, failed, weight=weight):
            while waiting[0].kept is not None:
                yield waiting.popleft().kept
                done += 1
            item = waiting.popleft()
            value = memo.encode(item.arguments, result)
            if item.key is not None and value is not None:
                self._store.put(item.key, value)
            yield result
            done += 1
            if progress is not None:
                progress(done, count)
        for item in waiting:
            yield item.kept

    def _misses(self, memo: Memo, items: Iterable[Arguments], waiting: deque["_Item"]) -> Iterator[Arguments]:
        """The items that must be done; `waiting` receives every item, with its result if that is kept."""
        for arguments in items:
            key = memo.key(arguments)
            value = self._store.get(key) if key is not None else None
            kept = memo.decode(arguments, value) if value is not None else None
            if kept is not None:
                waiting.append(_Item((), key, kept))
                continue
            memo.missed(arguments)
            waiting.append(_Item(arguments, key, None))
            yield arguments


class _Item(NamedTuple):
    arguments: Arguments
    key: bytes | None
    kept: Any


def cached(
    run: Runner, store: Store, holds: Callable[[str, str], bool], pages: Pages | None = None
) -> Runner:
    """Wrap a runner. `holds` says whether the site that is there has a file of just these bytes.

    `pages` learns the key of every page, and why those that must be made must be.
    """
    pages = pages or Pages()
    memos: dict[Callable[..., Any], Memo] = {
        read_packed: ReadMemo(store, pages.whereabouts),
        look_in_captures: WitnessMemo(),
        render_one: RenderMemo(store, holds, pages),
        make_pictures: PictureMemo(holds),
        make_bundle: BundleMemo(holds, pages),
        make_package: PackageMemo(holds, pages),
        check_stamp: StampMemo(),
        look_inside: ArchiveMemo(),
    }
    return Cached(run, store, memos)
