"""An app with nothing but a table in it, for the tests of that table."""

from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from typing import ClassVar

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.pilot import Pilot

from orders_tui.ui.appearance import ColouredApp
from orders_tui.ui.widgets.table.columns import Column
from orders_tui.ui.widgets.table.messages import FromTable
from orders_tui.ui.widgets.table.rows import Cell, RowView
from orders_tui.ui.widgets.table.table import LazyDataTable
from tests.ui.golden import screen_lines

MILLION = 1_000_000
SIZE = (40, 12)
PAGE = 11
"""The rows of a page in a terminal of that size: all lines but the header."""

COLUMNS = (
    Column("id", "Id", 8),
    Column("name", "Customer", 14, min_width=6, flex=1, short="Name"),
    Column("total", "Total", 7, align="right"),
    Column("note", "Note", 4, sortable=False),
)

Order = tuple[int, str]


def order(index: int, name: str = "") -> Order:
    return index, name or f"name {index}"


def view(row: Order, columns: tuple[Column, ...]) -> RowView:
    index, name = row
    cells = {
        "id": Cell(str(index)),
        "name": Cell(name, "$warning"),
        "total": Cell(f"{index * 10}"),
        "note": Cell("x" if index % 2 else ""),
    }
    return RowView(index, tuple(cells[column.key] for column in columns), dim=name == "dim")


class Shop(ColouredApp):
    """An app with nothing but the table, which gets its rows as soon as it wants them."""

    BINDINGS: ClassVar[list[Binding | tuple[str, str] | tuple[str, str, str]]] = [("left", "aside", "Aside")]

    def __init__(self, rows: int = MILLION, columns: tuple[Column, ...] = COLUMNS, answering: bool = True) -> None:
        super().__init__()
        self.table = LazyDataTable[Order](view, columns=columns, marked=self.is_marked, id="orders")
        self.rows = rows
        self.answering = answering
        self.marked: set[Hashable] = set()
        self.sent: list[FromTable] = []
        self.wanted: list[LazyDataTable.RowsWanted] = []
        self.went_aside = 0

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self.table.reset(self.rows, [order(i) for i in range(min(self.rows, 20))], generation=1)

    def is_marked(self, key: Hashable) -> bool:
        return key in self.marked

    def on_lazy_data_table_rows_wanted(self, message: LazyDataTable.RowsWanted) -> None:
        self.wanted.append(message)
        if self.answering:
            self.answer(message)

    def answer(self, message: LazyDataTable.RowsWanted, name: str = "") -> None:
        places = range(message.first, message.first + message.count)
        self.table.put_rows(message.first, [order(i, name) for i in places], message.generation)

    def on_lazy_data_table_row_highlighted(self, message: LazyDataTable.RowHighlighted) -> None:
        self.sent.append(message)

    def on_lazy_data_table_row_selected(self, message: LazyDataTable.RowSelected) -> None:
        self.sent.append(message)

    def on_lazy_data_table_header_selected(self, message: LazyDataTable.HeaderSelected) -> None:
        self.sent.append(message)

    def on_lazy_data_table_mark_toggled(self, message: LazyDataTable.MarkToggled) -> None:
        self.sent.append(message)

    def on_lazy_data_table_mark_all_toggled(self, message: LazyDataTable.MarkAllToggled) -> None:
        self.sent.append(message)

    def action_aside(self) -> None:
        self.went_aside += 1

    def lines(self) -> list[str]:
        return screen_lines(self)

    def line_of(self, row: int) -> int:
        return row - self.table.window.rows.start + 1

    def ids(self) -> list[int]:
        """The ids on screen, from the top."""
        return [int(line[2:10]) for line in self.lines()[1:] if line[2:10].strip()]

    def style_at(self, x: int, y: int) -> Style:
        return self.screen.get_style_at(x, y)


@asynccontextmanager
async def opened(app: Shop, size: tuple[int, int] = SIZE) -> AsyncIterator[Pilot[None]]:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def sent(app: Shop, kind: type[Message]) -> list[FromTable]:
    return [message for message in app.sent if isinstance(message, kind)]
