"""Lists broken down by one of their facts: orders, money, paid and returned of each of its values."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import add
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from peewee import Expression, fn

from orders_tui.domain.breakdown import BREAKDOWNS, SENT, Breakdown, Tally, arranged
from orders_tui.domain.counts import COUNTED
from orders_tui.domain.facts import Filter
from orders_tui.domain.filters import FACETS
from orders_tui.domain.order import MONEY_IN, Goods, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import numbers, once
from orders_tui.store.reads.cells import Cell, Cells
from orders_tui.store.reads.conditions import Conditions, all_of
from orders_tui.store.reads.facets import values_of
from orders_tui.store.reads.marks import goods_of
from orders_tui.store.sight import Sight
from orders_tui.store.tables import Items, Orders

_STATUSES = tuple(Status)
_SENT = tuple(_STATUSES.index(status) for status in SENT)
_RETURNED = _STATUSES.index(Status.RTS)
_TOGETHER = 20_000
"""How many row ids one query is about."""


class _Group(NamedTuple):
    """The orders with the same value."""

    key: Any
    """What makes the value the same as another: its text in small letters, where capitals make no difference."""
    value: Any
    orders: int
    amount: int
    paid: int
    sent: int
    returned: int


class BreakdownReads:
    """What the breakdown reads."""

    def __init__(self, engine: Engine, sight: Sight, zone: ZoneInfo, now: Callable[[], int]) -> None:
        self._engine = engine
        self._sight = sight
        self._conditions = Conditions(sight.search(engine.search), zone, now)
        self._cells = Cells(engine, self._conditions)

    def of_list(self, query: OrderQuery, by: str) -> Breakdown:
        """A list by one fact.

        Args:
            query: the list.
            by: a word of `BREAKDOWNS`.

        Raises:
            Interrupted: if another thread stopped it.
        """
        query = self._sight.query(query)
        if BREAKDOWNS[by][0] in COUNTED:
            return self._of_cells(query, by)
        return self._added([self._conditions.all(query, rows=True)], by)

    def of_orders(self, rows: Sequence[int], by: str) -> Breakdown:
        """The orders of these row ids by one fact; `by` and errors are those of `of_list`."""
        parts = (rows[start : start + _TOGETHER] for start in range(0, len(rows), _TOGETHER))
        return self._added(([Orders.id.in_(numbers(part))] for part in parts), by)

    def _of_cells(self, query: OrderQuery, by: str) -> Breakdown:
        """A list by what its cells tell, which an index has: no order is looked at."""
        at = COUNTED.index(BREAKDOWNS[by][0])
        found: dict[str, Tally] = {}
        for cell in self._cells.of(query):
            tally = self._of_cell(cell, cell.values()[at])
            found[tally.value] = found[tally.value] + tally if tally.value in found else tally
        return arranged(by, found.values(), reduce(add, found.values(), Tally("")))

    def _of_cell(self, cell: Cell, value: str) -> Tally:
        # What is digital has no parcel, as in `_numbers`.
        sent = cell.orders if cell.status_rank in _SENT and goods_of(cell.marks) is not Goods.DIGITAL else 0
        paid = cell.orders if cell.payment_status in MONEY_IN else 0
        returned = sent if cell.status_rank == _RETURNED else 0
        return Tally(value, cell.orders, self._sight.sum(cell.value), paid, sent, returned)

    def _added(self, parts: Iterable[list[Expression]], by: str) -> Breakdown:
        """What the parts of a list have together; no order is in two of them."""
        found: dict[Any, Tally] = {}
        total = Tally("")
        for conditions in parts:
            tallies = {group.key: self._tally(group, by) for group in self._groups(conditions, by)}
            for key, tally in tallies.items():
                found[key] = found[key] + tally if key in found else tally
            # An order with two products is in two groups, so that these cannot be summed up.
            whole = self._whole(conditions) if by == "product" else tallies.values()
            total = reduce(add, whole, total)
        return arranged(by, found.values(), total)

    def _groups(self, conditions: list[Expression], by: str) -> list[_Group]:
        column, value = _key(by)
        # An index in the order of the values would lead to the rows one by one, all over the file.
        key: Any = self._engine.unindexed(column)
        orders, amount = fn.COUNT(Orders.id), fn.SUM(Orders.total)
        found = Orders.select()
        if by == "product":
            # What a product brought in is its own items: the order's total has its other products and the shipping
            # too.
            orders, amount = fn.COUNT(Orders.id.distinct()), fn.SUM(Items.price * Items.quantity)
            found = found.join(Items, on=(Items.order_row == Orders.id))
        found = found.select(key.alias("key"), value.alias("value"), *_numbers(orders, amount))
        return self._engine.select(once(found.where(all_of(conditions)).group_by(key), _Group))

    def _whole(self, conditions: list[Expression]) -> list[Tally]:
        found = Orders.select(*_numbers(fn.COUNT(Orders.id), fn.COALESCE(fn.SUM(Orders.total), 0)))
        rows = self._engine.select(once(found.where(all_of(conditions)), dict))
        return [Tally("", **row | {"amount": self._sight.sum(row["amount"])}) for row in rows]

    def _tally(self, group: _Group, by: str) -> Tally:
        value = _STATUSES[group.value] if by == "status" else str(group.value)
        return Tally(value, group.orders, self._sight.sum(group.amount), group.paid, group.sent, group.returned)


def _key(by: str) -> tuple[Any, Any]:
    """What the orders are grouped by, and the value of a group."""
    facet = BREAKDOWNS[by][0]
    if facet == "status":
        return Orders.status_rank, Orders.status_rank
    column = values_of(facet).column
    if FACETS[facet].filter is Filter.ANY_CASE:
        return fn.LOWER(column), fn.MIN(column)
    known = fn.COALESCE(column, "") if column.null else column
    return known, known


def _numbers(orders: Any, amount: Any) -> tuple[Any, ...]:
    """The columns of what is counted, given how orders and amounts are."""
    # What is digital has no parcel, so it counts neither as sent nor as returned.
    sent = Orders.status_rank.in_(_SENT) & (Orders.goods != Goods.DIGITAL.value)
    return (
        orders.alias("orders"),
        amount.alias("amount"),
        orders.filter(Orders.payment_status.in_([word.value for word in MONEY_IN])).alias("paid"),
        orders.filter(sent).alias("sent"),
        orders.filter(sent & (Orders.status_rank == _RETURNED)).alias("returned"),
    )
