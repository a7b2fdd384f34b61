"""The rows of a lazy table: how one is described, and the few of them that are held in memory."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from orders_tui.ui.widgets.lazy_table_columns import Column

Row = TypeVar("Row")
"""What the owner's rows are; the table only stores them and hands them to the owner's `render_row`."""


class Cell(NamedTuple):
    """What one cell shows."""

    text: str
    """One line of text that is safe on a terminal; literal, never markup."""
    style_class: str = ""
    """The component class of the table that colours it."""


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
    """The loaded rows by their place in the view, their descriptions, and which rows were asked for."""

    def __init__(self, render_row: RenderRow[Row]) -> None:
        self._render_row = render_row
        self._held: dict[int, Held[Row]] = {}
        self._asked = range(0)

    def __contains__(self, index: int) -> bool:
        return index in self._held

    def __len__(self) -> int:
        return len(self._held)

    def get(self, index: int) -> Held[Row] | None:
        """The loaded row at this place, if it is loaded."""
        return self._held.get(index)

    def put(self, first: int, rows: Sequence[Row]) -> None:
        """Hold these rows, the first of them at place `first`."""
        for index, row in enumerate(rows, first):
            self._held[index] = Held(row)
        if first < self._asked.stop and self._asked.start < first + len(rows):
            self._asked = range(0)

    def ask(self, needed: range, nearby: range) -> range | None:
        """The missing rows of `nearby`, once `needed` has some that were not asked for already.

        Every answer to it covers all that is missing, so an earlier one that never comes is not missed.
        """
        if all(index in self._held or index in self._asked for index in needed):
            return None
        missing = [index for index in nearby if index not in self._held]
        self._asked = range(missing[0], missing[-1] + 1)
        return self._asked

    def view(self, held: Held[Row], columns: tuple[Column, ...]) -> RowView:
        """The description of a loaded row."""
        if held.view is None:
            held.view = self._render_row(held.row, columns)
        return held.view

    def describe_anew(self) -> None:
        """Forget every description, as when the columns change."""
        self._held = {index: Held(held.row) for index, held in self._held.items()}

    def clear(self) -> None:
        """Let go of every row."""
        self._held.clear()
        self._asked = range(0)

    def trim(self, wanted: range, spare: int | None = None) -> None:
        """Let go of all rows outside `wanted` but the one at `spare`."""
        self._held = {i: held for i, held in self._held.items() if i in wanted or i == spare}
