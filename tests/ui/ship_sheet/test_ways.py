"""The ways into a ship sheet and out of it, and which orders it is about."""

from pathlib import Path

import pytest

from orders_tui.domain.commands import HoldOrder
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.ui.main import ship_sheets
from orders_tui.ui.screens.answers import AnswersDialog
from tests.samples import BUDI
from tests.store.shop import changed, opened
from tests.ui.desk_app import another, console
from tests.ui.ship_sheet.hands import NAMES, opened_sheet, paste, receipts, scan, sheet, stored
from tests.ui.terminal.arriving import arrive


async def test_typed_text_is_not_thrown_away_without_a_question(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await desk.press("escape")
        assert not desk.asked, "nothing was typed"
        await desk.press("full_stop", "s")
        await scan(desk, "J1")
        await desk.press("escape")
        assert "Discard what was typed in 1 row?" in desk.text
        await desk.press("enter")
        assert receipts(desk)[0] == "J1", "it starts on Go back"
        await desk.press("escape", "y")
        assert not desk.asked
        assert stored(desk, parcels) == [(Status.PENDING, "JNE", "")] * 4
        assert "4 marked" in desk.footer


async def test_only_orders_on_their_way_to_the_courier_have_a_row(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("asterisk", "full_stop", "s")
        rows = [parcel.order.name.split()[0] for parcel in sheet(desk).sheet.parcels]
        assert rows == ["Gita", "Fajar", "Eka"]
        assert (
            f"4 have no row here, for example: {shop['Dewi'].order_id} is Created: it cannot be shipped." in desk.text
        )
        await desk.type("JNE")
        await desk.press("enter")
        await scan(desk, "J1")
        await desk.press("ctrl+s")
        assert desk.stored(shop["Gita"]).status is Status.SHIPPED
        assert desk.stored(shop["Agus"]).status is Status.COMPLETED, "back to Shipped is a step back"
        assert "6 marked" in desk.footer


async def test_digital_goods_without_a_number_stay_as_they_are(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("j", "space", "space", "full_stop", "s")
        await desk.type("JNE")
        await desk.press("enter")
        await scan(desk, "J1")
        await desk.press("ctrl+s")
        assert desk.stored(shop["Fajar"]).status is Status.SHIPPED
        assert desk.stored(shop["Eka"]).status is Status.PENDING


async def test_orders_that_are_not_in_the_list_are_asked_about_once_more(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await desk.press(*["space"] * len(NAMES), "slash")
        await desk.type("Dodi")
        await desk.press("enter", "full_stop", "s")
        assert "3 of them are not in the list." in desk.text
        await paste(desk, "J1\nJ2\nJ3\nJ4")
        await desk.press("ctrl+s")
        assert "Ship 4 orders?" in desk.text
        await desk.press("enter", "ctrl+s", "y")
        assert {status for status, *_rest in stored(desk, parcels)} == {Status.SHIPPED}


async def test_orders_that_are_held_as_suspicious_are_said(path: Path, parcels: list[Order]) -> None:
    with opened(path) as store:
        store.execute(HoldOrder(order_id=parcels[1].order_id, reason="odd"), BUDI)
    async with console(path) as desk:
        await opened_sheet(desk)
        assert "1 of them is held as suspicious." in desk.text


async def test_orders_that_have_no_row_are_listed_and_the_sheet_stays(path: Path, parcels: list[Order]) -> None:
    with opened(path) as store:
        for parcel in parcels[2:]:
            changed(store, parcel, status=Status.CANCELED, reason="x")
    async with console(path) as desk:
        opened_first = await opened_sheet(desk)
        assert "2 have no row here" in desk.text
        await desk.press("J", "1", "ctrl+l")
        for parcel in parcels[2:]:
            assert f"{parcel.order_id} is Canceled: it cannot be shipped." in desk.text
        await desk.press("escape")
        assert sheet(desk) is opened_first
        assert receipts(desk) == ["J1", ""]


async def test_keys_that_arrive_with_the_one_that_opens_it_ship_nothing(path: Path, parcels: list[Order]) -> None:
    with opened(path) as store:
        for at, order in enumerate(parcels):
            changed(store, order, receipt=f"J{at}")
    async with console(path) as desk:
        await desk.press(*["space"] * len(NAMES), "full_stop")
        await arrive(desk.pilot, b"s\r")
        await desk.settle()
        assert sheet(desk)
        await desk.press("enter")
        assert {status for status, *_rest in stored(desk, parcels)} == {Status.SHIPPED}


async def test_one_order_keeps_its_two_questions(path: Path, parcels: list[Order]) -> None:
    with opened(path) as store:
        changed(store, parcels[0], courier="")
    async with console(path) as desk:
        await desk.press("full_stop", "s")
        assert isinstance(desk.app.screen, AnswersDialog)


async def test_a_number_that_is_scanned_in_place_of_a_courier_ships_nothing(path: Path, parcels: list[Order]) -> None:
    with opened(path) as store:
        changed(store, parcels[0], courier="", receipt="J1")
    async with console(path) as desk:
        await desk.press("full_stop", "s")
        await scan(desk, "JT0009")
        assert "“JT0009” looks like a receipt number" in desk.text
        await desk.type("SiCepat")
        await desk.press("enter")
        assert stored(desk, parcels)[0] == (Status.SHIPPED, "SiCepat", "J1")


async def test_what_another_changes_meanwhile_is_refused(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await paste(desk, "J1\nJ2\nJ3\nJ4")
        with another(path) as other:
            changed(other, parcels[1], BUDI, courier="POS")
        await desk.press("ctrl+s")
        assert "1 skipped" in desk.told
        assert "by budi" in desk.told
        assert stored(desk, parcels)[1] == (Status.PENDING, "POS", "")
        assert "1 marked" in desk.footer


async def test_numbers_that_were_typed_are_not_lost_to_a_change_that_leaves_the_orders_to_be_shipped(
    path: Path, parcels: list[Order]
) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await paste(desk, "J1\nJ2\nJ3\nJ4")
        with another(path) as other:
            changed(other, parcels[0], BUDI, status=Status.CONFIRMED)
            changed(other, parcels[1], BUDI, status=Status.READY)
            changed(other, parcels[2], BUDI, courier="POS")
        await desk.press("ctrl+s")
        assert "1 of 4 orders shipped." in desk.text
        assert f"{parcels[0].order_id} was changed meanwhile by budi" in desk.text
        assert f"{parcels[1].order_id} was changed meanwhile by budi" in desk.text
        assert parcels[2].order_id not in desk.text[desk.text.index("1 of 4") :].split("Ship 2 orders")[0]
        assert "Ship 2 orders as they are now" in desk.text
        await desk.press("y")
        assert stored(desk, parcels) == [
            (Status.SHIPPED, "JNE", "J1"),
            (Status.SHIPPED, "JNE", "J2"),
            (Status.PENDING, "POS", ""),
            (Status.SHIPPED, "JNE", "J4"),
        ]
        assert desk.told.startswith("3 orders: Shipped. Press u to undo the last 2. 1 order stays as it is.")
        assert "1 marked" in desk.footer, "the one whose courier somebody else chose"


async def test_more_orders_than_a_sheet_holds_are_shipped_from_a_file(
    path: Path, parcels: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ship_sheets, "MOST_ROWS", 3)
    async with console(path) as desk:
        await desk.press(*["space"] * len(NAMES), "full_stop", "s")
        assert not desk.asked
        assert desk.told.startswith("These are 4 orders, and a ship sheet holds 3.")
        assert "orders-tui ship --from FILE" in desk.told
