"""Which payments count where what reported them was undone, and perhaps redone."""

import pytest

from orders_tui.domain.commands import RecordConfirmation, RecordPayment
from orders_tui.domain.order import PaymentReport, PaymentStatus
from orders_tui.store.counted_payments import _MONEY, money_of_many
from orders_tui.store.store import Request, Store
from orders_tui.store.writes import jobs
from tests.samples import GATEWAY, SARI
from tests.store.shop import ids_of, placed, sqlite


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


def test_of_undos_that_share_an_operation_each_takes_back_the_money_of_its_own_orders(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One transaction of an undo then takes one order, and ends.
    monkeypatch.setattr(jobs, "_TOGETHER", 1)
    monkeypatch.setattr(jobs, "_SECONDS", 0.0)
    orders = [placed(store) for _ in range(3)]
    paid = [Request(RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID)) for order in orders]
    store.execute_many(paid, SARI, one_operation=True)

    def counting() -> list[int]:
        money = [len(store.orders.money(order.id)) for order in orders]
        together = money_of_many(store.engine, ids_of(orders))
        assert money == [len(together.get(order.id, ())) for order in orders]
        assert money == [store.orders.get(order.order_id).payment_status is PaymentStatus.PAID for order in orders]
        return money

    seen: list[int] = []
    first = store.undo(SARI, progress=seen.append, stop=lambda: len(seen) == 1)
    assert (first.done, first.stopped, counting()) == (1, True, [0, 1, 1])
    store.redo(SARI)
    assert counting() == [1, 1, 1]
    store.undo(SARI)
    assert counting() == [0, 1, 1]
    assert store.undo(SARI).done == 2  # the rest of the payments, by a second undo of them
    assert counting() == [0, 0, 0]
    store.redo(SARI)
    assert counting() == [0, 1, 1]
    assert store.check() == []


def test_the_undos_of_a_payment_are_looked_up_and_not_searched(store: Store) -> None:
    order = placed(store)
    for _ in range(2):
        store.undo(SARI)
        store.redo(SARI)
    store.execute(RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID), GATEWAY)
    sqlite(store).run("ANALYZE")  # without statistics the planner takes every table for large
    sql, arguments = sqlite(store).db.get_sql_context().sql(_MONEY.query).query()
    plan = [str(step) for step in sqlite(store).rows(f"EXPLAIN QUERY PLAN {sql}", [0] * len(arguments))]
    assert any("operation_undoes (undoes=?)" in step for step in plan)
