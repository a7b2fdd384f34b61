"""What a ship sheet says of its rows."""

from orders_tui.domain.order import Status
from orders_tui.domain.shipping import ShipSheet
from orders_tui.ui.show_sheet import counted, going, rows_of, shown_rows, stopped_lines
from tests.samples import an_order

IDS = ("261122BCDFGH", "261122JKLMNP", "261122QRSTVW", "261122XYZBCD")


def sheet_of(*numbers: str, courier: str = "JNE") -> ShipSheet:
    """A sheet of orders that are ready, each with its number."""
    orders = [
        an_order(id=row, order_id=IDS[row], courier=courier, receipt=number, status=Status.READY)
        for row, number in enumerate(numbers)
    ]
    return ShipSheet.of(orders)


def states(sheet: ShipSheet) -> list[str]:
    return [row.state for row in shown_rows(sheet, rows_of(sheet))]


def test_each_row_says_what_becomes_of_it() -> None:
    sheet = sheet_of("R1", "r 1", "", "R4")
    assert states(sheet) == ["✕ repeated", "✕ repeated", "○ no number", "● ready"]
    assert states(sheet.with_one_parcel("R1")) == ["● one parcel", "● one parcel", "○ no number", "● ready"]
    assert states(sheet.with_taken([an_order(order_id="261122ZZZZZZ", receipt="R4")])) == [
        *states(sheet)[:3],
        "✕ in use",
    ]
    assert states(sheet.with_courier(3, "")) == [*states(sheet)[:3], "✕ no courier"]
    assert states(sheet.with_receipt(3, "x" * 600)) == [*states(sheet)[:3], "✕ stopped"]


def test_the_rows_are_counted() -> None:
    assert counted(rows_of(sheet_of("R1", "R1", "", "R4"))) == "1 of 4 ready · 2 stopped · 1 without a number"


def test_a_number_that_an_order_keeps_is_in_use() -> None:
    stored = sheet_of("R1", "")
    moved = stored.with_taken(parcel.order for parcel in stored.parcels).with_receipt(0, "").with_receipt(1, "R1")
    assert states(moved) == ["○ no number", "✕ in use"]
    assert [parcel.order.order_id for parcel in going(moved).parcels] == [IDS[1]]


def test_the_first_rows_that_are_stopped_are_named() -> None:
    lines = list(stopped_lines(rows_of(sheet_of("R1", "R1", "R1", "R1"))))
    assert [line[:12] for line in lines[:3]] == list(IDS[:3])
    assert lines[3:] == ["and 1 more"]
