"""Counting a list: the overview, and for each filter how many orders each of its values would give."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from peewee import SQL, fn

from orders_tui.domain.counts import COUNTED, Counts
from orders_tui.domain.query import OrderQuery
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import once
from orders_tui.store.reads.cells import Cells
from orders_tui.store.reads.conditions import Conditions, all_of
from orders_tui.store.reads.value_counts import ValueCounts
from orders_tui.store.sight import Sight
from orders_tui.store.tables import Orders


class CountReads:
    """What the overview and the sidebar read."""

    def __init__(self, engine: Engine, sight: Sight, zone: ZoneInfo, now: Callable[[], int]) -> None:
        self._engine = engine
        self._sight = sight
        self._conditions = Conditions(sight.search(engine.search), zone, now)
        self._cells = Cells(engine, self._conditions)
        self.values = ValueCounts(engine, sight, self._conditions)
        """What each value of a filter would give."""

    def counts(self, query: OrderQuery) -> Counts:
        """Everything that is counted of a list, mostly from one walk over an index that has all it needs.

        Raises:
            Interrupted: if another thread stopped it.
        """
        query = self._sight.query(query)
        tally = self._cells.tally(query, COUNTED)
        # Without a search or another filter the cells already hold every order of the dates.
        received = self._received(query) if self._cells.rest(query) else tally.wide
        return Counts(tally.orders, self._sight.sum(tally.value), received, tally.facets)

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
        # A choice of conflicts would bring in those of the trash, which the number of what was received has not.
        scope = self._conditions.scope(query.without("payment_status"), sorted_walk=True)
        return self._engine.first(once(Orders.select(fn.COUNT(SQL("*"))).where(all_of(scope)), int)) or 0
