"""The main screen: what the list shows, and which part of the screen answers which key."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import var
from textual.widgets import Input

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.counts import Counts
from orders_tui.domain.days import DateRange, Period
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Right
from orders_tui.domain.row_set import RowSet
from orders_tui.domain.search import several
from orders_tui.domain.views import OpenView
from orders_tui.domain.words import _
from orders_tui.ui.desk import Desk
from orders_tui.ui.groups import Background, Foreground
from orders_tui.ui.key import Key
from orders_tui.ui.keys import DESK, ORDER, VIEW, VIEW_KEYS, bindings
from orders_tui.ui.main.availability import bound_to, not_for, refusal
from orders_tui.ui.main.filter_pane import FilterPane
from orders_tui.ui.main.key_bar import KeyBar
from orders_tui.ui.main.list_chooser import ListChooser, ListName
from orders_tui.ui.main.list_columns import ListColumns
from orders_tui.ui.main.marks import Marks
from orders_tui.ui.main.notices import show_notice
from orders_tui.ui.main.opening import LIST, OPEN_VIEW, Opening, remembered, start_query
from orders_tui.ui.main.order_list import ListKey, OrderList
from orders_tui.ui.main.order_pane import OrderPane
from orders_tui.ui.main.order_parts import ForParts, OrderParts
from orders_tui.ui.main.overview_line import OverviewLine
from orders_tui.ui.main.panes import PaneName, Panes
from orders_tui.ui.main.search_field import SearchField, searchable
from orders_tui.ui.main.top_bar import TopBar
from orders_tui.ui.main.trail import Trail, TrailName
from orders_tui.ui.main.view_store import ViewStore
from orders_tui.ui.screens.styled_once import StyledOnce
from orders_tui.ui.terminal.console import ConsoleApp
from orders_tui.ui.widgets.bars import NewsLine
from orders_tui.ui.widgets.facets import FacetsPane
from orders_tui.ui.widgets.orders_table import OrdersTable

if TYPE_CHECKING:
    from orders_tui.ui.main.buyer_actions import BuyerName
    from orders_tui.ui.main.first_start import NewcomerName
    from orders_tui.ui.main.order_actions import ChangeName
    from orders_tui.ui.main.order_forms import FormName
    from orders_tui.ui.main.removing import RemovalName
    from orders_tui.ui.main.report import Report
    from orders_tui.ui.main.sending import Copy
    from orders_tui.ui.main.settings_desk import SettingsName


class MainScreen(StyledOnce[None]):
    """Orders of one list, with filters at the left and the order under the cursor at the right."""

    AUTO_FOCUS = "#orders"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it on the instance
        (0, "-narrow"),
        (100, "-medium"),
        (140, "-wide"),
        (190, "-vast"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = bindings(ORDER, VIEW, VIEW_KEYS, DESK)

    trail: var[Trail] = var(lambda: Trail(OrderQuery()), init=False)
    """What the list shows, and the way back."""
    order_query: var[OrderQuery] = var(OrderQuery, init=False)
    """The list of the trail, for the widgets."""
    counts: var[Counts | None] = var(None)
    """The numbers of the list; None until they are counted for the first time."""

    def __init__(self, desk: Desk, business: str, opening: Opening, copy: "Copy", console: ForParts) -> None:
        """Make the screen.

        Args:
            desk: the store and who asks it.
            business: the name of the shop, for the top line.
            opening: what it shows at first.
            copy: sends a text to the person's clipboard.
            console: as in `OrderParts`.
        """
        super().__init__(classes=[name for least, name in self.HORIZONTAL_BREAKPOINTS if least <= opening.width][-1])
        self.set_reactive(MainScreen.trail, Trail(opening.query))
        self.set_reactive(MainScreen.order_query, opening.query)
        self._desk = desk
        self._opening = opening
        self._business = business
        self._copy = copy
        self._for_parts = console
        self._preference = self.trail.preference
        self._start_asked_at = 0
        self.cursor_on = opening.cursor
        """The row id of the order that the cursor is on; None at the top, where it stays whatever comes there."""

    def compose(self) -> ComposeResult:
        desk, search, pane = self._desk, SearchField(self._desk, id="search"), OrderPane(self._desk, id="detail")
        top = TopBar(self._business, desk.actor.name, desk.local_time, search, readonly=desk.readonly, id="top")
        yield top.data_bind(MainScreen.order_query, MainScreen.counts)
        keys = KeyBar(self.is_available, pane, id="keys")
        with Panes(self._opening.layout, id="body"):
            facets = FilterPane(
                desk,
                self._opening.unfolded,
                lambda facet: self._ask_list(partial(self.chooser.filtered, facet=facet)),
                id="facets",
            )
            yield facets.data_bind(MainScreen.order_query, MainScreen.counts)
            orders = OrderList(desk, self._opening, keys, id="middle")
            yield orders.data_bind(MainScreen.trail, MainScreen.counts)
            yield pane
        yield keys
        yield search.proposals

    def on_mount(self) -> None:
        desk, orders, ask = self._desk, self.orders, self.app.push_screen_wait
        self.order_parts = parts = OrderParts(desk, orders, ask, self._copy, self._for_parts)
        views = ViewStore(desk)
        columns = ListColumns(desk, ask, orders.table, self._opening.own_columns, views)

        def show_view(view: OpenView | None) -> None:
            before, orders.view, self.panes.facets.view = orders.view, view, view
            if before != view:
                self._remember(OPEN_VIEW, view.name if view else "")

        self.chooser = ListChooser(desk, ask, orders.listed(), self._opening, columns, views, show_view)
        self.call_after_refresh(self.run_worker, partial(parts.offer_drafts, self._change), group=Background.DRAFT)
        self.call_after_refresh(self.panes.facets.count_queues, self.chooser.queues)  # no row waits for these

    @property
    def panes(self) -> Panes:
        return self.query_one(Panes)

    @property
    def orders(self) -> OrderList:
        return self.query_one(OrderList)

    # Which keys do something

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is available: footer, palette and keys all ask here."""
        if action == "visit_buyer":
            return self._desk.actor.may(Right.SEE_PHONES)
        refused = action == "change" and refusal(self._desk, self.order_query.role, *parameters)
        return None if refused else True

    def is_available(self, key: Key) -> bool:
        """Whether a key of the key table does something here."""
        _namespace, action, parameters = parse(key.action)
        return bool(self.check_action(action, parameters))

    def on_key(self, event: events.Key) -> None:
        """Say why a key that is bound did nothing; of all of them it is asked only where this one may be refused."""
        is_refused = not all(map(self.is_available, bound_to(event.key)))
        bound = self.active_bindings.get(event.key) if is_refused else None
        if bound is None or bound.enabled:
            return
        _namespace, action, parameters = parse(bound.binding.action)
        desk, is_change = self._desk, action == "change"
        sentence = refusal(desk, self.order_query.role, *parameters) if is_change else not_for(desk.actor)
        show_notice(self, sentence, warning=True)

    # What the list shows

    def watch_trail(self, trail: Trail) -> None:
        self.order_query = trail.query
        self.chooser.follow(trail.query)
        if trail.preference != self._preference:
            self._preference = trail.preference
            self._remember(LIST, remembered(self._preference))

    @work(group=Background.SETTINGS)
    async def _remember(self, name: str, value: str) -> None:
        await self._desk.remember(name, value)

    def _follow(self, trail: Trail) -> None:
        """Show the list of a trail, and its text in the search."""
        self.trail = trail
        self.query_one(SearchField).show(trail.query.text)

    @on(OrderList.Shown)
    def _list_shown(self, event: OrderList.Shown) -> None:
        self._count()
        self.query_one(KeyBar).has_orders = bool(event.count)
        if not event.count:
            self.query_one(OrderPane).clear()

    @on(OrderList.Updated)
    def _list_updated(self, event: OrderList.Updated) -> None:
        self._count()
        self.panes.facets.count_queues(self.chooser.queues)
        self.query_one(OrderPane).read_again(event.touched)

    @work(exclusive=True, group=Background.COUNTS)
    async def _count(self) -> None:
        self.counts = await self._desk.on_facts(self._desk.store.counts.counts, self.order_query)
        self.query_one(OverviewLine).compare()
        self.panes.facets.count()

    # Choosing the list

    @on(Input.Changed, "#search")
    def _search_typed(self, event: Input.Changed) -> None:
        self.trail = self.query_one(SearchField).narrow(self.trail, self.orders.cursor)

    @on(Input.Submitted, "#search")
    def _search_done(self) -> None:
        field = self.query_one(SearchField)
        self.trail = field.narrow(self.trail, self.orders.cursor, is_whole=True)
        if not field.keep(self.order_query.text):
            return
        self.set_focus(self.orders.table)
        self._show_other_days()

    @on(OrdersTable.EmptySelected)
    def _show_other_days(self) -> None:
        """Show all days where the list is empty and these are not."""
        if self.orders.hides_days:
            self.trail = self.trail.showing(self.order_query.with_period(Period(DateRange())))

    def on_paste(self, event: events.Paste) -> None:
        """Search for what is pasted anywhere but into a field: ids or a phone number, most of the time.

        Of several ids nothing is typed on, and they are marked next: the keys stay with the list.
        """
        field = self.query_one(SearchField)
        field.value = searchable(event.text)
        if several(field.value):
            self._search_done()
        else:
            self.action_search()

    def action_search(self) -> None:
        self.set_focus(self.query_one(TopBar).search)

    @on(FacetsPane.Chosen)
    @on(NewsLine.Removed)
    def _filter_chosen(self, event: FacetsPane.Chosen | NewsLine.Removed) -> None:
        self._follow(self.trail.showing(event.order_query))

    def show_list(self, query: OrderQuery) -> None:
        """Show another list in place of this one."""
        self.trail = self.trail.showing(query)

    @on(OrdersTable.HeaderSelected)
    def _header_clicked(self, event: OrdersTable.HeaderSelected) -> None:
        self.show_list(self.order_query.sorted_by(event.column_key, second=event.second))

    def action_ask_list(self, name: ListName) -> None:
        """Show a list that is asked for in a dialog: of other days, in another order."""
        self._ask_list(self.chooser.by_name[name])

    @work(group=Foreground.DIALOG)
    async def _ask_list(self, ask: Callable[[OrderQuery], Awaitable[OrderQuery | None]]) -> None:
        try:
            query = await ask(self.order_query)
        except RuleBroken as refusal:
            show_notice(self, str(refusal), warning=True)
            return
        if query is not None:
            self._follow(self.trail.choosing(query, self.orders.cursor))
        self.panes.facets.count_queues(self.chooser.queues)

    @work(exclusive=True, group=Foreground.JUMP)
    async def go_to_order(self, order_id: str) -> None:
        """Visit the list of one order."""
        try:
            self._follow(self.trail.visiting(await self.chooser.order(order_id), self.orders.cursor))
        except RuleBroken as refusal:
            show_notice(self, str(refusal), warning=True)
        else:
            self.set_focus(self.orders.table)

    def action_visit_buyer(self) -> None:
        """Visit the orders of the buyer of this order."""
        order = self.orders.current()
        if order is None:
            return
        visit = self.trail.to_buyer(order)
        if visit is None:
            show_notice(self, _("This buyer has no known phone number."), warning=True)
        else:
            self._follow(visit)

    def action_show(self, name: TrailName) -> None:
        """Show the other role, or the trash; from the trash the list that was left for it."""
        self._follow(self.trail.to(name, self.orders.cursor))

    @work(exclusive=True, group=Foreground.JUMP)
    async def action_start(self) -> None:
        """Show what a start shows; asked for twice in a row, everything."""
        before, self._start_asked_at = self._start_asked_at, self._desk.store.now()
        start = await self._desk.on_facts(start_query, self._desk.store, self.trail.everything)
        self._follow(self.trail.to_start(start, since=self._start_asked_at - before))

    def action_orders(self, name: ListKey) -> None:
        """Read the list again, take in what is new, or mark orders."""
        self.orders.by_name[name]()

    # The order under the cursor, and marks

    @on(OrdersTable.RowHighlighted)
    @on(OrderPane.Shown)
    def _show_current(self) -> None:
        """Show the order under the cursor in the pane, if it is seen."""
        pane, row = self.query_one(OrderPane), self.orders.cursor
        self.cursor_on = row if self.orders.table.cursor_row else None
        if row is not None and pane.display:
            pane.open(row)

    # Changes

    def action_change(
        self, name: "ChangeName | FormName | BuyerName | RemovalName | SettingsName | NewcomerName"
    ) -> None:
        """Change the marked orders, or this one; undo and redo one's last change.

        The next step, undo and redo have no dialog in which a key of a paste would be held up: there it is not taken.
        """
        if name not in ("next", "undo", "redo") or not isinstance(self.app, ConsoleApp) or self.app.arrived_alone:
            self._change(self.order_parts.by_name[name])

    def carry_out(self, action_id: str) -> None:
        """Carry out the quick action of this id on the marked orders, or on this one."""
        self._change(partial(self.order_parts.actions.carry_out, action_id))

    @work(group=Foreground.CHANGE)
    async def _change(self, change: "Callable[[], Awaitable[Report | None]]") -> None:
        """Carry out a change, draw it, and say what became of it."""
        # Before the change, which may take this order out of the list.
        fitting = self.orders.fitting
        report = await change()
        self.orders.catch_up()
        if report is None:
            return
        show_notice(self, report.sentence, warning=report.warning)
        if report.untouched is not None:
            self.orders.marks = Marks(rows=RowSet.of(report.untouched))
        self.orders.marks = self.orders.marks.with_rows(report.marked).without_rows(report.unmarked)
        await self.orders.bring_back(report.back)
        await self.orders.go_on(fitting)
        if report.adds:
            # At the top one goes to the newest; whoever is further down stays there.
            (self.orders.reload if self.orders.table.cursor_row else self.orders.show_new)()
        # A list that is read again takes what was changed for known.
        self.panes.facets.count_queues(self.chooser.queues)
        if report.go_to:
            await self._go_to(report.go_to)

    async def _go_to(self, order_id: str) -> None:
        """Put the cursor on an order that was written just now; visit it where the list has no place for it."""
        order = await self._desk.on_facts(self._desk.store.orders.get, order_id)
        current = self.orders.current()
        if current is not None and current.id == order.id:
            return
        if await self.orders.contains(order.id):
            self.orders.go_to(order.id)
        else:
            self.go_to_order(order_id)

    # Which pane is seen

    def action_panes(self, name: PaneName) -> None:
        self.panes.by_name[name]()

    @on(Panes.LayoutChanged)
    def _layout_changed(self, event: Panes.LayoutChanged) -> None:
        self._remember("layout", " ".join(sorted(event.layout)))

    def action_back(self) -> None:
        """Give up a wait, else close what lies over the list, else leave a visit, else the search, else the marks."""
        if self._desk.waits:
            self._desk.give_up()
            return
        search = self.query_one(TopBar).search
        leaves_search = search.has_focus
        if self.panes.back_to_list():
            search.value = "" if leaves_search else search.value
        elif self.trail.is_visit and not (self.order_query.trash and search.value):
            self._follow(self.trail.back())
        elif search.value:
            search.value = ""
        else:
            self.orders.unmark()

    def action_leave(self) -> None:
        """Back, and on the list itself quit."""
        if self.panes.back_to_list():
            return
        if self.trail.is_visit:
            self._follow(self.trail.back())
        else:
            self.app.exit()
