"""Lists broken down by one of their facts: orders, money, paid and returned of each of its values.

SQLite groups what no index has in order by sorting it, which takes seconds for a million texts. So a walk hands out
what some thousand orders are grouped by as one text, and their amounts as another, and they are counted here.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import add
from typing import Any
from zoneinfo import ZoneInfo

from peewee import SQL, Case, Expression, fn

from orders_tui.domain.breakdown import BREAKDOWNS, SENT, Breakdown, Tally, arranged
from orders_tui.domain.counts import COUNTED
from orders_tui.domain.facts import Filter
from orders_tui.domain.filters import FACETS
from orders_tui.domain.order import MONEY_IN, Goods, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Query, numbers, once
from orders_tui.store.reads.cells import Cell, Cells
from orders_tui.store.reads.conditions import Conditions, all_of, asks_rows
from orders_tui.store.reads.facets import is_first_of_product, small, values_of
from orders_tui.store.reads.marks import goods_of
from orders_tui.store.reads.walk import in_parts
from orders_tui.store.sight import Sight
from orders_tui.store.tables import Items, Orders

_WIDE = 100_000
"""Of so many orders a walk over all is sooner done than one from each to the next."""
_TOGETHER = 20_000
"""How many row ids one query is about."""
_STATUSES = tuple(Status)
_WORDS = (Orders.status, Orders.payment_status, Orders.goods)
"""What a tally asks of an order beside its amount, each of them one word."""


class BreakdownReads:
    """What the breakdown reads."""

    def __init__(self, engine: Engine, sight: Sight, zone: ZoneInfo, now: Callable[[], int]) -> None:
        self._engine = engine
        self._sight = sight
        self._conditions = Conditions(sight.search(engine.search), zone, now)
        self._cells = Cells(engine, self._conditions)
        self.wide_from = _WIDE
        """From how many orders on a list is walked in parts."""

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
        conditions = self._conditions.all(query, rows=True)
        first = Orders.select(Orders.id).where(all_of(conditions)).limit(self.wide_from)
        rows = self._engine.select(once(first, int))
        if len(rows) < self.wide_from:
            return self.of_orders(rows, by)
        tallies = self._walked(conditions, by)
        # An order with two products is in two tallies, so that these cannot be summed up.
        return arranged(by, tallies, self._whole(query, conditions) if by == "product" else _sum(tallies))

    def of_orders(self, rows: Sequence[int], by: str) -> Breakdown:
        """The orders of these row ids by one fact; `by` and errors are those of `of_list`."""
        read = Orders.select(*_columns(by))
        parts = (rows[start : start + _TOGETHER] for start in range(0, len(rows), _TOGETHER))
        tallies = self._tallies((read.where(Orders.id.in_(numbers(part))) for part in parts), by)
        return arranged(by, tallies, self.of_orders(rows, "status").total if by == "product" else _sum(tallies))

    def _walked(self, conditions: list[Expression], by: str) -> list[Tally]:
        return self._tallies([in_parts(self._engine, _columns(by), conditions)], by)

    def _whole(self, query: OrderQuery, conditions: list[Expression]) -> Tally:
        """What a list comes to, by the index of its cells where that has all that the list asks."""
        if query.text or asks_rows(query):
            return _sum(self._walked(conditions, "status"))
        return self._of_cells(query, "status").total

    def _of_cells(self, query: OrderQuery, by: str) -> Breakdown:
        """A list by what its cells tell, which an index has: no order is looked at."""
        at = COUNTED.index(BREAKDOWNS[by][0])
        tallies = _together(self._of_cell(cell, cell.values()[at]) for cell in self._cells.of(query))
        return arranged(by, tallies, _sum(tallies))

    def _of_cell(self, cell: Cell, value: str) -> Tally:
        words = (_STATUSES[cell.status_rank], cell.payment_status, goods_of(cell.marks))
        return _tally(value, words, cell.orders, self._sight.sum(cell.value))

    def _tallies(self, reads: Iterable[Query], by: str) -> list[Tally]:
        """What these queries for `_columns` have together; no order is in two of them."""
        orders, amounts = Counter[str](), defaultdict[str, int](int)
        for read in reads:
            joined = read.join(Items, on=(Items.order_row == Orders.id)) if by == "product" else read
            for texts, sums in self._engine.each(once(joined, tuple)):
                if texts is None:  # what was asked for by row id may be gone
                    continue
                keys = texts.split("\0")
                orders.update(keys)
                for key, amount in zip(keys, map(int, sums.split(",")), strict=True):
                    amounts[key] += amount
        return self._by_value(orders, amounts, by)

    def _by_value(self, orders: Counter[str], amounts: dict[str, int], by: str) -> list[Tally]:
        tallies = []
        for key, count in orders.items():
            *words, value = key.split(" ", len(_WORDS))
            tallies.append(_tally(value, words, count, self._sight.sum(amounts[key])))
        return _together(tallies, small if FACETS[BREAKDOWNS[by][0]].filter is Filter.ANY_CASE else str)


def _columns(by: str) -> list[Any]:
    """The words of several orders, each with its value, as one text, and as another their amounts.

    A NUL stands between the orders of the one text, which no stored text has, and a comma between the amounts.
    """
    column: Any = values_of(BREAKDOWNS[by][0]).column
    value = fn.COALESCE(column, SQL("''")) if column.null else column
    text: Any = _joined(*_WORDS, value)
    amount: Any = Orders.total
    if by == "product":
        # What a product brought in is its own items: the order's total has its other products and the shipping too. An
        # item that is the same product again adds to that alone, and so comes with empty words.
        text = Case(None, [(is_first_of_product(), text)], _joined(*(SQL("''") for _word in _WORDS), value))
        amount = Items.price * Items.quantity
    return [fn.GROUP_CONCAT(text, SQL("char(0)")), fn.GROUP_CONCAT(amount)]


def _joined(*texts: Any) -> Any:
    """The texts as one with blanks between; words have none, and the value comes last, so that it may be any text."""
    return reduce(lambda before, text: before.concat(SQL("' '")).concat(text), texts)


def _tally(value: str, words: Sequence[str], orders: int, amount: int) -> Tally:
    """What orders come to that are alike in `_WORDS`; with empty words, none but the amount."""
    status, payment, goods = words
    # What is digital has no parcel, so it counts neither as sent nor as returned.
    sent = orders if status in SENT and goods != Goods.DIGITAL else 0
    paid = orders if payment in MONEY_IN else 0
    returned = sent if status == Status.RTS else 0
    return Tally(value, orders if status else 0, amount, paid, sent, returned)


def _together(tallies: Iterable[Tally], fold: Callable[[str], str] = str) -> list[Tally]:
    """One tally for all whose value folds to the same text, under the value that is the first by its letters."""
    found: dict[str, Tally] = {}
    for tally in sorted(tallies):
        key = fold(tally.value)
        found[key] = found[key] + tally if key in found else tally
    return list(found.values())


def _sum(tallies: Iterable[Tally]) -> Tally:
    return reduce(add, tallies, Tally(""))
