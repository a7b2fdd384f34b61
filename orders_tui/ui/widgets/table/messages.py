"""The messages of a table to its screen."""

from collections.abc import Hashable
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

NAMESPACE = "lazy_data_table"
"""What the names of their handlers begin with: they are found in the class of the table."""


@dataclass
class FromTable(Message):
    """What every message of the table carries."""

    table: Widget
    """The table that sent it."""

    @property
    def control(self) -> Widget:
        """The table, for `on` with a selector."""
        return self.table


@dataclass
class RowsWanted(FromTable, namespace=NAMESPACE):
    """Rows have to be loaded; answered with `put_rows`."""

    first: int
    """The position of the first of them."""
    count: int
    """How many there are of them."""
    generation: int
    """The view that they belong to."""


@dataclass
class RowHighlighted(FromTable, namespace=NAMESPACE):
    """The cursor came to a row, in this view or in a new one; sent once the row is loaded."""

    cursor_row: int
    row_key: Hashable


@dataclass
class RowSelected(FromTable, namespace=NAMESPACE):
    """Enter was pressed, or the row under the cursor was clicked."""

    cursor_row: int
    row_key: Hashable


@dataclass
class HeaderSelected(FromTable, namespace=NAMESPACE):
    """The header of a sortable column was clicked."""

    column_key: str
    """What rows are to be sorted by, as `sort_key` names it."""
    second: bool = False
    """Whether only rows are meant that are the same in the first sort: Ctrl or Shift was held down."""


@dataclass
class MarkToggled(FromTable, namespace=NAMESPACE):
    """The mark of a row was clicked; the cursor stays where it is."""

    row_key: Hashable


@dataclass
class MarkAllToggled(FromTable, namespace=NAMESPACE):
    """The mark in the header was clicked."""


@dataclass
class EmptySelected(FromTable, namespace=NAMESPACE):
    """Enter was pressed in a view without rows."""
