"""The part of the main screen that marks orders and changes them."""

from collections.abc import Hashable

from textual import on, work
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen

from orders_tui.domain.actions import QuickAction, quick_actions
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.money import number
from orders_tui.domain.order import OrderRow
from orders_tui.domain.words import _, ngettext
from orders_tui.store.store import Reversed
from orders_tui.ui.desk import Desk
from orders_tui.ui.marks import ALL, NONE, Marks
from orders_tui.ui.screens.listing import Listing
from orders_tui.ui.show_query import marked_line
from orders_tui.ui.widgets.bars import KeyLine
from orders_tui.ui.widgets.orders_table import OrdersTable

MOST_AT_ONCE = 10_000
"""How many orders one change takes at the most."""


class ChangesOrders(Screen[None]):
    """Marks, quick actions, deletion, undo and redo on the orders of a list."""

    marks: var[Marks] = var(NONE, init=False)
    """Which orders are marked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._range_from: int | None = None

    @property
    def table(self) -> OrdersTable:
        return self.query_one(OrdersTable)

    @property
    def listing(self) -> Listing:
        """The list that is shown."""
        raise NotImplementedError

    def look(self) -> None:
        """See what the database has that the screen does not show yet."""
        raise NotImplementedError

    def current(self) -> OrderRow | None:
        """The order under the cursor, as it is shown."""
        row = self.table.row_at(self.table.cursor_row)
        return row.order if row else None

    # Marks

    def is_marked(self, key: Hashable) -> bool:
        """Whether the order of this row id is marked."""
        return key in self.marks

    def watch_marks(self) -> None:
        self.tell_marks()

    def tell_marks(self) -> None:
        """Draw what is marked: in the list, in its header, and in the key line with their sum."""
        count = self.marks.count(self.listing.count)
        self.table.mark_state = "none" if not count else "all" if count == self.listing.count else "some"
        self.table.refresh_marks()
        self._add_up()

    async def fix_marks(self) -> None:
        """Hold on to the orders that "everything" means now: those that come in later were never meant."""
        if self.marks.everything and self.listing.whole:
            rows = frozenset(await self.listing.ids())
            self.marks = Marks(rows=rows - self.marks.rows)

    @work(exclusive=True, group="marks")
    async def _add_up(self) -> None:
        """Say how many are marked and their sum."""
        line = self.query_one(KeyLine)
        if self._range_from is not None:
            line.marked = Content.styled(_("v marks up to here · Esc leaves it"), "$text-accent")
            return
        rows = await self.marked_rows()
        line.marked = marked_line(len(rows), await self.listing.value(rows)) if rows else None

    async def marked_rows(self) -> list[int]:
        """The row ids of all marked orders."""
        if not self.marks.everything:
            return sorted(self.marks.rows)
        return [row for row in await self.listing.ids() if row in self.marks]

    @on(OrdersTable.MarkToggled)
    def _mark_clicked(self, event: OrdersTable.MarkToggled) -> None:
        if isinstance(event.row_key, int):
            self.marks = self.marks.toggled(event.row_key)

    @on(OrdersTable.MarkAllToggled)
    def action_mark_all(self) -> None:
        """Mark everything in the list, or nothing if everything is marked."""
        self.marks = NONE if self.table.mark_state == "all" else ALL

    def action_mark(self) -> None:
        """Mark the order under the cursor, or take its mark away, and go on to the next."""
        if order := self.current():
            self.marks = self.marks.toggled(order.id)
            self.table.action_cursor_down()

    def action_mark_range(self) -> None:
        """Begin a range at the cursor; at the second call mark all from there to here."""
        begin, here = self._range_from, self.table.cursor_row
        if begin is None:
            self._range_from = here
            self._add_up()
            return
        self.leave_range()
        self._mark_between(*sorted((begin, here)))

    @work(group="range")
    async def _mark_between(self, first: int, last: int) -> None:
        self.marks = self.marks.with_rows(await self.listing.ids(first, last - first + 1))

    def leave_range(self) -> bool:
        """Forget a range that was begun; whether one was."""
        begun, self._range_from = self._range_from is not None, None
        if begun:
            self._add_up()
        return begun

    # Changes

    @work(exclusive=True, group="change")
    async def action_quick_actions(self) -> None:
        """Choose and carry out a quick action of the marked orders, or of this one."""
        from orders_tui.ui.screens import changing  # not needed for the first frame

        orders = await self._meant()
        if orders and (action := await changing.choose_action(self, orders)):
            await self._do(action, orders)

    @work(exclusive=True, group="change")
    async def action_delete_order(self) -> None:
        """Put the marked orders, or this one, into the trash."""
        orders = await self._meant()
        able = [action for order in orders for action in quick_actions(order) if action.id == "delete"]
        if able:
            await self._do(able[0], orders)
        elif any(order.deleted_at is not None for order in orders):
            self.refuse(_("What is in the trash cannot be deleted once more."))
        elif orders:
            self.refuse(_("Only Created and Canceled orders can be deleted."))

    async def _meant(self) -> tuple[OrderRow, ...]:
        """The marked orders, else the one under the cursor as it is shown."""
        count = self.marks.count(self.listing.count)
        if count > MOST_AT_ONCE:
            text = _("{count} orders are marked; one change takes at most {most}. Narrow the list first.")
            self.refuse(text.format(count=number(count), most=number(MOST_AT_ONCE)))
            return ()
        if count:
            return await self.listing.orders(await self.marked_rows())
        order = self.current()
        return (order,) if order else ()

    async def _do(self, action: QuickAction, orders: tuple[OrderRow, ...]) -> None:
        from orders_tui.ui.screens import changing  # not needed for the first frame

        answers = await changing.ask_needs(self, action, orders)
        if answers is None:
            return
        try:
            outcomes = await changing.carry_out(self.desk, action, orders, answers)
        except RuleBroken as refusal:
            self.refuse(str(refusal))
            return
        finally:
            self.look()
        refused = frozenset(order.id for order, outcome in zip(orders, outcomes, strict=True) if not outcome.ok)
        self.notify(changing.said(action, outcomes), severity="warning" if refused else "information", markup=False)
        self.marks = Marks(rows=refused)

    @work(exclusive=True, group="change")
    async def action_undo(self) -> None:
        """Take one's last change back."""
        try:
            done = await self.desk.write(self.desk.store.undo, self.desk.by)
        except RuleBroken as refusal:
            self.refuse(str(refusal))
            return
        self._tell_reversed(ngettext("Taken back on {orders}.", "Taken back on {orders}.", len(done.order_ids)), done)

    @work(exclusive=True, group="change")
    async def action_redo(self) -> None:
        """Take one's last undo back."""
        try:
            done = await self.desk.write(self.desk.store.redo, self.desk.by)
        except RuleBroken as refusal:
            self.refuse(str(refusal))
            return
        self._tell_reversed(ngettext("Done again on {orders}.", "Done again on {orders}.", len(done.order_ids)), done)

    def _tell_reversed(self, text: str, done: Reversed) -> None:
        several = ngettext("{count} order", "{count} orders", len(done.order_ids)).format(count=len(done.order_ids))
        self.notify(text.format(orders=done.order_ids[0] if len(done.order_ids) == 1 else several), markup=False)
        self.look()

    def refuse(self, sentence: str) -> None:
        """Say why something was not done."""
        self.notify(sentence, severity="warning", timeout=8, markup=False)
