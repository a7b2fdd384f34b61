"""The list behind the table: which view is open, which rows are at hand, what came in since."""

import asyncio
from collections.abc import Collection, Sequence

from orders_tui.domain.order import OrderRow
from orders_tui.domain.query import OrderQuery
from orders_tui.store.reads_list import View
from orders_tui.ui.desk import Desk
from orders_tui.ui.show import ListRow
from orders_tui.ui.widgets.orders_table import OrdersTable

AT_ONCE = 20_000
"""How many row ids one question is about, so that the rows on the screen never wait long behind it."""


class Listing:
    """Fills the table from the store; one list at a time."""

    def __init__(self, desk: Desk, table: OrdersTable) -> None:
        self._desk = desk
        self._reads = desk.store.lists
        self._table = table
        self._generation = 0
        self._view: View | None = None
        self._whole = asyncio.Event()
        self._query = OrderQuery()

    @property
    def count(self) -> int:
        """How many orders the list has."""
        return self._table.row_count

    @property
    def query(self) -> OrderQuery:
        """What the rows that are shown were asked for."""
        return self._query

    @property
    def generation(self) -> int:
        """Another number for each list that is shown."""
        return self._generation

    @property
    def whole(self) -> bool:
        """Whether the list that is shown is ordered as a whole, not only begun."""
        return self._whole.is_set()

    async def load(self, query: OrderQuery, *, keep: int | None = None) -> None:
        """Show another list: its first page as soon as it is known, the whole once it is ordered.

        Args:
            query: what the list shows.
            keep: the row id of the order that the cursor stays on, where the list has it.
        """
        first = None if keep is not None else await self._desk.on_list(self._reads.first_page, query, self._page)
        shown = None if first is None else self.begin(query, first)
        await self.complete(query, shown, keep=keep)

    def begin(self, query: OrderQuery, first: tuple[OrderRow, ...]) -> list[int]:
        """Show the first rows of another list before it is ordered as a whole; their row ids."""
        self._whole.clear()
        self._begin(query, len(first), first)
        return [order.id for order in first]

    async def complete(self, query: OrderQuery, shown: list[int] | None, *, keep: int | None = None) -> None:
        """Order a list as a whole, of which the table shows these first rows already."""
        if shown is not None:
            # The rows of the list before are seen no more, and two orders of a million take twice the room.
            self._view = None
        await self._desk.on_list(self._reads.close_others, self._view)
        view = await self._desk.on_list(self._reads.open, query)
        if shown is not None and shown == await self._desk.on_list(self._reads.ids, view, 0, len(shown)):
            self._table.row_count = view.count
        else:
            at = await self._place(view, keep)
            start = max(0, at - self._page // 2)
            rows = await self._desk.on_list(self._reads.page, view, start, self._page)
            self._begin(query, view.count, rows, first=start, cursor=at)
        self._view = view
        self._whole.set()
        await self._desk.on_list(self._reads.close_others, view)

    def give_up(self, query: OrderQuery) -> None:
        """Take it that this list cannot be read: whoever waits for it is told of no order."""
        self._query = query
        self._whole.set()

    @property
    def _page(self) -> int:
        """How many rows are read at a time: what is seen and as much again."""
        return max(50, 2 * self._table.page_rows)

    async def _place(self, view: View, keep: int | None) -> int:
        place: int | None = None
        if keep is not None:
            place = await self._desk.on_list(self._reads.position, view, keep)
        return place or 0

    def _begin(
        self, query: OrderQuery, count: int, rows: tuple[OrderRow, ...], *, first: int = 0, cursor: int = 0
    ) -> None:
        self._generation += 1
        self._query = query
        fresh = [ListRow(order) for order in rows]
        self._table.reset(count, fresh, generation=self._generation, first=first, cursor=cursor)

    async def more(self, first: int, count: int, generation: int) -> None:
        """Give the table rows that it wants."""
        if self._view is None or generation != self._generation:
            return
        rows = await self._desk.on_list(self._reads.page, self._view, first, count)
        self._table.put_rows(first, [ListRow(order) for order in rows], generation)

    async def touched(self, rows: Collection[int]) -> None:
        """Redraw those of these orders that are at hand; what no longer fits the list is shown as such."""
        generation = self._generation
        places = self._table.places(rows)
        if not places:
            return
        orders = await self._desk.on_list(self._reads.rows, list(places))
        fitting = await self._desk.on_list(self._reads.fitting, self._query, list(places))
        if generation == self._generation:
            self._table.update_rows({places[each.id]: ListRow(each, stale=each.id not in fitting) for each in orders})

    async def newcomers(self) -> int:
        """How many orders came in since the list was read that it would show."""
        if self._view is None:
            return 0
        return await self._desk.on_list(self._reads.newcomers, self._query, self._view.newest)

    async def ids(self, first: int = 0, count: int = -1) -> list[int]:
        """The row ids at these places of the list, all of them unless told; none if it is replaced meanwhile.

        Waits for a list that is only begun: until then the view is still that of the list before.
        """
        await self._whole.wait()
        if self._view is None:
            return []
        view, found = self._view, list[int]()
        end = view.count if count < 0 else min(first + count, view.count)
        for start in range(first, end, AT_ONCE):
            if view is not self._view:
                return []
            found += await self._desk.on_list(self._reads.ids, view, start, min(AT_ONCE, end - start))
        return found

    async def orders(self, rows: list[int]) -> tuple[OrderRow, ...]:
        """The orders of these row ids as they are now."""
        return await self._desk.on_list(self._reads.rows, rows)

    async def value(self, rows: Sequence[int]) -> int:
        """The sum of the totals of these orders, rupiah."""
        parts = [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
        return sum([await self._desk.on_list(self._reads.value, part) for part in parts])
