"""What couriers and gateways report, as it is stored."""

from typing import Any

import pytest

from orders_tui.domain.commands import (
    AddOrder,
    ChangeOrder,
    Command,
    DeleteOrder,
    ExternalOrder,
    Outcome,
    RecordPayment,
    RecordStep,
    RestoreOrder,
)
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, PaymentReport, PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.store.store import Request, Store
from tests.samples import DAY, GATEWAY, NOW, SARI, a_change
from tests.store.shop import ids_of, new_order, placed, reached


def line(store: Store, command: Command, key: str = "", order: ExternalOrder | None = None) -> Outcome:
    """What becomes of a line of the intake."""
    kind = "order" if isinstance(command, AddOrder) else "report"
    (outcome,) = store.execute_many([Request(command, key, kind, order)], GATEWAY, one_operation=False)
    return outcome


def step(order: Order, status: Status, at: int, **facts: str) -> RecordStep:
    reason = "damaged" if status is Status.RTS else ""
    return RecordStep(order_id=order.order_id, status=status, facts=facts, reason=reason, at=at)


def paid(order: Order, reported: str = "paid", amount: int | None = None, **parts: Any) -> RecordPayment:
    return RecordPayment(order_id=order.order_id, reported=PaymentReport(reported), amount=amount, **parts)


def told(store: Store, order: Order) -> list[tuple[str, str | None]]:
    return [(event.field, event.new) for event in store.orders.history(order.id)]


class TestSteps:
    @pytest.mark.parametrize(("end", "time"), [(Status.COMPLETED, "completed_at"), (Status.RTS, "returned_at")])
    def test_an_older_shipment_changes_nothing_but_the_history(self, store: Store, end: Status, time: str) -> None:
        order = placed(store, at=NOW - 9 * DAY)
        assert line(store, step(order, Status.SHIPPED, NOW - 5 * DAY, courier="JNE", receipt="R1"), "1").ok
        assert line(store, step(order, end, NOW - 2 * DAY), "2").ok
        before = store.orders.get(order.order_id)
        late = line(store, step(order, Status.SHIPPED, NOW - 4 * DAY, courier="JNE", receipt="R2"), "3")
        assert (late.ok, late.late, late.repeated) == (True, True, False)
        after = store.orders.get(order.order_id)
        assert after == before._replace(version=before.version + 1)
        assert (after.status, after.receipt, getattr(after, time)) == (end, "R1", NOW - 2 * DAY)
        assert told(store, order)[-1] == ("late", "shipped\nJNE\nR2\n2026-11-18T07:05:00Z")
        assert line(store, step(order, Status.SHIPPED, NOW - 4 * DAY, courier="JNE", receipt="R2"), "3").repeated
        assert store.check() == []

    def test_steps_that_the_sender_left_out_are_in_the_history(self, store: Store) -> None:
        order = placed(store)
        outcome = line(store, step(order, Status.COMPLETED, NOW - 60))
        assert [change.new for change in outcome.changes if change.field == "status"] == ["shipped", "completed"]
        after = store.orders.get(order.order_id)
        assert (after.status, after.shipped_at, after.completed_at) == (Status.COMPLETED, None, NOW - 60)
        late = line(store, step(order, Status.SHIPPED, NOW - 120, courier="JNE", receipt="R1"))
        assert late.late
        after = store.orders.get(order.order_id)
        assert (after.status, after.shipped_at, after.receipt) == (Status.COMPLETED, NOW - 120, "R1")
        assert store.check() == []

    def test_a_delivery_from_before_the_order_was_moved_back_is_late(self, store: Store) -> None:
        order = placed(store)
        line(store, step(order, Status.SHIPPED, NOW - 120, courier="JNE", receipt="R1"))
        store.execute(ChangeOrder(order_id=order.order_id, status=Status.PENDING), SARI)
        assert line(store, step(order, Status.COMPLETED, NOW - 60)).late
        assert store.orders.get(order.order_id).status is Status.PENDING
        assert not line(store, step(order, Status.COMPLETED, NOW)).late
        assert store.orders.get(order.order_id).status is Status.COMPLETED
        assert store.check() == []

    def test_a_receipt_number_of_another_order_is_told(self, store: Store) -> None:
        first, second = placed(store), placed(store)
        line(store, step(first, Status.SHIPPED, NOW, courier="JNE", receipt="R1"))
        outcome = line(store, step(second, Status.SHIPPED, NOW, courier="JNE", receipt="R1"))
        assert outcome.warning == f"The receipt number R1 already belongs to {first.order_id}."


