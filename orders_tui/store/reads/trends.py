"""What stands beside the numbers of a list: the period before, and its orders day by day."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from peewee import SQL, Expression, fn

from orders_tui.domain.days import DateRange, local, utc_bounds
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.trend import Totals, days_of, period_before
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import once
from orders_tui.store.reads.conditions import Conditions, all_of
from orders_tui.store.sight import Sight
from orders_tui.store.tables import Orders

_QUARTER = 15 * 60
"""Days begin at full quarters of an hour (UTC), whatever the time zone; the database knows no zones."""


class _Part(NamedTuple):
    quarter: int
    """Counted from 1970."""
    orders: int


class TrendReads:
    """What the overview reads beside the counts."""

    def __init__(self, engine: Engine, sight: Sight, zone: ZoneInfo, now: Callable[[], int]) -> None:
        self._engine = engine
        self._sight = sight
        self._zone = zone
        self._now = now
        self._conditions = Conditions(sight.search(engine.search), zone, now)

    def before(self, query: OrderQuery) -> Totals | None:
        """The same list in the period before; None where there is no such period.

        Raises:
            Interrupted: if another thread stopped it.
        """
        query = self._sight.query(query)
        between = period_before(query.period, self._now(), self._zone)
        if between is None:
            return None
        summed = Orders.select(
            fn.COUNT(SQL("*")).alias("orders"), fn.COALESCE(fn.SUM(Orders.total), 0).alias("value")
        ).where(self._in(query, *between))
        found = self._engine.first(once(summed, Totals)) or Totals(0, 0)
        return found._replace(value=self._sight.sum(found.value))

    def by_day(self, query: OrderQuery) -> tuple[int, ...]:
        """How many orders of a list each of its last days has, the oldest first; none where it covers a single day.

        Raises:
            Interrupted: if another thread stopped it.
        """
        query = self._sight.query(query)
        days = days_of(query.period, local(self._now(), self._zone).date())
        if len(days) < 2:
            return ()
        start, end = utc_bounds(DateRange(days[0], days[-1]), self._zone)
        quarter = getattr(Orders, query.dates) / SQL(str(_QUARTER))
        parts = Orders.select(quarter.alias("quarter"), fn.COUNT(SQL("*")).alias("orders"))
        found = parts.where(self._in(query, start or 0, end or 0)).group_by(quarter)
        counted: Counter[object] = Counter()
        # Put together to days here, since the offset of a zone may change within the period.
        for part in self._engine.select(once(found, _Part)):
            counted[local(part.quarter * _QUARTER, self._zone).date()] += part.orders
        return tuple(counted[day] for day in days)

    def _in(self, query: OrderQuery, start: int, end: int) -> Expression:
        """The condition for the orders of a list whatever its days, but from one moment until before another."""
        # As `scope` promises, the first two are role and trash; the days are those of the other period instead.
        role, place, *_days = self._conditions.scope(query)
        time = getattr(Orders, query.dates)
        return all_of([role, place, time >= start, time < end, *self._conditions.narrowing(query)])
