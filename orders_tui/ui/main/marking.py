"""The part of the main screen that marks orders and changes them."""

import asyncio
from collections.abc import Callable, Hashable
from typing import NamedTuple

from textual import on, work
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen

from orders_tui.domain.actions import QuickAction, common_actions, quick_actions
from orders_tui.domain.commands import By, RuleBroken
from orders_tui.domain.money import number
from orders_tui.domain.order import OrderRow
from orders_tui.domain.words import _
from orders_tui.store.store import Reversed
from orders_tui.ui.desk import Desk
from orders_tui.ui.marks import ALL, NONE, Marks
from orders_tui.ui.screens.listing import Listing
from orders_tui.ui.show_query import marked_line
from orders_tui.ui.widgets.bars import KeyLine
from orders_tui.ui.widgets.orders_table import OrdersTable

MOST_AT_ONCE = 10_000
"""How many orders one change takes at the most."""


class Meant(NamedTuple):
    """The orders that a change is about."""

    orders: tuple[OrderRow, ...]
    marked: bool
    """Whether they are the marked ones, rather than the one under the cursor."""


class ChangesOrders(Screen[None]):
    """Marks, quick actions, deletion, undo and redo on the orders of a list."""

    marks: var[Marks] = var(NONE, init=False)
    """Which orders are marked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._range_from: int | None = None
        self._changing = asyncio.Lock()
        """One change after the other, so that what each did is told."""

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
        self.table.mark_state = "none" if not count else "all" if self._all_marked(count) else "some"
        self.table.refresh_marks()
        self._add_up()

    def _all_marked(self, count: int) -> bool:
        """Whether everything in the list is marked; a mark may also be on an order that the list does not show."""
        return count == self.listing.count and all(row.order.id in self.marks for row in self.table.loaded())

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

    def action_quick_actions(self) -> None:
        """Choose and carry out a quick action of the marked orders, or of this one."""
        if self._may_change():
            self._choose_and_do()

    def action_delete_order(self) -> None:
        """Put the marked orders, or this one, into the trash."""
        if self._may_change():
            self._delete()

    def action_undo(self) -> None:
        """Take one's last change back."""
        if self._may_change():
            self._reverse(self.desk.store.undo, again=False)

    def action_redo(self) -> None:
        """Take one's last undo back."""
        if self._may_change():
            self._reverse(self.desk.store.redo, again=True)

    def offered(self) -> tuple[QuickAction, ...]:
        """The quick actions of the orders that one would act on, as far as they are at hand."""
        if not self.marks.count(self.listing.count):
            order = self.current()
            return quick_actions(order) if order else ()
        return common_actions([row.order for row in self.table.loaded() if row.order.id in self.marks])

    def do_action(self, action_id: str) -> None:
        """Carry out the quick action of this id on the marked orders, or on this one."""
        if self._may_change():
            self._choose_and_do(action_id)

    def _may_change(self) -> bool:
        """Whether changes are possible here; says so where they are not."""
        if self.desk.readonly:
            self.refuse(_("Nothing can be changed here: the console was started with --readonly."))
        return not self.desk.readonly

    @work(group="change")
    async def _choose_and_do(self, action_id: str = "") -> None:
        from orders_tui.ui.screens import changing  # not needed for the first frame

        async with self._changing:
            meant = await self._meant()
            if not meant.orders:
                return
            action = changing.action_of(meant, action_id) if action_id else await changing.choose_action(self, meant)
            if action:
                await self._do(action, meant)
            elif action_id:
                self.refuse(_("{order} does not offer that now.").format(order=meant.orders[0].order_id))

    @work(group="change")
    async def _delete(self) -> None:
        from orders_tui.ui.screens import changing  # not needed for the first frame

        async with self._changing:
            meant = await self._meant()
            if not meant.orders:
                return
            if action := changing.action_of(meant, "delete"):
                await self._do(action, meant)
            elif any(order.deleted_at is not None for order in meant.orders):
                self.refuse(_("It is in the trash already."))
            else:
                self.refuse(_("Only Created and Canceled orders can be deleted."))

    async def _meant(self) -> Meant:
        """The marked orders, else the one under the cursor as it is shown."""
        count = self.marks.count(self.listing.count)
        if count > MOST_AT_ONCE:
            text = _("{count} orders are marked; one change takes at most {most}. Narrow the list first.")
            self.refuse(text.format(count=number(count), most=number(MOST_AT_ONCE)))
            return Meant((), marked=True)
        if count:
            return Meant(await self.listing.orders(await self.marked_rows()), marked=True)
        order = self.current()
        return Meant((order,) if order else (), marked=False)

    async def _do(self, action: QuickAction, meant: Meant) -> None:
        from orders_tui.ui.screens import changing  # not needed for the first frame

        answers = await changing.ask_needs(self, action, meant)
        if answers is None:
            return
        try:
            outcomes = await changing.carry_out(self.desk, action, meant.orders, answers)
        except RuleBroken as refusal:
            self.refuse(str(refusal))
            return
        finally:
            self.look()
        refused = frozenset(order.id for order, outcome in zip(meant.orders, outcomes, strict=True) if not outcome.ok)
        self.say(changing.said(action, meant.orders, outcomes), warning=bool(refused))
        self.marks = Marks(rows=refused)

    @work(group="change")
    async def _reverse(self, reverse: Callable[[By], Reversed], *, again: bool) -> None:
        from orders_tui.ui.screens import changing  # not needed for the first frame

        async with self._changing:
            try:
                done = await self.desk.write(reverse, self.desk.by)
            except RuleBroken as refusal:
                self.refuse(str(refusal))
                return
            self.look()
            self.say(await changing.told_reversed(self.desk, done, again=again))

    def say(self, sentence: str, *, warning: bool = False) -> None:
        """Tell what was done; it takes the place of what was told before."""
        self.app.clear_notifications()
        self.notify(sentence, severity="warning" if warning else "information", markup=False)

    def refuse(self, sentence: str) -> None:
        """Say why something was not done."""
        self.app.clear_notifications()
        self.notify(sentence, severity="warning", timeout=8, markup=False)
