"""A ship sheet that was interrupted: no number that was typed is lost, and none gets to the wrong order."""

import getpass
import signal
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.drafts import SHIP_SHEET, Draft
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.domain.rights import Actor, StaffRole
from orders_tui.domain.shipping import ShipSheet
from orders_tui.domain.typed_sheet import TypedSheet
from orders_tui.store.errors import DatabaseError
from orders_tui.store.writes import jobs
from orders_tui.store.writes.operation import Operation
from tests.samples import BUDI, NOW, SARI, VIEWER
from tests.store.shop import changed
from tests.ui.desk_app import another, console
from tests.ui.order_form.test_killed import drafts as drafts_of
from tests.ui.order_form.test_killed import started, until
from tests.ui.ship_sheet.hands import NAMES, opened_sheet, paste, receipts, row_of, scan, sheet, stored

QUESTION = "This was typed and not saved."


def drafts(path: Path, actor: Actor = SARI) -> list[Draft]:
    with another(path) as store:
        return list(store.drafts.of(actor))


def kept(path: Path, orders: list[Order], *numbers: str, actor: Actor = SARI) -> None:
    """Keep a sheet of these orders as another console did, with these numbers in its first rows."""
    filled = ShipSheet.of(orders)
    for row, number in enumerate(numbers):
        filled = filled.with_receipt(row, number)
    keep(path, TypedSheet.of(filled).text, actor)


def keep(path: Path, text: str, actor: Actor = SARI) -> None:
    with another(path) as store:
        store.drafts.put(Draft(SHIP_SHEET, text, NOW - 60, "pts/9"), actor)


