"""Counting a list: the overview, and for each filter how many orders each of its values would give."""

from collections import Counter
from collections.abc import Callable
from zoneinfo import ZoneInfo

from peewee import SQL, Expression, fn

from orders_tui.domain.counts import COUNTED, Counts
from orders_tui.domain.order import Status
from orders_tui.domain.query import Facet, OrderQuery
from orders_tui.store.engine.sqlite import Engine
from orders_tui.store.reads.conditions import all_of, narrowing, scope
from orders_tui.store.tables import Orders

_STATUSES = tuple(Status)


class CountReads:
    """What the overview and the sidebar read."""

    def __init__(self, engine: Engine, zone: ZoneInfo, now: Callable[[], int]) -> None:
        self._engine = engine
        self._zone = zone
        self._now = now

    def counts(self, query: OrderQuery) -> Counts:
        """Everything that is counted of a list, from one walk over the index that holds it all.

        Raises:
            Interrupted: if another thread stopped it.
        """
        wide = scope(query, self._zone, self._now())
        rest = narrowing(query, but=frozenset(COUNTED))
        cube = self._cube([*wide, *rest])
        chosen = [query.values(facet) for facet in COUNTED]
        facets: dict[Facet, Counter[str]] = {facet: Counter() for facet in COUNTED}
        orders = value = 0
        for *values, count, total in cube:
            misses = [at for at, wanted in enumerate(chosen) if wanted and values[at] not in wanted]
            if not misses:
                orders, value = orders + count, value + total
            for at, facet in enumerate(COUNTED):
                if not misses or misses == [at]:
                    facets[facet][values[at]] += count
        received = sum(count for *_values, count, _total in (cube if not rest else self._cube(wide)))
        return Counts(orders, value, received, {facet: dict(found) for facet, found in facets.items()})

    def exists(self, query: OrderQuery) -> bool:
        """Whether the list has any order."""
        conditions = scope(query, self._zone, self._now()) + narrowing(query)
        return bool(self._engine.select(Orders.select(SQL("1")).where(all_of(conditions)).limit(1)))

    def _cube(self, conditions: list[Expression]) -> list[tuple[str, str, str, str, int, int]]:
        columns = (Orders.status_rank, Orders.payment_status, Orders.method, Orders.store)
        counted = (
            Orders.select(*columns, fn.COUNT(SQL("*")), fn.SUM(Orders.total))
            .where(all_of(conditions))
            .group_by(*columns)
        )
        return [
            (_STATUSES[rank], payment, method or "", store, count, value)
            for rank, payment, method, store, count, value in self._engine.select(counted)
        ]
