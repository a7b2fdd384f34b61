"""The payment desk while an amount is typed faster than it is looked up, and while others change its orders."""

import asyncio
from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import OptionList, Static

from orders_tui.domain.facts import Order
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.ui.screens.money_desk import Findings, MoneyDialog
from tests.samples import BUDI, GATEWAY, NOW, ORDER
from tests.store.shop import changed, opened, placed
from tests.ui.desk_app import Console, another, buyer, console
from tests.ui.test_dialogs import Asking


async def _read(_text: str) -> Findings:
    raise AssertionError("it is no list")


@pytest.mark.parametrize("typed", ["180", "189"])
async def test_enter_takes_the_order_of_the_amount_that_is_typed(typed: str) -> None:
    looked_up = asyncio.Event()
    looked_up.set()

    async def waiting(amount: str) -> list[tuple[Order, Content]]:
        await looked_up.wait()
        return [(ORDER, Content("180123"))] if "180123".startswith(amount) else []

    app = Asking(MoneyDialog(Content("Payment desk"), "Amount", waiting, _read))
    async with app.run_test() as pilot:
        await pilot.press(*"18")
        await app.workers.wait_for_complete()
        looked_up.clear()
        await pilot.press(typed[-1], "enter")
        assert app.answers == [], "what is pointed at is the order of another amount"
        looked_up.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.answers == ([ORDER] if typed == "180" else [])
        error = str(app.dialog.query_one(".dialog-error", Static).content) if typed == "189" else ""
        assert error.startswith("Type an amount that only one order has") is (typed == "189")


def lines_of(desk: Console) -> list[str]:
    """The orders that the payment desk lists, as it shows them."""
    options = desk.app.screen.query_one(OptionList)
    return [str(option.prompt) for option in options.options]


async def look(desk: Console) -> MoneyDialog:
    """Let the payment desk look for what others did, as it does every second."""
    dialog = desk.app.screen
    assert isinstance(dialog, MoneyDialog)
    dialog.look()
    await desk.settle()
    return dialog


@pytest.fixture
def transfers(path: Path) -> list[Order]:
    """Orders that wait for a transfer, as the payment desk lists them."""
    with opened(path, create=True) as store:
        return [placed(store, GATEWAY, **buyer(name), at=NOW - 60 * at) for at, name in enumerate(NAMES, 1)]


NAMES = ("Ani", "Beni", "Cici", "Dodi")


async def test_an_order_that_others_changed_keeps_its_line_and_says_what_became_of_it(
    path: Path, transfers: list[Order]
) -> None:
    async with console(path) as desk:
        await desk.press("b", "down", "down")
        before = lines_of(desk)
        with another(path) as other:
            changed(other, transfers[1], BUDI, payment=PaymentStatus.PAID)
            changed(other, transfers[2], BUDI, status=Status.CANCELED, reason="x")
            changed(other, transfers[3], BUDI, note="asked for Monday")
            placed(other, GATEWAY, **buyer("Emi"), at=NOW)
        dialog = await look(desk)
        now = lines_of(desk)
        assert (now[0], now[3]) == (before[0], before[3])
        assert now[1].endswith(f"{transfers[1].order_id}  Beni  Pending · Paid")
        assert now[2].endswith("Cici  Canceled · Unpaid")
        assert len(now) == 4, "what came in stands nowhere before it is asked for"
        assert dialog.listed.highlighted == 1
        await desk.press("enter")
        assert f"{transfers[1].order_id} is no longer waiting for this transfer." in desk.text
        await desk.press("down", "down", "enter", "y")
        assert desk.stored(transfers[3]).payment_status is PaymentStatus.PAID


async def test_an_order_that_waits_again_is_as_before(path: Path, transfers: list[Order]) -> None:
    async with console(path) as desk:
        await desk.press("b", "down")
        before = lines_of(desk)
        with another(path) as other:
            changed(other, transfers[0], BUDI, payment=PaymentStatus.PAID)
            await look(desk)
            assert "Paid" in lines_of(desk)[0]
            other.undo(BUDI)
        await look(desk)
        assert lines_of(desk) == before


async def test_an_order_of_which_another_amount_is_wanted_now_waits_no_longer_for_this_one(
    path: Path, transfers: list[Order]
) -> None:
    async with console(path) as desk:
        await desk.press("b", "down")
        with another(path) as other:
            changed(other, transfers[0], BUDI, discount=1_000)
        await look(desk)
        assert lines_of(desk)[0].startswith(f"{rupiah(transfers[0].total - 1_000):>16}")
        await desk.press("enter")
        assert "is no longer waiting for this transfer" in desk.text
        await desk.type("1")
        assert "no longer" not in desk.text, "it is listed anew with what it costs"
        await desk.press("backspace", "down", "enter")
        assert desk.stored(transfers[0]).payment_status is PaymentStatus.PAID
