"""The main screen: what the list shows, and which part of the screen answers which key."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.notifications import SeverityLevel
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Input, Static

from orders_tui.domain.actions import QuickAction, common_actions
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.counts import Counts
from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.words import _
from orders_tui.store.store import Store
from orders_tui.ui.desk import Desk
from orders_tui.ui.groups import Background, Foreground
from orders_tui.ui.keys import DESK, ORDER, VIEW, Key, bindings, footer
from orders_tui.ui.lazy import LazyModule
from orders_tui.ui.main.list_chooser import ListChooser
from orders_tui.ui.main.list_reader import Beginning
from orders_tui.ui.main.listing import Listing
from orders_tui.ui.main.marking import Marking
from orders_tui.ui.main.marks import ALL, NONE, Marks
from orders_tui.ui.main.opening import Opening
from orders_tui.ui.main.order_actions import ChangeName, OrderActions, Report
from orders_tui.ui.main.panes import Panes
from orders_tui.ui.main.target import Target
from orders_tui.ui.main.top_bar import LONGEST_SEARCH, TopBar
from orders_tui.ui.main.trail import Trail
from orders_tui.ui.main.watcher import INTERVAL, Change, Watcher
from orders_tui.ui.show_order import OrderDetail
from orders_tui.ui.show_query import everything_line
from orders_tui.ui.widgets.bars import KeyLine, NewsLine, empty_sentence
from orders_tui.ui.widgets.detail import DetailPane
from orders_tui.ui.widgets.facets import FacetsPane
from orders_tui.ui.widgets.orders_table import OrdersTable
from orders_tui.ui.widgets.overview import Overview

if TYPE_CHECKING:
    from orders_tui.ui.screens import help
else:
    help = LazyModule("orders_tui.ui.screens.help")


class MainScreen(Screen[None]):
    """Orders of one list, with filters at the left and the order under the cursor at the right."""

    AUTO_FOCUS = "#orders"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it on the instance
        (0, "-narrow"),
        (100, "-medium"),
        (140, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = bindings(ORDER, VIEW, DESK)

    trail: var[Trail] = var(lambda: Trail(OrderQuery()), init=False)
    """What the list shows, and the way back."""
    order_query: var[OrderQuery] = var(OrderQuery, init=False)
    """The list of the trail, for the widgets."""
    counts: var[Counts | None] = var(None)
    """The numbers of the list; None until they are counted for the first time."""
    news: var[int] = var(0)
    """How many orders came in since the list was read."""
    detail: var[OrderDetail | None] = var(None)
    """The order under the cursor."""
    marks: var[Marks] = var(NONE, init=False)
    """Which orders are marked."""
    range_from: var[int | None] = var(None, init=False)
    """The place in the list where a range of marks begins; None while none is begun."""

    def __init__(self, desk: Desk, business: str, opening: Opening) -> None:
        """Make the screen.

        Args:
            desk: the store and who asks it.
            business: the name of the shop, for the top line.
            opening: what it shows at first.
        """
        super().__init__()
        self.add_class([name for least, name in self.HORIZONTAL_BREAKPOINTS if least <= opening.width][-1])
        self.set_reactive(MainScreen.trail, Trail(opening.query))
        self.set_reactive(MainScreen.order_query, opening.query)
        self._desk = desk
        self._opening = opening
        self._business = business

    def compose(self) -> ComposeResult:
        desk, store = self._desk, self._desk.store
        top = TopBar(self._business, desk.by.name, desk.local_time, readonly=desk.readonly, id="top")
        yield top.data_bind(MainScreen.order_query, MainScreen.counts)
        with Panes(self._opening.layout, id="body"):
            yield FacetsPane(id="facets").data_bind(MainScreen.order_query, MainScreen.counts)
            with Vertical(id="middle"):
                yield Overview(id="overview").data_bind(MainScreen.counts)
                yield NewsLine(id="news").data_bind(MainScreen.order_query, MainScreen.news)
                table = OrdersTable(store.zone, store.now, lambda key: key in self.marks, id="orders")
                yield table.data_bind(MainScreen.order_query)
                yield Static(id="empty")
            yield DetailPane(store.zone, store.now, id="detail").data_bind(MainScreen.detail)
        yield KeyLine(self._footer(), id="keys")

    def on_mount(self) -> None:
        self.listing = Listing(self._desk, self.table)
        self.marking = Marking(self.listing, self.table, self.query_one(KeyLine))
        self.watcher = Watcher(
            self._desk,
            self.listing,
            stored=self.catch_up,
            drawn=self._drawn,
            failed=partial(self._notify, warning=True),
        )
        self.order_actions = OrderActions(self._desk, self._target, self.app.push_screen_wait)
        self.chooser = ListChooser(self._desk, self.app.push_screen_wait)
        self.listing.begin(self.order_query, self._opening.begun)
        self._load(begun=self._opening.begun)
        self.set_interval(INTERVAL, self.watcher.poll)

    @property
    def panes(self) -> Panes:
        return self.query_one(Panes)

    @property
    def table(self) -> OrdersTable:
        return self.query_one(OrdersTable)

    @property
    def is_behind(self) -> bool:
        """Whether the list is not yet the one that was asked for, and in use."""
        return self.table.has_focus and self.listing.query != self.order_query

    def current(self) -> Order | None:
        """The order under the cursor, as it is shown."""
        row = self.table.row_at(self.table.cursor_row)
        return row.order if row else None

    # Which keys do something

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is available: footer, palette and keys all ask here."""
        return None if self._desk.readonly and action == "change" else True

    def is_available(self, key: Key) -> bool:
        """Whether a key of the key table does something here."""
        return bool(self.check_action(key.action.partition("(")[0], ()))

    def _footer(self) -> tuple[Key, ...]:
        part = self.focused.id if self.focused else None
        return tuple(key for key in footer(part or "") if self.is_available(key))

    def on_descendant_focus(self) -> None:
        """Name the keys of the pane that is in use."""
        self.query_one(KeyLine).keys = self._footer()

    def on_key(self, event: events.Key) -> None:
        """Say why a key that is bound did nothing."""
        bound = self.active_bindings.get(event.key)
        if bound is not None and not bound.enabled:
            self._notify(_("Read only: the console was started with --readonly."), warning=True)

    @on(KeyLine.Pressed)
    async def _key_clicked(self, event: KeyLine.Pressed) -> None:
        namespace = self.focused if self.focused and hasattr(self.focused, f"action_{event.action}") else self
        await self.app.run_action(event.action, namespace)

    # What the list shows

    def watch_trail(self, trail: Trail) -> None:
        self.order_query = trail.query

    def watch_order_query(self, before: OrderQuery, now: OrderQuery) -> None:
        same_orders = before.sorted_by(now.sort) in (now, now.sorted_by(now.sort))
        elsewhere = (before.trash, before.role) != (now.trash, now.role)
        if elsewhere or (self.marks.everything and not same_orders):
            self.marks = NONE
        row = self.current()
        search_left = before.text != "" and before.with_text("") == now
        self._load(cursor_on=row.id if row and search_left else None)

    @work(exclusive=True, group=Background.LIST)
    async def _load(self, *, cursor_on: int | None = None, begun: Beginning | None = None) -> None:
        """Read the list; the next call stops this one, also in the database.

        Args:
            cursor_on: the row id of the order that the cursor goes to.
            begun: the first rows of the list, where the table shows them already.
        """
        self.range_from = None
        self.marks = await self.marking.settled(self.marks)
        query = self.order_query
        if begun is None:
            pulse = await self.listing.load(query, cursor_on=cursor_on)
        else:
            pulse = await self.listing.complete(query, begun)
        self.news = 0
        self.watcher.start(pulse)
        self._draw_emptiness()
        self._draw_marks()
        self._count()
        # What was stored while the list was read is news at once, not at the next change.
        self.catch_up()
        if self.listing.count == 0:
            self.detail = None

    @on(OrdersTable.RowsWanted)
    @work(group=Background.ROWS)
    async def _rows_wanted(self, event: OrdersTable.RowsWanted) -> None:
        await self.listing.more(event.first, event.count, event.generation)

    @work(exclusive=True, group=Background.COUNTS)
    async def _count(self) -> None:
        self.counts = await self._desk.on_facts(self._desk.store.counts.counts, self.order_query)
        self._draw_emptiness()

    def _draw_emptiness(self) -> None:
        query = self.order_query
        self.panes.show_empty(None if self.listing.count else empty_sentence(query, everything_line(query)))

    @work(group=Background.CATCH_UP)
    async def catch_up(self) -> None:
        """Draw what the database has and the screen does not show yet."""
        await self.watcher.catch_up()

    def _drawn(self, change: Change) -> None:
        self.news = change.news
        if self.detail and self.detail.order.id in change.touched:
            self._open(self.detail.order.id)
        self._count()

    # Choosing the list

    def _follow(self, trail: Trail) -> None:
        """Show the list of a trail, and its text in the search."""
        self.trail = trail
        search = self.query_one(TopBar).search
        if search.value != trail.query.text:
            search.value = trail.query.text

    def _prefer(self, trail: Trail) -> None:
        """Show a list in a role and a sort that were asked for, also at the next start."""
        self.trail = trail
        query = trail.query
        self._remember("list", str(OrderQuery(role=query.role, sort=query.sort, descending=query.descending)))

    @work(group=Background.SETTINGS)
    async def _remember(self, name: str, value: str) -> None:
        await self._desk.remember(name, value)

    @on(Input.Changed, "#search")
    def _search_typed(self, event: Input.Changed) -> None:
        self.trail = self.trail.showing(self.order_query.with_text(event.value))

    @on(Input.Submitted, "#search")
    def _search_done(self) -> None:
        self.set_focus(self.table)

    def on_paste(self, event: events.Paste) -> None:
        """Search for what is pasted anywhere but into a field: an order id or a phone number, most of the time."""
        text = " ".join(event.text.split())[:LONGEST_SEARCH]
        self._follow(self.trail.showing(self.order_query.with_text(text)))
        self.action_search()

    def action_search(self) -> None:
        self.set_focus(self.query_one(TopBar).search)

    @on(FacetsPane.Chosen)
    def _filter_chosen(self, event: FacetsPane.Chosen) -> None:
        self.trail = self.trail.showing(event.order_query)

    def action_clear_filters(self) -> None:
        """Show everything of the role, or of the trash."""
        self._follow(self.trail.showing(replace(self.order_query.without_filters(), trash=self.order_query.trash)))

    @work(group=Foreground.DIALOG)
    async def action_dates(self) -> None:
        if query := await self.chooser.days(self.order_query):
            self.trail = self.trail.showing(query)

    @work(group=Foreground.DIALOG)
    async def action_sort(self) -> None:
        if query := await self.chooser.sort(self.order_query):
            self._prefer(self.trail.showing(query))

    @on(OrdersTable.HeaderSelected)
    def _header_clicked(self, event: OrdersTable.HeaderSelected) -> None:
        self._prefer(self.trail.showing(self.order_query.sorted_by(Sort(event.column_key))))

    @work(exclusive=True, group=Foreground.JUMP)
    async def go_to_order(self, order_id: str) -> None:
        """Visit the list of one order."""
        try:
            self._follow(self.trail.visiting(await self.chooser.order(order_id)))
        except RuleBroken as refusal:
            self._notify(str(refusal), warning=True)
        else:
            self.set_focus(self.table)

    def action_role(self) -> None:
        self._prefer(self.trail.in_other_role())

    def action_trash(self) -> None:
        """See the trash, or go back to the list that was left for it."""
        self._follow(self.trail.to_trash_or_back())

    def action_reload(self) -> None:
        """Read the list again; the cursor stays on its order."""
        row = self.current()
        self._load(cursor_on=row.id if row else None)

    @on(NewsLine.Wanted)
    @work(exclusive=True, group=Background.NEWEST)
    async def action_show_new(self) -> None:
        """Take the new orders in and go to the newest."""
        self._load(cursor_on=await self.listing.newest(self.order_query))
        self.set_focus(self.table)

    # The order under the cursor

    @on(OrdersTable.RowHighlighted)
    @on(DetailPane.Shown)
    def _show_current(self) -> None:
        """Show the order under the cursor in the pane, if it is seen."""
        if (order := self.current()) and self.panes.detail.display:
            self._open(order.id)

    @work(exclusive=True, group=Background.DETAIL)
    async def _open(self, row: int) -> None:
        self.detail = await self._desk.on_facts(read_detail, self._desk.store, row)

    # Marks

    def watch_marks(self) -> None:
        self._draw_marks()

    def watch_range_from(self) -> None:
        self._draw_sum()

    def _draw_marks(self) -> None:
        self.marking.draw(self.marks)
        self._draw_sum()

    @work(exclusive=True, group=Background.MARKS)
    async def _draw_sum(self) -> None:
        await self.marking.draw_sum(self.marks, self.range_from)

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
        begin, here = self.range_from, self.table.cursor_row
        self.range_from = here if begin is None else None
        if begin is not None:
            self._mark_range(begin, here)

    @work(group=Foreground.RANGE)
    async def _mark_range(self, begin: int, end: int) -> None:
        self.marks = await self.marking.with_range(self.marks, begin, end)

    # Changes

    def offered(self) -> tuple[QuickAction, ...]:
        """The quick actions of the orders that one would act on, as far as they are at hand."""
        if not self.check_action("change", ()):
            return ()
        if self.marking.count(self.marks):
            return common_actions(self.marking.loaded(self.marks))
        order = self.current()
        return common_actions([order] if order else [])

    def action_change(self, name: ChangeName) -> None:
        """Change the marked orders, or this one; undo and redo one's last change."""
        self._change(self.order_actions.by_name[name])

    def carry_out(self, action_id: str) -> None:
        """Carry out the quick action of this id on the marked orders, or on this one."""
        self._change(partial(self.order_actions.carry_out, action_id))

    async def _target(self) -> Target:
        return await self.marking.target(self.marks, self.current())

    @work(group=Foreground.CHANGE)
    async def _change(self, change: Callable[[], Awaitable[Report | None]]) -> None:
        """Carry out a change, draw it, and say what became of it."""
        report = await change()
        self.catch_up()
        if report is None:
            return
        self._notify(report.sentence, warning=report.warning)
        if report.refused is not None:
            self.marks = Marks(rows=report.refused)

    def _notify(self, sentence: str, *, warning: bool = False) -> None:
        """Show a sentence in place of those before; a warning stays longer."""
        self.app.clear_notifications()
        severity: SeverityLevel = "warning" if warning else "information"
        self.notify(sentence, severity=severity, timeout=8 if warning else None, markup=False)

    # Which pane is seen

    def action_filters(self) -> None:
        self.panes.enter(self.panes.facets)

    def action_step_pane(self, by: int) -> None:
        """Into the next pane from the left, or the one before."""
        self.panes.step(by)

    def action_scroll_detail(self, lines: int) -> None:
        self.panes.detail.scroll_relative(y=lines, animate=False)

    def action_next_card(self) -> None:
        self.query_one(Overview).card += 1

    def action_overview(self) -> None:
        self.panes.toggle_layout("no-overview")

    def action_wide(self) -> None:
        self.panes.close_over()
        self.panes.toggle_layout("full")
        self.set_focus(self.table)

    @on(Panes.LayoutChanged)
    def _layout_changed(self, event: Panes.LayoutChanged) -> None:
        self._remember("layout", " ".join(sorted(event.layout)))

    def action_back(self) -> None:
        """Close what lies over the list, else go back from a visit, else leave the search, else clear the marks."""
        search = self.query_one(TopBar).search
        leaves_search = search.has_focus
        if self.panes.back_to_list():
            search.value = "" if leaves_search else search.value
        elif self.trail.is_visit and not (self.order_query.trash and search.value):
            self._follow(self.trail.back())
        elif search.value:
            search.value = ""
        elif self.range_from is not None:
            self.range_from = None
        else:
            self.marks = NONE

    def action_leave(self) -> None:
        """Back, and on the list itself quit."""
        if self.panes.back_to_list():
            return
        if self.trail.is_visit:
            self._follow(self.trail.back())
        else:
            self.app.exit()

    def action_help(self) -> None:
        self.app.push_screen(help.HelpDialog())


def read_detail(store: Store, row: int) -> OrderDetail:
    """The order of this row id with all that its pane shows."""
    return OrderDetail(store.orders.many([row])[0], store.orders.history(row), store.orders.money(row))
