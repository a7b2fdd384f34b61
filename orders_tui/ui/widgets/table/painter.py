"""The painter of a table: it keeps its columns laid out, its styles, and the lines that it has painted."""

from collections.abc import Callable
from typing import Generic

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from orders_tui.ui.widgets.table.columns import GAP, MARK_GUTTER, PLAIN_GUTTER, Layout, lay_out
from orders_tui.ui.widgets.table.header import Header, paint_header
from orders_tui.ui.widgets.table.paint import line_strip, paint_row
from orders_tui.ui.widgets.table.rows import Held, Row, RowCache
from orders_tui.ui.widgets.table.styles import LineState, Styles

LEFT, RIGHT = "‹", "›"
"""What says that there are more columns at a side."""
PAINTED_LINES = 512
"""How many painted lines are kept, so that scrolling back does not paint them again."""


class Painter(Generic[Row]):
    """Paints the lines of a table, each once while nothing about it changes."""

    def __init__(
        self,
        rows: RowCache[Row],
        base: Callable[[], Style],
        component: Callable[[str], Style],
        toned: Callable[[str], Style],
    ) -> None:
        """Paint nothing yet.

        Args:
            rows: the rows that are painted.
            base: the style of the table itself.
            component: the style of a component class of the table; that of the table where it has no such class.
            toned: the style of the table where its text has a tone.
        """
        self.layout = Layout()
        """The columns as they are laid out."""
        self._rows = rows
        self._base = base
        self._component = component
        self._toned = toned
        self._styles: Styles | None = None
        self._painted: LRUCache[tuple[Held[Row], LineState], Strip] = LRUCache(PAINTED_LINES)

    def lay_out(self, cells: int, fixed_columns: int) -> bool:
        """Lay the columns out for lines of so many cells; whether anything changed by that."""
        gutter = MARK_GUTTER if self._rows.can_be_marked else PLAIN_GUTTER
        layout = lay_out(self._rows.columns, cells, gutter, fixed_columns)
        if layout == self.layout:
            return False
        self.layout = layout
        self._painted.clear()
        return True

    def forget_styles(self) -> None:
        """Work the styles out anew before the next line is painted."""
        self._styles = None
        self._painted.clear()

    def follow_base(self) -> None:
        """Forget the styles if that of the table itself is another one now; it hangs on what the table lies in."""
        if self._styles is not None and self._styles.base != self._base():
            self.forget_styles()

    @property
    def styles(self) -> Styles:
        """The styles of the lines."""
        if self._styles is None:
            self._styles = Styles(self._base(), self._component, self._toned)
        return self._styles

    def header(self, header: Header) -> Strip:
        """The line of the labels."""
        return paint_header(header, self.layout, self.styles)

    def row(self, position: int, state: LineState) -> Strip:
        """The line of a row with its mark; blank while it is not loaded.

        Args:
            position: the position of the row.
            state: how its line looks but for the mark.
        """
        held = self._rows.get(position)
        if held is None:
            return line_strip([], self.layout, self.styles.line(state))
        # Kept with the row, so that after a change of marks only the rows that show another one are painted.
        held.painted_mark = self._rows.is_marked(held)
        state = state._replace(marked=held.painted_mark)
        strip = self._painted.get((held, state))
        # The key is the row itself and its look: a row that is put anew is another object, and painted anew.
        if strip is None:
            strip = self._painted[held, state] = paint_row(self._rows.view(held), self.layout, state, self.styles)
        return strip

    def visible(self, strip: Strip, scroll_x: int, *, header: bool = False) -> Strip:
        """The part of a line that is seen: its fixed columns, and of the rest whole ones from where it is scrolled to.

        Args:
            strip: the whole line.
            scroll_x: how far it is scrolled sideways.
            header: whether it is that of the labels, which says where there are more.
        """
        layout = self.layout
        if not layout.scrolls:
            return strip
        left, edge = min(layout.fixed_width, layout.available), layout.edge(scroll_x)
        begin, rest = strip.crop(0, left), strip.crop(left + scroll_x, edge)
        # What is filled up goes on like the end of the line.
        style = next((segment.style for segment in reversed(list(rest)) if segment.style), None)
        if header and scroll_x and left:
            begin = Strip.join([begin.crop(0, left - 1), Strip([Segment(LEFT, style)], 1)])
        seen = Strip.join([begin, rest]).adjust_cell_length(layout.available, style)
        if header and edge < layout.total - GAP:
            seen = Strip.join([seen.crop(0, layout.available - 1), Strip([Segment(RIGHT, style)], 1)])
        return seen

    def nothing(self) -> Strip:
        """The line below the last row."""
        return Strip.blank(self.layout.available, self.styles.base)
