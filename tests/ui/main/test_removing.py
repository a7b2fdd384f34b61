"""The trash is emptied and a buyer erased from the console: the number is typed, and it says what stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from orders_tui.domain.commands import DeleteOrder
from orders_tui.domain.facts import Order
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.removing import RemovalName, Removing
from orders_tui.ui.screens.typed_count import TypedCountDialog
from tests.samples import OWNER, SARI
from tests.store.shop import opened, placed
from tests.ui.main.parts import Person


@pytest.fixture
def owner(path: Path, shop: dict[str, Order]) -> Iterator[Desk]:
    """The desk of an admin."""
    with opened(path, seed=3) as store:
        desk = Desk(store, OWNER)
        yield desk
        desk.close()


async def removed(desk: Desk, name: RemovalName, order: Order | None = None, *answers: bool | None) -> tuple[str, str]:
    """What was asked and what was reported; empty where nothing was."""
    person = Person(*answers)
    report = await Removing(desk, lambda: order, person).by_name[name]()
    asked = person.asked[0] if person.asked else None
    question = f"{asked.count}: {asked.question.plain}" if isinstance(asked, TypedCountDialog) else ""
    return question, report.sentence if report else ""


async def test_the_trash_is_emptied_once_its_number_was_typed(owner: Desk) -> None:
    store = owner.store
    while store.removals.trash() < 2:
        store.execute(DeleteOrder(order_id=placed(store, method=None).order_id), OWNER)
    count = store.removals.trash()
    assert (await removed(owner, "empty_trash", None, None))[1] == ""
    assert store.removals.trash() == count
    question, sentence = await removed(owner, "empty_trash", None, True)
    assert question.startswith(f"{count}: Empty the trash · {count} orders")
    assert "Number, dates and amount of each order stay" in question
    assert sentence == f"{count} orders emptied from the trash."
    assert store.removals.trash() == 0
    assert await removed(owner, "empty_trash") == ("", "There is nothing in the trash that can be emptied.")


async def test_the_buyer_of_an_order_is_erased_from_all_orders(owner: Desk) -> None:
    store = owner.store
    order, _other = placed(store, phone="+6281911112222", name="Hana [/]"), placed(store, phone="+6281911112222")
    question, sentence = await removed(owner, "erase_buyer", order, True)
    assert question.startswith("2: Erase Hana [/], +62 819-1111-2222 · 2 orders")
    assert "Still open: 2 Pending." in question
    assert "Amounts, items, statuses and dates stay" in question
    assert sentence == "The buyer was erased from 2 orders."
    assert store.orders.get(order.order_id).name == ""
    nameless = store.orders.get(order.order_id)
    assert await removed(owner, "erase_buyer", nameless) == ("", "This buyer has no known phone number.")


async def test_who_is_no_admin_removes_nothing(desk: Desk, shop: dict[str, Order]) -> None:
    assert desk.actor == SARI
    _question, sentence = await removed(desk, "erase_buyer", shop["Gita"], True)
    assert sentence == "As staff you may not erase a buyer."
    assert desk.store.orders.get(shop["Gita"].order_id) == shop["Gita"]
