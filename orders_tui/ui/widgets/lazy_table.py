"""The table that serves a million rows as easily as fifty: it holds and paints only those near the screen.

It knows nothing of what its rows are. Its owner says how many there are, answers `RowsWanted` with
`put_rows`, and describes each row as plain cells. Keys, messages and component classes are those of
Textual's DataTable, which keeps every row in memory.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.actions import SkipAction
from textual.geometry import Offset
from textual.message import Message

from orders_tui.ui.keys import LIST, bindings
from orders_tui.ui.widgets.lazy_table_lines import HEADER, LazyLines
from orders_tui.ui.widgets.lazy_table_rows import Row

KEPT_PAGES = 20
"""How many pages of rows stay in memory around the ones on screen."""
SIDE_STEP = 8
"""Cells that one key scrolls sideways."""


class LazyDataTable(LazyLines[Row], can_focus=True):
    """A table whose rows come when they are wanted."""

    BINDINGS = bindings(LIST)

    @dataclass
    class FromTable(Message):
        """What every message of the table carries."""

        table: "LazyDataTable[Any]"
        """The table that sent it."""

        @property
        def control(self) -> "LazyDataTable[Any]":
            """The table, for `on` with a selector."""
            return self.table

    @dataclass
    class RowsWanted(FromTable):
        """Rows have to be loaded; answered with `put_rows`."""

        first: int
        """The place of the first of them."""
        count: int
        """How many there are of them."""
        generation: int
        """The view that they belong to."""

    @dataclass
    class RowHighlighted(FromTable):
        """The cursor came to a row, in this view or in a new one; sent once the row is loaded."""

        cursor_row: int
        row_key: Hashable

    @dataclass
    class RowSelected(FromTable):
        """Enter was pressed, or the row under the cursor was clicked."""

        cursor_row: int
        row_key: Hashable

    @dataclass
    class HeaderSelected(FromTable):
        """The header of a sortable column was clicked."""

        column_key: str
        column_index: int

    @dataclass
    class MarkToggled(FromTable):
        """The mark of a row was clicked; the cursor stays where it is."""

        row_index: int
        row_key: Hashable

    @dataclass
    class MarkAllToggled(FromTable):
        """The mark in the header was clicked."""

    generation: int = 0
    """The number of the view shown."""
    _announced: int | None = None
    """The row of the last `RowHighlighted` of this view."""

    # What the owner calls

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
            first: The place of the first of `rows`.
            cursor: The row to put the cursor on; none leaves it where it is.
        """
        self.generation = generation
        self._announced = None
        self.replace_rows(row_count, first, rows, self.cursor_row if cursor is None else cursor)
        self._announce_cursor()

    def put_rows(self, first: int, rows: Sequence[Row], generation: int) -> None:
        """Take the rows that were wanted; those of an older view are dropped."""
        if generation != self.generation:
            return
        places = range(first, min(first + len(rows), self.row_count))
        self._cache.put(first, rows[: len(places)])
        kept = KEPT_PAGES * max(1, self.page_rows)
        if len(self._cache) > kept:
            self._cache.trim(self.rows_around(kept // 2), self.cursor_row)
        self.repaint_rows(places)
        self._announce_cursor()

    def update_rows(self, rows: Mapping[int, Row]) -> None:
        """Redraw these rows of the view in place; those not loaded wait until they are wanted."""
        for index, row in rows.items():
            if index in self._cache:
                self._cache.put(index, [row])
                self.repaint_rows(range(index, index + 1))

    def refresh_marks(self) -> None:
        """Ask again which rows are marked, and redraw those that changed."""
        for index in self.rows_on_screen:
            held = self._cache.get(index)
            if held is not None and self.is_marked(held) != held.painted_mark:
                self.repaint_rows(range(index, index + 1))

    def move_cursor(self, row: int) -> None:
        """Put the cursor on a row, and the row on the screen."""
        self.cursor_row = row
        self.scroll_to_cursor()

    def row_at(self, index: int) -> Row | None:
        """The row at this place of the view, if it is loaded."""
        held = self._cache.get(index)
        return None if held is None else held.row

    def key_at(self, index: int) -> Hashable | None:
        """The key of the row at this place of the view, if it is loaded."""
        held = self._cache.get(index)
        return None if held is None else self._cache.view(held, self.columns).key

    @property
    def cursor_key(self) -> Hashable | None:
        """The key of the row under the cursor, if it is loaded."""
        return self.key_at(self.cursor_row)

    # Messages

    def rows_wanted(self, rows: range) -> None:
        self.post_message(self.RowsWanted(self, rows.start, len(rows), self.generation))

    def watch_cursor_row(self, old: int, new: int) -> None:
        super().watch_cursor_row(old, new)
        self.hover_at(None)
        self._announce_cursor()

    def _announce_cursor(self) -> None:
        """Announce the row under the cursor as soon as it is loaded, once."""
        row = self.cursor_row
        key = self.key_at(row)
        if key is None:
            self._announced = None
        elif row != self._announced:
            self._announced = row
            self.post_message(self.RowHighlighted(self, row, key))

    # Mouse

    def on_mouse_move(self, event: events.MouseMove) -> None:
        at = self._place(event)
        if at is None:
            self.hover_at(None)
        elif at.y >= HEADER:
            self.hover_at(at.y)
        else:
            column = self.column_at(at.x)
            sortable = column is not None and self.columns[column].sortable
            self.hover_at(at.y, column if sortable else None)

    def on_leave(self) -> None:
        self.hover_at(None)

    def on_click(self, event: events.Click) -> None:
        at = self._place(event)
        if at is None:
            return
        event.stop()
        if at.y < HEADER:
            self._click_header(at.x)
        else:
            self._click_row(at.y - HEADER + self.scroll_offset.y, at.x)

    def _place(self, event: events.MouseEvent) -> Offset | None:
        """The cell of the lines that the mouse is over."""
        at = event.get_content_offset(self)
        if at is None or not self.scrollable_content_region.size.region.contains_point(at):
            return None
        return at

    def _click_header(self, x: int) -> None:
        column = self.column_at(x)
        if column is not None and self.columns[column].sortable:
            self.post_message(self.HeaderSelected(self, self.columns[column].key, column))
        elif self.in_gutter(x):
            self.post_message(self.MarkAllToggled(self))

    def _click_row(self, row: int, x: int) -> None:
        if row >= self.row_count:
            return
        if self.in_gutter(x):
            key = self.key_at(row)
            if key is not None:
                self.post_message(self.MarkToggled(self, row, key))
        elif row == self.cursor_row:
            self.action_select_cursor()
        else:
            self.cursor_row = row

    # Keys

    def action_cursor_up(self) -> None:
        """Move the cursor to the row above."""
        self.move_cursor(self.cursor_row - 1)

    def action_cursor_down(self) -> None:
        """Move the cursor to the row below."""
        self.move_cursor(self.cursor_row + 1)

    def action_page_up(self) -> None:
        """Move cursor and screen up by a page."""
        self._move_by(-self.page_rows)

    def action_page_down(self) -> None:
        """Move cursor and screen down by a page."""
        self._move_by(self.page_rows)

    def action_scroll_top(self) -> None:
        """Move the cursor to the first row."""
        self.move_cursor(0)

    def action_scroll_bottom(self) -> None:
        """Move the cursor to the last row."""
        self.move_cursor(self.row_count - 1)

    def action_cursor_left(self) -> None:
        """Scroll to the columns at the left."""
        self._scroll_sideways(self.scroll_x - SIDE_STEP)

    def action_cursor_right(self) -> None:
        """Scroll to the columns at the right."""
        self._scroll_sideways(self.scroll_x + SIDE_STEP)

    def action_select_cursor(self) -> None:
        """Select the row under the cursor."""
        key = self.cursor_key
        if key is not None:
            self.post_message(self.RowSelected(self, self.cursor_row, key))

    def _move_by(self, rows: int) -> None:
        """Move the cursor, and the lines with it, so that it stays where it is on the screen."""
        if self.cursor_row in self.rows_on_screen:
            self.scroll_to(y=self.scroll_offset.y + rows)
        self.move_cursor(self.cursor_row + rows)

    def _scroll_sideways(self, x: float) -> None:
        if not self.max_scroll_x:
            # The key may mean something to the screen where there is nothing to scroll to.
            raise SkipAction
        self.scroll_to(x=x)
