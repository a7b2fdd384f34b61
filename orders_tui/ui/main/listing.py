"""The list behind the table: which orders it shows, which rows are at hand, what came in since it was read."""

import asyncio
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

from orders_tui.domain.counts import MOST_COUNTED, Elsewhere, News
from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.domain.row_set import RowSet
from orders_tui.store.reads.lists import Several, View
from orders_tui.store.reads.orders import Pulse
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.list_reader import Beginning, ListReader, Refreshed
from orders_tui.ui.show import ListRow, list_row
from orders_tui.ui.show_columns import SeenColumns

if TYPE_CHECKING:
    from orders_tui.domain.plans import Selection

AT_ONCE = 20_000
"""How many row ids one question is about, so that the rows on the screen never wait long behind it."""
KEYS_AT_ONCE = 2_000
"""The same for a question in which each of them is written out, and which stays in memory for a while."""

P = ParamSpec("P")
R = TypeVar("R")
Pasts = Mapping[int, tuple[int, int]]
"""How many orders came from the buyers of some orders, by row id, and how many of them came back."""


class RowTable(Protocol):
    """What the listing fills with rows."""

    row_count: int

    @property
    def seen(self) -> SeenColumns:
        """Its columns."""
        ...

    @property
    def page_rows(self) -> int:
        """How many rows are seen."""
        ...

    def reset(self, row_count: int, rows: Sequence[ListRow], *, generation: int, first: int, cursor: int) -> None:
        """Begin a new list."""
        ...

    def put_rows(self, first: int, rows: Sequence[ListRow], generation: int) -> None:
        """Take rows of the list with this number."""
        ...

    def update_rows(self, rows: Mapping[int, ListRow]) -> None:
        """Redraw the rows at these positions."""
        ...

    def loaded(self) -> Iterator[tuple[int, ListRow]]:
        """The rows that are loaded with their positions, from the top."""
        ...


