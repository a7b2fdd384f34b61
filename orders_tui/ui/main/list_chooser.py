"""Choosing another list in a dialog, or by the id of an order."""

from collections.abc import Awaitable, Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual.content import Content

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.domain.rights import Right, hidden_filters, hidden_sorts
from orders_tui.domain.text import show
from orders_tui.domain.views import ON_KEYS, OpenView, SavedViews, of_view
from orders_tui.domain.words import _
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.keymap import keyed
from orders_tui.ui.main.list_columns import ListColumns
from orders_tui.ui.main.listed import Listed
from orders_tui.ui.main.opening import Opening, is_start
from orders_tui.ui.main.view_store import ViewStore
from orders_tui.ui.screens.dialog import Ask
from orders_tui.ui.show_query import removable_parts, sort_choices
from orders_tui.ui.widgets.facet_lines import Queue

if TYPE_CHECKING:
    from orders_tui.ui.main import breakdown_desk
    from orders_tui.ui.screens import choice, dates, filters, sort, views
else:
    breakdown_desk = LazyModule("orders_tui.ui.main.breakdown_desk")
    choice = LazyModule("orders_tui.ui.screens.choice")
    dates = LazyModule("orders_tui.ui.screens.dates")
    filters = LazyModule("orders_tui.ui.screens.filters")
    sort = LazyModule("orders_tui.ui.screens.sort")
    views = LazyModule("orders_tui.ui.screens.views")


ListName = str
"""What a key can ask for: one of `ListChooser.by_name`."""


MOST_ALONE = 300
"""The most marked orders that are shown alone: as many ids as a search takes."""


