"""The part of the main screen that chooses what the list shows: search, filters, days, sort, role, trash."""

from dataclasses import replace

from textual import events, on, work
from textual.content import Content
from textual.reactive import var
from textual.widgets import Input

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.days import local
from orders_tui.domain.order import ORDER_ID
from orders_tui.domain.query import OrderQuery, Role, Sort
from orders_tui.domain.words import _
from orders_tui.ui.desk import Desk
from orders_tui.ui.screens.main_changes import ChangesOrders
from orders_tui.ui.show_query import sort_choices
from orders_tui.ui.widgets.facets import FacetsPane
from orders_tui.ui.widgets.orders_table import OrdersTable

LONGEST_SEARCH = 200
"""The most characters that a search has."""


class ChoosesList(ChangesOrders):
    """Whatever a person chooses becomes another `order_query`; what follows from that is the screen's."""

    order_query: var[OrderQuery] = var(OrderQuery, init=False)
    """What the list shows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._left: OrderQuery | None = None
        """The list that was left for a visit to the trash or to one order."""

    def keep(self, name: str, value: str) -> None:
        """Remember something of this person, for the next start."""
        self.run_worker(self.desk.keep(name, value))

    def _prefer(self, query: OrderQuery) -> None:
        """Show the list in a role and a sort that were asked for, also at the next start."""
        self.order_query = query
        kept = OrderQuery(role=query.role, sort=query.sort, descending=query.descending)
        self.keep("list", str(kept))

    # Searching

    @on(Input.Changed, "#search")
    def _search_typed(self, event: Input.Changed) -> None:
        if event.value != self.order_query.text:
            self.order_query = self.order_query.with_text(event.value)

    @on(Input.Submitted, "#search")
    def _search_kept(self) -> None:
        self.set_focus(self.table)

    def on_paste(self, event: events.Paste) -> None:
        """Search for what is pasted anywhere but into a field: an order id or a phone number, most of the time."""
        self._change_query(self.order_query.with_text(" ".join(event.text.split())[:LONGEST_SEARCH]))
        self.action_search()

    def action_search(self) -> None:
        """Into the search."""
        self.set_focus(self.query_one("#search", Input))

    def action_clear_filters(self) -> None:
        """Show everything of the role, or of the trash."""
        self._change_query(replace(self.order_query.without_filters(), trash=self.order_query.trash))

    def _change_query(self, query: OrderQuery) -> None:
        self.order_query = query
        search = self.query_one("#search", Input)
        if search.value != query.text:
            search.value = query.text

    # Filters

    @on(FacetsPane.Toggled)
    def _facet_toggled(self, event: FacetsPane.Toggled) -> None:
        self.order_query = self.order_query.toggled(event.facet, event.value)

    @on(FacetsPane.Only)
    def _facet_only(self, event: FacetsPane.Only) -> None:
        self.order_query = self.order_query.without(event.facet).toggled(event.facet, event.value)

    @on(FacetsPane.Cleared)
    def _facet_cleared(self, event: FacetsPane.Cleared) -> None:
        self.order_query = self.order_query.without(event.facet)

    @work(group="dialog")
    async def action_dates(self) -> None:
        """Choose the days that the list covers."""
        from orders_tui.ui.screens.dates import DatesDialog  # not needed for the first frame

        store, query = self.desk.store, self.order_query
        today = local(store.now(), store.zone).date()
        chosen = await self.app.push_screen_wait(DatesDialog(query.period, query.dates, today))
        if chosen is not None:
            self.order_query = self.order_query.with_period(*chosen)

    @work(group="dialog")
    async def action_sort(self) -> None:
        """Choose what the list is sorted by."""
        from orders_tui.ui.screens.choice import ChoiceDialog  # not needed for the first frame

        title = Content(_("Sort by (again turns it round)"))
        chosen = await self.app.push_screen_wait(
            ChoiceDialog(title, sort_choices(self.order_query), chosen=self.order_query.sort)
        )
        if chosen:
            self._prefer(self.order_query.sorted_by(Sort(chosen)))

    @on(OrdersTable.HeaderSelected)
    def _header_clicked(self, event: OrdersTable.HeaderSelected) -> None:
        self._prefer(self.order_query.sorted_by(Sort(event.column_key)))

    @work(exclusive=True, group="jump")
    async def go_to_order(self, order_id: str) -> None:
        """Show one order, wherever it is: in which role, from which day, in the trash or not."""
        try:
            order = await self.desk.on_facts(self.desk.store.orders.get, order_id)
        except RuleBroken as refusal:
            self.refuse(str(refusal))
            return
        role = Role.FULFILMENT if order.seller else Role.SELLER
        self._visit(OrderQuery(role=role, text=order.order_id, trash=order.deleted_at is not None))
        self.set_focus(self.table)

    def _visit(self, query: OrderQuery) -> None:
        if not self.is_visit:
            self._left = self.order_query
        self._change_query(query)

    @property
    def is_visit(self) -> bool:
        """Whether the list is one that was only looked into: the trash, or one order."""
        query = self.order_query
        return self._left is not None and (query.trash or ORDER_ID.fullmatch(query.text) is not None)

    def go_back(self) -> None:
        """Show the list that was left for a visit."""
        if self._left is not None:
            left, self._left = self._left, None
            self._change_query(left)

    def action_role(self) -> None:
        """See the list in the other role."""
        other = Role.FULFILMENT if self.order_query.role is Role.SELLER else Role.SELLER
        if self._left is not None:
            self._left = self._left.with_role(other)
        self._prefer(self.order_query.with_role(other))

    def action_trash(self) -> None:
        """See the trash, or go back to the list that was left for it."""
        if not self.order_query.trash:
            self._visit(OrderQuery(role=self.order_query.role, trash=True))
        elif self.is_visit:
            self.go_back()
        else:
            self._change_query(OrderQuery(role=self.order_query.role))
