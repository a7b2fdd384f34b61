"""Choose, ask, carry out, report: what a person is asked and what is said afterwards."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.order_actions import OrderActions, Report
from orders_tui.ui.main.target import Target
from orders_tui.ui.screens.confirm import ConfirmDialog
from tests.store.shop import BUDI, changed
from tests.ui.desk_app import another
from tests.ui.main.parts import Person


def actions(desk: Desk, person: Person, *orders: Order) -> OrderActions:
    async def target() -> Target:
        rows = await desk.on_facts(desk.store.lists.rows, [order.id for order in orders])
        return Target(rows, marked=len(orders) > 1)

    return OrderActions(desk, target, person)


def status(desk: Desk, order: Order) -> Status:
    return desk.store.orders.get(order.order_id).status


async def test_an_action_that_needs_nothing_is_carried_out_at_once(desk: Desk, shop: dict[str, Order]) -> None:
    person, gita = Person("to_confirmed"), shop["Gita"]
    report = await actions(desk, person, gita).choose()
    sentence = f"{gita.order_id} Gita Savitri: Confirmed. Press u to undo."
    assert report == Report(sentence, refused=frozenset())
    assert (person.kinds, status(desk, gita)) == (["ChoiceDialog"], Status.CONFIRMED)


@pytest.mark.parametrize("given", [(None,), ("to_shipped", None), ("to_canceled", None)])
async def test_whoever_cancels_any_dialog_changes_nothing(
    desk: Desk, shop: dict[str, Order], given: tuple[Any, ...]
) -> None:
    assert await actions(desk, Person(*given), shop["Gita"]).choose() is None
    assert desk.store.orders.get(shop["Gita"].order_id) == shop["Gita"]


async def test_what_an_action_needs_is_asked_for(desk: Desk, shop: dict[str, Order]) -> None:
    person = Person("qris", True)
    assert await actions(desk, person, shop["Dewi"]).carry_out("to_pending") is not None
    assert person.kinds == ["ChoiceDialog"]
    person = Person({"courier": "JNE", "receipt": "R1"})
    await actions(desk, person, shop["Gita"]).carry_out("to_shipped")
    assert person.kinds == ["AnswersDialog"]
    assert status(desk, shop["Gita"]) is Status.SHIPPED


async def test_several_are_confirmed_first_and_the_refused_are_reported(
    path: Path, desk: Desk, shop: dict[str, Order]
) -> None:
    person = Person(True)
    many = actions(desk, person, shop["Gita"], shop["Fajar"], shop["Agus"])
    report = await many.carry_out("to_confirmed")
    assert report is not None
    assert person.kinds == ["ConfirmDialog"]
    assert (report.warning, report.refused) == (True, frozenset({shop["Agus"].id}))
    first, second = report.sentence.splitlines()
    assert first == "2 orders: Confirmed. Press u to undo."
    assert second == f"1 refused: {shop['Agus'].order_id} is Completed; it was skipped."


async def test_beside_cancel_order_the_other_button_goes_back(desk: Desk, shop: dict[str, Order]) -> None:
    labels = []
    for action in ("to_canceled", "to_confirmed"):
        person = Person({"reason": "tutup"}, None) if action == "to_canceled" else Person(None)
        assert await actions(desk, person, shop["Gita"], shop["Fajar"]).carry_out(action) is None
        dialog = person.asked[-1]
        assert isinstance(dialog, ConfirmDialog)
        labels.append(dialog.no)
    assert labels == ["Go back", "Cancel"]


async def test_a_change_of_another_meanwhile_is_reported(path: Path, desk: Desk, shop: dict[str, Order]) -> None:
    gita = shop["Gita"]

    class Slow(Person):
        async def __call__(self, dialog: Any, /) -> Any:
            with another(path) as other:
                changed(other, gita, BUDI, courier="JNE")
            return await super().__call__(dialog)

    report = await actions(desk, Slow("to_confirmed"), gita).choose()
    assert report is not None
    assert "was changed meanwhile by budi" in report.sentence
    assert (report.warning, report.refused, status(desk, gita)) == (True, None, Status.PENDING)


async def test_deleting_asks_and_says_why_not(desk: Desk, shop: dict[str, Order]) -> None:
    citra, person = shop["Citra"], Person(True)
    deleting = actions(desk, person, citra)
    reports = [await deleting.delete(), await deleting.delete(), await actions(desk, person, shop["Gita"]).delete()]
    assert [report.sentence for report in reports if report] == [
        f"{citra.order_id} Citra: moved to the trash. Press u to undo.",
        "It is already in the trash.",
        "Only Created and Canceled orders can be deleted.",
    ]
    assert person.kinds == ["ConfirmDialog"]


async def test_an_action_that_the_order_no_longer_has(desk: Desk, shop: dict[str, Order]) -> None:
    report = await actions(desk, Person(), shop["Agus"]).carry_out("to_ready")
    assert report == Report(f"This action is no longer available for {shop['Agus'].order_id}.", warning=True)


async def test_without_an_order_nothing_is_asked(desk: Desk) -> None:
    nobody = actions(desk, Person())
    assert [await nobody.choose(), await nobody.delete(), await nobody.carry_out("to_ready")] == [None] * 3


async def test_undo_and_redo_say_what_they_did(desk: Desk, shop: dict[str, Order]) -> None:
    gita = shop["Gita"]
    one = actions(desk, Person("to_confirmed"), gita)
    await one.choose()
    assert await one.undo() == Report(f"Undone: {gita.order_id} Gita Savitri, Confirmed → Pending.")
    assert await one.redo() == Report(f"Redone: {gita.order_id} Gita Savitri, Pending → Confirmed.")
    assert await one.redo() == Report("There is nothing to redo.", warning=True)
    two = actions(desk, Person(True), shop["Fajar"], shop["Eka"])
    await two.carry_out("to_confirmed")
    assert await two.undo() == Report("Undone for 2 orders.")


async def test_changes_wait_for_each_other(desk: Desk, shop: dict[str, Order]) -> None:
    chosen: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    class Waiting(Person):
        reached = asyncio.Event()

        async def __call__(self, dialog: Any, /) -> Any:
            self.reached.set()
            return await chosen

    person = Waiting()
    both = actions(desk, person, shop["Gita"])
    choosing = asyncio.create_task(both.choose())
    undoing = asyncio.create_task(both.undo())
    await person.reached.wait()
    chosen.set_result("to_confirmed")
    report, undone = await asyncio.gather(choosing, undoing)
    assert report is not None
    assert undone is not None
    assert undone.sentence.startswith("Undone: ")
    assert status(desk, shop["Gita"]) is Status.PENDING
