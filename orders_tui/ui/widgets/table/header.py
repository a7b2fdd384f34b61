"""The header of a table: the labels of its columns, the arrow of the sort, the mark of all."""

from typing import Literal, NamedTuple

from rich.cells import cell_len
from textual.strip import Strip

from orders_tui.ui.cells import cut
from orders_tui.ui.widgets.table.columns import GAP, Column, Layout
from orders_tui.ui.widgets.table.paint import MARKED, fit, line_strip
from orders_tui.ui.widgets.table.styles import Styles

MarkState = Literal["none", "some", "all"]
"""How much of a whole view is marked."""
MARKS: dict[MarkState, str] = {"none": "□", "some": "◪", "all": MARKED}
"""What the header of the gutter shows for it."""


class Header(NamedTuple):
    """What the header shows besides the labels."""

    mark_state: MarkState | None = None
    """None where nothing can be marked."""
    sort_key: str = ""
    """The key of the column that carries the arrow."""
    sort_reverse: bool = False
    """Whether the arrow points down: the largest first."""
    second_sort: tuple[str, bool] = ("", False)
    """The key of the column by which rows are sorted that are the same in the first, and whether it turns down."""
    hover_column: int | None = None
    """The column under the mouse, by its index."""


def paint_header(header: Header, layout: Layout, styles: Styles) -> Strip:
    """The line of the labels."""
    line = styles.over(styles.base, "header")
    runs = [(fit(MARKS[header.mark_state] if header.mark_state else "", layout.gutter), line)]
    for index, (column, width) in enumerate(zip(layout.columns, layout.widths, strict=True)):
        arrow = _arrow(header, column.sort_key)
        style = styles.over(line, "header-hover") if index == header.hover_column else line
        runs.append((_label(column, width, arrow) + " " * GAP, style))
    return line_strip(runs, layout, line)


def _arrow(header: Header, key: str) -> str:
    if key == header.sort_key:
        return " ▼" if header.sort_reverse else " ▲"
    second, down = header.second_sort
    return (" ▼2" if down else " ▲2") if key == second else ""


def _label(column: Column, width: int, arrow: str) -> str:
    """The text over a column: the short label where the full one does not fit, the arrow always."""
    room = max(0, width - cell_len(arrow))
    label = column.label if cell_len(column.label) <= room or not column.short else column.short
    return fit(cut(label, room) + arrow, width, column.align)
