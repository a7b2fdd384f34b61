"""How a line of a lazy table becomes a strip: text cut by terminal cells, as few runs of style as can be."""

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from orders_tui.ui.show import cut
from orders_tui.ui.widgets.lazy_table_columns import GAP, Column, Layout
from orders_tui.ui.widgets.lazy_table_rows import RowView

MARKED = "■"
MARKS = {"none": "□", "some": "◪", "all": MARKED}
"""What the header of the gutter shows for none, some and all rows marked."""


def fit(text: str, width: int, align: str = "left") -> str:
    """The text in exactly `width` cells: cut where it is longer, blanks beside it where it is shorter."""
    text = cut(text, width)
    blanks = " " * (width - cell_len(text))
    return blanks + text if align == "right" else text + blanks


class LineStyles(NamedTuple):
    """The resolved styles of the lines; all but the first are laid over it."""

    base: Style
    even: Style
    odd: Style
    fixed: Style
    hover: Style
    marked: Style
    cursor: Style
    dim: Style
    header: Style
    header_hover: Style


def overlay(style: Style, base: Style) -> Style:
    """What `style` says beyond `base`, so that it can be laid over other styles than that."""
    return style.without_color + Style.from_color(
        None if style.color == base.color else style.color,
        None if style.bgcolor == base.bgcolor else style.bgcolor,
    )


def resolve_styles(table: Widget) -> LineStyles:
    """The styles that the table's component classes have now."""
    base = table.rich_style

    def style(name: str) -> Style:
        return overlay(table.get_component_rich_style(f"datatable--{name}"), base)

    return LineStyles(
        base=base,
        even=style("even-row"),
        odd=style("odd-row"),
        fixed=style("fixed"),
        hover=style("hover"),
        marked=style("marked"),
        cursor=style("cursor"),
        dim=style("dim"),
        header=style("header"),
        header_hover=style("header-hover"),
    )


class LineState(NamedTuple):
    """Everything but the row itself on which the look of its line depends."""

    cursor: bool = False
    hover: bool = False
    marked: bool = False
    stripe: int | None = None
    """0 on even rows, 1 on odd ones; none in a table without stripes."""

    def style(self, styles: LineStyles) -> Style:
        """The style of the line as a whole."""
        style = styles.base
        if self.cursor:
            return style + styles.cursor
        if self.stripe is not None:
            style += styles.odd if self.stripe else styles.even
        if self.marked:
            style += styles.marked
        if self.hover:
            style += styles.hover
        return style

    @property
    def calm(self) -> bool:
        """Whether nothing sets the line apart from its neighbours."""
        return not (self.cursor or self.hover or self.marked)


def paint_row(
    view: RowView,
    layout: Layout,
    state: LineState,
    styles: LineStyles,
    cell_style: Callable[[str], Style],
) -> Strip:
    """The whole line of a row, as wide as all columns together."""
    line = state.style(styles)
    if view.dim and not state.cursor:
        line += styles.dim
    # One style for the whole line under the cursor: it is repainted with every key.
    coloured = not (state.cursor or view.dim)
    # Fixed columns are told apart only where something scrolls beside them.
    fixed = line + styles.fixed if layout.scrolls and state.calm and layout.fixed_columns else line
    runs = [(fit(MARKED if state.marked else "", layout.gutter), fixed)]
    for index, (column, width, cell) in enumerate(zip(layout.columns, layout.widths, view.cells, strict=False)):
        style = fixed if index < layout.fixed_columns else line
        if coloured and cell.style_class and cell.text:
            style += cell_style(cell.style_class)
        runs.append((fit(cell.text, width, column.align) + " " * GAP, style))
    return _strip(runs, layout, line)


def paint_blank(layout: Layout, style: Style) -> Strip:
    """The line of a row that is not loaded yet."""
    return _strip([], layout, style)


def paint_header(
    layout: Layout,
    styles: LineStyles,
    *,
    marks: str,
    sort_key: str,
    sort_reverse: bool,
    hover_column: int | None,
) -> Strip:
    """The line of the labels."""
    line = styles.base + styles.header
    runs = [(fit(marks, layout.gutter), line)]
    for index, (column, width) in enumerate(zip(layout.columns, layout.widths, strict=True)):
        arrow = (" ▼" if sort_reverse else " ▲") if column.key == sort_key else ""
        style = line + styles.header_hover if index == hover_column else line
        runs.append((_label(column, width, arrow) + " " * GAP, style))
    return _strip(runs, layout, line)


def visible_part(strip: Strip, layout: Layout, scroll_x: int) -> Strip:
    """The part of a line that is seen: its fixed columns, and of the rest what is scrolled to."""
    if not layout.scrolls:
        return strip
    left = min(layout.fixed_width, layout.available)
    rest = strip.crop(left + scroll_x, scroll_x + layout.available)
    return Strip.join([strip.crop(0, left), rest])


def _label(column: Column, width: int, arrow: str) -> str:
    """A header's text: the short label where the full one does not fit, the arrow always."""
    room = max(0, width - cell_len(arrow))
    label = column.label if cell_len(column.label) <= room or not column.short else column.short
    return fit(cut(label, room) + arrow, width, column.align)


def _strip(runs: list[tuple[str, Style]], layout: Layout, line: Style) -> Strip:
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
