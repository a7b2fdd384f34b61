"""Reading lists: a view is ordered once into a table of ids, from which any page is a range of positions.

A view belongs to the connection, and so to the thread, that opened it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from peewee import SQL, Expression, NodeList, fn

from orders_tui.domain.order import Goods, Method, OrderRow, PaymentStatus, Status
from orders_tui.domain.query import DateField, OrderQuery, Sort
from orders_tui.store.engine.search import hits, whole
from orders_tui.store.engine.sqlite import Engine, Interrupted, Row
from orders_tui.store.reads.conditions import all_of, narrowing, ordered_by_arrival, scope, searching
from orders_tui.store.tables import Orders

_FIELDS = (
    "id order_id name phone status payment_status method goods store seller total courier receipt handler"
    " follow_ups created_at deleted_at version"
).split()
_SELECTED = tuple(getattr(Orders, name) for name in _FIELDS)
_COLUMNS = ", ".join(f"o.{name}" for name in _FIELDS)

_SORTS = {
    Sort.RECEIVED: Orders.created_at,
    Sort.ORDER_ID: Orders.order_id,
    Sort.CUSTOMER: Orders.name.collate("NOCASE"),
    Sort.STATUS: Orders.status_rank,
    Sort.PAYMENT: Orders.payment_status,
    Sort.METHOD: Orders.method,
    Sort.STORE: Orders.store,
    Sort.TOTAL: Orders.total,
    Sort.COURIER: Orders.courier,
    Sort.HANDLER: Orders.handler,
    Sort.FOLLOW_UPS: Orders.follow_ups,
}

_WALK_ROWS = 20_000
"""How far a first page is looked for: a filter that leaves fewer hits is quicker ordered as a whole."""
_RARE = 4_000
"""Hits of a search below which it is quicker ordered as a whole, wherever they are."""
_COMMON = 20_000
"""Hits of a search from which on a page of them is found near the top, without asking for them all."""
_LOOK = 1_000
"""How many orders one look asks for at the most; a longer list is ordered as a whole."""


@dataclass(frozen=True, slots=True)
class View:
    """A list that stands still: its orders in their order, as they were when it was opened."""

    table: str
    count: int
    newest: int
    """The highest row id that any order had; what is higher came in since."""


def row_of(fields: Row) -> OrderRow:
    """An `OrderRow` from the values of a row, in the order of its fields."""
    (row, order_id, name, phone, status, payment, method, goods, *rest) = fields
    return OrderRow(
        row,
        order_id,
        name,
        phone,
        Status(status),
        PaymentStatus(payment),
        None if method is None else Method(method),
        Goods(goods),
        *rest,
    )


class ListReads:
    """What the list reads."""

    def __init__(self, engine: Engine, zone: ZoneInfo, now: Callable[[], int]) -> None:
        self._engine = engine
        self._zone = zone
        self._now = now
        self._opened = 0

    def first_page(self, query: OrderQuery, count: int) -> tuple[OrderRow, ...] | None:
        """The first rows of a list, before it is ordered as a whole; None where that would be no quicker."""
        if query.trash or _leader(query) is not None:
            return None
        known = hits(self._engine, query.text, _COMMON)
        if known < _RARE:
            return None
        by_arrival = query.sort is Sort.RECEIVED and query.dates is DateField.RECEIVED
        if known < _COMMON and by_arrival and not narrowing(query.with_text("")):
            return self.rows(self._ids(query, searching(query, sift=True), count))
        return self._walked(query, count)

    def _walked(self, query: OrderQuery, count: int) -> tuple[OrderRow, ...] | None:
        """The first rows, looked for from the top; None if they are too far down."""
        wide = scope(query, self._zone, self._now())
        narrow = narrowing(query, scan=True)
        if query.sort is not Sort.RECEIVED or query.dates is not DateField.RECEIVED:
            # The walk follows the index of the sort, which knows the role and the trash but no days.
            wide, narrow = wide[:2], wide[2:] + narrow
        else:
            wide += ordered_by_arrival(query)
        walk = Orders.select(Orders.id).where(all_of(wide)).order_by(*_order(query))
        found: list[OrderRow] = []
        # Small parts first, for a filter that leaves most; larger ones after, for one that does not.
        start, size = 0, count
        while start < _WALK_ROWS:
            ids = [row for (row,) in self._engine.select(walk.limit(size).offset(start))]
            found += self._rows(ids, narrow)
            if len(found) >= count or len(ids) < size:
                return tuple(found[:count])
            start, size = start + size, size * 4
        return None

    def rows(self, ids: Sequence[int]) -> tuple[OrderRow, ...]:
        """The orders of these row ids, in this order; ids that are none are left out."""
        return tuple(self._rows(ids, []))

    def open(self, query: OrderQuery) -> View:
        """Order a list as a whole.

        Raises:
            Interrupted: if another thread stopped it.
        """
        self._opened += 1
        table = f"view_{self._opened}"
        newest = int(self._engine.rows("SELECT coalesce(max(id), 0) FROM orders")[0][0])
        narrow = narrowing(query)
        wide = scope(query, self._zone, self._now())
        # With filters the planner would walk the index of the sort from end to end; `+` keeps it from that.
        order = _order(query, plain=not narrow and len(wide) == 2)
        sql, params = self._engine.compiled(Orders.select(Orders.id).where(all_of(wide + narrow)).order_by(*order))
        self._engine.run(f"CREATE TEMP TABLE {table} (pos INTEGER PRIMARY KEY, id INTEGER NOT NULL)")
        try:
            count = self._engine.fill(f"INSERT INTO temp.{table} (id) {sql}", params)
        except Interrupted:
            self._engine.run(f"DROP TABLE temp.{table}")
            raise
        return View(table, count, newest)

    def close(self, view: View) -> None:
        """Forget a view."""
        self._engine.run(f"DROP TABLE IF EXISTS temp.{view.table}")

    def close_others(self, kept: View | None) -> None:
        """Forget all views but this, also those that were opened for somebody who had stopped waiting for them."""
        for (table,) in self._engine.rows("SELECT name FROM temp.sqlite_master WHERE name GLOB 'view_*'"):
            if kept is None or table != kept.table:
                self._engine.run(f"DROP TABLE temp.{table}")

    def page(self, view: View, first: int, count: int) -> tuple[OrderRow, ...]:
        """The rows at the positions from `first` (0 is the top) as they are now."""
        sql = (
            f"SELECT {_COLUMNS} FROM temp.{view.table} AS v CROSS JOIN orders AS o ON o.id = v.id"
            " WHERE v.pos > ? AND v.pos <= ? ORDER BY v.pos"
        )
        return tuple(row_of(row) for row in self._engine.rows(sql, (first, first + count)))

    def ids(self, view: View, first: int = 0, count: int = -1) -> list[int]:
        """The row ids at the positions from `first`; all that follow unless `count` is given."""
        sql = f"SELECT id FROM temp.{view.table} WHERE pos > ? ORDER BY pos LIMIT ?"
        return [row for (row,) in self._engine.rows(sql, (first, count))]

    def position(self, view: View, row: int) -> int | None:
        """Where an order stands in a view (0 is the top); None if it does not."""
        rows = self._engine.rows(f"SELECT pos FROM temp.{view.table} WHERE id = ?", (row,))
        return int(rows[0][0]) - 1 if rows else None

    def listed(self, query: OrderQuery, limit: int) -> tuple[int, ...]:
        """The row ids of the first orders of a list, for one look without a view; all of them with a limit of -1."""
        if 0 <= limit <= _LOOK and (found := self.first_page(query, limit)) is not None:
            return tuple(order.id for order in found)
        return tuple(self._ids(query, narrowing(query), limit))

    def fitting(self, query: OrderQuery, rows: Collection[int]) -> frozenset[int]:
        """Which of these orders the list would show now."""
        wanted = [*scope(query, self._zone, self._now()), *narrowing(query, scan=True), _among(rows)]
        return frozenset(row for (row,) in self._engine.select(Orders.select(Orders.id).where(all_of(wanted))))

    def newcomers(self, query: OrderQuery, newest: int) -> int:
        """How many orders that came in after row id `newest` the list would show."""
        wanted = [*scope(query, self._zone, self._now()), *narrowing(query, scan=True), Orders.id > newest]
        counted = Orders.select(fn.COUNT(SQL("*"))).where(all_of(wanted))
        return int(self._engine.select(counted)[0][0])

    def value(self, rows: Collection[int]) -> int:
        """The sum of the totals of these orders, in rupiah."""
        counted = Orders.select(fn.COALESCE(fn.SUM(Orders.total), 0)).where(_among(rows))
        return int(self._engine.select(counted)[0][0])

    def _ids(self, query: OrderQuery, narrow: list[Expression], limit: int) -> list[int]:
        conditions = scope(query, self._zone, self._now()) + narrow
        chosen = Orders.select(Orders.id).where(all_of(conditions)).order_by(*_order(query)).limit(limit)
        return [row for (row,) in self._engine.select(chosen)]

    def _rows(self, ids: Sequence[int], narrow: list[Expression]) -> list[OrderRow]:
        chosen = Orders.select(*_SELECTED).where(all_of([_among(ids), *narrow]))
        found = {row[0]: row for row in self._engine.select(chosen)}
        return [row_of(found[row]) for row in ids if row in found]


def _among(rows: Collection[int]) -> Expression:
    # Numbers of our own, written out: as parameters there would be a limit to their count.
    return Orders.id.in_(SQL("(" + ",".join(str(int(row)) for row in rows) + ")"))


def _leader(query: OrderQuery) -> Expression | None:
    """Which orders stand before all others: in the usual order those of which the whole id or phone was searched."""
    return whole(query.text) if query.sort is Sort.RECEIVED and query.descending else None


def _order(query: OrderQuery, *, plain: bool = True) -> list[NodeList]:
    """Equal values stand in the order of arrival, newest first where the sort descends."""
    way = SQL("DESC" if query.descending else "ASC")
    column = _SORTS[query.sort]
    leader = _leader(query)
    first = [] if leader is None else [NodeList((leader, way))]
    return [*first, NodeList((column if plain else NodeList((SQL("+"), column)), way)), NodeList((Orders.id, way))]