async def test_what_was_typed_is_offered_at_the_next_start(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await scan(desk, "J1", "J2")
        await desk.type("J3")
        await desk.app.leave(129)
    async with console(path) as desk:
        assert QUESTION in desk.text
        assert "Ship · 4 orders · 1" in desk.text, desk.text
        await desk.press("enter")
        assert "4 orders · Ship" in desk.text, "none of them is marked"
        assert receipts(desk) == ["J1", "J2", "J3", ""]
        await desk.press("down")
        await scan(desk, "J4")
        assert stored(desk, parcels) == [(Status.SHIPPED, "JNE", f"J{at}") for at in range(1, 5)]
    assert drafts(path) == []
    async with console(path) as desk:
        assert not desk.asked


def test_it_is_there_after_the_console_was_killed(
    path: Path, parcels: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(path.parent / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(path.parent / "state"))
    monkeypatch.delenv("SUDO_USER", raising=False)
    name = getpass.getuser()
    killed = started(path)
    killed.expect("Dodi")
    killed.send("*")
    killed.expect("marked")
    killed.send(".")
    killed.expect("Do nothing|Esc")
    killed.send("s")
    killed.expect("of 4 ready")
    killed.send("KILLED1")
    until(killed, lambda: any("KILLED1" in draft.text for draft in drafts_of(path, name)))
    killed.kill(signal.SIGKILL)
    killed.wait()
    again = started(path)
    again.expect("This was typed and not saved")
    again.send("\r")
    again.expect("KILLED1")
    again.kill(signal.SIGKILL)
    again.wait()


async def test_nothing_is_kept_where_nothing_is_typed(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        dialog = await opened_sheet(desk)
        await dialog.keep_unsaved()
        assert drafts(path) == []
        await desk.type("J")
        await dialog.keep_unsaved()
        assert len(drafts(path)) == 1
        await desk.press("backspace")
        await dialog.keep_unsaved()
        assert drafts(path) == [], "it was taken out again"


async def test_what_is_given_up_is_gone(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        dialog = await opened_sheet(desk)
        await scan(desk, "J1")
        await dialog.keep_unsaved()
        await desk.press("escape", "y")
    assert drafts(path) == []


async def test_the_next_sheet_goes_on_with_it(path: Path, parcels: list[Order]) -> None:
    kept(path, parcels[:2], "J1")
    async with console(path) as desk:
        await desk.press("escape")
        await desk.press(*["space"] * 3, "full_stop", "s")
        assert QUESTION in desk.text
        await desk.press("enter")
        assert "3 marked orders · Ship" in desk.text, "what is marked besides has a row too"
        assert receipts(desk) == ["J1", "", ""]
        assert [draft.place for draft in drafts(path)] == ["pts/1"], "it is kept for this place now"
        await desk.press("ctrl+s")
        assert stored(desk, parcels)[0] == (Status.SHIPPED, "JNE", "J1")
        assert "2 marked" in desk.footer
    assert drafts(path) == []


async def test_a_sheet_of_other_orders_leaves_the_marks_alone(path: Path, parcels: list[Order]) -> None:
    kept(path, parcels[2:], "J3")
    async with console(path) as desk:
        await desk.press("escape", "space", "space", "full_stop", "s", "enter")
        assert receipts(desk) == ["J3", ""]
        await desk.press("ctrl+s")
        assert stored(desk, parcels)[2] == (Status.SHIPPED, "JNE", "J3")
        assert "2 marked" in desk.footer


async def test_it_is_discarded_for_a_new_beginning(path: Path, parcels: list[Order]) -> None:
    kept(path, parcels, "J1")
    async with console(path) as desk:
        await desk.press("escape", *["space"] * len(NAMES), "full_stop", "s", "escape")
        assert not desk.asked
        assert len(drafts(path)) == 1
        await desk.press("full_stop", "s", "down", "enter")
        assert receipts(desk) == [""] * 4
    assert drafts(path) == []


async def test_what_others_did_meanwhile_is_not_written_over(path: Path, parcels: list[Order]) -> None:
    kept(path, parcels, "J1", "J2", "J3", "J4")
    with another(path) as store:
        changed(store, parcels[0], BUDI, status=Status.SHIPPED, courier="JNE", receipt="B1")
        changed(store, parcels[1], BUDI, receipt="B2")
        changed(store, parcels[2], BUDI, status=Status.READY)
    async with console(path) as desk:
        await desk.press("enter")
        assert f"1 has no row here: {parcels[0].order_id} is Shipped: it cannot be shipped." in desk.text
        assert (
            f"{parcels[1].order_id} has a different courier or receipt number now; what you typed for it was left out."
            in desk.text
        )
        assert receipts(desk) == ["B2", "J3", "J4"]
        assert "B2" in row_of(desk, "Beni")
        await desk.press("ctrl+s")
        assert [number for *_rest, number in stored(desk, parcels)] == ["B1", "B2", "J3", "J4"]


async def test_a_sheet_whose_orders_are_all_shipped_is_offered_no_more(path: Path, parcels: list[Order]) -> None:
    kept(path, parcels[:1], "J1")
    with another(path) as store:
        changed(store, parcels[0], BUDI, status=Status.SHIPPED, courier="JNE", receipt="B1")
    async with console(path) as desk:
        await desk.press("enter")
        assert not desk.asked
        assert desk.told == f"{parcels[0].order_id} is Shipped: it cannot be shipped."
    assert drafts(path) == []


async def test_an_order_that_is_gone_has_no_row(path: Path, parcels: list[Order]) -> None:
    kept(path, [parcels[0]._replace(order_id="261122ZZZZZZ"), parcels[1]], "J1", "J2")
    async with console(path) as desk:
        await desk.press("enter")
        assert "1 has no row here: There is no order 261122ZZZZZZ" in desk.text
        assert receipts(desk) == ["J2"]


async def test_it_stays_where_the_database_could_not_ship(
    path: Path, parcels: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("The disk is full.")

    async with console(path) as desk:
        await opened_sheet(desk)
        await scan(desk, "J1")
        monkeypatch.setattr(desk.store, "carry_out", full)
        await desk.press("ctrl+s")
        assert desk.told == "The disk is full."
    assert len(drafts(path)) == 1


async def test_what_was_shipped_is_said_where_the_draft_can_no_longer_be_changed(
    path: Path, parcels: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DatabaseError("The disk is full.")

    async with console(path) as desk:
        await opened_sheet(desk)
        await paste(desk, "J1\nJ2\nJ3\nJ4")
        ship = desk.store.carry_out

        def shipped(*args: Any, **options: Any) -> Any:
            result = ship(*args, **options)
            monkeypatch.setattr(desk.store.drafts, "put", full)
            monkeypatch.setattr(desk.store.drafts, "drop", full)
            return result

        monkeypatch.setattr(desk.store, "carry_out", shipped)
        await desk.press("ctrl+s")
        assert "The disk is full." not in desk.told
        assert [status for status, *_others in stored(desk, parcels)] == [Status.SHIPPED] * 4


async def test_it_stays_where_shipping_ended_early(
    path: Path, parcels: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await paste(desk, "J1\nJ2\nJ3\nJ4")
        monkeypatch.setattr(jobs, "_TOGETHER", 1)
        monkeypatch.setattr(jobs, "_SECONDS", 0)
        real, runs = jobs._transaction, count()

        def full(operation: Operation, job: jobs.Job) -> list[Any]:
            if next(runs):
                raise DatabaseError("The disk is full.")
            return real(operation, job)

        with monkeypatch.context() as broken:
            broken.setattr(jobs, "_transaction", full)
            await desk.press("ctrl+s")
        assert "1 order: Shipped." in desk.told
        assert "The disk is full." in desk.told
        await desk.press("full_stop", "s", "enter")
        assert receipts(desk) == ["J2", "J3", "J4"]
        await desk.press("ctrl+s")
        assert [number for *_rest, number in stored(desk, parcels)] == ["J1", "J2", "J3", "J4"]
    assert drafts(path) == []


async def test_the_numbers_of_rows_that_were_stopped_stay(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await paste(desk, "J1\nJ2\nJ3\nJ3")
        await desk.press("ctrl+s")
        assert "Ship 2 orders?" in desk.text
        await desk.press("y")
        assert [status for status, *_rest in stored(desk, parcels)] == [Status.SHIPPED] * 2 + [Status.PENDING] * 2
        await desk.press("full_stop", "s")
        assert "Ship · 2 orders" in desk.text, "those that were shipped are no longer in it"
        await desk.press("enter")
        assert receipts(desk) == ["J3", "J3"]
        await desk.press("escape", "y", "full_stop", "s")
        assert receipts(desk) == ["", ""], "it was discarded"
    assert drafts(path) == []


async def test_the_numbers_of_orders_that_somebody_changed_meanwhile_stay(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await paste(desk, "J1\nJ2\nJ3\nJ4")
        with another(path) as other:
            changed(other, parcels[1], BUDI, status=Status.READY)
            changed(other, parcels[2], BUDI, status=Status.READY)
        await desk.press("ctrl+s", "escape")
        assert "2 skipped" in desk.told
        await desk.press("full_stop", "s", "enter")
        assert receipts(desk) == ["J2", "J3"]
        await desk.press("ctrl+s")
        assert stored(desk, parcels) == [(Status.SHIPPED, "JNE", f"J{at}") for at in range(1, 5)]
    assert drafts(path) == []


async def test_rows_without_a_number_leave_nothing(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await scan(desk, "J1", "J2")
        await desk.press("ctrl+s")
        assert stored(desk, parcels)[:2] == [(Status.SHIPPED, "JNE", "J1"), (Status.SHIPPED, "JNE", "J2")]
    assert drafts(path) == []


@pytest.mark.parametrize("text", ["", "{", "[[], [[]]]", '[[["261122BBBBBB", 7]], []]', '[{"texts": {}}, null]'])
@pytest.mark.parametrize("order_id", [SHIP_SHEET, ""])
async def test_what_cannot_be_read_is_passed_over(path: Path, parcels: list[Order], text: str, order_id: str) -> None:
    with another(path) as store:
        store.drafts.put(Draft(order_id, text, NOW - 60, "pts/9"), SARI)
    async with console(path) as desk:
        assert not desk.asked
        await desk.press(*["space"] * len(NAMES), "full_stop", "s")
        assert receipts(desk) == [""] * 4
        await desk.press("escape", "a")
        assert "New order" in desk.text


async def test_packers_go_on_with_sheets_alone(path: Path, parcels: list[Order]) -> None:
    packer = SARI._replace(role=StaffRole.PACKER)
    kept(path, parcels, "J1", actor=packer)
    async with console(path, actor=packer) as desk:
        await desk.press("enter")
        assert receipts(desk)[0] == "J1"
        assert sheet(desk)


@pytest.mark.parametrize("actor", [BUDI, VIEWER])
async def test_nobody_else_is_offered_it(path: Path, parcels: list[Order], actor: Actor) -> None:
    kept(path, parcels, "J1")
    async with console(path, actor=actor) as desk:
        assert not desk.asked


async def test_a_list_that_is_pasted_is_kept_too(path: Path, parcels: list[Order]) -> None:
    async with console(path) as desk:
        await opened_sheet(desk)
        await paste(desk, "J1\nJ2\nJ3\nJ4")
        await desk.press("ctrl+q")
    (draft,) = drafts(path)
    assert all(f'"J{at}"' in draft.text for at in range(1, 5))
