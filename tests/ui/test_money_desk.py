"""The payment desk while an amount is typed faster than it is looked up."""

import asyncio

import pytest
from textual.content import Content
from textual.widgets import Static

from orders_tui.domain.facts import Order
from orders_tui.ui.screens.money_desk import Findings, MoneyDialog
from tests.samples import ORDER
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
