"""The payment desk while an amount is typed faster than it is looked up, and while others change its orders."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from orders_tui.domain.facts import Order
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.ui.screens.money_desk import Findings, Gone, LineFinding, MoneyDialog, MoneyField
from tests.samples import BUDI, GATEWAY, NOW, ORDER
from tests.store.shop import changed, opened, placed
from tests.ui.desk_app import Console, Gate, another, buyer, console
from tests.ui.test_dialogs import PLAN, Asking


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


@asynccontextmanager
async def left_list(closest: asyncio.Event) -> AsyncIterator[tuple[Pilot[None], MoneyDialog, list[Any]]]:
    """The payment desk as Esc leads back from a list, with one line of it pointed at, to the orders of an amount.

    Args:
        closest: set once those orders are read; they have not the amount, but are the closest.
    """
    closest.set()

    async def waiting(_typed: str) -> list[tuple[Order, Content]]:
        return []

    async def near(_typed: str) -> list[tuple[Order, Content]]:
        await closest.wait()
        return [(ORDER, Content("180123"))]

    async def read(_text: str) -> Findings:
        return Findings((LineFinding("a line of the list", "$text-success"),), "1 of 1", PLAN)

    async def gone(_orders: Sequence[Order], _seen: int | None) -> Gone:
        return Gone({ORDER.order_id: Content("Paid")}, 1)

    dialog = MoneyDialog(Content("Payment desk"), "Amount", waiting, read, near=near, gone=gone)
    app = Asking(dialog)
    async with app.run_test() as pilot:
        await pilot.press(*"1804")
        await app.workers.wait_for_complete()
        dialog.query_one(MoneyField).post_message(events.Paste("first line\nsecond line"))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("down")
        assert dialog.listed.highlighted == 0
        closest.clear()
        await pilot.press("escape")
        assert "a line of the list" in app.text, "the orders are not there yet"
        yield pilot, dialog, app.answers


async def test_a_list_that_is_left_has_no_orders_to_look_at() -> None:
    closest = asyncio.Event()
    async with left_list(closest) as (pilot, dialog, _answers):
        dialog.look()
        await pilot.pause()
        assert str(dialog.listed.get_option_at_index(0).prompt) == "a line of the list"
        closest.set()
        await pilot.app.workers.wait_for_complete()
        dialog.look()
        await pilot.app.workers.wait_for_complete()
        assert [str(option.prompt) for option in dialog.listed.options] == ["Paid"]


async def test_enter_takes_no_line_of_a_list_that_is_left() -> None:
    closest = asyncio.Event()
    async with left_list(closest) as (pilot, dialog, answers):
        await pilot.press("enter")
        closest.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert answers == []
        error = str(dialog.query_one(".dialog-error", Static).content)
        assert error.startswith("Type an amount that only one order has")


async def test_it_looks_for_what_others_did_once_at_a_time() -> None:
    answered = asyncio.Event()
    looks: list[int | None] = []

    async def waiting(_typed: str) -> list[tuple[Order, Content]]:
        return [(ORDER, Content("180123"))]

    async def gone(_orders: Sequence[Order], seen: int | None) -> Gone:
        looks.append(seen)
        await answered.wait()
        return Gone({}, 7)

    dialog = MoneyDialog(Content("Payment desk"), "Amount", waiting, _read, gone=gone)
    app = Asking(dialog)
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        for _time in range(3):
            dialog.look()
            await pilot.pause()
        assert looks == [None]
        answered.set()
        await app.workers.wait_for_complete()
        dialog.look()
        await app.workers.wait_for_complete()
        assert looks[:2] == [None, 7]
        await pilot.press("1")
        await app.workers.wait_for_complete()
        dialog.look()
        await app.workers.wait_for_complete()
        assert None in looks[2:], "what is listed anew was not looked at yet"


def lines_of(desk: Console) -> list[str]:
    """The orders that the payment desk lists, as it shows them."""
    options = desk.app.screen.query_one(OptionList)
    return [str(option.prompt) for option in options.options]


async def look(desk: Console) -> MoneyDialog:
    """Let the payment desk look for what others did, as it does every second."""
    dialog = desk.app.screen
    assert isinstance(dialog, MoneyDialog)
    await desk.settle()  # what it may have begun to look for before
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


async def test_what_others_did_while_the_same_orders_were_listed_anew_is_found(
    path: Path, transfers: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(path) as desk:
        await desk.press("b")
        dialog = await look(desk)
        waiting = desk.store.matching.waiting
        gate = Gate(lambda found: found)
        monkeypatch.setattr(desk.store.matching, "waiting", lambda *asked: gate(waiting(*asked)))
        desk.app.post_message(events.Key("r", "r"))  # as `Rp` begins, which every amount may
        await desk.until(gate.reached.is_set)
        dialog.look()
        with another(path) as other:
            changed(other, transfers[0], BUDI, payment=PaymentStatus.PAID)
        gate.open.set()
        await desk.settle()
        assert len(lines_of(desk)) == len(transfers)
        await look(desk)
        assert lines_of(desk)[0].endswith("Ani  Pending · Paid")
