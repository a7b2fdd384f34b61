"""The middle of the main screen: the list of orders, its numbers, what came in since, and the marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import Static

from orders_tui.domain.counts import Counts, News
from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Right, hidden_sorts
from orders_tui.domain.search import several
from orders_tui.domain.trend import Totals
from orders_tui.domain.views import OpenView
from orders_tui.ui.desk import Desk
from orders_tui.ui.groups import Background, Foreground
from orders_tui.ui.main.addressing import say_addressed
from orders_tui.ui.main.clock import Clock, moves
from orders_tui.ui.main.list_reader import Beginning
from orders_tui.ui.main.listed import Listed
from orders_tui.ui.main.listing import Listing
from orders_tui.ui.main.marking import MarkedLine, Marking
from orders_tui.ui.main.marks import NONE, Marks
from orders_tui.ui.main.notices import show_notice
from orders_tui.ui.main.opening import Opening
from orders_tui.ui.main.overview_line import OverviewLine
from orders_tui.ui.main.target import Target
from orders_tui.ui.main.trail import Trail, keeps_orders
from orders_tui.ui.main.watcher import INTERVAL, ListUpdate, Watcher
from orders_tui.ui.show_query import everything_line, found_line
from orders_tui.ui.widgets.bars import NewsLine, empty_sentence, unread_sentence
from orders_tui.ui.widgets.orders_table import OrdersTable

ListKey = Literal["reload", "show_new", "mark_one", "mark_range", "mark_all"]
"""What a key can ask of the list."""
MOST_SUMMED = 10_000
"""The most marked orders whose sum is reckoned again at each change of one of them."""


class OrderList(Vertical):
    """Shows the list of the trail, keeps it up to date, and holds the marks on its orders."""

    trail: var[Trail] = var(lambda: Trail(OrderQuery()), init=False)
    """What the list shows, and the way back."""
    order_query: var[OrderQuery] = var(OrderQuery, init=False)
    """The list of the trail, for the widgets."""
    counts: var[Counts | None] = var(None)
    """The numbers of the list; None until they are counted for the first time."""
    found: var[Content] = var(Content(""))
    """How many of several ids or numbers were found; empty for any other search."""
    view: var[OpenView | None] = var(None)
    """The saved view that the list is, or was made from."""
    news: var[News] = var(News())
    """What the list would show that it does not have."""
    marks: var[Marks] = var(NONE, init=False)
    """Which orders are marked."""
    marked: var[Totals | None] = var(None)
    """The marked orders together; None where none is marked."""
    range_from: var[int | None] = var(None, init=False)
    """The position in the list where a range of marks begins; None while none is begun."""

    @dataclass
    class Shown(Message):
        """The list that was asked for is shown as a whole."""

        count: int
        """How many orders it has."""

    @dataclass
    class Updated(Message):
        """What was stored since the list was read is drawn."""

        touched: frozenset[int]
        """The row ids of the orders at hand that were changed."""

    def __init__(self, desk: Desk, opening: Opening, key_line: MarkedLine, *, id: str) -> None:
        """Make the list.

        Args:
            desk: the store and who asks it.
            opening: what it shows at first.
            key_line: where the number of marks and their sum are drawn.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self.by_name: dict[ListKey, Callable[[], object]] = {
            "reload": self.reload,
            "show_new": self.show_new,
            "mark_one": self._mark_one,
            "mark_range": self._mark_range,
            "mark_all": self._mark_all,
        }
        """What the keys do, by the names that the key table has for it."""
        self.set_reactive(OrderList.trail, Trail(opening.query))
        self.set_reactive(OrderList.order_query, opening.query)
        self._desk = desk
        self._opening = opening
        self._key_line = key_line
        self._came_from: int | None = None
        """The row id of the order that the cursor was on before a search or a filter left nothing."""

    def compose(self) -> ComposeResult:
        store = self._desk.store
        overview = OverviewLine(self._desk, id="overview")
        yield overview.data_bind(OrderList.order_query, OrderList.counts, OrderList.marked)
        yield NewsLine(id="news").data_bind(OrderList.order_query, OrderList.view, OrderList.news, OrderList.found)
        hidden = hidden_sorts(self._desk.actor)
        table = OrdersTable(store.zone, store.now, lambda key: key in self.marks, hidden=hidden, id="orders")
        table.set_reactive(OrdersTable.chosen, self._opening.columns)
        table.set_reactive(OrdersTable.has_focus, True)  # as it will: so it is styled once
        yield table.data_bind(OrderList.order_query)
        yield Static(id="empty")

    def on_mount(self) -> None:
        self.listing = Listing(self._desk, self.table)
        money, say = self._desk.actor.may(Right.SEE_MONEY), partial(show_notice, self)
        self.marking = Marking(self.listing, self.table, self._key_line, money=money, say=say)
        self.watcher = Watcher(
            self._desk,
            self.listing,
            stored=self.catch_up,
            drawn=self._drawn,
            addressed=partial(say_addressed, self),
            failed=partial(show_notice, self, warning=True),
        )
        self.listing.begin(self.order_query, self._opening.begun, cursor_on=self._opening.cursor)
        self._load(begun=self._opening.begun, cursor_on=self._opening.cursor)
        clock = Clock(self._desk, day_over=self._day_over, step_over=self._step_over)
        self.set_interval(INTERVAL, self.watcher.poll)
        self.set_interval(INTERVAL, clock.poll)

    @property
    def table(self) -> OrdersTable:
        return self.query_one(OrdersTable)

    @property
    def hides_days(self) -> bool:
        """Whether the list is empty, and orders of other days would be shown."""
        elsewhere = self.listing.elsewhere if self.listing.query == self.order_query else None
        return elsewhere is not None and bool(elsewhere.older or elsewhere.newer)

    @property
    def is_behind(self) -> bool:
        """Whether the list is not yet the one that was asked for, and in use."""
        return self.table.has_focus and self.listing.query != self.order_query

    def current(self) -> Order | None:
        """The order under the cursor, as it is shown."""
        row = self.table.row_at(self.table.cursor_row)
        return row.order if row else None

    @property
    def cursor(self) -> int | None:
        """The row id of the order under the cursor."""
        return order.id if (order := self.current()) else None

    @property
    def fitting(self) -> int | None:
        """The row id of the order under the cursor, if the list still means it."""
        row = self.table.row_at(self.table.cursor_row)
        return row.order.id if row and not row.gone else None

    # The list

    def watch_trail(self, before: Trail, now: Trail) -> None:
        if before == now:
            return  # a binding also hands over what is there already
        old, self.order_query = self.order_query, now.query
        same_orders = old.sorted_as(now.query) == now.query
        elsewhere = (old.trash, old.role) != (now.query.trash, now.query.role)
        if elsewhere or (self.marks.everything and not same_orders):
            self.marks = NONE
        if old != now.query:
            self._load(cursor_on=now.cursor or self._kept_cursor(old, now.query))

    def _kept_cursor(self, old: OrderQuery, new: OrderQuery) -> int | None:
        """The order that the cursor stays on; None where it goes to the top.

        At the top it stays, whatever comes there, but for the result of a search, which is what was looked for.
        From a list without orders it goes back to where it was before.
        """
        cursor = self.cursor
        if cursor is not None and not old.text:
            self._came_from = cursor
        if not keeps_orders(old, new):
            return None
        if not self.table.row_count:
            return self._came_from
        search_left = bool(old.text) and not new.text
        return cursor if search_left or self.table.cursor_row else None

    @work(exclusive=True, group=Background.LIST)
    async def _load(self, *, cursor_on: int | None = None, position: int = 0, begun: Beginning | None = None) -> None:
        """Read the list; the next call stops this one, also in the database.

        Args:
            cursor_on: the row id of the order that the cursor goes to, where the list has it.
            position: where the cursor goes otherwise.
            begun: the first rows of the list, where the table shows them already.
        """
        self.range_from = None
        before = self.marks
        # Before the old list goes, since "everything" means what is in it.
        settled = await self.marking.settled(before)
        # While that was asked the person may have marked more.
        self.marks = settled.with_later(before, self.marks)
        query = self.order_query
        try:
            if begun is None:
                pulse = await self.listing.load(query, cursor_on=cursor_on, position=position)
            else:
                pulse = await self.listing.complete(query, begun, cursor_on=cursor_on)
        # Also where another reading takes its place: what is empty now has to be said now.
        finally:
            self._draw_emptiness()
        # The list has everything up to this pulse, so nothing is new.
        self.news = News()
        self.watcher.start(pulse)
        self._draw_marks()
        self._draw_found()
        self.post_message(self.Shown(self.listing.count))
        # What was stored while the list was read is news at once, not at the next change.
        self.catch_up()
        await self.listing.look_elsewhere()
        self._draw_emptiness()

    def reload(self) -> None:
        """Read the list again; the cursor stays on its order, or where that was."""
        self._load(cursor_on=self.cursor, position=self.table.cursor_row)

    def _day_over(self) -> None:
        """Show the days that the list means now, and the times as they read now."""
        (self.reload if self.order_query.period.moves else self._draw_again)()
        # The pane has days, too.
        self.post_message(self.Updated(frozenset(order.id for order in self.listing.loaded())))

    def _step_over(self) -> None:
        """Show what has come due, here and in the numbers of all views."""
        if moves(self.order_query):
            self.catch_up(time_passed=True)
        else:
            self.post_message(self.Updated(frozenset()))

    @on(OrdersTable.PastsWanted)
    @work(group=Background.CATCH_UP)
    async def _draw_again(self) -> None:
        await self.listing.redraw([order.id for order in self.listing.loaded()])

    async def go_on(self, order: int | None) -> None:
        """Draw what was stored; if it took this order out of the list, put the cursor on the next that fits.

        Args:
            order: the row id of the order that the cursor was on; nothing is moved where it is on another by now.
        """
        await self.watcher.catch_up()
        position = self.table.cursor_row
        row = self.table.row_at(position)
        if row and row.gone and row.order.id == order:
            below = (at for at, each in self.table.loaded() if at > position and not each.gone)
            self.table.move_cursor(next(below, position))

    def go_to(self, row: int) -> None:
        """Read the list again, with the cursor on the order of this row id."""
        self._load(cursor_on=row)
        self.table.focus()

    async def contains(self, row: int) -> bool:
        """Whether the order of this row id belongs into the list."""
        return bool(await self.listing.shown([row])) or await self.listing.lacks([row])

    async def bring_back(self, rows: Sequence[int]) -> None:
        """Read the list again if one of these orders belongs into it and is not there."""
        if rows and await self.listing.lacks(rows):
            self.reload()

    @on(NewsLine.Wanted)
    @work(exclusive=True, group=Background.NEWEST)
    async def show_new(self) -> None:
        """Take in what came to the list, and go to the newest order, or to the one that came to fit last."""
        joined = self.listing.joined
        newest = self.news.new or not joined
        self._load(cursor_on=await self.listing.newest(self.order_query) if newest else joined[0])
        self.table.focus()

    @on(OrdersTable.RowsWanted)
    @work(group=Background.ROWS)
    async def _rows_wanted(self, event: OrdersTable.RowsWanted) -> None:
        await self.listing.more(event.first, event.count, event.generation)

    @work(group=Background.CATCH_UP)
    async def catch_up(self, *, time_passed: bool = False) -> None:
        """Draw what the database has and the screen does not show yet."""
        await self.watcher.catch_up(time_passed=time_passed)

    def _drawn(self, update: ListUpdate) -> None:
        self.news = update.news
        # Nothing is there that could move. Another list that is being read will have them.
        if any(update.news) and not self.listing.count and self.listing.query == self.order_query:
            self.reload()
        # What came back or left the list changes what "all of it" is, and a marked order may cost something else now.
        self.marking.draw(self.marks)
        if any(row in self.marks for row in update.touched) and self.marking.count(self.marks) <= MOST_SUMMED:
            self._draw_sum()
        self._draw_found()
        self.post_message(self.Updated(update.touched))

    @work(exclusive=True, group=Background.FOUND)
    async def _draw_found(self) -> None:
        """Say which of several ids or numbers were found."""
        references = several(self.order_query.text)
        if not references:
            self.found = Content("")
            return
        answer = await self.listing.several(references)
        elsewhere = len(answer.found) - await self.listing.shown(answer.found)
        self.found = found_line(len(references), answer.unknown, answer.in_trash, elsewhere)

    def watch_counts(self) -> None:
        if self.is_mounted:
            self._draw_emptiness()

    def _draw_emptiness(self) -> None:
        """Say why the list is empty, where it is."""
        query, elsewhere, failed = self.order_query, self.listing.elsewhere, self.listing.failed
        empty = not self.listing.count and (failed or self.listing.whole)
        self.set_class(empty, "-empty")
        if empty:
            sentence = unread_sentence() if failed else empty_sentence(query, everything_line(query), elsewhere)
            self.query_one("#empty", Static).update(sentence)

    # Marks

    def unmark(self) -> None:
        """Leave a range that is begun, else take all marks away."""
        if self.range_from is None:
            self.marks = NONE
        self.range_from = None

    async def target(self) -> Target | None:
        """The marked orders, else the one under the cursor; None if there is none."""
        return await self.marking.target(self.marks, self.current())

    def listed(self) -> Listed:
        """What an export of this list is about, asked when it is made."""
        return Listed(
            self.listing.fitting,
            lambda: self.marking.in_order(self.marks),
            lambda: self.order_query,
            lambda: self.table.seen.fact_names,
        )

    def watch_marks(self) -> None:
        self._draw_marks()

    def watch_range_from(self) -> None:
        self._draw_sum()

    def _draw_marks(self) -> None:
        self.marking.draw(self.marks)
        self._draw_sum()

    @work(exclusive=True, group=Background.MARKS)
    async def _draw_sum(self) -> None:
        self.marked = await self.marking.draw_sum(self.marks, self.range_from)

    @on(OrdersTable.MarkToggled)
    def _mark_clicked(self, event: OrdersTable.MarkToggled) -> None:
        if isinstance(event.row_key, int):
            self.marks = self.marks.toggled(event.row_key)

    @on(OrdersTable.MarkAllToggled)
    def _mark_all(self) -> None:
        """Mark everything in the list, or nothing if everything is marked."""
        self.marks = NONE if self.table.mark_state == "all" else self.marking.everything()

    def _mark_one(self) -> None:
        """Mark the order under the cursor, or take its mark away, and go on to the next."""
        if order := self.current():
            self.marks = self.marks.toggled(order.id)
            self.table.action_move("down")

    def _mark_range(self) -> None:
        """Begin a range at the cursor; at the second call mark all from there to here."""
        begin, here = self.range_from, self.table.cursor_row
        self.range_from = here if begin is None else None
        if begin is not None:
            self._mark_from(begin, here)

    @work(group=Foreground.RANGE)
    async def _mark_from(self, begin: int, end: int) -> None:
        between = await self.marking.with_range(NONE, begin, end)
        self.marks = self.marks.with_rows(between.rows)