class TestMoney:
    def test_one_card_payment_comes_in_two_reports(self, store: Store) -> None:
        order = placed(store)
        for key, command in enumerate((paid(order, amount=170_000, transaction="T1"),) * 2):
            assert line(store, command, str(key)).ok
        line(store, paid(order, "settled", 165_000, transaction="T1", at=NOW - 5))
        after = store.orders.get(order.order_id)
        assert (after.payment_status, after.paid_at, after.settled_at) == (PaymentStatus.SETTLED, NOW - 5, NOW - 5)
        money = store.orders.money(order.id)
        assert [(each.reported, each.transaction, each.fee) for each in money] == [
            ("paid", "T1", None),
            ("paid", "T1", None),
            ("settled", "T1", 5_000),
        ]
        line(store, paid(order, transaction="T2"))
        assert store.orders.get(order.order_id).payment_status is PaymentStatus.CONFLICT

    @pytest.mark.parametrize("word", ["failed", "expired", "refunded"])
    def test_what_did_not_come_or_went_back_is_kept(self, store: Store, word: str) -> None:
        order = placed(store)
        assert line(store, paid(order, word, transaction="T1")).ok
        after = store.orders.get(order.order_id)
        conflict = PaymentStatus.CONFLICT if word == "refunded" else PaymentStatus.UNPAID
        assert after.payment_status is conflict
        assert [each.reported for each in store.orders.money(order.id)] == [word]
        assert told(store, order)[-1] == ("payment", f"{word} - T1")

    def test_the_gateway_says_how_it_was_paid(self, store: Store) -> None:
        order = placed(store, method=Method.PAYMENT_LINK)
        line(store, paid(order, method=Method.VA_BCA))
        assert store.orders.get(order.order_id).method is Method.VA_BCA

    def test_money_for_an_order_in_the_trash_stands_among_the_conflicts(self, store: Store) -> None:
        order, other = reached(store, Status.CANCELED), placed(store)
        store.execute(DeleteOrder(order_id=order.order_id), SARI)
        conflicts = OrderQuery.parse("pay:conflict")
        assert store.lists.listed(conflicts, -1) == ()
        outcome = line(store, paid(order, amount=170_000))
        assert outcome.ok
        assert outcome.warning.startswith(f"Money came in for {order.order_id}, which is in the trash")
        for query in (conflicts, OrderQuery.parse("pay:conflict,unpaid status:canceled")):
            assert store.lists.listed(query, -1) == (order.id,)
            assert store.lists.ids(store.lists.open(query)) == [order.id]
            assert store.counts.counts(query).orders == 1
        counts = store.counts.counts(OrderQuery())
        assert (counts.orders, counts.facets["payment_status"]) == (1, {"unpaid": 1, "conflict": 1})
        assert store.lists.listed(OrderQuery(), -1) == (other.id,)
        (row,) = store.lists.rows(store.lists.listed(conflicts, -1))
        assert row.deleted_at is not None
        assert store.lists.listed(OrderQuery.parse("in:trash pay:paid"), -1) == ()
        store.execute(RestoreOrder(order_id=order.order_id), SARI)
        store.execute(a_change(order.order_id, payment=PaymentStatus.UNPAID), SARI)
        assert store.lists.listed(conflicts, -1) == ()

    @pytest.mark.parametrize("route", [[Status.CANCELED], [Status.SHIPPED, Status.CLOSED]])
    def test_money_for_an_ended_order_is_a_conflict(self, store: Store, route: list[Status]) -> None:
        order = reached(store, *route)
        assert "see the list of conflicts" in line(store, paid(order)).warning
        assert store.lists.listed(OrderQuery.parse("pay:conflict"), -1) == (order.id,)


class TestNames:
    def test_a_line_names_an_order_by_the_id_of_its_own_system(self, store: Store) -> None:
        orders = [placed(store, store=name, external_id="77") for name in ("Toko Sehat", "Toko Ceria")]
        for order in orders:
            outcome = line(store, paid(order._replace(order_id="")), "1", ExternalOrder(order.store, "77"))
            assert (outcome.ok, outcome.order_id, outcome.repeated) == (True, order.order_id, False)
            again = line(store, paid(order), "1")
            assert again.repeated
        assert [len(store.orders.money(order.id)) for order in orders] == [1, 1]

    def test_one_that_is_not_there_is_refused(self, store: Store) -> None:
        outcome = line(store, paid(placed(store)._replace(order_id="")), "1", ExternalOrder("Toko Sehat", "x\x1b"))
        assert outcome.error == "Toko Sehat has no order with the external id x␛."


class TestOddities:
    def test_an_order_of_tomorrow_came_in_now(self, store: Store) -> None:
        outcome = line(store, new_order(at=NOW + DAY))
        assert outcome.warning == "The time is in the future; the time of arrival is kept instead."
        order = store.orders.get(outcome.order_id)
        assert order.created_at == NOW
        assert store.lists.listed(OrderQuery.parse("received:today"), -1) == (order.id,)

    def test_nothing_else_happens_tomorrow(self, store: Store) -> None:
        order = placed(store)
        commands = (
            paid(order, at=NOW + DAY),
            step(order, Status.SHIPPED, NOW + DAY, courier="JNE", receipt="R1"),
            a_change(order.order_id, status=Status.COMPLETED, at=NOW + DAY),
        )
        assert all("is in the future" in store.execute(command, GATEWAY).warning for command in commands)
        after = store.orders.get(order.order_id)
        assert (after.paid_at, after.shipped_at, after.completed_at) == (NOW, NOW, NOW)
        assert store.orders.money(order.id)[0].at == NOW

    def test_a_phone_that_is_no_number_is_kept_and_found(self, store: Store) -> None:
        outcome = line(store, new_order(phone="0812-345 rumah"))
        assert outcome.warning.endswith("It is kept as it was written: phone to check.")
        odd, sound, none = store.orders.get(outcome.order_id), placed(store), placed(store, phone="")
        assert odd.phone == "0812-345 rumah"
        for word, order in (("check", odd), ("ok", sound), ("none", none)):
            assert store.lists.listed(OrderQuery.parse(f"phone:{word}"), -1) == (order.id,)
        changed = store.execute(a_change(odd.order_id, phone="0812-3456-7890 (WA)"), SARI)
        assert (changed.warning, store.orders.get(odd.order_id).phone) == ("", "+6281234567890")
        assert ids_of(store.lists.rows(store.lists.listed(OrderQuery.parse("phone:check"), -1))) == []

    def test_the_word_of_an_unknown_method_stands_on_the_order(self, store: Store) -> None:
        order = placed(store, method=Method.OTHER, method_word="kredivo")
        assert (order.method, order.method_word) == (Method.OTHER, "kredivo")
