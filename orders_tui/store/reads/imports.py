"""The plan of an import: what would become of each order of a file, with nothing written."""

from collections.abc import Iterable, Iterator
from itertools import islice

from orders_tui.domain.file_orders import Decision, FileOrder, Mode
from orders_tui.domain.importing import SeenOrders, decide
from orders_tui.store.engine.base import Engine
from orders_tui.store.known_orders import find_known
from orders_tui.store.tag_spelling import TagSpelling

_TOGETHER = 200
"""How many orders are looked up at once."""


def plan_import(engine: Engine, orders: Iterable[FileOrder], mode: Mode, now: int) -> Iterator[Decision]:
    """What would become of each order, in their order."""
    remaining, spelling = iter(orders), TagSpelling(engine)
    with engine.first_lines() as first_line:
        seen = SeenOrders(first_line)
        while part := list(islice(remaining, _TOGETHER)):
            for order, known in zip(part, find_known(engine, part), strict=True):
                yield seen.refused(order) or decide(order, known, mode, now, spelling)
