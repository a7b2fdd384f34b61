"""Orders that are shipped for other sellers: the store refuses what is the seller's to do."""

from collections.abc import Callable
from typing import Any

import pytest

from orders_tui.domain.actions import quick_actions
from orders_tui.domain.commands import (
    AcceptPayment,
    Command,
    CopyOrder,
    DeclineConfirmation,
    DeleteOrder,
    RecordConfirmation,
    RecordFollowUp,
    RecordPayment,
    RecordUpdate,
    RuleBroken,
)
from orders_tui.domain.file_orders import FileOrder, Mode
from orders_tui.domain.order import Method, PaymentReport, PaymentStatus, Status
from orders_tui.domain.templates import MessageStage
from orders_tui.store.store import Store
from tests.samples import GATEWAY, HONEY, OWNER, SARI, a_change
from tests.store.shop import placed, reached

REFUSED: dict[str, Callable[[str], Command]] = {
    "prices": lambda order_id: a_change(order_id, discount=5_000),
    "items": lambda order_id: a_change(order_id, items=(HONEY,)),
    "payment": lambda order_id: a_change(order_id, payment=PaymentStatus.PAID),
    "method": lambda order_id: a_change(order_id, method=Method.COD),
    "buyer": lambda order_id: a_change(order_id, name="Budi"),
    "accepted": lambda order_id: AcceptPayment(order_id=order_id, amount=1, transaction="t"),
    "confirmation": lambda order_id: RecordConfirmation(order_id=order_id),
    "declined": lambda order_id: DeclineConfirmation(order_id=order_id, reason="none"),
    "message": lambda order_id: RecordFollowUp(order_id=order_id, stage=MessageStage.WELCOME, template="Halo"),
    "copy": lambda order_id: CopyOrder(order_id=order_id),
    "delete": lambda order_id: DeleteOrder(order_id=order_id),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("by", [SARI, OWNER, SARI._replace(via="command")], ids=lambda by: by.via + by.role)
def test_what_is_the_sellers_is_refused(store: Store, name: str, by: Any) -> None:
    order = placed(store, GATEWAY, seller="Mitra Jaya", method=None)
    with pytest.raises(RuleBroken, match="is shipped for Mitra Jaya"):
        store.execute(REFUSED[name](order.order_id), by)
    assert store.orders.get(order.order_id) == order


def test_every_action_of_the_menu_is_carried_out(store: Store) -> None:
    for status in (Status.PENDING, Status.READY, Status.SHIPPED):
        route = (Status.CONFIRMED, Status.READY, Status.SHIPPED)
        taken = route[: route.index(status) + 1] if status in route else ()
        for action in quick_actions(reached(store, *taken, seller="Mitra", method=Method.COD)):
            order = reached(store, *taken, seller="Mitra", method=Method.COD)
            answers = dict.fromkeys(action.needs, f"X {order.id}")
            store.execute(action.command(order.order_id, order.version, answers), SARI)
    assert store.check() == []


def test_what_the_sellers_own_system_reports_is_stored(store: Store) -> None:
    order = placed(store, GATEWAY, seller="Mitra Jaya")
    store.execute(RecordUpdate(order_id=order.order_id, facts={"name": "Budi"}), GATEWAY)
    store.execute(RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID, amount=order.total), GATEWAY)
    stored = store.orders.get(order.order_id)
    assert (stored.name, stored.payment_status) == ("Budi", PaymentStatus.PAID)


def test_a_file_changes_of_it_no_more_than_a_person(store: Store) -> None:
    order = placed(store, GATEWAY, seller="Mitra Jaya", external_id="W-1")
    told = {"store": order.store, "external_id": "W-1", "name": order.name}
    for number, (facts, status) in enumerate([({"payment_status": "paid"}, "pending"), ({"status": "ready"}, "ready")]):
        orders = [FileOrder(number, told | facts, (HONEY,))]
        (planned,) = store.plan_import(orders, Mode.UPDATE)
        assert store.import_orders(orders, Mode.UPDATE, SARI).counts == {planned.verdict: 1}
        stored = store.orders.get(order.order_id)
        assert (stored.status, stored.payment_status) == (status, PaymentStatus.UNPAID)
