"""Numbers that stand twice or that another order has, and rows that lack something."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.ui.screens.confirm import ConfirmDialog
from tests.store.shop import changed, opened
from tests.ui.desk_app import Gate, console
from tests.ui.ship_sheet.hands import NAMES, opened_sheet, paste, row_of, scan, stored


async def test_repeated_numbers_stop_their_rows(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await paste(desk, "J1\nJ2\nj2\nJ4\n")
        assert ["✕ repeated" in row_of(desk, name) for name in NAMES] == [False, True, True, False]
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, ConfirmDialog)
        reason = f"{parcels[1].order_id}: The receipt number J2 is also entered for {parcels[2].order_id}."
        assert reason in desk.app.screen.question.plain
        await desk.press("y")
        shipped = [receipt for _status, _courier, receipt in stored(desk, parcels)]
        assert shipped == ["J1", "", "", "J4"]
        assert desk.told.endswith("Press u to undo. 2 orders stay as they are.")
        assert "2 marked" in desk.footer


async def test_where_every_number_is_repeated_nothing_is_shipped(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await desk.press("ctrl+s")
        assert "No row has a receipt number yet." in desk.text
        await scan(desk, "J1", "J1")
        await desk.press("ctrl+s")
        assert f"is also entered for {parcels[1].order_id}." in desk.text
        assert row_of(desk, "Ani").startswith(" ▶"), "the cursor is on the first row that is stopped"
        assert {status for status, *_rest in stored(desk, parcels)} == {Status.PENDING}


async def test_two_orders_in_one_parcel_are_shipped_once_that_is_said(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await desk.press("ctrl+o")
        assert "No other order has the receipt number of this row." in desk.text
        await scan(desk, "J1", "J1")
        await desk.press("up", "ctrl+o")
        assert isinstance(desk.app.screen, ConfirmDialog)
        for parcel in parcels[:2]:
            assert f"{parcel.order_id} {parcel.name}" in desk.app.screen.question.plain, "they are two buyers"
        await desk.press("enter")
        assert "✕ repeated" in row_of(desk, NAMES[0]), "it starts on Go back"
        await desk.press("ctrl+o", "y")
        assert ["● one parcel" in row_of(desk, name) for name in NAMES] == [True, True, False, False]
        await desk.press("ctrl+s")
        assert [receipt for _status, _courier, receipt in stored(desk, parcels)] == ["J1", "J1", "", ""]


async def test_a_number_of_another_order_is_asked_about(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await scan(desk, "old1")
        assert "✕ in use" in row_of(desk, "Ani")
        await scan(desk, "J2", "J3", "J4")
        assert isinstance(desk.app.screen, ConfirmDialog)
        assert "Ship 3 orders?" in desk.text
        assert "The receipt number old1 already belongs to" in desk.text
        await desk.press("enter")
        assert {status for status, *_rest in stored(desk, parcels)} == {Status.PENDING}, "it starts on Go back"
        assert row_of(desk, "Ani").startswith(" ▶"), "the cursor is on the row that is stopped"
        await desk.press("ctrl+o", "y")
        assert "● one parcel" in row_of(desk, "Ani")
        await desk.press("ctrl+s")
        assert [receipt for _status, _courier, receipt in stored(desk, parcels)] == ["old1", "J2", "J3", "J4"]


async def test_nothing_is_shipped_before_its_numbers_are_known(
    path: Path, parcels: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await desk.type("J1")
        gate = Gate(desk.store.matching.with_receipts)
        monkeypatch.setattr(desk.store.matching, "with_receipts", gate)
        await desk.pilot.press("ctrl+s")
        await desk.until(gate.reached.is_set)
        await desk.pilot.press("2")
        gate.open.set()
        await desk.settle()
        assert desk.asked, "whoever goes on typing meanwhile ships nothing"
        await desk.press("ctrl+s")
        assert stored(desk, parcels)[0] == (Status.SHIPPED, "JNE", "J12")


async def test_a_row_without_a_courier_is_stopped(path: Path, parcels: list[Order]) -> None:
    with opened(path) as store:
        changed(store, parcels[0], courier="")
    async with console(path) as desk:
        await opened_sheet(desk)
        await desk.press("enter")
        await scan(desk, "J1")
        assert "✕ no courier" in row_of(desk, "Ani")
        await desk.press("ctrl+s")
        assert "needs a courier" in desk.text
        assert desk.app.focused is not None
        await desk.type("POS")
        await desk.press("ctrl+s")
        assert stored(desk, parcels)[0] == (Status.SHIPPED, "POS", "J1")
