"""Buyers' confirmations: noted, compared with the total, declined; orders on hold; the buyer's other orders."""

from pathlib import Path

import pytest

from orders_tui.domain.commands import RecordConfirmation, RecordPayment
from orders_tui.domain.facts import Order
from orders_tui.domain.order import PaymentReport, PaymentStatus, Status
from orders_tui.ui.desk import Desk
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.transfer_confirmation import TransferConfirmationDialog
from tests.samples import DAY, GATEWAY, NOW, PACKER
from tests.store.shop import opened, placed
from tests.ui.desk_app import buyer, console
from tests.ui.main.parts import Person, actions


def stored(desk: Desk, order: Order) -> Order:
    return desk.store.orders.get(order.order_id)


async def test_a_confirmation_is_noted_and_waits(desk: Desk, shop: dict[str, Order]) -> None:
    gita = shop["Gita"]
    said = RecordConfirmation(order_id=gita.order_id, bank="BCA", amount=1)
    person = Person("confirmation", said)
    report = await actions(desk, person, gita).choose()
    assert report is not None
    assert "Buyer says paid: BCA Rp 1" in report.sentence
    assert person.kinds == ["MenuDialog", "TransferConfirmationDialog"]
    assert stored(desk, gita).confirmation_at == NOW


@pytest.mark.parametrize(("amount", "asks"), [(1, True), (None, False), ("total", False)])
async def test_one_of_another_amount_is_asked_about(
    desk: Desk, shop: dict[str, Order], amount: int | str | None, asks: bool
) -> None:
    gita = shop["Gita"]
    named = gita.total if amount == "total" else amount
    assert not isinstance(named, str)
    desk.store.execute(RecordConfirmation(order_id=gita.order_id, amount=named), desk.actor)
    person = Person(*([None] if asks else []))
    await actions(desk, person, gita).carry_out("confirm_payment")
    if asks:
        (dialog,) = person.asked
        assert isinstance(dialog, ConfirmDialog)
        assert stored(desk, gita).payment_status is PaymentStatus.UNPAID
        await actions(desk, Person(True), gita).carry_out("confirm_payment")
    after = stored(desk, gita)
    assert (after.status, after.payment_status) == (Status.CONFIRMED, PaymentStatus.PAID)
    assert after.confirmation_at is None


async def test_money_that_came_in_short_is_asked_about(desk: Desk, shop: dict[str, Order]) -> None:
    gita = shop["Gita"]
    desk.store.execute(RecordPayment(order_id=gita.order_id, reported=PaymentReport.PAID, amount=1), GATEWAY)
    person = Person(None)
    await actions(desk, person, gita).carry_out("mark_paid")
    assert person.kinds == ["ConfirmDialog"]
    assert stored(desk, gita).payment_status is PaymentStatus.CONFLICT


async def test_an_undo_says_what_it_was_that_it_took_back(desk: Desk, shop: dict[str, Order]) -> None:
    gita = shop["Gita"]
    desk.store.execute(RecordConfirmation(order_id=gita.order_id), desk.actor)
    await actions(desk, Person({"reason": "belum masuk"}), gita).carry_out("decline")
    report = await actions(desk, Person(), gita).undo()
    assert report is not None
    assert report.sentence.endswith("Confirmation declined: belum masuk.")


async def test_one_that_did_not_come_is_declined(desk: Desk, shop: dict[str, Order]) -> None:
    gita = shop["Gita"]
    desk.store.execute(RecordConfirmation(order_id=gita.order_id), desk.actor)
    report = await actions(desk, Person({"reason": "belum masuk"}), gita).carry_out("decline")
    assert report is not None
    assert "Confirmation declined: belum masuk" in report.sentence
    assert stored(desk, gita).confirmation_at is None


async def test_several_are_not_noted_at_once(desk: Desk, shop: dict[str, Order]) -> None:
    person = Person()
    report = await actions(desk, person, shop["Gita"], shop["Fajar"]).carry_out("confirmation")
    assert report is not None
    assert report.warning
    assert person.asked == []


async def test_the_dialog_wants_an_amount_that_is_one(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("full_stop", "f")
        dialogs = [type(screen) for screen in desk.app.screen_stack]
        assert TransferConfirmationDialog in dialogs
        await desk.press("enter")
        assert "Fill in at least one field." in desk.text
        await desk.type("banyak")
        await desk.press("enter")
        assert desk.asked
        await desk.press("ctrl+u")
        await desk.type("Rp 1.000")
        await desk.press("tab")
        await desk.type("BCA")
        await desk.press("enter")
        assert len(desk.app.screen_stack) == 1
        assert desk.stored(shop["Gita"]).confirmation_at == NOW
        assert "Transfer to check" in desk.text


async def test_an_order_is_put_on_hold_and_released_with_a_key(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("full_stop", "h")
        await desk.type("aneh")
        await desk.press("enter")
        assert desk.stored(shop["Gita"]).held_reason == "aneh"
        assert "Suspicious: aneh" in desk.text
        await desk.press("full_stop", "a")
        assert desk.stored(shop["Gita"]).held_at is None
        assert "Suspicious: aneh" not in desk.text


class TestBuyer:
    @pytest.fixture
    def again(self, path: Path, shop: dict[str, Order]) -> Order:
        """An order that the buyer Agus placed half a year ago."""
        with opened(path, seed=8) as store:
            return placed(store, **buyer("Agus W", "+6281211110007"), at=NOW - 180 * DAY)

    async def test_has_a_past_and_other_orders_one_key_away(self, path: Path, again: Order) -> None:
        async with console(path) as desk:
            assert desk.under_cursor == "Gita"
            assert "2 orders" in desk.text
            await desk.press("P")
            assert desk.names == ["Gita", "Agus"]
            await desk.press("escape")
            assert desk.names[:2] == ["Gita", "Fajar"]
            assert desk.under_cursor == "Gita"

    async def test_is_not_shown_to_a_packer(self, path: Path, again: Order) -> None:
        async with console(path, actor=PACKER) as desk:
            assert "2 orders" not in desk.text
            await desk.press("P")
            assert len(desk.names) > 2
