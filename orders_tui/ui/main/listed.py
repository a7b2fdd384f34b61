"""The list on the screen as other parts ask for it: what is in it, what is marked, and what it shows."""

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from orders_tui.domain.query import OrderQuery


class Listed(NamedTuple):
    """What exports, prints and breakdowns ask of the list on the screen, at the time they ask."""

    rows: Callable[[], Awaitable[Sequence[int]]]
    """The row ids of those of its orders that still fit it, in its order."""
    marked: Callable[[], Awaitable[Sequence[int]]]
    """The row ids of the marked orders."""
    query: Callable[[], OrderQuery]
    columns: Callable[[], Sequence[str]]
    """The names of the facts whose columns it shows."""
