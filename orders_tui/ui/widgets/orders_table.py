"""The list of orders: a table whose rows are orders."""

from collections.abc import Callable, Hashable
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual.reactive import var

from orders_tui.domain.facts import Kind
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.words import _
from orders_tui.ui.show import ListRow, OrderColumn, columns, fitting_columns
from orders_tui.ui.theme import TONES
from orders_tui.ui.widgets.table.columns import Column
from orders_tui.ui.widgets.table.rows import Cell, RowView
from orders_tui.ui.widgets.table.table import LazyDataTable


class OrdersTable(LazyDataTable[ListRow]):
    """Orders, one a line; which columns there are depends on the room."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tone-{tone}" for tone in TONES}

    DEFAULT_CSS = "OrdersTable {" + "".join(f"& > .tone-{tone} {{ color: {TONES[tone]}; }}" for tone in TONES) + "}"

    order_query: var[OrderQuery] = var(OrderQuery)
    """What the list shows, for the arrow in the header."""

    def __init__(
        self, zone: ZoneInfo, now: Callable[[], int], marked: Callable[[Hashable], bool], *, money: bool, id: str
    ) -> None:
        """Make the table.

        Args:
            zone: the desk's own time zone.
            now: the time, seconds since the epoch.
            marked: whether the order of this row id is marked.
            money: whether amounts may be seen.
            id: the id of the widget.
        """
        every = columns(zone, now)
        self._every = {key: each for key, each in every.items() if money or each.fact.kind is not Kind.MONEY}
        self._shown = fitting_columns(0, self._every)
        super().__init__(self._row_view, columns=map(_column, self._shown), marked=marked, id=id)
        self.zebra_stripes = True

    @property
    def fact_names(self) -> tuple[str, ...]:
        """The names of the facts whose columns are seen, from the left."""
        return tuple(column.fact.name for column in self._shown)

    def watch_order_query(self, query: OrderQuery) -> None:
        self.sort_key, self.sort_reverse = query.sort, query.descending

    def on_resize(self) -> None:
        """Show the columns that fit."""
        shown = fitting_columns(self.scrollable_content_region.width, self._every)
        if shown != self._shown:
            self._shown = shown
            self.set_columns(_column(column) for column in shown)

    def _row_view(self, row: ListRow, _columns: tuple[Column, ...]) -> RowView:
        cells = [Cell(column.text(row.order), _style(column.tone(row.order))) for column in self._shown]
        note = _("in trash") if row.from_trash else _(row.gone) if row.gone else ""
        if note:
            # The last column says when it was ordered, which matters least of what is seen at every width.
            cells[-1] = Cell(note, _style("warning"))
        return RowView(row.order.id, tuple(cells), dim=bool(note))


def _style(tone: str) -> str:
    return f"tone-{tone}" if tone else ""


def _column(column: OrderColumn) -> Column:
    return Column(
        column.fact.name,
        column.title,
        column.cells,
        flex=column.flex,
        align="right" if column.right else "left",
        sortable=column.fact.sort is not None,
    )
