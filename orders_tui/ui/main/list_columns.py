"""The columns of the list: a person's own, and those of the saved view that is open."""

from typing import TYPE_CHECKING

from orders_tui.domain.columns import OWN, Columns
from orders_tui.domain.text import show
from orders_tui.domain.views import SavedView, of_view
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.groups import Background
from orders_tui.ui.main.view_store import ViewStore
from orders_tui.ui.screens.dialog import Ask
from orders_tui.ui.widgets.orders_table import OrdersTable

if TYPE_CHECKING:
    from orders_tui.ui.screens import columns
else:
    columns = LazyModule("orders_tui.ui.screens.columns")


class ListColumns:
    """Decides which columns the table shows, and lets a person choose them."""

    def __init__(self, desk: Desk, ask: Ask, table: OrdersTable, own: Columns, views: ViewStore) -> None:
        """Take over the columns of the table.

        Args:
            desk: the store and who asks it.
            ask: opens a dialog.
            table: the list.
            own: the columns that the person has chosen for every list.
            views: the views of the person.
        """
        self._desk = desk
        self._ask = ask
        self._table = table
        self._own = own
        self._views = views
        self._view: SavedView | None = None
        """The view that is open, where it has columns of its own."""
        table.keep_columns = self._keep_dragged
        self._is_choosing = False
        """Whether the table shows what a person tries; what comes in meanwhile replaces nothing of it."""

    def show_for(self, view: SavedView | None) -> None:
        """Show the columns of a view that has some, else the person's own."""
        self._view = view if view and view.columns else None
        if not self._is_choosing:
            self._table.chosen = Columns.parse(view.columns) if view and view.columns else self._own

    async def choose(self, view: SavedView | None) -> Columns | None:
        """Let a person choose the columns; those that are to be the view's, None where there are none to be stored.

        Args:
            view: the saved view that is open.
        """
        table, of_view = self._table, bool(view and view.columns)
        shown = columns.ShownColumns(table.seen.titles, lambda: table.seen.spelt_out, table.cells_of, self._show)
        name = show(view.title) if view else ""
        self._is_choosing = True
        try:
            answer = await self._ask(columns.ColumnsDialog(table.chosen, shown, view=name, for_view=of_view))
        finally:
            self._is_choosing = False
        if answer is None:
            return None
        if answer.for_view:
            return answer.columns
        await self._keep(answer.columns)
        # These are for every list now, so that the view must no longer have others.
        return Columns() if of_view else None

    def _keep_dragged(self, chosen: Columns) -> None:
        """Keep columns that were dragged: for the view that is open where it has some of its own, else for all."""
        self._table.run_worker(self._keep(chosen, self._view), group=Background.SETTINGS)

    async def _keep(self, chosen: Columns, view: SavedView | None = None) -> None:
        if view is None:
            self._own = chosen
            await self._desk.remember(OWN, str(chosen))
        else:
            await self._views.change([of_view(view.name, lambda views, index: views.with_columns(index, chosen))])

    def _show(self, chosen: Columns, key: str) -> None:
        self._table.chosen = chosen
        self._table.reveal(key)
