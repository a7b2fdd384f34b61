"""Filling a ship sheet: typed, scanned, pasted."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.ui.widgets.sheet import SheetLines
from tests.samples import GATEWAY, NOW
from tests.store.shop import changed, opened, placed
from tests.ui.desk_app import NARROW, WIDE, buyer, console
from tests.ui.ship_sheet.hands import NAMES, opened_sheet, paste, receipts, row_of, scan, sheet, stored
from tests.ui.terminal.arriving import arrive


@pytest.mark.parametrize("size", [WIDE, NARROW, (60, 18)])
async def test_every_order_is_shipped_with_the_number_that_was_typed_for_it(
    path: Path, parcels: list[Order], size: tuple[int, int]
) -> None:
    async with console(path, size) as desk:
        await opened_sheet(desk)
        for number in ("J1", "J2", "J3", "J4"):
            await desk.type(number)
            await desk.press("enter")
        assert not desk.asked
        assert stored(desk, parcels) == [(Status.SHIPPED, "JNE", f"J{at}") for at in (1, 2, 3, 4)]
        assert desk.told == "4 orders: Shipped. Press u to undo."
        await desk.press("u")
        assert stored(desk, parcels) == [(Status.PENDING, "JNE", "")] * 4


async def test_beside_their_numbers_ten_orders_take_two_keys(path: Path) -> None:
    with opened(path, create=True) as store:
        ten = [placed(store, GATEWAY, **buyer(f"Pembeli {at}"), courier="JNE", at=NOW - at) for at in range(10)]
    async with console(path) as desk:
        await desk.press("asterisk")
        await desk.press("full_stop", "s")
        await scan(desk, *(f"JT{at:010}" for at in range(10)))
        assert [receipt for _status, _courier, receipt in stored(desk, ten)] == [f"JT{at:010}" for at in range(10)]
        assert {status for status, _courier, _receipt in stored(desk, ten)} == {Status.SHIPPED}


async def test_a_scanner_that_ends_with_tab_goes_from_number_to_number(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        for number in ("J1", "J2"):
            await arrive(desk.pilot, f"{number}\t".encode())
        await desk.settle()
        assert receipts(desk) == ["J1", "J2", "", ""]


@pytest.mark.parametrize("ends", ["\r", "\t"])
async def test_a_number_that_is_scanned_into_the_cell_of_a_courier_goes_into_its_own(
    path: Path, parcels: list[Order], ends: str
) -> None:
    with opened(path) as store:
        for order in parcels:
            changed(store, order, courier="")
    async with console(path) as desk:
        await opened_sheet(desk)
        for number in ("JT0001", "JT0002"):
            await arrive(desk.pilot, f"{number}{ends}".encode())
            await desk.settle()
            said = "“JT0001” looks like a receipt number, not a courier: it was moved to that column."
            assert (said in desk.text) is (number == "JT0001")
        assert receipts(desk) == ["JT0001", "JT0002", "", ""]
        assert not any(parcel.courier for parcel in sheet(desk).sheet.parcels)


async def test_a_scanner_that_goes_on_after_the_last_row_changes_no_row(path: Path, parcels: list[Order]) -> None:
    with opened(path) as store:
        changed(store, parcels[0], courier="")
    async with console(path) as desk:
        await opened_sheet(desk)
        await paste(desk, "J1\nJ2\nJ3\nJ4")
        filled = sheet(desk).sheet.parcels
        await scan(desk, "JT0009", "JT0010")
        assert "“JT0010” looks like a receipt number, not a courier: it was left out." in desk.text
        await desk.type("JT0011")
        await desk.press("ctrl+d", "ctrl+s")
        assert "“JT0011” looks like" in desk.text
        assert sheet(desk).sheet.parcels == filled
        await desk.type("JNE")
        await desk.press("ctrl+s")
        assert stored(desk, parcels) == [(Status.SHIPPED, "JNE", f"J{at}") for at in (1, 2, 3, 4)]


async def test_orders_without_a_number_stay_as_they_are_and_marked(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await scan(desk, "J1")
        assert "Without a number the order stays as it is." in desk.text
        assert "1 of 4 ready · 0 stopped · 3 without a number" in desk.text
        await desk.press("ctrl+s")
        assert [status for status, *_rest in stored(desk, parcels)] == [Status.SHIPPED, *[Status.PENDING] * 3]
        assert desk.told.endswith("Press u to undo. 3 orders stay as they are.")
        assert "3 marked" in desk.footer


async def test_what_is_typed_into_a_cell_takes_the_place_of_what_is_there(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await scan(desk, "J1")
        await desk.press("up")
        await scan(desk, "J9")
        assert receipts(desk) == ["J9", "", "", ""]
        await desk.press("shift+tab")
        await desk.type("SiCepat")
        await desk.press("down", "up")
        assert [parcel.courier for parcel in sheet(desk).sheet.parcels] == ["JNE", "SiCepat", "JNE", "JNE"]
        await desk.press("up", "up", "up", "tab", "enter", "enter", "enter")
        assert receipts(desk) == ["J9", "", "", ""], "who only passes changes nothing"


async def test_a_courier_is_filled_downwards_where_an_order_has_none(path: Path, parcels: list[Order]) -> None:
    with opened(path) as store:
        for order, courier in zip(parcels, ("", "", "POS", ""), strict=True):
            changed(store, store.orders.get(order.order_id), courier=courier)
    async with console(path) as desk:
        await opened_sheet(desk)
        await desk.press("ctrl+d")
        assert "This row has no courier that the others could get." in desk.text
        for courier in ("TIK", "I"):
            await desk.type(courier)
            await desk.press("ctrl+d")
        assert [parcel.courier for parcel in sheet(desk).sheet.parcels] == ["TIKI", "TIKI", "POS", "TIKI"]
        await desk.press("enter")
        await scan(desk, "J1", "J2", "J3", "J4")
        assert stored(desk, parcels)[3] == (Status.SHIPPED, "TIKI", "J4")


async def test_a_cell_is_chosen_with_the_mouse(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        x, y = row_of(desk, "Dodi").index("JNE"), NAMES.index("Dodi")
        await desk.pilot.click(SheetLines, offset=(x + 1, y))
        await desk.type("POS")
        assert sheet(desk).sheet.parcels[3].courier == "POS"
        await desk.pilot.click(SheetLines, offset=(x + 16, y))
        await desk.type("J4")
        assert receipts(desk)[3] == "J4"


# Pasting


async def test_pasted_numbers_fall_into_the_rows_from_the_cursor_on(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await desk.press("down")
        await paste(desk, "J2\nJ3\nJ4\nJ5\n")
        assert receipts(desk) == ["", "J2", "J3", "J4"]
        assert "1 line of the list was not placed: line 4: There is no row left for J5." in desk.text
        await desk.press("ctrl+s")
        assert [receipt for _status, _courier, receipt in stored(desk, parcels)] == ["", "J2", "J3", "J4"]


async def test_a_pasted_list_of_orders_finds_its_rows(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        ids = [order.order_id for order in parcels]
        await paste(desk, f"Order;Resi\n#{ids[3]}\tJ4\n{ids[0]}, SiCepat, J1\n261122ZZZZZZ J7\n{ids[1]}; J2\n")
        assert receipts(desk) == ["J1", "J2", "", "J4"]
        assert sheet(desk).sheet.parcels[0].courier == "SiCepat"
        assert "261122ZZZZZZ is not in this sheet." in desk.text
        await scan(desk, "J3")
        assert receipts(desk) == ["J1", "J2", "J3", "J4"], "the cursor went to the row that was left"


async def test_a_list_that_a_terminal_pastes_as_keys_is_a_paste(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await arrive(desk.pilot, b"JT0001\rJT0002\rJT0003\rJT0004\r")
        await desk.settle()
        assert receipts(desk) == ["JT0001", "JT0002", "JT0003", "JT0004"]
        assert {status for status, *_rest in stored(desk, parcels)} == {Status.PENDING}, "nothing is shipped by it"


async def test_a_single_pasted_word_goes_where_the_cursor_is(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await desk.type("JT")
        await paste(desk, "0001\n")
        await paste(desk, " \n")
        assert receipts(desk) == ["JT0001", "", "", ""]
