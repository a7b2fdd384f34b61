"""What a person does with a ship sheet, and what is seen of it."""

from collections.abc import Sequence

from textual import events

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.ui.screens.ship_sheet import ShipSheetDialog
from orders_tui.ui.widgets.sheet import SheetLines
from tests.ui.desk_app import Console
from tests.ui.terminal.arriving import arrive

NAMES = ("Ani", "Beni", "Cici", "Dodi")


async def opened_sheet(desk: Console) -> ShipSheetDialog:
    """Mark everything that waits and open its sheet."""
    await desk.press(*["space"] * len(NAMES), "full_stop", "s")
    return sheet(desk)


def sheet(desk: Console) -> ShipSheetDialog:
    dialog = desk.app.screen
    assert isinstance(dialog, ShipSheetDialog), desk.text
    return dialog


def row_of(desk: Console, name: str) -> str:
    """The row of the order of this buyer, as it is drawn."""
    region = sheet(desk).query_one(SheetLines).region
    rows = [line[region.x : region.right] for line in desk.lines[region.y : region.bottom]]
    return next(row for row in rows if name in row)


def receipts(desk: Console) -> list[str]:
    return [parcel.receipt for parcel in sheet(desk).sheet.parcels]


def stored(desk: Console, orders: Sequence[Order]) -> list[tuple[Status, str, str]]:
    return [(order.status, order.courier, order.receipt) for order in map(desk.stored, orders)]


async def paste(desk: Console, text: str) -> None:
    desk.app.post_message(events.Paste(text))
    await desk.settle()


async def scan(desk: Console, *numbers: str) -> None:
    for number in numbers:
        await arrive(desk.pilot, f"{number}\r".encode())
    await desk.settle()
