"""Which payments count where what reported them was undone, and perhaps redone."""

from orders_tui.domain.commands import (
    RecordConfirmation,
    RecordPayment,
)
from orders_tui.domain.order import PaymentReport, PaymentStatus
from orders_tui.store.store import Request, Store
from tests.samples import GATEWAY, SARI
from tests.store.shop import placed


def test_a_report_of_money_counts_as_long_as_the_undo_left_it(store: Store) -> None:
    orders = [placed(store) for _ in range(2)]
    paid = [Request(RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID)) for order in orders]
    store.execute_many(paid, SARI, one_operation=True)
    store.execute(RecordPayment(order_id=orders[0].order_id, reported=PaymentReport.SETTLED), GATEWAY)
    assert [outcome.order_id for outcome in store.undo(SARI).changed] == [orders[1].order_id]
    assert [[money.reported for money in store.orders.money(order.id)] for order in orders] == [
        ["paid", "settled"],
        [],
    ]


def test_a_confirmation_taken_back_is_no_money_any_more(store: Store) -> None:
    order = placed(store)
    store.execute(RecordConfirmation(order_id=order.order_id, bank="BCA", amount=5), SARI)
    store.undo(SARI)
    assert store.orders.money(order.id) == ()
    assert store.orders.history(order.id)[-1].field == "confirmation"
    store.redo(SARI)
    assert [money.bank for money in store.orders.money(order.id)] == ["BCA"]
    assert store.check() == []


def test_a_payment_taken_back_does_not_make_the_next_one_the_second(store: Store) -> None:
    order = placed(store)
    paid = RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID, amount=order.total)
    store.execute(paid, SARI)
    store.undo(SARI)
    store.execute(paid, GATEWAY)
    assert store.orders.get(order.order_id).payment_status is PaymentStatus.PAID
