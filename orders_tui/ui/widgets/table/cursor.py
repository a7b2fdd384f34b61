"""Which rows of a table are on the screen, and where a key moves the cursor."""

from typing import Literal, NamedTuple

from textual.geometry import Region, clamp

from orders_tui.ui.widgets.thumb import Thumb

HEADER = 1
"""Lines above the rows."""

Move = Literal["up", "down", "page_up", "page_down", "first", "last"]
"""Where a key moves the cursor."""


class Window(NamedTuple):
    """The part of a table that is seen."""

    width: int = 0
    """The cells of a line."""
    page: int = 0
    """How many rows fit below the header."""
    top: int = 0
    """The position of the first row."""
    total: int = 0
    """How many rows there are, seen or not."""

    @property
    def rows(self) -> range:
        """The positions of the rows that are seen."""
        return range(self.top, max(self.top, min(self.top + self.page, self.total)))

    def around(self, margin: int) -> range:
        """The rows that are seen, and `margin` rows above and below."""
        seen = self.rows
        return range(max(0, seen.start - margin), min(seen.stop + margin, self.total))

    def row_at(self, line: int) -> int | None:
        """The position of the row on a line of the widget; None on the header and below the last row."""
        row = line - HEADER + self.top
        return row if line >= HEADER and row < self.total else None

    # Parts of the widget, to be painted

    @property
    def whole(self) -> Region:
        """Header and rows."""
        return Region(0, 0, self.width, HEADER + self.page)

    @property
    def header(self) -> Region:
        """The header alone."""
        return Region(0, 0, self.width, HEADER)

    @property
    def body(self) -> Region:
        """The rows alone."""
        return Region(0, HEADER, self.width, self.page)

    def line(self, line: int) -> Region:
        """One line."""
        return Region(0, line, self.width, 1)

    def part(self, rows: range) -> Region:
        """Where those of these rows are that are seen; empty if none is."""
        first, stop = max(rows.start, self.top), min(rows.stop, self.rows.stop)
        return Region(0, first - self.top + HEADER, self.width, stop - first) if first < stop else Region()

    def thumb(self, position: float) -> Thumb:
        """The thumb of the scroll bar where the lines are scrolled so far."""
        return Thumb.of(HEADER + self.total, HEADER + self.page, position)

    # The cursor

    def held(self, row: int) -> int:
        """The row, or the nearest that there is; 0 where there is none."""
        return clamp(row, 0, max(0, self.total - 1))

    def step(self, way: Move) -> int:
        """How many rows down a key moves the cursor; more than there are where it goes to an end."""
        match way:
            case "up" | "down":
                rows = 1
            case "page_up" | "page_down":
                rows = self.page
            case "first" | "last":
                rows = self.total
        return -rows if way in ("up", "page_up", "first") else rows

    def showing(self, row: int) -> int:
        """The first row to show, so that this row is seen.

        By a third of a page where it left at the edge: a terminal is sent the whole table for every
        scroll, and a held key should not cost that with each line.
        """
        page, seen = self.page, self.rows
        if not page or row in seen:
            return self.top
        if not seen.start - page <= row < seen.start + 2 * page:
            return row - page // 2
        if row < seen.start:
            return row - page // 3
        return row - page + 1 + page // 3
