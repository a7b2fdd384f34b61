"""How the row of a table becomes a strip: text cut by terminal cells, as few runs of style as can be."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from orders_tui.ui.cells import cut
from orders_tui.ui.widgets.table.columns import GAP, Layout
from orders_tui.ui.widgets.table.rows import RowView
from orders_tui.ui.widgets.table.styles import LineState, Styles

MARKED = "■"


def fit(text: str, width: int, align: str = "left") -> str:
    """The text in exactly `width` cells: cut where it is longer, blanks beside it where it is shorter."""
    text = cut(text, width)
    blanks = " " * (width - cell_len(text))
    return blanks + text if align == "right" else text + blanks


def line_strip(runs: list[tuple[str, Style]], layout: Layout, line: Style) -> Strip:
    """The runs as a strip to the end of the line, neighbours of one style made one."""
    width = max(layout.total, layout.available)
    rest = " " * (width - sum(cell_len(text) for text, _ in runs))
    merged: list[Segment] = []
    for text, style in (*runs, (rest, line)):
        if merged and merged[-1].style == style:
            merged[-1] = Segment(merged[-1].text + text, style)
        elif text:
            merged.append(Segment(text, style))
    return Strip(merged, width)


def paint_row(view: RowView, layout: Layout, state: LineState, styles: Styles) -> Strip:
    """The whole line of a row, as wide as all columns together."""
    line = styles.line(state)
    if view.dim and not state.cursor:
        line = styles.over(line, "dim")
    # One style for the whole line under the cursor: it is repainted with every key.
    coloured = not (state.cursor or view.dim)
    # Fixed columns are told apart only where something scrolls beside them.
    fixed = styles.over(line, "fixed") if layout.scrolls and state.calm and layout.fixed_columns else line
    runs = [(fit(MARKED if state.marked else "", layout.gutter), fixed)]
    for index, (column, width, cell) in enumerate(zip(layout.columns, layout.widths, view.cells, strict=False)):
        style = fixed if index < layout.fixed_columns else line
        if coloured and cell.tone and cell.text:
            style = styles.toned(style, cell.tone)
        runs.append((fit(cell.text, width, column.align) + " " * GAP, style))
    return line_strip(runs, layout, line)
