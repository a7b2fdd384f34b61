"""The rows of a table: how one is described, and the few of them that are held in memory."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from orders_tui.ui.widgets.table.columns import Column

Row = TypeVar("Row")
"""What the owner's rows are; the table only stores them and hands them to the owner's `render_row`."""


class Cell(NamedTuple):
    """What one cell shows."""

    text: str
    """One line of text that is safe on a terminal; literal, never markup."""
    tone: str = ""
    """How its text is coloured, in the words of a content's styles."""


class RowView(NamedTuple):
    """What one row shows."""

    key: Hashable
    """What the row is known by in messages and to `marked`."""
    cells: tuple[Cell, ...]
    """One cell a column, in the columns' order."""
    dim: bool = False
    """Whether the row is painted muted, without the colours of its cells."""


RenderRow = Callable[[Row, tuple[Column, ...]], RowView]
"""How the owner of a table describes a row for the columns shown."""


@dataclass(slots=True, eq=False)
class Held(Generic[Row]):
    """One loaded row; replaced as a whole when the row changes, so that it can key what was painted."""

    row: Row
    view: RowView | None = field(default=None, repr=False)
    """Its description, made when it is first needed."""
    painted_mark: bool = False
    """Whether it was marked when it was last painted."""


class RowCache(Generic[Row]):
    """The loaded rows by their position in the view, their descriptions, and which rows were asked for."""

    def __init__(
        self,
        render_row: RenderRow[Row],
        columns: tuple[Column, ...] = (),
        marked: Callable[[Hashable], bool] | None = None,
    ) -> None:
        """Hold no row yet.

        Args:
            render_row: describes a row for the columns shown; called once a row while nothing changes.
            columns: the columns to begin with.
            marked: tells whether the row of a key is marked; None where none can be.
        """
        self._render_row = render_row
        self._columns = columns
        self._marked = marked
        self._held: dict[int, Held[Row]] = {}
        self._asked = range(0)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that the rows are described for."""
        return self._columns

    def __contains__(self, position: int) -> bool:
        return position in self._held

    def __len__(self) -> int:
        return len(self._held)

    def get(self, position: int) -> Held[Row] | None:
        """The loaded row at this position, if it is loaded."""
        return self._held.get(position)

    def key(self, position: int) -> Hashable | None:
        """The key of the row at this position, if it is loaded."""
        held = self._held.get(position)
        return None if held is None else self.view(held).key

    def all(self) -> Iterator[tuple[int, Row]]:
        """All loaded rows with their positions, from the top."""
        return ((position, self._held[position].row) for position in sorted(self._held))

    def put(self, first: int, rows: Sequence[Row]) -> None:
        """Hold these rows, the first of them at position `first`."""
        for position, row in enumerate(rows, first):
            self._held[position] = Held(row)
        # An answer came, if only with a part: what is still missing may be asked for anew.
        if first < self._asked.stop and self._asked.start < first + len(rows):
            self._asked = range(0)

    def ask(self, needed: range, nearby: range) -> range | None:
        """The missing rows of `nearby`, once `needed` has some that were not asked for already.

        Every answer to it covers all that is missing, so an earlier one that never comes is not missed.
        """
        if all(position in self._held or position in self._asked for position in needed):
            return None
        missing = [position for position in nearby if position not in self._held]
        self._asked = range(missing[0], missing[-1] + 1)
        return self._asked

    def view(self, held: Held[Row]) -> RowView:
        """The description of a loaded row."""
        if held.view is None:
            held.view = self._render_row(held.row, self._columns)
        return held.view

    @property
    def can_be_marked(self) -> bool:
        """Whether rows can be marked at all."""
        return self._marked is not None

    def is_marked(self, held: Held[Row]) -> bool:
        """Whether a loaded row is marked."""
        return self._marked is not None and self._marked(self.view(held).key)

    def mark_changed(self, position: int) -> bool:
        """Whether the row at this position is loaded, and was painted with another mark than it has now."""
        held = self._held.get(position)
        return held is not None and self.is_marked(held) != held.painted_mark

    def describe_for(self, columns: tuple[Column, ...]) -> None:
        """Describe every row anew, for these columns."""
        self._columns = columns
        self._held = {position: Held(held.row) for position, held in self._held.items()}

    def clear(self) -> None:
        """Let go of every row."""
        self._held.clear()
        self._asked = range(0)

    def trim(self, wanted: range, spare: int | None = None) -> None:
        """Let go of all rows outside `wanted` but the one at `spare`."""
        self._held = {
            position: held for position, held in self._held.items() if position in wanted or position == spare
        }
