"""The main screen: what the list shows, and which part of the screen answers which key."""

from dataclasses import replace
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Input, Static

from orders_tui.domain.counts import Counts
from orders_tui.domain.days import local
from orders_tui.domain.order import OrderRow
from orders_tui.domain.query import OrderQuery, Sort
from orders_tui.domain.words import _
from orders_tui.store.files import DatabaseUnfit
from orders_tui.ui.desk import Desk
from orders_tui.ui.keys import DESK, ORDER, VIEW, bindings, footer
from orders_tui.ui.marks import NONE
from orders_tui.ui.screens.listing import Listing
from orders_tui.ui.screens.main_query import LONGEST_SEARCH
from orders_tui.ui.screens.main_watch import PULSE, WatchesOthers
from orders_tui.ui.show_order import Opened
from orders_tui.ui.show_query import everything_line, facts_line, narrowed_line, title_line
from orders_tui.ui.widgets.bars import KeyLine, NewsLine, TopLine, empty_sentence
from orders_tui.ui.widgets.detail import DetailPane
from orders_tui.ui.widgets.facets import FacetsPane
from orders_tui.ui.widgets.orders_table import OrdersTable
from orders_tui.ui.widgets.overview import Overview

LAYOUTS = frozenset({"no-overview", "full"})
"""What a person can hide, each a class of the screen with a dash in front."""


class Looks(NamedTuple):
    """How the main screen looks at first."""

    width: int
    """The columns of the terminal, so that the first frame is not styled twice."""
    layout: frozenset[str] = frozenset()
    """Those of `LAYOUTS` that were in force last."""


