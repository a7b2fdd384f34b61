"""The rows of a ship sheet, and the one field in which their cells are edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.style import Style
from textual.suggester import SuggestFromList

from orders_tui.domain.receipts import reads_as_number
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.ui.cells import cut
from orders_tui.ui.grid_keys import SHEET_FIELD
from orders_tui.ui.keys import bindings
from orders_tui.ui.show import toned
from orders_tui.ui.show_sheet import SheetRow
from orders_tui.ui.widgets.lines import Lines
from orders_tui.ui.widgets.text_line import TextLine


class SheetCell(IntEnum):
    """The cells of a row that are edited, from the left."""

    COURIER = 0
    RECEIPT = 1


class Widths(NamedTuple):
    """The cells of the columns from the left; there is a blank after each, and the state takes the rest."""

    order_id: int
    customer: int
    courier: int
    receipt: int
    state: int

    @classmethod
    def within(cls, cells: int) -> "Widths":
        """The columns of a line of so many cells."""
        customer, courier, receipt = next(widths for least, widths in _WIDTHS if cells >= least)
        order_id, blanks = 14, 4
        state = cells - blanks - order_id - customer - courier - receipt
        return cls(order_id, customer, courier, receipt, max(0, state))

    def span(self, cell: SheetCell) -> tuple[int, int]:
        """Where a cell that is edited begins, and how wide it is."""
        courier = self.order_id + self.customer + 2
        return (courier, self.courier) if cell is SheetCell.COURIER else (courier + self.courier + 1, self.receipt)

    def line(self, texts: Sequence[str]) -> Content:
        """Texts in the columns, but for the state."""
        shown = [(Content(cut(text, cells)), cells) for text, cells in zip(texts, self[:-1], strict=True)]
        columns = [text.pad_right(cells - text.cell_length) for text, cells in shown]
        return Content(" ").join(columns)


_WIDTHS = ((84, (18, 12, 22)), (72, (12, 10, 19)), (0, (10, 8, 16)))
"""From how many cells on, the widths of customer, courier and receipt number."""
_STATE = 13
"""The least cells for the words of a state; in fewer only its mark is shown."""


class SheetLines(Lines, can_focus=False):
    """The rows under their heads; it holds no text of its own and is not in the way of the focus."""

    FOCUS_EDGE = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"sheet--cursor"}

    DEFAULT_CSS = """
    SheetLines {
        height: 1fr;
        background: $panel;
        & > .sheet--cursor { background: $marked; }
        &:ansi > .sheet--cursor { text-style: bold; }
    }
    """

    cursor: var[int] = var(0, init=False)
    """The row that is edited."""

    @dataclass
    class CellClicked(Message):
        """A cell was clicked."""

        row: int
        cell: SheetCell

    @dataclass
    class Moved(Message):
        """The rows, or their columns, are at other places of the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[SheetRow, ...] = ()

    @property
    def widths(self) -> Widths:
        return Widths.within(self.text_width)

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        """Show these rows."""
        self._rows = tuple(rows)
        self._draw()

    def cell_region(self, row: int, cell: SheetCell) -> Region:
        """Where a cell is, counted from the corner of this widget; below or above it where it is scrolled away."""
        x, width = self.widths.span(cell)
        return Region(x + 1, row - self.scroll_offset.y, width, 1)

    def line_style(self, y: int) -> Style:
        return self.visual_style + self.get_visual_style("sheet--cursor") if y == self.cursor else self.visual_style

    def watch_cursor(self) -> None:
        self._draw()
        top, height = self.scroll_offset.y, self.size.height
        if not top <= self.cursor < top + height:
            to = self.cursor if self.cursor < top else self.cursor - height + 1
            # At once, since the field is laid over the row where that is now.
            self.scroll_to(y=to, animate=False, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        self._draw()
        self.watch_cursor()
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        row = event.y + self.scroll_offset.y
        if row < len(self._rows):
            begins, _width = self.widths.span(SheetCell.RECEIPT)
            self.post_message(self.CellClicked(row, SheetCell.RECEIPT if event.x > begins else SheetCell.COURIER))

    def _draw(self) -> None:
        widths = self.widths
        self.show_lines([_line(row, widths, is_current=at == self.cursor) for at, row in enumerate(self._rows)])


@lru_cache(2_000)  # a key changes one row of hundreds
def _line(row: SheetRow, widths: Widths, *, is_current: bool) -> Content:
    pointer = "▶ " if is_current else "  "
    texts = (f"{pointer}{show(row.order_id)}", *map(show, (row.customer, row.courier, row.receipt)))
    state = cut(row.state, widths.state) if widths.state >= _STATE else row.state[:1]
    return Content.assemble(widths.line(texts), " ", toned(state, row.tone))


def heads(widths: Widths) -> Content:
    """The titles of the columns."""
    texts = ("  " + _("Order ID"), _("Customer"), _("Courier"), _("Receipt number"))
    return Content.assemble(" ", widths.line(texts))


class SheetField(TextLine):
    """Edits one cell, over which it lies; a pasted list goes to the sheet."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SHEET_FIELD)

    DEFAULT_CSS = """
    SheetField { layer: field; position: absolute; }
    """

    @dataclass
    class Pasted(Message):
        """A text was pasted."""

        text: str

    @dataclass
    class CourierWanted(Message):
        """The courier of this row is wanted in the rows below."""

    def __init__(self, couriers: Sequence[str]) -> None:
        """Make the field.

        Args:
            couriers: those that are completed while one types; any other name is as good.
        """
        super().__init__(max_length=500)
        self._couriers = SuggestFromList([each for each in couriers if show(each) == each], case_sensitive=False)
        self.given = ""
        """The value as it was before anything was typed, which is not quite what the field shows of outside text."""

    @property
    def edited(self) -> str:
        """The value as it is now."""
        return self.given if self.value == show(self.given) else self.value

    @property
    def misplaced(self) -> str:
        """The receipt number that was written where a courier belongs, as a scanner does; empty where there is none."""
        is_courier, number = self.suggester is self._couriers, self.edited.strip()
        return number if is_courier and number != self.given.strip() and reads_as_number(number) else ""

    def lie_over(self, region: Region) -> None:
        """Lie over this part of the sheet."""
        self.styles.width = region.width
        self.styles.offset = region.offset

    def edit(self, value: str, cell: SheetCell) -> None:
        """Edit this value of a cell; what is typed takes its place, as in a spreadsheet."""
        self.suggester = self._couriers if cell is SheetCell.COURIER else None
        self.given = value
        self.value = show(value)
        self.action_select_all()

    def put(self, text: str) -> None:
        """Put a text where the cursor is."""
        self.replace(text, *self.selection)

    def action_fill_down(self) -> None:
        """Have the courier of this row in the rows below."""
        self.post_message(self.CourierWanted())

    def on_paste(self, event: events.Paste) -> None:
        # A line may name its order, and then belongs to the row of that, wherever the cursor is.
        event.prevent_default()
        event.stop()
        if event.text.strip():
            self.post_message(self.Pasted(event.text))
