"""Reading lists: a view is ordered once into a table of ids, from which any page is a range of positions.

A view belongs to the connection, and so to the thread, that opened it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from peewee import SQL, Expression, fn

from orders_tui.domain.facts import PAST, Order
from orders_tui.domain.query import OrderQuery
from orders_tui.process.lazy import LazyModule
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, numbers, once
from orders_tui.store.reads import by_past
from orders_tui.store.reads.conditions import Conditions, all_of, ordered_by_arrival
from orders_tui.store.reads.sorting import INDEXED, in_order
from orders_tui.store.sight import Sight
from orders_tui.store.tables import Orders
from orders_tui.store.whole_orders import read_orders, row_places, row_values

if TYPE_CHECKING:
    from orders_tui.domain.plans import Selection
    from orders_tui.store.reads import selecting
else:
    selecting = LazyModule("orders_tui.store.reads.selecting")  # no list needs it until something of it is marked

_WALK_ROWS = 20_000
"""How many rows a first page is searched in: with fewer hits among them, ordering the whole list is quicker."""
_RARE = 4_000
"""With fewer hits of a search than this, ordering the whole list is quicker, wherever they are."""
_COMMON = 20_000
"""With this many hits of a search, a page of them is near the top, and is found without reading all hits."""
_SHORT = 1_000
"""The longest list that is read without a view in the way of a first page."""
_VALUED = 1_000
"""The totals of how many orders one question adds up."""

_LOOKED_THROUGH = 20_000
"""With fewer orders than this in the shop any list is ordered as a whole in no time."""

_NEWEST = Read(lambda: Orders.select(fn.COALESCE(fn.MAX(Orders.id), 0)), int)


@dataclass(frozen=True, slots=True)
class View:
    """A list in a fixed order, with the orders that it had when it was opened."""

    table: str
    count: int
    newest: int
    """The highest row id that any order had; what is higher came in since."""


class Several(NamedTuple):
    """What is known of several order ids, external ids and receipt numbers."""

    found: tuple[int, ...]
    """The row ids of the orders outside the trash that have one of them."""
    unknown: tuple[str, ...]
    """Those that no order has."""
    in_trash: tuple[str, ...]
    """Those that only orders in the trash have."""


class _Names(NamedTuple):
    id: int
    order_id: str
    external_id: str
    receipt: str
    deleted_at: int | None


_NAMES = ("order_id", "external_id", "receipt")
"""The facts by which an order is named."""


class ListReads:
    """What the list reads."""

    def __init__(self, engine: Engine, sight: Sight, zone: ZoneInfo, now: Callable[[], int]) -> None:
        self._engine = engine
        self._sight = sight
        self._views = engine.views
        self._search = sight.search(engine.search)
        self._conditions = Conditions(self._search, zone, now)

    def first_page(self, query: OrderQuery, count: int) -> tuple[Order, ...] | None:
        """The first rows of a list, before it is ordered as a whole; None where that would be no quicker."""
        query = self._sight.query(query)
        if query.trash or query.conflicts_in_trash or self._leader(query) is not None:
            return None
        known = self._search.hits(query.text, _COMMON)
        if known < _RARE:
            return None
        if query.sort not in INDEXED:
            return self._looked_through(query, count)
        by_arrival = query.sort == "created_at" and query.dates == "created_at"
        # Enough hits for some near the top, too few to come upon them soon: by arrival, each order compared with the
        # hits.
        if known < _COMMON and by_arrival and not self._conditions.narrowing(query.with_text("")):
            return self.rows(self._ids(query, self._conditions.searching(query, sift=True), count))
        return self._walked(query, count)

    def _walked(self, query: OrderQuery, count: int) -> tuple[Order, ...] | None:
        """The first rows, found by a walk from the top; None if they are too far down."""
        wide = self._conditions.scope(query, sorted_walk=True)
        narrow = self._conditions.narrowing(query, scan=True)
        if query.sort != "created_at" or query.dates != "created_at":
            # The walk follows the index of the sort, which has the role and the trash but no days.
            wide, narrow = wide[:2], wide[2:] + narrow
        else:
            wide += ordered_by_arrival(query)
        walk = self._sorted(wide, query)
        found: list[int] = []
        # Small parts first, for a filter that leaves most rows; larger ones after, for one that does not.
        start, size = 0, count
        while start < _WALK_ROWS:
            ids = self._engine.select(once(walk.limit(size).offset(start), int))
            found += self._among(ids, narrow)
            if len(found) >= count or len(ids) < size:
                return self.rows(found[:count])
            start, size = start + size, size * 4
        return None

    def _looked_through(self, query: OrderQuery, count: int) -> tuple[Order, ...] | None:
        """The first rows, found by a look at each order: no more than these are kept in order meanwhile."""
        if (self._engine.first(_NEWEST) or 0) < _LOOKED_THROUGH:
            return None
        where = all_of(self._conditions.all(query, rows=True))
        if query.sort == PAST.name and not query.then:
            ids = by_past.first_rows(self._engine, where, query, count)
            if ids is not None:
                return self.rows(ids)
        found = in_order(self._engine, Orders.select(Orders.id).where(where), query, indexed=False)
        return self.rows(self._engine.select(once(found.limit(count), int)))

    def rows(self, ids: Sequence[int]) -> tuple[Order, ...]:
        """The orders of these row ids, in this order; ids that are none are left out."""
        return self._sight.orders(read_orders(self._engine, ids))

    def open(self, query: OrderQuery) -> View:
        """Order a list as a whole.

        Raises:
            Interrupted: if another thread stopped it.
        """
        query = self._sight.query(query)
        # Before the list is ordered: what comes in between is announced as new although the list has it, rather than
        # never.
        newest = self._engine.first(_NEWEST) or 0
        wide = self._conditions.scope(query, rows=not {query.sort, query.then or query.sort} <= INDEXED)
        narrow = self._conditions.narrowing(query)
        # With filters the planner would walk the index of the sort from end to end.
        # Role and trash, the two conditions that are always there, are part of each index of a sort.
        table, count = self._views.fill(self._sorted(wide + narrow, query, indexed=not narrow and len(wide) == 2))
        return View(table, count, newest)

    def close(self, view: View) -> None:
        """Forget a view."""
        self._views.drop(view.table)

    def close_others(self, kept: View | None) -> None:
        """Forget all views but this, also those of requests that were given up before they were answered."""
        self._views.drop_others(None if kept is None else kept.table)

    def page(self, view: View, first: int, count: int) -> tuple[Order, ...]:
        """The rows at the positions from `first` (0 is the top) as they are now."""
        return self.rows(self.ids(view, first, count))

    def ids(self, view: View, first: int = 0, count: int = -1) -> list[int]:
        """The row ids at the positions from `first`; all that follow unless `count` is given."""
        return self._views.ids(view.table, first, count)

    def position(self, view: View, row: int) -> int | None:
        """The position of an order in a view (0 is the top); None if it is not in it."""
        return self._views.position(view.table, row)

    def among(self, view: View, rows: Collection[int]) -> int:
        """How many of these orders, a few thousand at most, a view has."""
        positions = self._views.positions(view.table)
        return self._number(positions.select(fn.COUNT(SQL("*"))).where(positions.c.id.in_(numbers(rows))))

    def select(self, view: View, rows: Collection[int], *, all_but: bool = False) -> "Selection":
        """The orders that a change is meant for, in the order of the list where they are in it.

        Args:
            view: the list that is open.
            rows: the row ids of the orders, whether the list has them or not.
            all_but: take all orders of the list but these.

        Raises:
            Interrupted: if another thread stopped it.
        """
        return selecting.Selecting(self._engine, self._sight, self._views.positions(view.table)).select(
            rows, all_but=all_but
        )

    def listed(self, query: OrderQuery, limit: int) -> tuple[int, ...]:
        """The row ids of the first orders of a list, without a view; all of them with a limit of -1."""
        query = self._sight.query(query)
        if 0 <= limit <= _SHORT and (found := self.first_page(query, limit)) is not None:
            return tuple(order.id for order in found)
        return tuple(self._ids(query, self._conditions.narrowing(query), limit))

    def several(self, references: Sequence[str]) -> Several:
        """Which orders have these order ids, external ids or receipt numbers, whatever else a list is narrowed to.

        What the reader may not see of an order does not find it.
        """
        columns = [getattr(Orders, name) for name in _Names._fields]
        named = Orders.select(*columns).where(self._search.referred(references)).order_by(Orders.id)
        asked = {name.casefold() for name in references}
        seen = [name for name in _NAMES if self._sight.may_read(name)]
        found = [
            (row, {getattr(row, name).casefold() for name in seen}) for row in self._engine.select(once(named, _Names))
        ]
        rows = [(row, names) for row, names in found if names & asked]
        here, away = (
            {name for row, names in rows if (row.deleted_at is None) is present for name in names}
            for present in (True, False)
        )
        return Several(
            tuple(row.id for row, _names in rows if row.deleted_at is None),
            tuple(name for name in references if name.casefold() not in here | away),
            tuple(name for name in references if name.casefold() in away - here),
        )

    def fitting(self, query: OrderQuery, rows: Collection[int]) -> frozenset[int]:
        """Which of these orders the list would show now."""
        wanted = [*self._conditions.all(self._sight.query(query), scan=True), _among(rows)]
        return frozenset(self._engine.select(once(Orders.select(Orders.id).where(all_of(wanted)), int)))

    def newcomers(self, query: OrderQuery, newest: int) -> int:
        """How many orders that came in after row id `newest` the list would show."""
        wanted = [*self._conditions.all(self._sight.query(query), scan=True), Orders.id > newest]
        return self._number(Orders.select(fn.COUNT(SQL("*"))).where(all_of(wanted)))

    def joined(self, query: OrderQuery, view: View, rows: Collection[int] | None = None) -> tuple[int, ...]:
        """Which orders that were there before the view the list would show now, though the view has not got them.

        Args:
            query: what the list shows.
            view: the list as it was read.
            rows: the row ids of the orders that are asked about; all unless they are given.
        """
        positions = self._views.positions(view.table)
        known = positions.select(positions.c.id)
        wanted = [*self._conditions.all(self._sight.query(query), scan=rows is not None), Orders.id <= view.newest]
        if rows is not None:
            wanted.append(_among(rows))
            known = known.where(positions.c.id.in_(numbers(rows)))
        return tuple(
            self._engine.select(once(Orders.select(Orders.id).where(all_of(wanted), Orders.id.not_in(known)), int))
        )

    def value(self, rows: Sequence[int]) -> int:
        """The sum of the totals of these orders, in rupiah."""
        total = 0
        for at in range(0, len(rows), _VALUED):
            among = row_values(rows[at : at + _VALUED])
            total += self._engine.first(_value_of(len(among)), **among) or 0
        return self._sight.sum(total)

    def _number(self, query: Any) -> int:
        return self._engine.first(once(query, int)) or 0

    def _ids(self, query: OrderQuery, narrow: list[Expression], limit: int) -> list[int]:
        conditions = self._conditions.scope(query, sorted_walk=limit >= 0) + narrow
        return self._engine.select(once(self._sorted(conditions, query).limit(limit), int))

    def _among(self, ids: Sequence[int], narrow: list[Expression]) -> list[int]:
        """Those of these row ids for which the conditions hold, in their order."""
        if not narrow:
            return list(ids)
        found = set(self._engine.select(once(Orders.select(Orders.id).where(all_of([_among(ids), *narrow])), int)))
        return [row for row in ids if row in found]

    def _leader(self, query: OrderQuery) -> Any:
        """What comes before the usual order: those orders whose whole id, number or phone was typed."""
        # A list that somebody sorted otherwise keeps that sort to its top.
        return self._search.whole(query.text) if query.sort == "created_at" and query.descending else None

    def _sorted(self, conditions: list[Expression], query: OrderQuery, *, indexed: bool = True) -> Any:
        """The row ids of the orders for which the conditions hold, in the order of the list."""
        chosen = Orders.select(Orders.id).where(all_of(conditions))
        return in_order(self._engine, chosen, query, leader=self._leader(query), indexed=indexed)


@lru_cache(maxsize=32)
def _value_of(count: int) -> Read[int]:
    """The sum of the totals of so many orders: with their ids written out, each statement would stay in memory."""
    return once(Orders.select(fn.COALESCE(fn.SUM(Orders.total), 0)).where(Orders.id.in_(row_places(count))), int)


def _among(rows: Collection[int]) -> Expression:
    return Orders.id.in_(numbers(rows))