class MainScreen(WatchesOthers):
    """Orders of one list, with filters at the left and the order under the cursor at the right."""

    AUTO_FOCUS = "#orders"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it on the instance
        (0, "-narrow"),
        (100, "-medium"),
        (140, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = bindings(ORDER, VIEW, DESK)

    counts: var[Counts | None] = var(None)
    """The numbers of the list; None until they are counted for the first time."""

    def __init__(
        self,
        desk: Desk,
        business: str,
        order_query: OrderQuery,
        first: tuple[OrderRow, ...] | None,
        looks: Looks,
    ) -> None:
        """Make the screen.

        Args:
            desk: the store and who asks it.
            business: the name of the shop, for the top line.
            order_query: what the list shows at first.
            first: the first rows of that list, so that the first frame is no empty one.
            looks: the width and the layout to begin with.
        """
        super().__init__(desk)
        self.add_class([name for least, name in self.HORIZONTAL_BREAKPOINTS if least <= looks.width][-1])
        self.add_class(*(f"-{name}" for name in looks.layout & LAYOUTS))
        self.set_reactive(MainScreen.order_query, order_query)
        self._business = business
        self._first = first
        self._list: Listing | None = None

    def compose(self) -> ComposeResult:
        store = self.desk.store
        with Horizontal(id="top"):
            yield TopLine(id="title")
            search = Input(id="search", placeholder=_("/ name, phone or order id"), max_length=LONGEST_SEARCH)
            search.cursor_blink = False
            yield search
            yield TopLine(id="facts")
        with Horizontal(id="body"):
            yield FacetsPane(id="facets").data_bind(MainScreen.order_query, MainScreen.counts)
            with Vertical(id="middle"):
                yield Overview(id="overview").data_bind(MainScreen.counts)
                yield NewsLine(id="news").data_bind(MainScreen.news)
                yield OrdersTable(store.zone, store.now, self.is_marked, id="orders")
                yield Static(id="empty")
            yield DetailPane(store.zone, store.now, id="detail").data_bind(MainScreen.opened)
        yield KeyLine(footer("orders"), id="keys")

    def on_mount(self) -> None:
        self._list = Listing(self.desk, self.table)
        shown = None if self._first is None else self.listing.begin(self.order_query, self._first)
        self._load(shown=shown)
        self.set_interval(PULSE, self.peek)
        self.set_interval(1, self._draw_top)
        self._draw_frame()

    @property
    def listing(self) -> Listing:
        assert self._list is not None, "the screen is not mounted"
        return self._list

    @property
    def is_behind(self) -> bool:
        """Whether the list is not yet the one that was asked for, and in use."""
        return self.table.has_focus and self.listing.query != self.order_query

    # What the list shows

    def watch_order_query(self, before: OrderQuery, now: OrderQuery) -> None:
        same_orders = before.sorted_by(now.sort) in (now, now.sorted_by(now.sort))
        elsewhere = (before.trash, before.role) != (now.trash, now.role)
        if elsewhere or (self.marks.everything and not same_orders):
            self.marks = NONE
        row = self.current()
        search_left = before.text != "" and before.with_text("") == now
        self._load(keep=row.id if row and search_left else None)
        self._draw_frame()

    @work(exclusive=True, group="list")
    async def _load(self, *, keep: int | None = None, shown: list[int] | None = None) -> None:
        """Read the list; a newer wish stops this one, also in the database.

        Args:
            keep: the order that the cursor stays on.
            shown: the first rows of the list, where the table shows them already.
        """
        self.leave_range()
        await self.fix_marks()
        query = self.order_query
        pulse = await self.desk.on_facts(self.desk.store.orders.pulse)
        try:
            if shown is None:
                await self.listing.load(query, keep=keep)
            else:
                await self.listing.complete(query, shown)
        except DatabaseUnfit:
            self.listing.give_up(query)
            raise
        self.start_watching(pulse)
        self._show_emptiness()
        self.tell_marks()
        self.count()
        # What was stored while the list was read is news at once, not at the next change.
        self.look()
        if self.listing.count == 0:
            self.opened = None

    @work(exclusive=True, group="counts")
    async def count(self) -> None:
        self.counts = await self.desk.on_facts(self.desk.store.counts.counts, self.order_query)
        self._show_emptiness()
        self._draw_top()

    def _show_emptiness(self) -> None:
        empty = self.listing.count == 0
        self.set_class(empty, "-empty")
        if empty:
            self.query_one("#empty", Static).update(empty_sentence(self.order_query, everything_line(self.order_query)))

    @on(OrdersTable.RowsWanted)
    def _rows_wanted(self, event: OrdersTable.RowsWanted) -> None:
        self._more(event.first, event.count, event.generation)

    @work(group="rows")
    async def _more(self, first: int, count: int, generation: int) -> None:
        await self.listing.more(first, count, generation)

    # The order under the cursor

    @on(OrdersTable.RowHighlighted)
    def _highlighted(self, event: OrdersTable.RowHighlighted) -> None:
        if isinstance(event.row_key, int) and self.query_one(DetailPane).display:
            self.open(event.row_key)

    @on(DetailPane.Shown)
    def _detail_shown(self) -> None:
        """The cursor may have moved while nobody saw the pane."""
        if order := self.current():
            self.open(order.id)

    @work(exclusive=True, group="detail")
    async def open(self, row: int) -> None:
        self.opened = await self.desk.on_facts(self._read_order, row)

    def _read_order(self, row: int) -> Opened:
        orders = self.desk.store.orders
        return Opened(orders.many([row])[0], orders.history(row), orders.money(row))

    @on(OrdersTable.RowSelected)
    def _selected(self) -> None:
        self._show_pane(self.query_one(DetailPane))

    # The frame: top line, what narrows, footer

    def _draw_frame(self) -> None:
        query = self.order_query
        self.query_one("#title", TopLine).left = title_line(self._business, query, readonly=self.desk.readonly)
        self.query_one(NewsLine).narrowed = narrowed_line(query)
        self.table.sort_key, self.table.sort_reverse = query.sort, query.descending
        self._draw_top()

    def _draw_top(self) -> None:
        store = self.desk.store
        now = local(store.now(), store.zone)
        self.query_one("#facts", TopLine).right = facts_line(self.counts, self.order_query, now, self.desk.by.name)

    def action_reload(self) -> None:
        """Read the list again; the cursor stays on its order."""
        row = self.current()
        self._load(keep=row.id if row else None)

    @work(exclusive=True, group="new")
    async def action_show_new(self) -> None:
        """Take the new orders in and go to the newest."""
        newest_first = replace(self.order_query, sort=Sort.RECEIVED, descending=True)
        newest = await self.desk.on_list(self.desk.store.lists.listed, newest_first, 1)
        self._load(keep=newest[0] if newest else None)
        self.set_focus(self.table)

    @on(NewsLine.Wanted)
    def _news_clicked(self) -> None:
        self.action_show_new()

    # Which part of the screen is seen

    def action_filters(self) -> None:
        """Into the filters."""
        self._show_pane(self.query_one(FacetsPane))

    def action_overview(self) -> None:
        """Hide or show the overview."""
        self._toggle_layout("no-overview")

    def action_next_card(self) -> None:
        """The next card of the overview."""
        self.query_one(Overview).card += 1

    def action_wide(self) -> None:
        """The list over the whole screen, or with its neighbours."""
        self._close_over()
        self._toggle_layout("full")
        self.set_focus(self.table)

    def _toggle_layout(self, name: str) -> None:
        self.toggle_class(f"-{name}")
        self.keep("layout", " ".join(sorted(each for each in LAYOUTS if self.has_class(f"-{each}"))))

    def action_detail_down(self) -> None:
        """Scroll the detail pane down."""
        self.query_one(DetailPane).scroll_relative(y=5, animate=False)

    def action_detail_up(self) -> None:
        """Scroll the detail pane up."""
        self.query_one(DetailPane).scroll_relative(y=-5, animate=False)

    def _show_pane(self, pane: Widget) -> None:
        """Into a pane; over the list where it has no place beside it."""
        self._close_over()
        if not pane.display:
            self.add_class(f"-over-{pane.id}")
        if isinstance(pane, DetailPane) and (order := self.current()):
            self.open(order.id)
        self.set_focus(pane)

    def _close_over(self) -> bool:
        """Close what lies over the list; whether something did."""
        open_ = self.has_class("-over-detail") or self.has_class("-over-facets")
        self.remove_class("-over-detail", "-over-facets")
        return open_

    def _panes(self) -> list[Widget]:
        return [self.query_one(FacetsPane), self.table, self.query_one(DetailPane)]

    def _to_pane(self, step: int) -> None:
        panes = self._panes()
        at = next((index for index, pane in enumerate(panes) if pane.has_focus), 1 - step)
        self._show_pane(panes[(at + step) % len(panes)])

    def action_next_pane(self) -> None:
        """From the filters to the list to the detail pane."""
        self._to_pane(1)

    def action_previous_pane(self) -> None:
        """From the detail pane to the list to the filters."""
        self._to_pane(-1)

    def action_back(self) -> None:
        """Close what lies over the list, else go back from a visit, else leave the search, else clear the marks."""
        search = self.query_one("#search", Input)
        if self._close_over() or not self.table.has_focus:
            if search.has_focus:
                search.value = ""
            self.set_focus(self.table)
        elif self.is_visit and not (self.order_query.trash and search.value):
            self.go_back()
        elif search.value:
            search.value = ""
        elif not self.leave_range():
            self.marks = NONE

    def action_leave(self) -> None:
        """Back, and on the list itself quit."""
        if self._close_over() or not self.table.has_focus:
            self.set_focus(self.table)
        elif self.is_visit:
            self.go_back()
        else:
            self.app.exit()

    def action_help(self) -> None:
        """All keys."""
        from orders_tui.ui.screens.help import HelpDialog  # not needed for the first frame

        self.app.push_screen(HelpDialog())

    def on_descendant_focus(self) -> None:
        """Name the keys of the part that is in use."""
        part = self.focused.id if self.focused else None
        self.query_one(KeyLine).keys = footer(part or "")

    @on(KeyLine.Pressed)
    async def _key_clicked(self, event: KeyLine.Pressed) -> None:
        namespace = self.focused if self.focused and hasattr(self.focused, f"action_{event.action}") else self
        await self.app.run_action(event.action, namespace)
