"""The mouse on the titles of the list: a title is dragged to another place, the edge behind it to another width."""

from typing import NamedTuple

from textual.geometry import Offset

from orders_tui.domain.columns import Columns
from orders_tui.ui.widgets.table.columns import GAP, Layout
from orders_tui.ui.widgets.table.cursor import HEADER


class Grip(NamedTuple):
    """What the mouse holds, and how everything was when it took hold."""

    key: str
    """The column."""
    x: int
    """The cell of the widget where it was taken."""
    is_edge: bool
    """Whether it is the edge that is dragged, and the width that follows."""
    columns: Columns
    """The columns, spelt out."""
    layout: Layout
    scroll_x: int

    def dragged(self, x: int) -> Columns:
        """The columns where the mouse is at this cell; always from how they were, so that none swings to and fro."""
        keys = [column.key for column in self.layout.columns]
        here = keys.index(self.key)
        if self.is_edge:
            return (
                self.columns if x == self.x else self.columns.widened(self.key, self.layout.widths[here] + x - self.x)
            )
        over = self.layout.column_at(x, self.scroll_x)
        return self.columns if over is None else self.columns.moved(self.key, over - here)


def grip(at: Offset, columns: Columns, layout: Layout, scroll_x: int) -> Grip | None:
    """What the mouse takes hold of at a cell of the widget; None where there is no title.

    Args:
        at: the cell, counted from the corner of the widget.
        columns: those of the table, spelt out.
        layout: where they stand.
        scroll_x: by how many cells they are scrolled sideways.
    """
    index = layout.column_at(at.x, scroll_x) if at.y < HEADER else None
    if index is None:
        return None
    right = layout.gutter + sum(layout.widths[: index + 1]) + GAP * (index + 1)
    # Those that stay put are where they are, however far the others are scrolled.
    right -= 0 if index < layout.fixed_columns else scroll_x
    return Grip(layout.columns[index].key, at.x, at.x >= right - GAP, columns, layout, scroll_x)


class ColumnDrag:
    """Follows the mouse from where it takes hold until it lets go."""

    def __init__(self) -> None:
        self.held: Grip | None = None
        """What the mouse holds; None while it holds nothing."""
        self.was_dragged = False
        """Whether something was dragged since the mouse was pressed, so that it is no click."""

    def take(self, held: Grip | None) -> bool:
        """The mouse is pressed; whether it takes hold of something."""
        self.held, self.was_dragged = held, False
        return held is not None

    def follow(self, x: int) -> Columns | None:
        """The columns as the mouse drags them now; None where it holds nothing."""
        if self.held is None:
            return None
        dragged = self.held.dragged(x)
        self.was_dragged = self.was_dragged or dragged != self.held.columns
        return dragged if self.was_dragged else None

    def let_go(self) -> bool:
        """The mouse is released; whether something was dragged."""
        # Whether it was dragged is kept: the click comes only after this.
        self.held = None
        return self.was_dragged
