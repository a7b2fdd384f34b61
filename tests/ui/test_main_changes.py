"""Changing orders with keys: every step of their way, dialogs, refusals, keys that arrive together."""

from pathlib import Path

import pytest
from textual.widgets import Button, Input

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.ui.show import Gone
from tests.samples import BUDI
from tests.store.shop import changed, opened, placed
from tests.ui.desk_app import MEDIUM, NARROW, WIDE, another, buyer, console, go_to, standing
from tests.ui.terminal.arriving import arrive

# One order's way


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_a_physical_order_goes_its_way_with_keys_alone(
    path: Path, shop: dict[str, Order], size: tuple[int, int]
) -> None:
    gita = shop["Gita"]
    async with console(path, size) as desk:
        await desk.choose("Confirm payment (Confirmed + Paid)")
        assert standing(desk.stored(gita)) == (Status.CONFIRMED, PaymentStatus.PAID)
        done = "Pending → Confirmed, Unpaid → Paid"
        assert desk.told == f"{gita.order_id} Gita Savitri: {done}. Press u to undo."
        await desk.choose("Ready to ship")
        assert desk.stored(gita).status is Status.READY
        await desk.choose("Ship…")
        assert "Gita Savitri" in desk.text
        await desk.type("JNE")
        await desk.press("enter")
        await desk.type("JP 0123")
        await desk.press("enter")
        now = desk.stored(gita)
        assert (now.status, now.courier, now.receipt) == (Status.SHIPPED, "JNE", "JP 0123")
        await desk.choose("Complete")
        assert standing(desk.stored(gita)) == (Status.COMPLETED, PaymentStatus.PAID)
        assert desk.screen.orders.table.has_focus
        assert "● Completed  Paid" in desk.line_of(gita)


