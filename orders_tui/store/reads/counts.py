"""Counting a list: the overview, and for each filter how many orders each of its values would give."""

from collections import Counter
from collections.abc import Callable
from itertools import chain, repeat
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from peewee import SQL, Expression, fn

from orders_tui.domain.counts import COUNTED, Counts
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import once
from orders_tui.store.reads.conditions import Conditions, all_of
from orders_tui.store.reads.value_counts import ValueCounts
from orders_tui.store.sight import Sight
from orders_tui.store.tables import Orders

_STATUSES = tuple(Status)


class _Group(NamedTuple):
    """The orders that have the same value in each counted column."""

    status_rank: int
    payment_status: PaymentStatus
    method: Method | None
    store: str
    orders: int
    value: int
    """The sum of their totals, in rupiah."""

    def values(self) -> tuple[str, ...]:
        """The values of the facets `COUNTED`, in their order."""
        return _STATUSES[self.status_rank], self.payment_status, self.method or "", self.store


_GROUPED = (Orders.status_rank, Orders.payment_status, Orders.method, Orders.store)


def _misses(query: OrderQuery, values: tuple[str, ...], *, in_trash: bool) -> list[int]:
    """Which of the facets `COUNTED` keep these values out of the list; a conflict in the trash has to be chosen."""
    choices = [(query.values(facet), query.excluded_values(facet)) for facet in COUNTED]
    misses = {
        at
        for at, (wanted, excluded) in enumerate(choices)
        if (wanted and values[at] not in wanted) or values[at] in excluded
    }
    if in_trash and not query.conflicts_in_trash:
        misses.add(COUNTED.index("payment_status"))
    return sorted(misses)


def _groups() -> Any:
    return Orders.select(*_GROUPED, fn.COUNT(SQL("*")).alias("orders"), fn.SUM(Orders.total).alias("value")).group_by(
        *_GROUPED
    )


class CountReads:
    """What the overview and the sidebar read."""

    def __init__(self, engine: Engine, sight: Sight, zone: ZoneInfo, now: Callable[[], int]) -> None:
        self._engine = engine
        self._sight = sight
        self._conditions = Conditions(sight.search(engine.search), zone, now)
        self.values = ValueCounts(engine, sight, self._conditions)
        """What each value of a filter would give."""

    def counts(self, query: OrderQuery) -> Counts:
        """Everything that is counted of a list, from one walk over an index that has all columns it needs.

        Raises:
            Interrupted: if another thread stopped it.
        """
        query = self._sight.query(query)
        wide = self._conditions.scope(query.without("payment_status"))
        rest = self._conditions.narrowing(query, but=frozenset(COUNTED))
        groups = self._groups([*wide, *rest])
        conflicts = [] if query.trash else self._groups([*self._conditions.conflicts_in_trash(query), *rest])
        facets: dict[str, Counter[str]] = {facet: Counter() for facet in COUNTED}
        orders = value = 0
        for group, in_trash in chain(zip(groups, repeat(False)), zip(conflicts, repeat(True))):
            values = group.values()
            misses = _misses(query, values, in_trash=in_trash)
            if not misses:
                orders, value = orders + group.orders, value + group.value
            # The counts of a facet leave its own choice out.
            for at, facet in enumerate(COUNTED):
                if not misses or misses == [at]:
                    facets[facet][values[at]] += group.orders
        # Without a search or another filter the groups already hold every order of the dates.
        received = self._received(query) if rest else sum(group.orders for group in groups)
        return Counts(orders, self._sight.sum(value), received, {facet: dict(found) for facet, found in facets.items()})

    def facet(self, query: OrderQuery, facet: str) -> dict[str, int]:
        """How many orders each value of one facet would give, as `ValueCounts.counted` says it."""
        return self.values.counted(query, (facet,))[facet]

    def exists(self, query: OrderQuery) -> bool:
        """Whether the list has any order."""
        found = Orders.select(SQL("1")).where(all_of(self._conditions.all(self._sight.query(query)))).limit(1)
        return self._engine.first(once(found, int)) is not None

    def up_to(self, query: OrderQuery, most: int) -> int:
        """How many orders the list has; `most` where it has more.

        Raises:
            Interrupted: if another thread stopped it.
        """
        conditions = self._conditions.all(self._sight.query(query))
        return len(self._engine.select(once(Orders.select(Orders.id).where(all_of(conditions)).limit(most), int)))

    def number(self, query: OrderQuery) -> int:
        """How many orders a list has.

        Raises:
            Interrupted: if another thread stopped it.
        """
        counted = Orders.select(fn.COUNT(SQL("*"))).where(all_of(self._conditions.all(self._sight.query(query))))
        return self._engine.first(once(counted, int)) or 0

    def _received(self, query: OrderQuery) -> int:
        scope = self._conditions.scope(query.without("payment_status"), sorted_walk=True)
        return self._engine.first(once(Orders.select(fn.COUNT(SQL("*"))).where(all_of(scope)), int)) or 0

    def _groups(self, conditions: list[Expression]) -> list[_Group]:
        return self._engine.select(once(_groups().where(all_of(conditions)), _Group))
