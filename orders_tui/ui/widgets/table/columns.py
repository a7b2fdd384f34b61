"""The columns of a table: what each one is, and how many cells each one gets."""

from typing import Literal, NamedTuple

GAP = 1
"""Blank cells to the right of every column."""
MARK_GUTTER = 2
"""Cells before the first column where rows can be marked: the mark and a blank."""
PLAIN_GUTTER = 1
"""Cells before the first column where they cannot."""


class Column(NamedTuple):
    """One column; the owner of a table says which there are, the table gives each its cells."""

    key: str
    """Names the column in messages and in `sort_key`."""
    label: str
    """What its header says."""
    width: int
    """The cells it takes where there is room."""
    min_width: int | None = None
    """The cells below which it is never cut; `width` where none is given."""
    flex: int = 0
    """Its weight among the columns that take the rest of the line; 0 takes none."""
    align: Literal["left", "right"] = "left"
    """The side on which its text stands."""
    sortable: bool = True
    """Whether a click on its header is answered."""
    short: str = ""
    """The label where the full one does not fit."""
    sort: str = ""
    """What `sort_key` calls it, where that is not its key."""

    @property
    def sort_key(self) -> str:
        """What rows are sorted by with a click on its header."""
        return self.sort or self.key

    @property
    def least(self) -> int:
        """The cells that it cannot do without."""
        return self.width if self.min_width is None else min(self.min_width, self.width)


class Layout(NamedTuple):
    """Columns with their widths, laid out for one width of the table."""

    columns: tuple[Column, ...] = ()
    widths: tuple[int, ...] = ()
    """The cells of each column, without its gap."""
    available: int = 0
    """The cells that a line of the table has."""
    gutter: int = 0
    """The cells before the first column, where the marks are."""
    total: int = 0
    """The cells of gutter and columns together; more than `available` when the table scrolls sideways."""
    fixed_columns: int = 0
    """How many columns stay put when the rest scrolls sideways."""

    @property
    def scrolls(self) -> bool:
        """Whether the columns do not fit."""
        return self.total > self.available

    @property
    def fixed_width(self) -> int:
        """The cells at the left that never scroll."""
        return self.gutter + sum(self.widths[: self.fixed_columns]) + GAP * self.fixed_columns

    @property
    def stops(self) -> tuple[int, ...]:
        """How far the columns can be scrolled sideways, so that always whole ones follow those that stay put."""
        found, at = [0], 0
        for width in self.widths[self.fixed_columns : -1]:
            # From here on the last column is seen whole; further on there would be nothing but blanks.
            if self.total - GAP - at <= self.available:
                break
            at += width + GAP
            found.append(at)
        return tuple(found if self.scrolls else found[:1])

    def stop(self, scroll_x: float, by: int = 0) -> int:
        """The nearest stop at or before a position, or the one so many further on."""
        stops = self.stops
        at = max(index for index, stop in enumerate(stops) if stop <= max(0, scroll_x))
        return stops[max(0, min(at + by, len(stops) - 1))]

    def edge(self, scroll_x: int) -> int:
        """Where the last column ends that is seen whole; the edge of the table where not even one is."""
        limit = scroll_x + self.available
        right, last = self.gutter, 0
        for width in self.widths:
            right += width + GAP
            if right - GAP <= limit and right > self.fixed_width + scroll_x:
                last = right
        return min(last, limit) or limit

    def column_at(self, x: int, scroll_x: int) -> int | None:
        """The index of the column under the cell `x` of the widget; none in the gutter or past the last."""
        if x >= self.fixed_width:
            x += scroll_x
        right = self.gutter
        if x < right:
            return None
        for index, width in enumerate(self.widths):
            right += width + GAP
            if x < right:
                return index
        return None


def lay_out(columns: tuple[Column, ...], available: int, gutter: int = 0, fixed_columns: int = 0) -> Layout:
    """Give every column its width: flexible ones grow into the rest, all shrink towards their least."""
    gaps = gutter + GAP * len(columns)
    room = available - gaps
    wanted = [column.width for column in columns]
    spare = room - sum(wanted)
    if spare >= 0:
        changes = _shares(spare, [column.flex for column in columns])
    else:
        slack = [column.width - column.least for column in columns]
        changes = [-share for share in _shares(min(-spare, sum(slack)), slack)]
    widths = tuple(width + change for width, change in zip(wanted, changes, strict=True))
    return Layout(
        columns=columns,
        widths=widths,
        available=max(0, available),
        gutter=gutter,
        total=gaps + sum(widths),
        fixed_columns=min(fixed_columns, len(columns)),
    )


def _shares(amount: int, weights: list[int]) -> list[int]:
    """The amount split by weight into whole parts that add up to it; all zero when nothing has weight."""
    total = sum(weights)
    shares = []
    weight_so_far = given = 0
    for weight in weights:
        weight_so_far += weight
        # By the running sum, so that what rounding takes from one column goes to the next and the line is full.
        upto = amount * weight_so_far // total if total else 0
        shares.append(upto - given)
        given = upto
    return shares
