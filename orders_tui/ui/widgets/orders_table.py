"""The list of orders: a table whose rows are orders."""

from collections.abc import Callable, Container, Hashable
from zoneinfo import ZoneInfo

from textual import events, on
from textual.message import Message
from textual.reactive import var

from orders_tui.domain.columns import FIRST, Columns
from orders_tui.domain.facts import PAST
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.words import _
from orders_tui.ui.show import ListRow
from orders_tui.ui.show_columns import OrderColumn, SeenColumns, columns, past_label
from orders_tui.ui.theme import TONES
from orders_tui.ui.widgets.column_drag import ColumnDrag, grip
from orders_tui.ui.widgets.table.columns import GAP, Column
from orders_tui.ui.widgets.table.rows import Cell, RowView
from orders_tui.ui.widgets.table.table import LazyDataTable


class OrdersTable(LazyDataTable[ListRow]):
    """Orders, one a line; which columns there are depends on the room."""

    order_query: var[OrderQuery] = var(OrderQuery)
    """What the list shows, for the arrow in the header."""
    chosen: var[Columns] = var(Columns, init=False)
    """The columns that a person has chosen."""

    class PastsWanted(Message):
        """A column came that tells of the buyers' other orders, of which the rows at hand say nothing yet."""

    def __init__(
        self,
        zone: ZoneInfo,
        now: Callable[[], int],
        marked: Callable[[Hashable], bool],
        *,
        hidden: Container[str],
        id: str,
    ) -> None:
        """Make the table.

        Args:
            zone: the desk's own time zone.
            now: the time, seconds since the epoch.
            marked: whether the order of this row id is marked.
            hidden: the keys of columns that may not be seen.
            id: the id of the widget.
        """
        self.seen = SeenColumns({key: each for key, each in columns(zone, now).items() if key not in hidden})
        """Its columns."""
        super().__init__(self._row_view, columns=map(_column, self.seen.columns), marked=marked, id=id)
        self.keep_columns: Callable[[Columns], None] = lambda _columns: None
        """Keeps the columns that the mouse has dragged."""
        self._drag = ColumnDrag()
        self.zebra_stripes = True
        self.fixed_columns = len(FIRST)

    def cells_of(self, key: str) -> int:
        """How wide a column is, or would be."""
        layout = self._painter.layout
        widths = {column.key: width for column, width in zip(layout.columns, layout.widths, strict=True)}
        return widths.get(key, self.seen.known[key].cells)

    def reveal(self, key: str) -> None:
        """Scroll sideways as far as it takes to have a column beside those that stay put."""
        layout, keys = self._painter.layout, [column.key for column in self.seen.columns]
        if key in keys[layout.fixed_columns :]:
            before = layout.widths[layout.fixed_columns : keys.index(key)]
            self.scroll_to(x=layout.stop(sum(before) + GAP * len(before)))

    @on(events.MouseDown)
    @on(events.MouseMove)
    @on(events.MouseUp)
    @on(events.Click)
    def _drag_column(self, event: events.MouseEvent) -> None:
        """Let the mouse move columns by their titles, and widen them by the edge behind these; the list follows."""
        drag, at = self._drag, event.get_content_offset_capture(self)
        match event:
            case events.MouseDown():
                # Where none are chosen yet, those are moved that are seen: the drag makes them chosen ones.
                columns = self.chosen if self.chosen.chosen else self.seen.spelt_out
                if drag.take(grip(at, columns, self._painter.layout, self.scroll_offset.x)):
                    # The mouse leaves the title long before the column is where it is wanted.
                    self.capture_mouse()
            case events.MouseMove() if (dragged := drag.follow(at.x)) is not None:
                self.chosen = dragged
            case events.MouseUp() if drag.held is not None:
                self.release_mouse()
                if drag.let_go():
                    self.keep_columns(self.chosen)
            case events.Click() if drag.was_dragged:
                event.prevent_default()  # the title was not clicked, the list is not to be sorted

    def watch_order_query(self, query: OrderQuery) -> None:
        self.sort_key, self.sort_reverse = query.sort, query.descending
        self.second_sort = (query.then, query.then_descending)

    @on(events.Resize)
    def watch_chosen(self) -> None:
        """Show the columns that were chosen, else those that fit."""
        told = self.seen.shows_past
        if not self.seen.choose(self.scrollable_content_region.width, self.chosen):
            return
        self.set_columns(_column(column) for column in self.seen.columns)
        if self.seen.shows_past and not told:
            self.post_message(self.PastsWanted())

    def _row_view(self, row: ListRow, _columns: tuple[Column, ...]) -> RowView:
        cells = [Cell(_text(column, row), TONES.get(column.tone(row.order), "")) for column in self.seen.columns]
        note = _("in trash") if row.from_trash else _(row.gone) if row.gone else ""
        if note:
            # By itself the list ends with when it was ordered, which matters least; of chosen columns the last may
            # be beyond the edge.
            cells[len(FIRST) if self.chosen.chosen and len(cells) > len(FIRST) else -1] = Cell(note, TONES["warning"])
        return RowView(row.order.id, tuple(cells), dim=bool(note))


def _text(column: OrderColumn, row: ListRow) -> str:
    if column.key == PAST.name:
        return past_label(*row.past)
    return column.text(row.order)


def _column(column: OrderColumn) -> Column:
    return Column(
        column.key,
        column.title,
        column.cells,
        flex=column.flex,
        align="right" if column.right else "left",
        sort=column.sort,
    )
