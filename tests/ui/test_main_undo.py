"""Changing many orders at once with keys, and taking changes back."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.rights import Actor
from orders_tui.domain.row_set import RowSet
from orders_tui.ui.main import order_actions
from orders_tui.ui.main.marks import NONE, Marks
from tests.samples import BUDI, GATEWAY, OWNER
from tests.store.shop import changed, opened, placed
from tests.ui.desk_app import another, console, go_to, standing
from tests.ui.terminal.arriving import arrive


async def test_a_mixed_deletion_says_what_it_takes_and_what_it_leaves(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, actor=OWNER) as desk:
        await desk.press("asterisk", "x")
        assert "7 marked orders" in desk.text
        assert "Move to the trash: 1 Created, 1 Canceled." in desk.text
        left = " ".join(line.strip(" ") for line in desk.lines)
        assert "3 Pending" in left
        assert "1 Shipped" in left
        assert "1 Completed" in left
        await desk.press("y")
        gone = [name for name, order in shop.items() if desk.stored(order).deleted_at is not None]
        assert gone == ["Citra", "Dewi"]
        await desk.press("u")
        assert all(desk.stored(order).deleted_at is None for order in shop.values())


# Undo and redo


async def test_undo_and_redo(path: Path, shop: dict[str, Order]) -> None:
    gita = shop["Gita"]
    async with console(path) as desk:
        await desk.choose("Mark as paid")
        await desk.choose("Start processing")
        await desk.press("u")
        assert desk.told == f"Undone: {gita.order_id} Gita Savitri, In Process → Pending."
        assert standing(desk.stored(gita)) == (Status.PENDING, PaymentStatus.PAID)
        assert "◔ Pending" in desk.line_of(gita)
        await desk.press("ctrl+r")
        assert desk.told == f"Redone: {gita.order_id} Gita Savitri, Pending → In Process."
        assert desk.stored(gita).status is Status.IN_PROCESS
        await desk.press("ctrl+r")
        assert "nothing to redo" in desk.told


async def test_undoing_a_change_of_marked_orders_marks_them_again(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        for name in ("Gita", "Fajar"):
            await go_to(desk, name)
            await desk.press("space")
        await desk.press("full_stop", "o", "y")
        assert "marked" not in desk.lines[-1]
        await desk.press("u")
        assert "2 marked" in desk.lines[-1]
        await desk.press("ctrl+r")
        assert "marked" not in desk.lines[-1]
        await desk.press("u")
        assert "2 marked" in desk.lines[-1]
        assert desk.stored(shop["Gita"]).status is Status.PENDING


async def test_nothing_is_left_to_undo(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store, GATEWAY)
    async with console(path) as desk:
        await desk.press("u")
        assert desk.told == "There is nothing to undo."


async def test_what_another_changed_since_stays_and_the_rest_comes_back(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.choose("Start processing")
        with another(path) as other:
            changed(other, shop["Gita"], BUDI, note="ditelepon")
        await desk.press("u")
        assert desk.stored(shop["Gita"]).status is Status.PENDING, "a note is another field"
        await desk.choose("Start processing")
        with another(path) as other:
            changed(other, shop["Gita"], BUDI, status=Status.READY)
        await desk.press("u")
        assert "budi" in desk.told
        assert desk.stored(shop["Gita"]).status is Status.READY


async def test_what_is_not_in_the_list_is_named_before_it_is_taken_back(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.choose("Start processing")
        await desk.press("slash", "e", "k", "a", "enter", "u")
        assert desk.asked
        for part in ("Undo?", "Pending → In Process", "Gita Savitri", "by sari"):
            assert part in desk.text
        await desk.press("enter")
        assert desk.stored(shop["Gita"]).status is Status.IN_PROCESS, "it starts on Cancel"
        await desk.press("u", "y")
        assert desk.stored(shop["Gita"]).status is Status.PENDING
        await desk.press("ctrl+r")
        assert "Redo?" in desk.text
        assert "Pending → In Process" in desk.text, "what the redo does"


async def test_a_change_of_many_is_named_where_any_of_them_is_not_in_the_list(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path, actor=OWNER) as desk:
        await desk.press("asterisk", "N")
        await desk.type("x")
        await desk.press("enter", "escape")
        await desk.press("slash")
        await desk.type("-status:completed")
        await desk.press("enter", "u")
        assert desk.asked
        assert "and 4 more" in desk.text


async def test_one_undoes_only_what_one_did_oneself(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, actor=Actor("wati", "console", "pts/9")) as desk:
        await desk.press("u")
        assert desk.told == "There is nothing to undo."


# Many at once


async def test_staff_delete_one_order_at_a_time(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("asterisk", "x")
        assert desk.told == "As staff you may not delete several orders at once."
        await desk.press("full_stop")
        assert "Delete order" not in desk.text


async def test_many_are_changed_as_one(path: Path, shop: dict[str, Order]) -> None:
    pending = [shop[name] for name in ("Gita", "Fajar", "Eka")]
    async with console(path) as desk:
        await desk.press("space", "space", "space")
        await desk.choose("Confirm order")
        assert "Confirm order: 3 Pending." in desk.text
        assert desk.stored(pending[0]).status is Status.PENDING
        await desk.press("y")
        assert desk.told == "3 orders: Confirmed. Press u to undo."
        assert {desk.stored(order).status for order in pending} == {Status.CONFIRMED}
        assert desk.screen.orders.marks == NONE
        await desk.press("u")
        assert desk.told == "Undone for 3 orders."
        assert {desk.stored(order).status for order in pending} == {Status.PENDING}


async def test_what_is_refused_of_many_is_told_and_stays_marked(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("space", "G", "space")
        await desk.choose("Cancel order…")
        await desk.type("tutup toko")
        await desk.press("enter")
        assert "Cancel order: 1 Pending." in desk.text
        assert "1 Completed skipped: this action does not apply." in desk.text
        await desk.press("y")
        assert desk.stored(shop["Gita"]).status is Status.CANCELED
        assert desk.stored(shop["Agus"]).status is Status.COMPLETED
        skipped = f"1 skipped: {shop['Agus'].order_id} is Completed: this action does not apply."
        told = f"1 order: Canceled. Press u to undo. {skipped} M shows the orders that are still marked."
        assert desk.told.split() == told.split()
        assert desk.screen.orders.marks == Marks(rows=RowSet({shop["Agus"].id}))


async def test_when_all_are_refused_nothing_is_said_to_be_done(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("space", "space", "full_stop")
        with another(path) as other:
            for name in ("Gita", "Fajar"):
                changed(other, shop[name], BUDI, courier="JNE")
        await desk.press("c", "y")
        assert desk.told.startswith("2 skipped, for example: ")
        assert "Press u to undo" not in desk.told
        assert "2 marked" in desk.footer


async def test_many_are_asked_only_once_and_keep_what_they_have(path: Path, shop: dict[str, Order]) -> None:
    with another(path) as other:
        changed(other, shop["Gita"], courier="TIKI", receipt="T1")
    async with console(path) as desk:
        await desk.press("space", "space")
        await desk.choose("Ship…")
        await desk.type("JNE")
        await desk.press("enter")
        await desk.type("J2")
        await desk.press("enter", "y")
        parcels = [(desk.stored(shop[name]).courier, desk.stored(shop[name]).receipt) for name in ("Gita", "Fajar")]
        assert parcels == [("TIKI", "T1"), ("JNE", "J2")]


async def test_what_comes_back_by_undo_is_in_the_list_again(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await go_to(desk, "Citra")
        await desk.press("x", "y", "r")
        assert "Citra" not in desk.names
        await desk.press("u", "y")
        assert desk.names == ["Gita", "Fajar", "Eka", "Dewi", "Citra", "Budi", "Agus"]
        assert "7 orders" in desk.lines[0]


@pytest.mark.parametrize("pasted", [b"udin", b"ju", b"\x12j"])
async def test_undo_in_a_burst_takes_nothing_back(path: Path, shop: dict[str, Order], pasted: bytes) -> None:
    async with console(path) as desk:
        await desk.choose("Confirm order")
        await arrive(desk.pilot, pasted)
        await desk.settle()
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED
        await desk.press("escape", "escape", "u")
        assert desk.stored(shop["Gita"]).status is Status.PENDING


async def test_the_number_of_very_many_orders_is_typed(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_actions, "MOST_BY_A_KEY", 1)
    async with console(path) as desk:
        await desk.press("asterisk", "full_stop", "o")
        assert "Type 3 to continue:" in desk.text
        await desk.press("y", "enter")
        assert "That is not the number of orders." in desk.text
        await desk.press("backspace")
        assert "That is not the number of orders." not in desk.text
        await desk.press("3", "enter")
        assert not desk.asked
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED
