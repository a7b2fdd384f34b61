"""The table widget: what its owner calls, its messages, its keys and mouse, and when which lines are painted.

Nothing here depends on what the rows are: its owner says how many there are, answers `RowsWanted` with
`put_rows`, and describes each row as plain cells. Keys, messages and component classes are those of
Textual's DataTable, which keeps every row in memory.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeAlias

from textual import events, on
from textual.actions import SkipAction
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.style import Style

from orders_tui.ui.keys import LIST, bindings
from orders_tui.ui.widgets.table import messages
from orders_tui.ui.widgets.table.columns import Column
from orders_tui.ui.widgets.table.cursor import HEADER, Move, Window
from orders_tui.ui.widgets.table.header import Header, MarkState
from orders_tui.ui.widgets.table.mouse import Spot, spot
from orders_tui.ui.widgets.table.painter import Painter
from orders_tui.ui.widgets.table.rows import RenderRow, Row, RowCache
from orders_tui.ui.widgets.table.styles import CSS, LINES, LineState
from orders_tui.ui.widgets.thumb import repaint

KEPT_PAGES = 20
"""How many pages of rows stay in memory around the ones on screen."""


class LazyDataTable(ScrollView, Generic[Row], can_focus=True):
    """A table whose rows come when they are wanted."""

    ALLOW_SELECT = False

    BINDINGS = bindings(LIST)

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"datatable--{name}" for name in LINES}
    """As in Textual's DataTable, with `--marked` for marked rows and `--dim` for rows described as dim."""

    DEFAULT_CSS = CSS

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
    second_sort = reactive(("", False), repaint=False, init=False)
    """The key of the column with the second arrow, and whether that points down."""
    mark_state: reactive[MarkState] = reactive("none", repaint=False, init=False)
    """How much of the whole view is marked, for the header of the gutter."""

    RowsWanted: TypeAlias = messages.RowsWanted
    RowHighlighted: TypeAlias = messages.RowHighlighted
    RowSelected: TypeAlias = messages.RowSelected
    HeaderSelected: TypeAlias = messages.HeaderSelected
    MarkToggled: TypeAlias = messages.MarkToggled
    MarkAllToggled: TypeAlias = messages.MarkAllToggled
    EmptySelected: TypeAlias = messages.EmptySelected

    def __init__(
        self,
        render_row: RenderRow[Row],
        *,
        columns: Iterable[Column] = (),
        marked: Callable[[Hashable], bool] | None = None,
        id: str | None = None,
    ) -> None:
        """A table without rows.

        Args:
            render_row: Describes a row for the columns shown; called once a row while nothing changes.
            columns: The columns to begin with.
            marked: Tells whether the row of a key is marked; without it there is no place for marks.
            id: The id of the widget.
        """
        self.generation = 0
        """The number of the view shown."""
        self._rows = RowCache(render_row, tuple(columns), marked)
        self._painter = Painter(
            self._rows,
            base=lambda: self.rich_style,
            component=lambda name: self.get_component_rich_style(name, default=self.rich_style),
            toned=lambda tone: (self.visual_style + Style.parse(tone)).rich_style,
        )
        self._announced: int | None = None
        """The row of the last `RowHighlighted` of this view."""
        self._cursor_in_view = True
        self._lit: tuple[int, int | None] | None = None
        """What is shown as under the mouse, as `Spot.lit`."""
        super().__init__(id=id)

    def on_mount(self) -> None:
        for changed, names in (
            (lambda: self._repaint(self.window.header), ("sort_key", "sort_reverse", "second_sort", "mark_state")),
            (lambda: self._repaint(self.window.whole), ("zebra_stripes",)),
            (self._lay_out, ("fixed_columns", "show_vertical_scrollbar", "show_horizontal_scrollbar")),
        ):
            for name in names:
                self.watch(self, name, changed, init=False)

    # What the owner calls

    def set_columns(self, columns: Iterable[Column]) -> None:
        """Show these columns from now on."""
        self._rows.describe_for(tuple(columns))
        self._lay_out()
        self._repaint(self.window.whole)

    def reset(
        self,
        row_count: int,
        rows: Sequence[Row] = (),
        *,
        generation: int,
        first: int = 0,
        cursor: int | None = 0,
    ) -> None:
        """Begin a new view; what still comes for an older one is dropped.

        Args:
            row_count: How many rows the view has.
            rows: Those that are at hand, usually the first page.
            generation: The number of the view, as `put_rows` will name it.
            first: The position of the first of `rows`.
            cursor: The row to put the cursor on; none leaves it where it is.
        """
        self.generation = generation
        self._announced = None
        self._rows.clear()
        self._rows.put(first, rows)
        # Without the watchers: rows must not be asked for before it is known where the cursor is.
        self.set_reactive(LazyDataTable.row_count, max(0, row_count))
        row = self.cursor_row if cursor is None else cursor
        self.set_reactive(LazyDataTable.cursor_row, self.validate_cursor_row(row))
        self._cursor_in_view = True
        self._lay_out()
        self._repaint(self.window.whole)
        self._announce_cursor()

    def put_rows(self, first: int, rows: Sequence[Row], generation: int) -> None:
        """Take the rows that were wanted; those of an older view are dropped."""
        if generation != self.generation:
            return
        positions = range(first, min(first + len(rows), self.row_count))
        self._rows.put(first, rows[: len(positions)])
        kept = KEPT_PAGES * max(1, self.page_rows)
        # Not at every page: trimming walks all that is held.
        if len(self._rows) > kept:
            # The row under the cursor stays, wherever the lines are scrolled: keys act on it.
            self._rows.trim(self.window.around(kept // 2), self.cursor_row)
        self._repaint(self.window.part(positions))
        self._announce_cursor()

    def update_rows(self, rows: Mapping[int, Row]) -> None:
        """Redraw these rows of the view in place; those not loaded wait until they are wanted."""
        for position, row in rows.items():
            if position in self._rows:
                self._rows.put(position, [row])
                self._repaint(self.window.part(range(position, position + 1)))

    def refresh_marks(self) -> None:
        """Ask again which rows are marked, and redraw those that changed."""
        for position in filter(self._rows.mark_changed, self.window.rows):
            self._repaint(self.window.part(range(position, position + 1)))

    def move_cursor(self, row: int) -> None:
        """Put the cursor on a row, and the row on the screen."""
        self.cursor_row = row
        self._cursor_in_view = True
        top = self.window.showing(self.cursor_row)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top)

    def row_at(self, position: int) -> Row | None:
        """The row at this position of the view, if it is loaded."""
        held = self._rows.get(position)
        return None if held is None else held.row

    def loaded(self) -> Iterator[tuple[int, Row]]:
        """The rows that are loaded with their positions, from the top; they are few, wherever they are."""
        return self._rows.all()

    @property
    def cursor_key(self) -> Hashable | None:
        """The key of the row under the cursor, if it is loaded."""
        return self._rows.key(self.cursor_row)

    @property
    def page_rows(self) -> int:
        """How many rows a page has."""
        return max(0, self.scrollable_content_region.height - HEADER)

    @property
    def window(self) -> Window:
        """The part of the table that is seen."""
        return Window(self._painter.layout.available, self.page_rows, self.scroll_offset.y, self.row_count)

    # Where the lines are

    @on(events.Resize)
    def _lay_out(self) -> None:
        """Fit columns, scroll bars and scroll position to what there is to show and where."""
        if not self.scrollable_content_region:
            return
        if self._painter.lay_out(self.scrollable_content_region.width, self.fixed_columns):
            self._repaint(self.window.whole)
        # Noted first: scrolling below may take the cursor out of sight, which is not the person's doing.
        follow = self._cursor_in_view
        layout = self._painter.layout
        self.virtual_size = Size(layout.available + layout.stops[-1], self.row_count + HEADER)
        self.scroll_to(layout.stop(self.scroll_x), self.scroll_y)
        # Where the thumb is drawn hangs on the number of lines, too.
        self.vertical_scrollbar.position = self.scroll_y
        if follow:
            self.move_cursor(self.cursor_row)
        self._ask_for_rows()

    def scroll_to(self, x: float | None = None, y: float | None = None, **how: Any) -> None:
        """Scroll at once; an animated scroll would paint all lines at each of its steps."""
        super().scroll_to(x, y, **{**how, "animate": False, "force": True})

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        if round(old_value) == round(new_value):
            return
        bar = self.vertical_scrollbar
        before, now = self.window.thumb(bar.position), self.window.thumb(new_value)
        if now != before:
            bar.set_reactive(ScrollBar.position, new_value)  # the bar would paint all of itself
            repaint(bar, before, now)
        self._repaint(self.window.body)
        self._cursor_in_view = self.cursor_row in self.window.rows
        self._ask_for_rows()

    def watch_row_count(self) -> None:
        # Rows beyond the new end would otherwise be painted as soon as the list grows again.
        self._rows.trim(range(self.row_count))
        self.cursor_row = min(self.cursor_row, self.row_count)
        self._lay_out()
        self._repaint(self.window.whole)

    def validate_cursor_row(self, row: int) -> int:
        return self.window.held(row)

    def watch_cursor_row(self, old: int, new: int) -> None:
        self._repaint(self.window.part(range(old, old + 1)))
        self._repaint(self.window.part(range(new, new + 1)))
        self.move_cursor(new)
        # Whoever uses the keys does not point with the mouse, wherever it was left.
        self._light(None)
        self._announce_cursor()

    # Messages

    def _ask_for_rows(self) -> None:
        """Ask for the rows on screen and a page around them, as soon as half of such a page is missing."""
        seen, page = self.window, self.page_rows
        if page and (rows := self._rows.ask(seen.around(page // 2), seen.around(page))):
            self.post_message(self.RowsWanted(self, rows.start, len(rows), self.generation))

    def _announce_cursor(self) -> None:
        """Announce the row under the cursor as soon as it is loaded, once."""
        row, key = self.cursor_row, self.cursor_key
        if key is None:
            self._announced = None
        elif row != self._announced:
            self._announced = row
            self.post_message(self.RowHighlighted(self, row, key))

    # Painting

    def notify_style_update(self) -> None:
        self._painter.forget_styles()
        super().notify_style_update()

    def _repaint(self, part: Region) -> None:
        """Paint a part of the widget again, in the styles that are known."""
        if part:  # without a part Textual would take it for the whole
            self.refresh(part)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._painter.lay_out(self.scrollable_content_region.width, self.fixed_columns)
        self._painter.follow_base()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        # How large the page is does not matter here, and takes Textual as long to say as to paint a line.
        painter, row = self._painter, Window(top=self.scroll_offset.y, total=self.row_count).row_at(y)
        line, title = self._lit or (None, None)
        if y < HEADER:
            marks = self.mark_state if self._rows.can_be_marked else None
            strip = painter.header(Header(marks, self.sort_key, self.sort_reverse, self.second_sort, title))
        elif row is None:
            return painter.nothing()
        else:
            stripe = row % 2 if self.zebra_stripes else None
            strip = painter.row(row, LineState(row == self.cursor_row, line == y, stripe=stripe))
        return painter.visible(strip, self.scroll_offset.x, header=y < HEADER)

    # Mouse

    @on(events.MouseMove)
    @on(events.Leave)
    def _follow_mouse(self, event: events.MouseMove | events.Leave) -> None:
        under = self._spot(event) if isinstance(event, events.MouseMove) else None
        self._light(under and under.lit)

    def _light(self, lit: tuple[int, int | None] | None) -> None:
        """Show what is under the mouse."""
        if lit == self._lit:
            return
        for old_or_new in (self._lit, lit):
            if old_or_new is not None:
                self._repaint(self.window.line(old_or_new[0]))
        self._lit = lit

    def on_click(self, event: events.Click) -> None:
        under = self._spot(event)
        if under is None:
            return
        event.stop()
        match under:
            case Spot(title=int(title)):
                column = self._rows.columns[title]
                self.post_message(self.HeaderSelected(self, column.sort_key, event.ctrl or event.shift))
            case Spot(gutter=True, line=line) if line < HEADER:
                self.post_message(self.MarkAllToggled(self))
            case Spot(gutter=True, row=int(row)):
                # A row that is not loaded has no key, and nothing to mark it by.
                if (key := self._rows.key(row)) is not None:
                    self.post_message(self.MarkToggled(self, key))
            case Spot(row=int(row)) if row == self.cursor_row:
                self.action_select_cursor()
            case Spot(row=int(row)):
                self.cursor_row = row
            case _:
                pass  # below the last row, or on a title that cannot be sorted by

    def _spot(self, event: events.MouseEvent) -> Spot | None:
        """What the mouse is over; none where that is not among the lines."""
        at = event.get_content_offset(self)
        if at is None or not self.scrollable_content_region.size.region.contains_point(at):
            return None
        return spot(at, self._painter.layout, self.window, self.scroll_offset.x, marks=self._rows.can_be_marked)

    @on(events.MouseScrollLeft)
    @on(events.MouseScrollRight)
    def _wheel_aside(self, event: events.MouseScrollLeft | events.MouseScrollRight) -> None:
        """Scroll by a column, without the animation that Textual gives a wheel turned sideways."""
        event.prevent_default()
        event.stop()
        by = 1 if isinstance(event, events.MouseScrollRight) else -1
        self.scroll_to(x=self._painter.layout.stop(self.scroll_x, by))

    # Keys

    def action_move(self, way: Move) -> None:
        """Move the cursor; by a page together with the lines, so that it stays where it is on the screen."""
        seen = self.window
        rows = seen.step(way)
        if way in ("page_up", "page_down") and self.cursor_row in seen.rows:
            self.scroll_to(y=seen.top + rows)
        self.move_cursor(self.cursor_row + rows)

    def action_scroll_aside(self, by: int) -> None:
        """Scroll to the columns at the right, or with -1 at the left."""
        if not self.max_scroll_x:
            # The key may mean something to the screen where there is nothing to scroll to.
            raise SkipAction
        self.scroll_to(x=self._painter.layout.stop(self.scroll_x, by))

    def action_select_cursor(self) -> None:
        """Select the row under the cursor."""
        if not self.row_count:
            self.post_message(self.EmptySelected(self))
        elif (key := self.cursor_key) is not None:
            self.post_message(self.RowSelected(self, self.cursor_row, key))
