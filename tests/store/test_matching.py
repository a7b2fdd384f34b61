"""What lists from outside are matched with, and money that staff found."""

from typing import Any

import pytest

from orders_tui.domain.commands import (
    AcceptPayment,
    Conflict,
    DeleteOrder,
    RecordConfirmation,
    RecordPayment,
    RuleBroken,
)
from orders_tui.domain.facts import Order
from orders_tui.domain.history import describe
from orders_tui.domain.order import Method, PaymentReport, PaymentStatus, Status
from orders_tui.store.reads.matching import _payments
from orders_tui.store.store import Store
from tests.samples import BUDI, GATEWAY, NOW, SARI, a_change
from tests.store.shop import placed, reached, sqlite

TOTAL = 170_000
"""What the orders of this shop cost."""


def money(order: Order, transaction: str = "statement:1", **parts: Any) -> AcceptPayment:
    return AcceptPayment(order_id=order.order_id, amount=order.total, transaction=transaction, confirms=True, **parts)


def awaiting(store: Store, *amounts: int, since: int = 0) -> list[str]:
    return [candidate.order.order_id for candidate in store.matching.awaiting(amounts or (TOTAL,), since)]


def test_orders_are_found_by_their_receipt_number_however_it_is_written(store: Store) -> None:
    one, other = placed(store), placed(store)
    store.execute(a_change(one.order_id, receipt="JT 0001"), SARI)
    store.execute(a_change(other.order_id, receipt="jt0001"), SARI)
    found = store.matching.with_receipts({"JT0001", "R9", ""})
    assert [order.order_id for order in found] == [one.order_id, other.order_id]
    assert store.matching.with_receipts(()) == ()


def test_an_order_in_the_trash_has_no_receipt_number(store: Store) -> None:
    gone = placed(store, method=None)
    store.execute(a_change(gone.order_id, receipt="R1"), SARI)
    assert len(store.matching.with_receipts({"R1"})) == 1
    store.execute(DeleteOrder(order_id=gone.order_id), SARI)
    assert store.matching.with_receipts({"R1"}) == ()


def test_more_values_than_one_query_takes(store: Store) -> None:
    order = placed(store)
    store.execute(a_change(order.order_id, receipt="R1200"), SARI)
    assert len(store.matching.with_receipts({f"R{number}" for number in range(1_201)})) == 1
    assert awaiting(store, *range(TOTAL - 1_200, TOTAL + 1)) == [order.order_id]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, True),
        ({"unique_code": 377}, False),
        ({"method": Method.COD}, False),
        ({"method": Method.QRIS}, False),
        ({"method": None}, False),
        ({"seller": "Mitra Jaya"}, False),
        ({"at": NOW - 10}, False),
    ],
)
def test_which_orders_a_transfer_may_be_for(store: Store, facts: dict[str, Any], found: bool) -> None:
    placed(store, **facts)
    assert bool(awaiting(store, since=NOW - 5)) is found


def test_an_order_that_has_ended_waits_for_nothing(store: Store) -> None:
    reached(store, Status.CANCELED)
    assert awaiting(store) == []


def test_an_order_marked_paid_by_hand_is_a_candidate_and_one_with_money_recorded_is_none(store: Store) -> None:
    by_hand, by_gateway, by_statement = placed(store), placed(store), placed(store)
    store.execute(a_change(by_hand.order_id, payment=PaymentStatus.PAID), SARI)
    store.execute(RecordPayment(order_id=by_gateway.order_id, reported=PaymentReport.PAID, amount=TOTAL), GATEWAY)
    store.execute(money(by_statement), SARI)
    assert awaiting(store) == [by_hand.order_id]


def test_the_holder_of_a_confirmation_comes_with_the_order(store: Store) -> None:
    order = placed(store)
    store.execute(RecordConfirmation(order_id=order.order_id, bank="BCA", holder="Hartono"), GATEWAY)
    assert store.matching.awaiting([TOTAL], 0)[0].holders == ("Hartono",)


def test_accepted_money_is_kept_with_what_was_found(store: Store) -> None:
    order = placed(store)
    done = store.execute(money(order, fee=2_850, day="2026-11-22", note="TRSF SITI"), SARI)
    now = store.orders.get(order.order_id)
    assert (now.status, now.payment_status, now.paid_at) == (Status.CONFIRMED, PaymentStatus.PAID, NOW)
    kept = store.orders.money(order.id)[0]
    assert (kept.reported, kept.amount, kept.transaction) == ("paid", TOTAL, "statement:1")
    assert (kept.day, kept.note) == ("2026-11-22", "TRSF SITI")
    told = [line for change in done.changes for line in describe(change)]
    assert told == ["Pending → Confirmed", "Unpaid → Paid", "Reported: Paid, Rp 170.000"]
    assert store.check() == []


def test_money_for_an_order_that_changed_meanwhile_is_refused(store: Store) -> None:
    order = placed(store)
    store.execute(a_change(order.order_id, handler="budi"), BUDI)
    with pytest.raises(Conflict, match="was changed meanwhile by budi"):
        store.execute(money(order, version=order.version), SARI)
    assert store.orders.money(order.id) == ()


def test_money_is_accepted_once(store: Store) -> None:
    order = placed(store)
    store.execute(money(order), SARI)
    with pytest.raises(RuleBroken, match="no payment is due"):
        store.execute(money(order, "statement:2"), SARI)


def test_a_transaction_is_known_until_its_payment_is_undone(store: Store) -> None:
    order = placed(store)
    store.execute(money(order), SARI)
    assert store.matching.recorded(["statement:1", "statement:2", ""]) == {"statement:1": order.order_id}
    store.undo(SARI)
    assert store.matching.recorded(["statement:1"]) == {}
    undone = store.orders.get(order.order_id)
    assert (undone.status, undone.payment_status, undone.paid_at) == (Status.PENDING, PaymentStatus.UNPAID, None)
    told = [line for event in store.orders.history(order.id) for line in describe(event)]
    assert "Reported: –" in told
    store.redo(SARI)
    assert store.matching.recorded(["statement:1"]) == {"statement:1": order.order_id}
    assert store.check() == []


def test_transactions_are_looked_up_and_not_searched(store: Store) -> None:
    sql, arguments = sqlite(store).db.get_sql_context().sql(_payments(["statement:1"])).query()
    plan = sqlite(store).rows(f"EXPLAIN QUERY PLAN {sql}", arguments)
    assert any("USING INDEX payment_transaction" in str(step) for step in plan)