async def test_a_digital_order_is_never_packed(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await go_to(desk, "Eka")
        await desk.choose("Confirm payment")
        await desk.press("full_stop")
        menu = desk.text
        assert menu.index("d  Complete") < menu.index("r  Ready to ship")
        await desk.press("d")
        assert standing(desk.stored(shop["Eka"])) == (Status.COMPLETED, PaymentStatus.PAID)
        await desk.choose("Back to Confirmed")
        assert desk.stored(shop["Eka"]).status is Status.CONFIRMED


async def test_a_created_order_is_asked_for_its_payment_method(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await go_to(desk, "Dewi")
        await desk.choose("Set payment method…")
        assert "Bank transfer" in desk.text
        await desk.type("qr")
        await desk.press("enter")
        now = desk.stored(shop["Dewi"])
        assert (now.status, now.method) == (Status.PENDING, Method.QRIS)
        assert "◔ Pending" in desk.line_of(now)


async def test_canceling_asks_for_a_reason(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.choose("Cancel order…")
        await desk.press("enter")
        assert "Reason is required." in desk.text
        await desk.type("stok habis")
        await desk.press("enter")
        assert desk.stored(shop["Gita"]).status is Status.CANCELED
        assert "Reason: stok habis" in desk.text, "the detail pane tells it"


async def test_leaving_a_dialog_changes_nothing(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        for keys in (["escape"], ["n"], ["q"]):
            await desk.press("full_stop", *keys)
            assert not desk.asked
        await desk.choose("Cancel order…")
        await desk.type("nq")
        assert desk.app.screen.query_one(Input).value == "nq"
        await desk.press("escape")
        assert not desk.asked
        assert desk.stored(shop["Gita"]) == shop["Gita"]


async def test_a_second_enter_on_its_way_closes_no_more_than_the_dialog(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        for opening, answer in (("full_stop", "enter"), ("s", "enter"), ("question_mark", "escape"), ("d", "escape")):
            await desk.press(opening)
            await desk.hammer(answer)
            assert desk.app.screen_stack == [desk.screen]
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED


async def test_a_known_courier_is_completed_and_the_next_field_asked(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.choose("Ship…")
        await desk.type("sic")
        await desk.press("right", "enter", "enter")
        assert "Receipt number is required." in desk.text
        await desk.type("0001")
        await desk.press("enter")
        now = desk.stored(shop["Gita"])
        assert (now.courier, now.receipt) == ("SiCepat", "0001")


async def test_what_an_order_has_already_is_shown_and_kept(path: Path, shop: dict[str, Order]) -> None:
    with another(path) as other:
        changed(other, shop["Gita"], courier="JNE")
    async with console(path) as desk:
        await desk.choose("Ship…")
        assert [field.value for field in desk.app.screen.query(Input)] == ["JNE", ""]
        await desk.type("R9")
        await desk.press("enter")
        now = desk.stored(shop["Gita"])
        assert (now.status, now.courier, now.receipt) == (Status.SHIPPED, "JNE", "R9")


# Deleting


async def test_deleting_starts_on_cancel(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await go_to(desk, "Citra")
        await desk.press("x")
        assert "Move to the trash: 1 Canceled." in desk.text
        button = desk.app.focused
        assert isinstance(button, Button)
        assert str(button.label) == "Go back"
        await desk.press("enter")
        assert desk.stored(shop["Citra"]).deleted_at is None
        await desk.press("x", "right", "enter")
        assert desk.stored(shop["Citra"]).deleted_at is not None
        row = desk.screen.orders.table.row_at(desk.names.index("Citra"))
        assert row is not None
        assert row.gone is Gone.TO_TRASH
        assert desk.line_of(shop["Citra"]).rstrip().endswith("to trash")
        assert "6 orders" in desk.lines[0]
        await desk.press("asterisk")
        assert "6 marked" in desk.footer, "what is gone is not marked with the rest"
        await desk.press("escape")
        await desk.press("u")
        assert desk.stored(shop["Citra"]).deleted_at is None


@pytest.mark.parametrize(("key", "gone"), [("y", True), ("n", False), ("escape", False), ("q", False)])
async def test_a_question_is_answered_with_one_key(path: Path, shop: dict[str, Order], key: str, gone: bool) -> None:
    async with console(path) as desk:
        await go_to(desk, "Citra")
        await desk.press("x", key)
        assert not desk.asked
        assert (desk.stored(shop["Citra"]).deleted_at is not None) is gone


async def test_what_may_not_be_deleted_is_refused_at_once(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("x")
        assert not desk.asked
        assert desk.told == "Only Created and Canceled orders can be deleted."


async def test_only_an_order_that_may_be_deleted_is_offered_for_it(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("enter")
        assert "x Delete" not in desk.footer
        await desk.press("escape", "space")
        await desk.press("enter")
        assert "x Delete" in desk.footer, "the plan for marked orders says which of them go"
        await desk.press("escape", "escape")
        await go_to(desk, "Citra")
        await desk.press("enter")
        assert "x Delete" in desk.footer
        await desk.press("x", "y")
        await desk.until(lambda: "x Delete" not in desk.footer)


# Refusals


async def test_a_change_of_what_another_changed_meanwhile_is_refused(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("full_stop")
        with another(path) as other:
            changed(other, shop["Gita"], BUDI, courier="JNE")
        await desk.press("c")
        asked = " ".join(" ".join(desk.dialog).split())
        assert "was changed meanwhile by budi (Courier: JNE). Your change: Confirmed + Paid" in asked
        await desk.press("enter")
        assert "was changed meanwhile by budi" in desk.told
        now = desk.stored(shop["Gita"])
        assert (now.status, now.courier) == (Status.PENDING, "JNE")
        await desk.choose("Confirm payment")
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED, "what was shown is now what is stored"


async def test_a_change_can_be_applied_to_what_another_made_of_the_order(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("N")
        with another(path) as other:
            changed(other, shop["Gita"], BUDI, note="rumah pagar hijau")
        await desk.type("titip tetangga")
        await desk.press("enter")
        await desk.until(lambda: "Your change: Note: titip tetangga" in "".join(desk.dialog))
        assert "by budi (Note: rumah pagar hijau)" in " ".join(" ".join(desk.dialog).split())
        await desk.press("y")
        assert desk.stored(shop["Gita"]).note == "titip tetangga"
        await desk.press("full_stop")
        with another(path) as other:
            changed(other, shop["Gita"], BUDI, status=Status.CONFIRMED)
        await desk.press("o")
        assert not desk.asked, "what is no longer possible is not asked about"
        assert "was changed meanwhile by budi" in desk.told


@pytest.mark.parametrize("keys", [("full_stop", "full_stop"), ("full_stop", "enter"), ("full_stop", "y")])
async def test_the_next_step_is_two_keys_away(path: Path, shop: dict[str, Order], keys: tuple[str, ...]) -> None:
    async with console(path) as desk:
        await desk.press(*keys)
        assert standing(desk.stored(shop["Gita"])) == (Status.CONFIRMED, PaymentStatus.PAID)


# What stays on the screen


async def test_an_order_that_no_longer_fits_stays_dimmed_until_the_list_is_read(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path) as desk:
        await desk.press("f", "down", "space", "escape")
        assert desk.names == ["Gita", "Fajar", "Eka"]
        await desk.choose("Confirm payment")
        assert desk.names == ["Gita", "Fajar", "Eka"]
        assert desk.under_cursor == "Fajar", "the next that fits"
        row = desk.screen.orders.table.row_at(0)
        assert row is not None
        assert (row.gone, row.order.status) == (Gone.UNFIT, Status.CONFIRMED)
        await desk.press("r")
        assert desk.names == ["Fajar", "Eka"]


async def test_the_menu_of_an_order_tells_of_which_one(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store, **buyer("👨‍👩‍👧 Keluarga " + "Panjang " * 8))
    async with console(path, NARROW) as desk:
        await desk.press("full_stop")
        assert "👨 Keluarga Panjang Panjang P…" in desk.text
        assert "◔ Pending · Unpaid · Bank transfer" in desk.text


async def test_a_letter_that_no_entry_has_keeps_what_follows_from_choosing(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await go_to(desk, "Gita")
        before = desk.stored(shop["Gita"])
        await desk.press("full_stop", "w")
        assert "“w” is not possible here" in desk.text
        await desk.press("i", "full_stop", "enter")
        assert desk.asked
        assert desk.stored(shop["Gita"]) == before
        await desk.press("down", "up", "i")
        assert desk.stored(shop["Gita"]).status is Status.IN_PROCESS


async def test_the_next_step_of_a_finished_order_takes_no_money_back(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await go_to(desk, "Agus")
        before = desk.stored(shop["Agus"])
        await desk.press("full_stop", "full_stop")
        assert desk.asked, "the first entry asks for another payment method"
        assert desk.stored(shop["Agus"]) == before
        await desk.press("escape", "full_stop", "b", "P")
        assert desk.stored(shop["Agus"]).payment_status is PaymentStatus.UNPAID


async def test_what_is_restored_is_dim_in_the_trash(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await go_to(desk, "Citra")
        await desk.press("x", "y", "T")
        await desk.choose("Restore from the trash")
        assert desk.line_of(shop["Citra"]).rstrip().endswith("restored")
        await desk.press("T")
        assert "Citra" in desk.names
        assert desk.under_cursor == "Budi", "the cursor is where it went when Citra left"


# Keys that arrive together


@pytest.mark.parametrize("pasted", [b".c", b"..", b".\r", b".y", b".s\r", b".bo", b"xy"])
async def test_a_key_in_one_burst_with_the_one_that_opened_the_menu_changes_nothing(
    path: Path, shop: dict[str, Order], pasted: bytes
) -> None:
    async with console(path) as desk:
        await go_to(desk, "Citra" if pasted == b"xy" else "Gita")
        before = [desk.stored(order) for order in shop.values()]
        await arrive(desk.pilot, pasted)
        await desk.settle()
        assert [desk.stored(order) for order in shop.values()] == before
        await desk.press("escape", "escape")


async def test_a_key_that_comes_after_the_menu_is_seen_is_taken(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await arrive(desk.pilot, b".i")
        await desk.settle()
        assert desk.asked, "the cursor is on what was typed"
        await desk.press("enter")
        assert desk.stored(shop["Gita"]).status is Status.IN_PROCESS


async def test_the_ship_dialog_is_filled_with_what_the_order_has_and_tab_goes_through_it(
    path: Path, shop: dict[str, Order]
) -> None:
    with another(path) as store:
        changed(store, shop["Gita"], courier="JNE")
    async with console(path, NARROW) as desk:
        await desk.press("full_stop", "s")
        courier, receipt = desk.app.screen.query(Input)
        assert (courier.value, receipt.has_focus) == ("JNE", True)
        await desk.press("tab")
        assert courier.has_focus
        await desk.press("end", "backspace", "T", "tab")
        assert receipt.has_focus
        await desk.press("shift+tab", "shift+tab", "R", "1", "enter")
        shipped = desk.stored(shop["Gita"])
        assert (shipped.status, shipped.courier, shipped.receipt) == (Status.SHIPPED, "JNT", "R1")
