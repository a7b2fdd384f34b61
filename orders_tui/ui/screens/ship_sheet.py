"""The dialog in which several orders get their courier and receipt number, a row each, before they are shipped."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import Input, Static

from orders_tui.domain.couriers import COURIERS, courier_for
from orders_tui.domain.facts import Order
from orders_tui.domain.money import number
from orders_tui.domain.parcel_list import read_parcels
from orders_tui.domain.shipping import Parcel, ShipSheet, paste
from orders_tui.domain.text import excerpt
from orders_tui.domain.typed_sheet import TypedSheet
from orders_tui.domain.words import _, ngettext
from orders_tui.ui.grid_keys import SHEET
from orders_tui.ui.groups import Background
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keys import bindings
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.screens.skipped import SkippedDialog
from orders_tui.ui.screens.unsaved import Keep, Unsaved
from orders_tui.ui.show_sheet import (
    CheckedParcel,
    counted,
    going,
    named_parcels,
    row_sentence,
    rows_of,
    shown_rows,
    stopped_lines,
)
from orders_tui.ui.widgets.sheet import SheetCell, SheetField, SheetLines, heads

AROUND = 16
"""The lines of the dialog beside its rows, at most."""

Known = Callable[[Collection[str]], Awaitable[Sequence[Order]]]
"""Finds the stored orders that have one of these receipt numbers."""


class ShipSheetDialog(Dialog[ShipSheet]):
    """Answers with the rows that are to be shipped; those without a number are not among them."""

    CSS_PATH = "ship_sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SHEET)

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-roomy")]  # noqa: RUF012 - Textual declares it on the instance

    sheet: var[ShipSheet] = var(ShipSheet(()), init=False)
    """All rows as they are now."""

    def __init__(
        self,
        title: Content,
        sheet: ShipSheet,
        known: Known,
        keep: Keep,
        *,
        cautious: bool = False,
        couriers: Sequence[str] = COURIERS,
        notice: str = "",
    ) -> None:
        """Make the dialog.

        Args:
            title: what will be done, and to what.
            sheet: the rows, at least one, as they are at first.
            known: finds the orders that have a receipt number already.
            keep: keeps what is typed.
            cautious: whether to ask once more before anything is shipped.
            couriers: those that are completed while one types.
            notice: what is said at first.
        """
        super().__init__()
        self._title = title
        self._known = known
        self._cautious = cautious
        self._couriers = couriers
        self._row = 0
        """The row that is edited."""
        self._cell = SheetCell.RECEIPT
        """The cell of it that is edited."""
        self._notice = notice
        """What is said in place of the state of the row, until something changes."""
        self._looked_up = frozenset[str]()
        """The numbers of which it is known whether other orders have them."""
        self._unsaved = Unsaved(self, lambda: TypedSheet.of(self.sheet).text, keep)
        self.keep_unsaved = self._unsaved.keep
        self.set_reactive(ShipSheetDialog.sheet, sheet)

    def compose(self) -> ComposeResult:
        in_rows = (parcel.courier for parcel in self.sheet.parcels if parcel.courier)
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            yield Static(id="sheet-heads")
            with Container(id="sheet-body"):
                yield SheetLines()
                yield SheetField(tuple(dict.fromkeys((*in_rows, *self._couriers))))
            yield Static(id="sheet-row")
            yield Static(id="sheet-counts")
            keys = _(
                "<sheet.go_on> next, last row ships · <sheet.ship> ship · <sheet.fill> courier down"
                " · <sheet.one_parcel> one parcel · Esc cancel"
            )
            yield Static(key_hint(keys), classes="dialog-hint")

    def on_mount(self) -> None:
        self.query_one(".dialog").styles.max_height = len(self.sheet.parcels) + AROUND
        self._field.focus()
        notice = self._notice
        self._go_to_first_open(0)
        if notice:
            self._say(notice)
        self._unsaved.begin()

    @property
    def _field(self) -> SheetField:
        return self.query_one(SheetField)

    @property
    def _lines(self) -> SheetLines:
        return self.query_one(SheetLines)

    @property
    def _current(self) -> Parcel:
        return self.sheet.parcels[self._row]

    # Going from cell to cell

    def _go_to(self, row: int, cell: SheetCell) -> None:
        """Edit this cell; a row below the last one is the last."""
        notice = self._put_right()
        self._look_up()
        self._row, self._cell = max(0, min(row, len(self.sheet.parcels) - 1)), cell
        self._field.edit(self._current.courier if cell is SheetCell.COURIER else self._current.receipt, cell)
        self._notice = notice
        self._draw()
        self._move_field()

    def _go_to_first_open(self, row: int) -> None:
        """To the first row from this one on that lacks something; to the last one where none does."""
        parcels = self.sheet.parcels
        open_rows = (at for at in range(row, len(parcels)) if not (parcels[at].courier and parcels[at].receipt))
        row = next(open_rows, len(parcels) - 1)
        self._go_to(row, _first_cell(self.sheet.parcels[row]))

    @on(SheetLines.Moved)
    def _move_field(self) -> None:
        self.query_one("#sheet-heads", Static).update(heads(self._lines.widths), layout=False)
        self._field.lie_over(self._lines.cell_region(self._row, self._cell))

    @on(SheetLines.CellClicked)
    def _cell_clicked(self, event: SheetLines.CellClicked) -> None:
        self._go_to(event.row, event.cell)

    def action_move(self, rows: int) -> None:
        """Down by so many rows, in the same column."""
        self._go_to(self._row + rows, self._cell)

    def action_page(self, pages: int) -> None:
        """Down by so many pages."""
        self.action_move(pages * max(1, self._lines.size.height - 1))

    def action_next_cell(self) -> None:
        """To the next cell that is to be filled."""
        if self._field.misplaced:
            self._go_on()
        elif self._cell is SheetCell.COURIER:
            self._go_to(self._row, SheetCell.RECEIPT)
        elif self._row + 1 < len(self.sheet.parcels):
            self._go_to(self._row + 1, _first_cell(self.sheet.parcels[self._row + 1]))

    def action_previous_cell(self) -> None:
        """To the cell before."""
        if self._cell is SheetCell.RECEIPT:
            self._go_to(self._row, SheetCell.COURIER)
        elif self._row:
            self._go_to(self._row - 1, SheetCell.RECEIPT)

    @on(Input.Submitted)
    def _go_on(self) -> None:
        """To the next number; a scanner ends each with Enter. Of a courier what is proposed is taken."""
        is_last = self._row + 1 == len(self.sheet.parcels)
        if self._field.misplaced and (is_last or self._current.receipt):
            # Nowhere else: what is scanned next must not be written over another number.
            self._go_to(self._row, SheetCell.COURIER)
        elif self._cell is SheetCell.COURIER and not self._field.misplaced:
            self._fill(self.sheet.with_courier(self._row, courier_for(self._current.courier, self._couriers)))
            self._go_to(self._row, SheetCell.RECEIPT)
        elif is_last:
            self.action_ship()
        else:
            self._go_to(self._row + 1, SheetCell.RECEIPT)

    def _put_right(self) -> str:
        """Take a receipt number out of the cell of a courier, into its own where that is empty; what to say of it."""
        number = self._field.misplaced
        if not number:
            return ""
        self.app.bell()
        sheet = self.sheet.with_courier(self._row, self._field.given)
        if self._current.receipt:
            text = _("“{text}” looks like a receipt number, not a courier: it was left out.")
        else:
            sheet = sheet.with_receipt(self._row, number)
            text = _("“{text}” looks like a receipt number, not a courier: it was moved to that column.")
        self._fill(sheet)
        return text.format(text=excerpt(number))

    # Filling cells

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        # One that tells of the cell before says nothing of this one.
        if event.value == self._field.value:
            write = self.sheet.with_courier if self._cell is SheetCell.COURIER else self.sheet.with_receipt
            self._fill(write(self._row, self._field.edited))

    def _fill(self, sheet: ShipSheet) -> None:
        if sheet != self.sheet:
            self._notice = ""
            self.sheet = sheet

    def watch_sheet(self) -> None:
        self._draw()

    @on(SheetField.Pasted)
    def _pasted(self, event: SheetField.Pasted) -> None:
        """Put a list into the rows; a single word goes where the cursor is."""
        entries, _unread = read_parcels(event.text)
        lines = event.text.strip().splitlines()
        if len(lines) == 1 and len(entries) < 2 and not any(entry.order_id for entry in entries):
            self._field.put(lines[0])
            return
        pasted = paste(self.sheet, event.text, self._row)
        self._fill(pasted.sheet)
        self._go_to_first_open(self._row if not any(entry.order_id for entry in entries) else 0)
        if pasted.unplaced:
            text = ngettext(
                "{count} line of the list was not placed: line {line}: {reason}",
                "{count} lines of the list were not placed, for example line {line}: {reason}",
                len(pasted.unplaced),
            )
            first = pasted.unplaced[0]
            self._say(text.format(count=number(len(pasted.unplaced)), line=first.line, reason=first.reason))

    @on(SheetField.CourierWanted)
    def _fill_down(self) -> None:
        """Give the rows below the courier of this one; a courier that an order has already is kept."""
        courier = "" if self._field.misplaced else courier_for(self._current.courier, self._couriers)
        if not courier:
            self._say(_("This row has no courier that the others could get."))
            return
        sheet = self.sheet.with_courier(self._row, courier)
        for row, parcel in enumerate(sheet.parcels[self._row + 1 :], self._row + 1):
            if not (parcel.courier and parcel.order.courier):
                sheet = sheet.with_courier(row, courier)
        self._fill(sheet)

    def action_one_parcel(self) -> None:
        """Say that all orders with the number of this row lie in one parcel; asks first where they hardly do."""
        stop = rows_of(self.sheet)[self._row].stop
        if not stop or not stop.shared:
            self._say(_("No other order has the receipt number of this row."))
        elif not (unlike := self.sheet.unlike(stop.shared)):
            self._fill(self.sheet.with_one_parcel(stop.shared))
        else:
            receipt, text = stop.shared, Content.styled(_("Are these orders really in one parcel?"), "$text-accent")
            question = Content("\n").join([text, *map(Content, named_parcels(unlike))])

            def answered(together: bool | None) -> None:
                if together:
                    self._fill(self.sheet.with_one_parcel(receipt))

            self.app.push_screen(ConfirmDialog(question, _("One parcel"), no=_("Go back"), cautious=True), answered)

    # Numbers that other orders have

    def _look_up(self) -> None:
        """Find the orders that have a number of the sheet already, where that is not known yet."""
        if not self.sheet.numbers <= self._looked_up:
            self._find_taken()

    @work(exclusive=True, group=Background.RECEIPTS)
    async def _find_taken(self) -> None:
        await self._with_taken()

    async def _with_taken(self) -> bool:
        """Note which orders have a number of the sheet already; False if it has other numbers by then."""
        numbers = self.sheet.numbers
        found = await self._known(numbers)
        # What was typed meanwhile has not been looked up.
        if self.sheet.numbers != numbers:
            return False
        self._looked_up = numbers
        self.sheet = self.sheet.with_taken(found)
        return True

    def action_skipped(self) -> None:
        """Show the orders that have no row, each with its reason."""
        if skipped := self.sheet.skipped:
            text = ngettext("{count} order has no row here", "{count} orders have no row here", len(skipped))
            title = Content(text.format(count=number(len(skipped))))
            self.app.push_screen(SkippedDialog(title, Content("\n".join(each.reason for each in skipped))))

    # The end

    def action_ship(self) -> None:
        """Answer with the rows that have a number, once it is known whether another order has it."""
        if self._field.misplaced:
            self._go_on()
        elif not self.in_burst:
            self._ship()

    @work(exclusive=True, group=Background.RECEIPTS)
    async def _ship(self) -> None:
        await self._unsaved.keep()
        if not await self._with_taken():
            return
        sheet = going(self.sheet)
        # A row without a number is not stopped: its order stays as it is.
        stopped = [row for row in rows_of(sheet) if row.stop]
        # Without them, since a number that is typed over in a row that is stopped stays where it is.
        shipped = sheet.without({row.parcel.order.order_id for row in stopped})
        if not sheet.parcels:
            self._say(_("No row has a receipt number yet."))
        elif not shipped.ready:
            self._go_to_first_stopped()
        elif self._cautious or stopped:
            self._ask_to_ship(shipped, stopped)
        else:
            self.dismiss(shipped)

    def _ask_to_ship(self, shipped: ShipSheet, stopped: Sequence[CheckedParcel]) -> None:
        """Ask whether to ship, without the rows that are stopped."""
        count = len(shipped.ready)
        yes = ngettext("Ship {count} order", "Ship {count} orders", count).format(count=number(count))
        question = Content("\n").join(
            [Content.styled(f"{yes}?", "$text-accent"), *map(Content, stopped_lines(stopped))]
        )

        def answered(ship: bool | None) -> None:
            if ship:
                self.dismiss(shipped)
            else:
                self._go_to_first_stopped()

        self.app.push_screen(ConfirmDialog(question, yes, no=_("Go back"), cautious=True), answered)

    def _go_to_first_stopped(self) -> None:
        row = next((at for at, row in enumerate(rows_of(self.sheet)) if row.stop), self._row)
        self._go_to(row, _first_cell(self.sheet.parcels[row]))

    def action_leave(self) -> None:
        """Close without an answer; asks first where something was typed."""
        typed = TypedSheet.of(self.sheet).typed
        if not typed:
            self.dismiss(None)
            return
        text = ngettext("Discard what was typed in {count} row?", "Discard what was typed in {count} rows?", typed)
        question = ConfirmDialog(
            Content(text.format(count=number(typed))), _("Discard"), no=_("Go back"), destructive=True
        )

        def answered(discard: bool | None) -> None:
            if discard:
                self.dismiss(None)

        self.app.push_screen(question, answered)

    # What is said

    def _draw(self) -> None:
        rows = rows_of(self.sheet)
        lines = self._lines
        lines.show_rows(shown_rows(self.sheet, rows))
        lines.cursor = self._row
        # What was just done comes before the state of the row.
        notice = Content.styled(self._notice, "$text-warning")
        sentence = notice if self._notice else row_sentence(*rows[self._row])
        self.query_one("#sheet-row", Static).update(sentence, layout=False)
        self.query_one("#sheet-counts", Static).update(Content(counted(rows)), layout=False)

    def _say(self, notice: str) -> None:
        self._notice = notice
        self._draw()


def _first_cell(parcel: Parcel) -> SheetCell:
    """The cell of a row that is filled first: a courier that is there is kept."""
    return SheetCell.RECEIPT if parcel.courier else SheetCell.COURIER
