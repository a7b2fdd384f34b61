"""What is seen of a lazy table: its rows, columns and lines, and how it scrolls.

Keys, mouse and messages are in `lazy_table`.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import ClassVar, Generic, Literal, Self

from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from orders_tui.ui.widgets.lazy_table_columns import Column, Layout, lay_out
from orders_tui.ui.widgets.lazy_table_paint import (
    MARKS,
    LineState,
    LineStyles,
    overlay,
    paint_blank,
    paint_header,
    paint_row,
    resolve_styles,
    visible_part,
)
from orders_tui.ui.widgets.lazy_table_rows import Held, RenderRow, Row, RowCache
from orders_tui.ui.widgets.lazy_table_scroll import CalmScrollView

HEADER = 1
"""Lines above the rows."""
PAINTED_LINES = 512
"""How many painted lines are kept, so that scrolling back does not paint them again."""
MARK_GUTTER = 2
"""Cells before the first column where rows can be marked: the mark and a blank."""
PLAIN_GUTTER = 1
"""Cells before the first column where they cannot."""


class LazyLines(CalmScrollView, Generic[Row]):
    """Lines of rows that come when they are wanted."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "datatable--cursor",
        "datatable--dim",
        "datatable--even-row",
        "datatable--fixed",
        "datatable--header",
        "datatable--header-hover",
        "datatable--hover",
        "datatable--marked",
        "datatable--odd-row",
    }
    """As in Textual's DataTable, with `--marked` for marked rows and `--dim` for rows described as dim.

    The colours of cells are component classes as well: a subclass declares those that its cells name.
    """

    DEFAULT_CSS = """
    LazyLines {
        background: $surface;
        color: $foreground;
        height: 1fr;
        overflow-x: auto;
        overflow-y: scroll;
        scrollbar-size: 1 1;

        & > .datatable--header { background: $panel; color: $foreground; text-style: bold; }
        & > .datatable--header-hover { background: $marked; }
        & > .datatable--even-row { background: $stripe; }
        & > .datatable--fixed { background: $panel; }
        & > .datatable--hover { background: $block-hover-background; }
        & > .datatable--marked { background: $marked; }
        & > .datatable--dim { color: $text-disabled; }
        & > .datatable--cursor {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
            text-style: $block-cursor-blurred-text-style;
        }
        &:ansi > .datatable--marked { text-style: bold; }
        &:focus > .datatable--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """

    row_count = reactive(0, repaint=False, init=False)
    """How many rows the view has, loaded or not."""
    cursor_row = reactive(0, repaint=False, init=False)
    """The row under the cursor; 0 also when there are no rows."""
    zebra_stripes = reactive(False, repaint=False, init=False)
    """Whether even and odd rows are told apart."""
    fixed_columns = reactive(0, repaint=False, init=False)
    """How many columns stay put when the table scrolls sideways."""
    sort_key = reactive("", repaint=False, init=False)
    """The key of the column that carries the sort arrow."""
    sort_reverse = reactive(False, repaint=False, init=False)
    """Whether the arrow points down: the largest first."""
    mark_state: reactive[Literal["none", "some", "all"]] = reactive("none", repaint=False, init=False)
    """How much of the whole view is marked, for the header of the gutter."""

    _line_styles: LineStyles | None = None
    """The styles of the lines; none when they have to be resolved again."""

    def __init__(
        self,
        render_row: RenderRow[Row],
        *,
        columns: Iterable[Column] = (),
        marked: Callable[[Hashable], bool] | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """A table without rows.

        Args:
            render_row: Describes a row for the columns shown; called once a row while nothing changes.
            columns: The columns to begin with.
            marked: Tells whether the row of a key is marked; without it there is no place for marks.
            id: The id of the widget.
            classes: The CSS classes of the widget.
        """
        self.marked = marked
        self._columns = tuple(columns)
        self._layout = Layout()
        self._cache = RowCache(render_row)
        self._painted: LRUCache[tuple[Held[Row], LineState], Strip] = LRUCache(PAINTED_LINES)
        self._cell_styles: dict[str, Style] = {}
        self._cursor_in_view = True
        self._hover: tuple[int, int | None] | None = None
        super().__init__(id=id, classes=classes)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown."""
        return self._columns

    def set_columns(self, columns: Iterable[Column]) -> None:
        """Show these columns from now on."""
        self._columns = tuple(columns)
        self._cache.describe_anew()
        self._lay_out()
        self._repaint()

    def rows_wanted(self, rows: range) -> None:
        """Called when rows have to be loaded."""

    def replace_rows(self, row_count: int, first: int, rows: Sequence[Row], cursor: int) -> None:
        """Show `row_count` other rows, of which `rows` are at hand from `first` on."""
        self._cache.clear()
        self._cache.put(first, rows)
        # Without the watchers: rows must not be asked for before it is known where the cursor is.
        self.set_reactive(LazyLines.row_count, max(0, row_count))
        self.set_reactive(LazyLines.cursor_row, self.validate_cursor_row(cursor))
        self._cursor_in_view = True
        self._lay_out()
        self._repaint()

    def column_at(self, x: int) -> int | None:
        """The index of the column under the cell `x`, if there is one."""
        return self._layout.column_at(x, self.scroll_offset.x)

    def in_gutter(self, x: int) -> bool:
        """Whether the cell `x` is where marks are."""
        return self.marked is not None and x < self._layout.gutter

    # Which rows are near

    @property
    def page_rows(self) -> int:
        """How many rows a page has."""
        return max(0, self.scrollable_content_region.height - HEADER)

    @property
    def rows_on_screen(self) -> range:
        """The places of the rows that are seen."""
        top = self.scroll_offset.y
        return range(top, max(top, min(top + self.page_rows, self.row_count)))

    def rows_around(self, margin: int) -> range:
        """The rows on screen, and `margin` rows above and below."""
        seen = self.rows_on_screen
        return range(max(0, seen.start - margin), min(seen.stop + margin, self.row_count))

    def _ask_for_rows(self) -> None:
        """Ask for the rows on screen and a page around them, as soon as half of such a page is missing."""
        page = self.page_rows
        if page and (rows := self._cache.ask(self.rows_around(page // 2), self.rows_around(page))):
            self.rows_wanted(rows)

    # Where the lines are

    def _fit_columns(self) -> bool:
        """Lay the columns out for the width there is; whether anything changed by that."""
        gutter = MARK_GUTTER if self.marked else PLAIN_GUTTER
        width = self.scrollable_content_region.width
        layout = lay_out(self._columns, width, gutter, self.fixed_columns)
        if layout == self._layout:
            return False
        self._layout = layout
        self._painted.clear()
        return True

    def _lay_out(self) -> None:
        """Fit columns, scroll bars and scroll position to what there is to show and where."""
        if not self.scrollable_content_region:
            return
        if self._fit_columns():
            self._repaint()
        follow = self._cursor_in_view
        self.virtual_size = Size(self._layout.total, self.row_count + HEADER)
        self.scroll_to(self.scroll_x, self.scroll_y)
        self.sync_thumb()
        if follow:
            self.scroll_to_cursor()
        self._ask_for_rows()

    def scroll_to_cursor(self) -> None:
        """Scroll the cursor onto the screen.

        By a third of a page where it left at the edge: a terminal is sent the whole table for every
        scroll, and a held key should not cost that with each line.
        """
        self._cursor_in_view = True
        page, seen, row = self.page_rows, self.rows_on_screen, self.cursor_row
        if not page or row in seen:
            return
        if not seen.start - page <= row < seen.start + 2 * page:
            top = row - page // 2
        elif row < seen.start:
            top = row - page // 3
        else:
            top = row - page + 1 + page // 3
        self.scroll_to(y=top)

    def on_resize(self) -> None:
        self._lay_out()

    # Reactives

    def validate_row_count(self, row_count: int) -> int:
        return max(0, row_count)

    def watch_row_count(self) -> None:
        self._cache.trim(range(self.row_count))
        self.cursor_row = min(self.cursor_row, self.row_count)
        self._lay_out()
        self._repaint()

    def validate_cursor_row(self, row: int) -> int:
        return max(0, min(row, self.row_count - 1))

    def watch_cursor_row(self, old: int, new: int) -> None:
        self.repaint_rows(range(old, old + 1))
        self.repaint_rows(range(new, new + 1))
        self.scroll_to_cursor()

    def watch_zebra_stripes(self) -> None:
        self._repaint()

    def watch_fixed_columns(self) -> None:
        self._lay_out()

    def watch_sort_key(self) -> None:
        self._repaint_header()

    def watch_sort_reverse(self) -> None:
        self._repaint_header()

    def watch_mark_state(self) -> None:
        self._repaint_header()

    def watch_show_vertical_scrollbar(self) -> None:
        self._lay_out()

    def watch_show_horizontal_scrollbar(self) -> None:
        self._lay_out()

    def lines_scrolled(self) -> None:
        self.refresh(Region(0, HEADER, self._layout.available, self.page_rows))
        self._cursor_in_view = self.cursor_row in self.rows_on_screen
        self._ask_for_rows()

    # Painting

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        if repaint and not regions:
            self._line_styles = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        self._line_styles = None
        super().notify_style_update()

    def _repaint(self) -> None:
        """Paint all lines again, in the styles that are known."""
        self.refresh(Region(0, 0, self._layout.available, self.page_rows + HEADER))

    def _repaint_header(self) -> None:
        self.refresh(Region(0, 0, self._layout.available, HEADER))

    def repaint_rows(self, rows: range) -> None:
        """Paint again those of these rows that are on screen."""
        seen = self.rows_on_screen
        first, stop = max(rows.start, seen.start), min(rows.stop, seen.stop)
        if first < stop:
            y = first - seen.start + HEADER
            self.refresh(Region(0, y, self._layout.available, stop - first))

    def hover_at(self, line: int | None, column: int | None = None) -> None:
        """Tell which line, and for the header which column, the mouse is over; none when over none."""
        hover = None if line is None else (line, column)
        if hover == self._hover:
            return
        for old_or_new in (self._hover, hover):
            if old_or_new is not None:
                self.refresh(Region(0, old_or_new[0], self._layout.available, 1))
        self._hover = hover

    def is_marked(self, held: Held[Row]) -> bool:
        """Whether a loaded row is marked."""
        return self.marked is not None and self.marked(self._cache.view(held, self._columns).key)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._fit_columns()
        if self._line_styles is None:
            self._line_styles = resolve_styles(self)
            self._cell_styles.clear()
            self._painted.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        index = y - HEADER + self.scroll_offset.y
        styles = self._line_styles or resolve_styles(self)
        if y < HEADER:
            strip = self._header_strip(styles)
        elif index < self.row_count:
            strip = self._row_strip(index, y, styles)
        else:
            return Strip.blank(self._layout.available, styles.base)
        return visible_part(strip, self._layout, self.scroll_offset.x)

    def _header_strip(self, styles: LineStyles) -> Strip:
        line, column = self._hover or (None, None)
        return paint_header(
            self._layout,
            styles,
            marks=MARKS[self.mark_state] if self.marked else "",
            sort_key=self.sort_key,
            sort_reverse=self.sort_reverse,
            hover_column=column if line == 0 else None,
        )

    def _row_strip(self, index: int, y: int, styles: LineStyles) -> Strip:
        held = self._cache.get(index)
        state = LineState(
            cursor=index == self.cursor_row,
            hover=self._hover is not None and self._hover[0] == y,
            marked=held is not None and self.is_marked(held),
            stripe=index % 2 if self.zebra_stripes else None,
        )
        if held is None:
            return paint_blank(self._layout, state.style(styles))
        held.painted_mark = state.marked
        strip = self._painted.get((held, state))
        if strip is None:
            view = self._cache.view(held, self._columns)
            strip = paint_row(view, self._layout, state, styles, self._cell_style)
            self._painted[held, state] = strip
        return strip

    def _cell_style(self, name: str) -> Style:
        """The style of a component class that a cell names; that of the line where there is no such class."""
        style = self._cell_styles.get(name)
        if style is None:
            base = self.rich_style
            style = overlay(self.get_component_rich_style(name, default=base), base)
            self._cell_styles[name] = style
        return style
