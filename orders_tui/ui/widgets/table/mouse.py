"""What of a table is under the mouse."""

from typing import NamedTuple

from textual.geometry import Offset

from orders_tui.ui.widgets.table.columns import Layout
from orders_tui.ui.widgets.table.cursor import HEADER, Window


class Spot(NamedTuple):
    """A spot in the lines of a table."""

    line: int
    """The line of the widget."""
    row: int | None = None
    """The position of the row; None on the header and below the last row."""
    title: int | None = None
    """The column that can be sorted by whose title it is, by its index; None for any other and in rows."""
    gutter: bool = False
    """Whether it is where marks are."""

    @property
    def lit(self) -> tuple[int, int | None]:
        """What is shown as under the mouse: a line, and of the header the title."""
        return self.line, self.title


def spot(at: Offset, layout: Layout, window: Window, scroll_x: int, *, marks: bool) -> Spot:
    """What is at a cell of the widget.

    Args:
        at: the cell, counted from the corner of the widget.
        layout: the columns.
        window: the rows that are seen.
        scroll_x: by how many cells the columns are scrolled sideways.
        marks: whether rows can be marked.
    """
    column = layout.column_at(at.x, scroll_x) if at.y < HEADER else None
    sortable = column is not None and layout.columns[column].sortable
    return Spot(at.y, window.row_at(at.y), column if sortable else None, marks and at.x < layout.gutter)