class ListChooser:
    """Answers with the list to show; None if a person cancels."""

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        listed: Listed,
        opening: Opening,
        columns: ListColumns,
        views_of: ViewStore,
        show_view: Callable[[OpenView | None], None],
    ) -> None:
        """Make the chooser.

        Args:
            desk: the store and who asks it.
            ask: opens a dialog.
            listed: the list on the screen.
            opening: what it shows at first.
            columns: its columns.
            views_of: the views of the person.
            show_view: shows which view the list is, or was made from.
        """
        self._desk = desk
        self._ask = ask
        self._listed = listed
        self._columns = columns
        self._show_view = show_view
        self._query = opening.query
        """The list on the screen."""
        self._views = views_of
        self._opened = opening.view
        """The name of the view that the list is, or was made from; empty where it is from none."""
        self.by_name: dict[ListName, Callable[[OrderQuery], Awaitable[OrderQuery | None]]] = {
            "days": self.days,
            "sort": self.sort,
            "columns": self.columns,
            "filters": self.filtered,
            "remove": self.remove,
            "views": self.saved_views,
            "breakdown": self.breakdown,
            "mentions": self.mentions,
            "marked": self.marked,
            "next_view": partial(self._step, 1),
            "previous_view": partial(self._step, -1),
            **{f"view_{index + 1}": partial(self._view, index) for index in range(ON_KEYS)},
        }
        """The dialogs by the names that the key table has for them."""

    async def days(self, query: OrderQuery) -> OrderQuery | None:
        """The list on other days."""
        dialog = dates.DatesDialog(query.period, query.dates, self._desk.local_time().date())
        chosen = await self._ask(dialog)
        return None if chosen is None else query.with_period(*chosen)

    async def sort(self, query: OrderQuery) -> OrderQuery | None:
        """The list in another order."""
        title = Content(_("Sort by (select again to reverse)"))
        dialog = sort.SortDialog(title, sort_choices(query, hidden_sorts(self._desk.actor)), chosen=query.sort)
        chosen = await self._ask(dialog)
        if chosen is None:
            return None
        return query.sorted_by(chosen, second=dialog.second)

    async def columns(self, query: OrderQuery) -> OrderQuery | None:
        """The same list with other columns, kept for every list, or with the view that is open."""
        before = await self._views.read()
        index = self._index(before, query)
        view = None if index is None else before.all[index]
        chosen = await self._columns.choose(view)
        if chosen is not None and view is not None:
            # By its name, since another console may have moved or removed the view meanwhile.
            await self._views.change([of_view(view.name, lambda views, index: views.with_columns(index, chosen))])
        return None

    def follow(self, query: OrderQuery) -> None:
        """Note which list is shown now: a view with its columns, one that was made from it, or none of these."""
        self._query = query
        index = self._exact(self._views.known, query)
        if index is not None:
            self._opened = self._views.known.all[index].name
        elif is_start(query):
            self._opened = ""
        opened = next((view for view in self._views.known.all if view.name == self._opened), None)
        self._columns.show_for(opened)
        if not query.trash or index is not None:  # a look into the trash changes nothing of the view one comes from
            self._show_view(opened.opened(is_changed=index is None) if opened else None)

    async def breakdown(self, query: OrderQuery) -> OrderQuery | None:
        """The list of one row of its breakdown."""
        return await self._breakdowns.choose(query)

    @cached_property
    def _breakdowns(self) -> "breakdown_desk.BreakdownDesk":
        return breakdown_desk.BreakdownDesk(self._desk, self._ask, self._listed)

    async def filtered(self, query: OrderQuery, facet: str = "") -> OrderQuery | None:
        """The list by other filters.

        Args:
            query: the list.
            facet: the filter that the dialog begins with; empty for none.
        """
        desk, counts = self._desk, self._desk.store.counts
        counting = filters.Counting(
            lambda query: desk.on_groups(counts.counts, query),
            lambda query, facets: desk.on_groups(counts.values.together, query, facets),
            lambda query, facets: desk.on_groups(counts.values.counted, query, facets),
        )
        today, hidden = desk.local_time().date(), hidden_filters(desk.actor)
        return await self._ask(filters.FiltersDialog(query, counting, today, hidden=hidden, facet=facet))

    async def remove(self, query: OrderQuery) -> OrderQuery | None:
        """The list without one of the things that narrow it.

        Raises:
            RuleBroken: if nothing does.
        """
        parts = removable_parts(query)
        if not parts:
            raise RuleBroken(_("This list has no filter to remove."))
        if len(parts) == 1:
            return parts[0].without
        title = Content(_("Remove a filter from the list"))
        chosen = await self._ask(choice.ChoiceDialog(title, [(str(at), part.words) for at, part in enumerate(parts)]))
        return None if chosen is None else parts[int(chosen)].without

    async def mentions(self, query: OrderQuery) -> OrderQuery | None:
        """All orders of the role whose note mentions this person."""
        return query.without_filters().toggled("mention", self._desk.actor.name)

    async def queues(self) -> tuple[Queue, ...]:
        """The views that can be shown, not yet counted, with the number of its key for each."""
        await self._views.read()
        self.follow(self._query)
        lists = [(view.title, view.list_for(self._desk.actor.name)) for view in self._views.known.all]
        return tuple(Queue(number, title, query) for number, (title, query) in enumerate(lists, 1) if query is not None)

    async def saved_views(self, query: OrderQuery) -> OrderQuery | None:
        """The list of the view that is opened; what is done to the views is stored."""
        before = await self._views.read()
        index = self._index(before, query)
        is_changed = self._exact(before, query) is None
        opened = None if index is None else before.all[index].opened(is_changed=is_changed)
        may_share = self._desk.may_change(Right.ADMINISTER)
        answer = await self._ask(views.ViewsDialog(before, query, opened=opened, may_share=may_share))
        if answer is None:
            return None
        if answer.changes:
            await self._views.change(answer.changes)
        return answer.opened.list_for(self._desk.actor.name) if answer.opened else None

    async def _view(self, index: int, _query: OrderQuery) -> OrderQuery | None:
        """The list of the view on a key.

        Raises:
            RuleBroken: if there is none.
        """
        known = (await self._views.read()).all
        if index >= len(known):
            text = _("There is no view {number}. <view.saved> saves this list as one.")
            raise RuleBroken(keyed(text, number=index + 1))
        found = known[index].list_for(self._desk.actor.name)
        if found is None:
            raise RuleBroken(_("The view {name} cannot be read.").format(name=show(known[index].title)))
        return found

    async def _step(self, by: int, query: OrderQuery) -> OrderQuery | None:
        """The list of the next view, or of the one before; from a list that is none, of the first or the last."""
        saved = await self._views.read()
        index = self._index(saved, query)
        start = -1 if index is None and by > 0 else index or 0
        return await self._view((start + by) % len(saved.all), query) if saved.all else None

    def _index(self, saved: SavedViews, query: OrderQuery) -> int | None:
        """Which view the list is, or was made from."""
        names = [view.name for view in saved.all]
        exact = self._exact(saved, query)
        return names.index(self._opened) if exact is None and self._opened in names else exact

    def _exact(self, saved: SavedViews, query: OrderQuery) -> int | None:
        lists = [view.list_for(self._desk.actor.name) for view in saved.all]
        return lists.index(query) if query in lists else None

    async def marked(self, query: OrderQuery) -> OrderQuery:
        """The marked orders without the others; of more than a list of ids may have, the first ones.

        Raises:
            RuleBroken: if none is marked.
        """
        rows = (await self._listed.marked())[:MOST_ALONE]
        if not rows:
            raise RuleBroken(keyed(_("No order is marked; <mark.one> marks one.")))
        orders = await self._desk.on_facts(self._desk.store.orders.many, rows)
        ids = " ".join(order.order_id for order in orders)
        return OrderQuery(role=query.role, text=ids, trash=query.trash)

    async def order(self, order_id: str) -> OrderQuery:
        """The list of one order, wherever it is: in either role, of any day, in the trash or not.

        Raises:
            RuleBroken: if there is no such order.
        """
        order = await self._desk.on_facts(self._desk.store.orders.get, order_id)
        role = Role.FULFILMENT if order.seller else Role.SELLER
        return OrderQuery(role=role, text=order.order_id, trash=order.deleted_at is not None)
