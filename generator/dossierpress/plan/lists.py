"""Long lists, cut into pages: `/tags/x/`, `/tags/x/page/2/` and so on."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from dossierpress.plan.views import LinkView, Pagination

T = TypeVar("T")


def pages_of(address: str, items: Sequence[T], size: int) -> Iterable[tuple[str, Sequence[T], Pagination]]:
    """Each page's address, its part of the list, and where it stands. An empty list has one page."""
    count = max(1, -(-len(items) // size))
    links = tuple(
        LinkView(title=str(number), address=_page(address, number)) for number in range(1, count + 1)
    )
    for number in range(1, count + 1):
        yield (
            _page(address, number),
            items[(number - 1) * size : number * size],
            Pagination(
                number=number,
                of=count,
                previous=_page(address, number - 1) if number > 1 else "",
                next=_page(address, number + 1) if number < count else "",
                pages=_near(links, number) if count > 1 else (),
            ),
        )


def _page(address: str, number: int) -> str:
    return address if number == 1 else f"{address}page/{number}/"


def _near(links: tuple[LinkView, ...], number: int) -> tuple[LinkView, ...]:
    """First, last and the two on either side: a list of a thousand pages stays short on each."""
    wanted = {1, len(links), *range(number - 2, number + 3)}
    return tuple(links[each - 1] for each in sorted(wanted) if 1 <= each <= len(links))
