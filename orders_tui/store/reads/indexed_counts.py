"""Counting the values that all orders of a role have of a fact, where an index has them in order."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from peewee import SQL, Expression, Select, fn

from orders_tui.domain.filters import Buyer
from orders_tui.domain.query import RECEIVED, OrderQuery, Role
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import once
from orders_tui.store.reads.conditions import Conditions, all_of
from orders_tui.store.reads.facets import has_several, small, value_of, values_of
from orders_tui.store.tables import Orders

_EACH_SPELLING = frozenset({"courier", "handler"})
"""Facets whose index has capitals before small letters."""
_SELDOM = frozenset({"platform", "utm_source", "tracking_note"})
"""Those whose index leaves out the orders that have none."""
_OF_ORDERS = _EACH_SPELLING | _SELDOM | {"city", "province", "source"}
_SPELLINGS = 200
"""How many of the newest orders decide in which spelling a value stands."""
_FEW = 200_000
"""How many orders outside the list at most are looked up for what all orders have."""


class _Counted(NamedTuple):
    value: str
    orders: int


class _Firsts(NamedTuple):
    first: int
    """How many orders are the first of their phone."""
    orders: int


class _Spelled(NamedTuple):
    value: str
    other: str
    """The last of its spellings; the same where there is one."""
    orders: int


class IndexedCounts:
    """Counts by a walk over an index, which takes a tenth of the time that grouping takes without one."""

    def __init__(self, engine: Engine, conditions: Conditions) -> None:
        self._engine = engine
        self._conditions = conditions

    def of(self, query: OrderQuery, facets: Iterable[str]) -> tuple[str, ...]:
        """Those of these facets of which the values of all orders are wanted, and an index has them in order."""
        bounds = query.period.bounds(self._conditions.now(), self._conditions.zone)
        if query.trash or query.dates != RECEIVED or bounds != (None, None):
            return ()
        found = [
            facet
            for facet in facets
            if (facet in _OF_ORDERS or facet == "buyer" or has_several(facet))
            and not self._conditions.narrowing(query, but=frozenset({facet}))
            and not query.without(facet).conflicts_in_trash
        ]
        if any(map(has_several, found)) and not self._outside_are_few(query):
            found = [facet for facet in found if not has_several(facet)]
        return tuple(found)

    def values(self, query: OrderQuery, facet: str) -> dict[str, int]:
        """How many orders each value of a facet has, which `of` gives; of some that stand in capitals and not, both.

        Raises:
            Interrupted: if another thread stopped it.
        """
        if has_several(facet):
            return self._of_several(query, facet)
        if facet == "buyer":
            return self._buyers(query)
        column: Any = getattr(Orders, facet)
        # The indexes of most facets have the role behind the value.
        scope = self._conditions.scope(query.without(facet), rows=facet not in _EACH_SPELLING)
        wanted = [*scope, column > SQL("''")] if facet in _SELDOM else scope
        if facet in _EACH_SPELLING:
            counted = Orders.select(column.alias("value"), fn.COUNT(SQL("*")).alias("orders"))
            return self._grouped(counted.where(all_of(wanted)).group_by(column))
        counts = self._in_any_case(column, wanted)
        if facet in _SELDOM:
            counts[""] = self._all(query, facet) - sum(counts.values())
        return counts

    def _buyers(self, query: OrderQuery) -> dict[str, int]:
        """How many orders are the first of their phone, and how many follow: by one walk over the index of phones."""
        scope = [*self._conditions.scope(query.without("buyer"), rows=True), Orders.phone > SQL("''")]
        first = fn.MIN(Orders.created_at).over(partition_by=[Orders.phone])
        new = both = 0
        # Less those whose phone does not tell the buyer; all orders of a phone are alike in that.
        for sign, conditions in ((1, scope), (-1, [*scope, Orders.phone_check == SQL("1")])):
            found = Orders.select(Orders.created_at, first.alias("first")).where(all_of(conditions)).alias("found")
            is_first = fn.SUM(Expression(found.c.created_at, "=", found.c.first))
            counted = Select([found], [fn.COALESCE(is_first, 0).alias("first"), fn.COUNT(SQL("*")).alias("orders")])
            for each in self._engine.select(once(counted, _Firsts)):
                new, both = new + sign * each.first, both + sign * each.orders
        return {Buyer.NEW: new, Buyer.REPEAT: both - new, "": self._all(query, "buyer") - both}

    def _in_any_case(self, column: Any, conditions: list[Expression]) -> dict[str, int]:
        first, last = fn.MIN(column).alias("value"), fn.MAX(column).alias("other")
        counted = Orders.select(first, last, fn.COUNT(SQL("*")).alias("orders")).where(all_of(conditions))
        grouped = counted.group_by(self._engine.ignoring_case(column))
        return {
            each.value if each.value == each.other else self._spelling(column, conditions, each.value): each.orders
            for each in self._engine.select(once(grouped, _Spelled))
        }

    def _spelling(self, column: Any, conditions: list[Expression], value: str) -> str:
        """How most of the newest orders write a value."""
        alike = Expression(self._engine.ignoring_case(column), "=", value)
        newest = Orders.select(column).where(all_of([*conditions, alike])).order_by(Orders.id.desc()).limit(_SPELLINGS)
        ((spelling, _orders),) = Counter(self._engine.select(once(newest, str))).most_common(1)
        return str(spelling)

    def _of_several(self, query: OrderQuery, facet: str) -> dict[str, int]:
        """Of facets of which an order may have several values: what all orders have, less what those outside have."""
        column, row = values_of(facet)
        # A product stands in various capitals, tags and mentions in one spelling. Any spelling will do; to ask for the
        # first one too would have SQLite collect the orders of each group, which the index has in order.
        is_product = facet == "product"
        group, alike = (self._engine.ignoring_case(column), small) if is_product else (column, str)
        counted = column.model.select(column.alias("value"), fn.COUNT(row.distinct()).alias("orders"))
        counts = self._grouped(counted.group_by(group))
        known = {alike(value): value for value in counts}
        for rows in _outside(query):
            for value, number in self._values(facet, rows).items():
                # What others stored between the two looks may be in the second alone; it is soon counted again.
                if (counted_as := known.get(alike(value))) is not None:
                    counts[counted_as] -= number
        if not is_product:  # each order has items
            having: Any = column.model.select(fn.COUNT(row.distinct()))
            orders = self._number(having) - sum(self._number(having.where(row.in_(rows))) for rows in _outside(query))
            counts[""] = self._all(query, facet) - orders
        return counts

    def _values(self, facet: str, rows: Any) -> Counter[str]:
        """How many of these orders each value has; the values are counted here, so that the database sorts nothing."""
        values = fn.NULLIF(value_of(facet), SQL("''"))
        text = self._engine.first(once(rows.select(fn.GROUP_CONCAT(values, SQL("char(0)"))), object))
        return Counter(str(text).split("\0")) if text else Counter()

    def _all(self, query: OrderQuery, facet: str) -> int:
        return self._number(
            Orders.select(fn.COUNT(SQL("*"))).where(all_of(self._conditions.scope(query.without(facet))))
        )

    def _grouped(self, query: Any) -> dict[str, int]:
        return {each.value: each.orders for each in self._engine.select(once(query, _Counted))}

    def _number(self, query: Any) -> int:
        return self._engine.first(once(query, int)) or 0

    def _outside_are_few(self, query: OrderQuery) -> bool:
        few = (rows.limit(_FEW).alias("few") for rows in _outside(query))
        counted = [Select([rows], [fn.COUNT(SQL("*"))]) for rows in few]
        return sum(map(self._number, counted)) < _FEW


def _outside(query: OrderQuery) -> tuple[Any, ...]:
    """The row ids of the orders outside the list that may have items: those of the other role, and of the trash."""
    role, other = (1, 0) if query.role is Role.FULFILMENT else (0, 1)
    return (
        Orders.select(Orders.id).where(Orders.fulfil == other, Orders.deleted_at.is_null()),
        # The condition of the index; what was emptied from the trash has no items.
        Orders.select(Orders.id).where(
            Orders.fulfil.in_((role, other)), Orders.deleted_at.is_null(False), Orders.emptied_at.is_null()
        ),
    )