class Listing:
    """Fills the table from the store; one list at a time."""

    def __init__(self, desk: Desk, table: RowTable) -> None:
        self._desk = desk
        self._lists = desk.store.lists
        self._reader = ListReader(desk.store)
        self._table = table
        self._generation = 0
        self._query = OrderQuery()
        self._view: View | None = None
        """The view behind the rows that are shown; None until it is ordered."""
        self._ready = asyncio.Event()
        """Set while the list that was asked for is shown as a whole."""
        self._aged = False
        """Whether orders were changed since the list was read, so that some may not fit it any more."""
        self.joined: tuple[int, ...] = ()
        """The row ids of older orders that came to fit the list since it was read, those that did last first."""
        self.failed = False
        """Whether the list could not be read."""
        self.elsewhere: Elsewhere | None = None
        """What there is outside the list, where it is empty; None until it is counted."""

    @property
    def count(self) -> int:
        """How many orders the list has."""
        return self._table.row_count

    @property
    def query(self) -> OrderQuery:
        """What the rows that are shown were asked for."""
        return self._query

    @property
    def whole(self) -> bool:
        """Whether the list that is shown is ordered as a whole, not only begun."""
        return self._view is not None

    def loaded(self) -> Iterator[Order]:
        """The orders that are at hand, from the top."""
        return (row.order for _position, row in self._table.loaded())

    def gone(self) -> frozenset[int]:
        """The row ids of the orders at hand that do not fit the list any more."""
        return frozenset(row.order.id for _position, row in self._table.loaded() if row.gone)

    async def load(self, query: OrderQuery, *, cursor_on: int | None = None, position: int = 0) -> Pulse:
        """Show another list: its first page as soon as it is known, the whole once it is ordered.

        Args:
            query: what the list shows.
            cursor_on: the row id of the order that the cursor goes to, where the list has it.
            position: where the cursor goes otherwise.

        Raises:
            DatabaseError: if it cannot be read.
        """
        self._ready.clear()
        try:
            at_top = cursor_on is None and not position
            # The first page of a long list is found by an index while ordering the whole takes a while; but a cursor
            # further down can only be put there once the order is known.
            begun = await self._desk.on_list(self._reader.begin, query, self._page if at_top else 0)
        # A reading that was cancelled is none that failed, and does not come here: another list takes its place.
        except Exception:
            self._give_up(query)
            raise
        self.begin(query, begun)
        return await self.complete(query, begun, cursor_on=cursor_on, position=position)

    def begin(self, query: OrderQuery, begun: Beginning, *, cursor_on: int | None = None) -> None:
        """Show the first rows of a list, where there are any, before it is ordered as a whole.

        Args:
            query: what the list shows.
            begun: the rows.
            cursor_on: the row id of the order that the cursor goes to, where it is one of them.
        """
        # Without an order the rows beyond these cannot be asked for; `more` waits for the view.
        if begun.rows is not None:
            self._view = None
            cursor = next((at for at, order in enumerate(begun.rows) if order.id == cursor_on), 0)
            self._show(query, len(begun.rows), begun.rows, {}, cursor=cursor)

    async def complete(
        self, query: OrderQuery, begun: Beginning, *, cursor_on: int | None = None, position: int = 0
    ) -> Pulse:
        """Order a list that was begun as a whole and show it; up to which pulse it is read.

        Raises:
            DatabaseError: if it cannot be read.
        """
        shown = None if begun.rows is None else [order.id for order in begun.rows]
        try:
            ordered = await self._desk.on_list(
                self._reader.order, query, self._page, shown=shown, cursor_on=cursor_on, position=position
            )
        except Exception:
            self._give_up(query)
            raise
        # The rows on the screen are the right ones: only their number was not known, and nothing is painted again.
        if ordered.rows is None:
            self._table.row_count = ordered.view.count
        else:
            pasts = await self._pasts(ordered.rows)
            self._show(query, ordered.view.count, ordered.rows, pasts, first=ordered.first, cursor=ordered.cursor)
        self._view = ordered.view
        self._ready.set()
        if ordered.rows is None:
            await self.load_pasts()
        return begun.pulse

    async def look_elsewhere(self) -> None:
        """Count what there is outside the list where it is empty, which may take a while."""
        # The view is noted first, so that an answer about a list that is gone by then is dropped.
        view, today = self._view, self._desk.local_time().date()
        if view is None or view.count:
            return
        elsewhere = await self._desk.on_list(self._reader.elsewhere, self._query, today)
        if view is self._view:
            self.elsewhere = elsewhere

    def _give_up(self, query: OrderQuery) -> None:
        """Take a list that cannot be read for one without orders, so that nothing waits for it."""
        self._query, self._view, self.failed, self.elsewhere = query, None, True, None
        self._ready.set()

    @property
    def _page(self) -> int:
        """How many rows are read at a time: what is seen and as much again."""
        return max(50, 2 * self._table.page_rows)

    def _show(
        self, query: OrderQuery, count: int, orders: tuple[Order, ...], pasts: Pasts, *, first: int = 0, cursor: int = 0
    ) -> None:
        # Rows that were asked for before come with the number of their list, and are dropped by it.
        self._generation += 1
        self._query, self._aged, self.failed, self.elsewhere = query, False, False, None
        self.joined = ()
        rows = self._rows(orders, {order.id for order in orders}, pasts)
        self._table.reset(count, rows, generation=self._generation, first=first, cursor=cursor)

    async def more(self, first: int, count: int, generation: int) -> None:
        """Give the table rows that it wants; none of a list that is no longer shown."""
        if self._view is None or generation != self._generation:
            return
        page = await self._desk.on_list(self._reader.page, self._query, self._view, first, count, aged=self._aged)
        self._table.put_rows(first, self._rows(page.orders, page.fitting, await self._pasts(page.orders)), generation)

    def _rows(self, orders: Iterable[Order], fitting: Collection[int], pasts: Pasts) -> list[ListRow]:
        trash = self._query.trash
        return [
            list_row(order, fits=order.id in fitting, trash=trash, past=pasts.get(order.id, (0, 0))) for order in orders
        ]

    async def _pasts(self, orders: Sequence[Order]) -> Pasts:
        """What else came from the buyers of these orders, where the table shows it."""
        if not self._table.seen.shows_past or not orders:
            return {}
        return await self._desk.on_list(self._desk.store.buyers.pasts, orders)

    async def load_pasts(self) -> None:
        """Say in the rows at hand what else came from their buyers, where the table shows it."""
        # Rows may come or go while this is read: only those of the same list are drawn, at the places that were
        # noted.
        generation, rows = self._generation, dict(self._table.loaded())
        pasts = await self._pasts([row.order for row in rows.values()])
        if pasts and generation == self._generation:
            changed = {at: row._replace(past=pasts.get(row.order.id, (0, 0))) for at, row in rows.items()}
            self._table.update_rows({at: row for at, row in changed.items() if row != rows[at]})

    async def refresh(self, touched: Collection[int], changed: Sequence[int] | None = ()) -> News | None:
        """Redraw orders, after something was stored, and see which others came to fit; one call at a time.

        Args:
            touched: the row ids of the orders to redraw, as `redraw`.
            changed: those of orders that may have come to fit the list, the last changed first; None for any.

        Returns:
            What the list does not have; None if another list was shown meanwhile.
        """
        candidates = None if changed is None else tuple(dict.fromkeys([*changed, *self.joined]))
        refreshed = await self._redraw(touched, candidates)
        if refreshed is None:
            return None
        rank = {row: at for at, row in enumerate(candidates or ())}
        # With more it is only known that they are more: all of these are compared again at each change.
        self.joined = tuple(sorted(refreshed.joined, key=lambda row: rank.get(row, 0)))[: MOST_COUNTED + 1]
        return News(refreshed.new, len(self.joined))

    async def redraw(self, touched: Collection[int]) -> None:
        """Redraw the orders of these row ids as they are now; what no longer fits the list is shown as such."""
        await self._redraw(touched, ())

    async def _redraw(self, touched: Collection[int], changed: Collection[int] | None) -> Refreshed | None:
        generation = self._generation
        # By the position, noted before the wait: a list stands still in its order until it is read again.
        positions = {row.order.id: position for position, row in self._table.loaded() if row.order.id in touched}
        # From now on rows that come in have to be compared with the filters, since the view says only what fitted once.
        self._aged = True
        refreshed = await self._desk.on_list(self._reader.refresh, self._query, self._view, list(positions), changed)
        pasts = await self._pasts(refreshed.orders)
        if generation != self._generation:
            return None
        rows = self._rows(refreshed.orders, refreshed.fitting, pasts)
        self._table.update_rows({positions[row.order.id]: row for row in rows})
        return refreshed

    async def newest(self, query: OrderQuery) -> int | None:
        """The row id of the newest order that a list would show."""
        newest_first = replace(query, sort="created_at", descending=True)
        found = await self._desk.on_list(self._lists.listed, newest_first, 1)
        return found[0] if found else None

    async def worked(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What becomes of as many row ids as the list may have, on the thread of the list: the screen goes on."""
        return await self._desk.on_list(work, *args, **kwargs)

    async def ids(self, first: int = 0, count: int = -1) -> "array[int]":
        """The row ids at these positions of the list, by default of all; none if it is replaced meanwhile.

        Waits for a list that is only begun.
        """
        if self._view is None:
            await self._ready.wait()
        if self._view is None:
            return array("q")
        view, found = self._view, array("q")
        end = view.count if count < 0 else min(first + count, view.count)
        for start in range(first, end, AT_ONCE):
            found.extend(await self._desk.on_list(self._reader.ids, view, start, min(AT_ONCE, end - start)))
        return found if view is self._view else array("q")

    async def fitting(self) -> Sequence[int]:
        """The row ids of the orders of the list that still fit it, in its order; none if it is replaced meanwhile."""
        rows, query = await self.ids(), self._query
        if not self._aged:
            return rows
        fitting = array("q")
        for start in range(0, len(rows), KEYS_AT_ONCE):
            part = rows[start : start + KEYS_AT_ONCE]
            fits = await self._desk.on_list(self._lists.fitting, query, part)
            fitting.extend([row for row in part if row in fits])
        return fitting

    async def select(self, rows: Collection[int], *, all_but: bool) -> "Selection | None":
        """The orders of these row ids, or all of the list but these; None if the list is replaced meanwhile.

        Waits for the list that is asked for.
        """
        await self._ready.wait()
        if self._view is None:
            return None
        return await self._desk.on_list(self._reader.select, self._view, rows, all_but=all_but)

    async def shown(self, rows: Collection[int]) -> int:
        """How many of these orders the list has; waits for a list that is only begun."""
        await self._ready.wait()
        view = self._view
        if view is None:
            return 0
        on_list, reader = self._desk.on_list, self._reader
        if len(rows) <= KEYS_AT_ONCE:
            return await on_list(reader.shown, view, rows)
        chosen = await on_list(RowSet.of, rows)
        starts = range(0, view.count, AT_ONCE)
        return sum([await on_list(reader.shown_at, view, chosen, start, AT_ONCE) for start in starts])

    async def several(self, references: Sequence[str]) -> Several:
        """Which orders have these order ids, external ids or receipt numbers."""
        return await self._desk.on_list(self._lists.several, references)

    async def lacks(self, rows: Sequence[int]) -> bool:
        """Whether one of these orders fits the list and is not in it."""
        view = self._view
        return view is not None and await self._desk.on_list(self._reader.lacks, self._query, view, rows)

    async def value(self, rows: Sequence[int]) -> int | None:
        """The sum of the totals of these orders, rupiah; None where other sellers' orders are listed."""
        if self._query.role is Role.FULFILMENT:
            return None
        parts = [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
        return sum([await self._desk.on_list(self._lists.value, part) for part in parts])
