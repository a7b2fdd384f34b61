"""Buyers by their phones: what came from one before, likely duplicates, orders on hold, confirmations to check."""

from collections.abc import Callable
from typing import Any

import pytest

from orders_tui.domain.buyers import BuyerPast, past_warnings
from orders_tui.domain.commands import (
    AddOrder,
    DeclineConfirmation,
    DeleteOrder,
    HoldOrder,
    Outcome,
    RecordConfirmation,
    ReleaseOrder,
    RuleBroken,
)
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import RIGHTS, Actor, Right
from orders_tui.store.same_buyer import _LATEST, _NEAR, _SUMS
from orders_tui.store.store import Request, Store
from tests.samples import COURSE, DAY, GATEWAY, NOW, OWNER, PACKER, SARI, SHIRT, VIEWER, a_change
from tests.store.shop import changed, new_order, placed, reached, sqlite

OTHER = "+6285700112233"


def came_in(store: Store, command: AddOrder) -> Outcome:
    (outcome,) = store.execute_many([Request(command)], GATEWAY, one_operation=False)
    return outcome


def listed(store: Store, text: str) -> tuple[int, ...]:
    return store.lists.listed(OrderQuery.parse(text), -1)


def duplicates(store: Store, row: int) -> tuple[str, ...]:
    past = store.buyers.past(row)
    assert past is not None
    return past.duplicates


class TestPast:
    def test_counts_what_came_from_the_phone(self, store: Store) -> None:
        first = reached(store, Status.SHIPPED, Status.COMPLETED, at=NOW - 90 * DAY)
        changed(store, first, payment=PaymentStatus.PAID)
        back = reached(store, Status.SHIPPED, Status.RTS, at=NOW - 60 * DAY)
        lost = reached(store, Status.CANCELED, at=NOW - 50 * DAY)
        gone = reached(store, Status.CANCELED)
        store.execute(DeleteOrder(order_id=gone.order_id), SARI)
        placed(store, phone=OTHER)
        placed(store, seller="Mitra")
        order = placed(store)
        past = store.buyers.past(order.id)
        assert past is not None
        assert past[:5] == (4, 1, 1, 1, first.total)
        assert [each.order_id for each in past.last] == [lost.order_id, back.order_id, first.order_id]
        assert past.duplicates == ()

    @pytest.mark.parametrize("phone", ["", "0812-345 rumah"])
    def test_is_nobodys_without_a_phone_that_is_one(self, store: Store, phone: str) -> None:
        placed(store, phone=phone)
        assert store.buyers.past(placed(store, phone=phone).id) is None

    @pytest.mark.parametrize(("reader", "orders"), [(PACKER, None), (VIEWER, 2)])
    def test_is_for_those_who_see_phones(
        self, store: Store, seen_by: Callable[[Actor], Store], reader: Actor, orders: int | None
    ) -> None:
        placed(store)
        past = seen_by(reader).buyers.past(placed(store).id)
        assert (past and past.orders) == orders

    def test_hides_amounts_from_who_sees_none(
        self, store: Store, seen_by: Callable[[Actor], Store], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        changed(store, placed(store), payment=PaymentStatus.PAID)
        order = placed(store)
        monkeypatch.setitem(RIGHTS, VIEWER.role, frozenset({Right.SEE_PHONES}))
        past = seen_by(VIEWER).buyers.past(order.id)
        assert past is not None
        assert (past.orders, past.spent, [each.total for each in past.last]) == (2, 0, [0])

    def test_is_found_by_the_index(self, store: Store) -> None:
        engine = sqlite(store)
        for read in (_SUMS, _LATEST, _NEAR):
            sql, arguments = read.bound(engine.db, {"phone": OTHER, "fulfil": 0, "first": 0, "last": NOW, "row": 0})
            steps = [step[3] for step in engine.rows(f"EXPLAIN QUERY PLAN {sql}", arguments)]
            assert "INDEX orders_phone (phone=?" in steps[0]
        query = "SELECT id FROM orders WHERE fulfil = 0 AND phone <> '' AND deleted_at IS NULL ORDER BY created_at"
        assert "orders_phone " not in str(engine.rows(f"EXPLAIN QUERY PLAN {query}"))


class TestDuplicates:
    def test_share_phone_and_product_within_a_fortnight(self, store: Store) -> None:
        first = placed(store, at=NOW - 14 * DAY)
        again = placed(store)
        assert duplicates(store, again.id) == (first.order_id,)
        assert duplicates(store, first.id) == (again.order_id,)

    @pytest.mark.parametrize(
        "fields", [{"at": NOW - 15 * DAY}, {"phone": OTHER}, {"items": (COURSE,)}, {"seller": "Mitra"}]
    )
    def test_are_none_of_others(self, store: Store, fields: dict[str, Any]) -> None:
        placed(store, **fields)
        assert duplicates(store, placed(store).id) == ()

    def test_are_none_of_what_was_canceled_or_deleted(self, store: Store) -> None:
        gone = reached(store, Status.CANCELED)
        reached(store, Status.CANCELED)
        store.execute(DeleteOrder(order_id=gone.order_id), SARI)
        assert duplicates(store, placed(store).id) == ()

    def test_may_cost_nothing(self, store: Store) -> None:
        free = SHIRT._replace(price=0)
        first = placed(store, items=(free,))
        assert duplicates(store, placed(store, items=(free._replace(name="KAOS POLOS"),)).id) == (first.order_id,)

    def test_are_warned_of(self, store: Store) -> None:
        first, again = placed(store), placed(store, method=Method.COD)
        past = store.buyers.past(again.id)
        assert past is not None
        assert list(past_warnings(again, past)) == [f"Likely a duplicate of {first.order_id}."]
        returned = BuyerPast(3, 0, 0, 2, 0)
        assert list(past_warnings(again, returned)) == ["COD, and 2 parcels of this buyer came back."]
        assert list(past_warnings(first, returned)) == []


class TestHolds:
    def test_a_duplicate_that_comes_in_is_held(self, store: Store) -> None:
        first = placed(store)
        outcome = came_in(store, new_order(at=NOW - 60))
        reason = f"likely a duplicate of {first.order_id}"
        assert outcome.warning == f"On hold as suspicious: {reason}."
        held = store.orders.get(outcome.order_id)
        assert (held.held_at, held.held_reason, held.status) == (NOW - 60, reason, Status.PENDING)
        assert listed(store, "suspicious:yes") == (held.id,)
        assert listed(store, "suspicious:no") == (first.id,)
        assert store.check() == []

    def test_one_by_hand_is_not(self, store: Store) -> None:
        placed(store)
        assert placed(store).held_at is None

    def test_the_shop_can_do_without_that_rule(self, store: Store) -> None:
        store.hold_rules.hold_duplicates(OWNER, hold=False)
        placed(store)
        assert store.orders.get(came_in(store, new_order()).order_id).held_at is None
        store.hold_rules.hold_duplicates(OWNER, hold=True)
        assert store.orders.get(came_in(store, new_order()).order_id).held_at == NOW

    def test_a_blocked_phone_is_held(self, store: Store) -> None:
        rules = store.hold_rules
        assert rules.block("0857-0011-2233", OWNER, NOW) == OTHER
        rules.block(OTHER, OWNER, NOW + 1)
        assert rules.blocked() == ((OTHER, NOW, OWNER.name),)
        assert store.orders.get(came_in(store, new_order(phone=OTHER)).order_id).held_reason == "the phone is blocked"
        assert store.orders.get(came_in(store, new_order()).order_id).held_at is None
        rules.unblock("085700112233", OWNER)
        assert rules.blocked() == ()
        other = came_in(store, new_order(phone=OTHER, items=(COURSE,)))
        assert store.orders.get(other.order_id).held_at is None

    def test_only_admins_block(self, store: Store) -> None:
        rules = store.hold_rules
        changes: tuple[Callable[[], object], ...] = (
            lambda: rules.block(OTHER, SARI, NOW),
            lambda: rules.unblock(OTHER, SARI),
            lambda: rules.hold_duplicates(SARI, hold=False),
        )
        for change in changes:
            with pytest.raises(RuleBroken, match="As staff you may not change the settings"):
                change()
        with pytest.raises(RuleBroken, match="is not blocked"):
            rules.unblock(OTHER, OWNER)

    def test_are_put_and_released_by_staff_and_undone(self, store: Store) -> None:
        order = placed(store)
        store.execute(HoldOrder(order_id=order.order_id, reason=" alamat aneh ", version=1), SARI)
        held = store.orders.get(order.order_id)
        assert (held.held_at, held.held_reason) == (NOW, "alamat aneh")
        with pytest.raises(RuleBroken, match="on hold already"):
            store.execute(HoldOrder(order_id=order.order_id, reason="lagi"), SARI)
        store.execute(ReleaseOrder(order_id=order.order_id), SARI)
        assert store.orders.get(order.order_id).held_at is None
        with pytest.raises(RuleBroken, match="not on hold"):
            store.execute(ReleaseOrder(order_id=order.order_id), SARI)
        store.undo(SARI)
        assert store.orders.get(order.order_id) == held._replace(version=4)
        with pytest.raises(RuleBroken, match="may not change orders"):
            store.execute(ReleaseOrder(order_id=order.order_id), PACKER)

    def test_stand_in_no_other_queue(self, store: Store) -> None:
        order = placed(store, at=NOW - 3 * DAY)
        store.execute(RecordConfirmation(order_id=order.order_id), GATEWAY)
        assert listed(store, "followup:due") == listed(store, "confirmation:open") == (order.id,)
        store.execute(HoldOrder(order_id=order.order_id, reason="aneh"), SARI)
        assert listed(store, "followup:due") == listed(store, "confirmation:open") == ()
        assert listed(store, "suspicious:yes") == (order.id,)


class TestConfirmations:
    def test_wait_until_they_are_answered(self, store: Store) -> None:
        paid, declined = placed(store), placed(store)
        for order in (paid, declined):
            store.execute(RecordConfirmation(order_id=order.order_id, bank="BCA", amount=170_000), SARI)
        assert set(listed(store, "confirmation:open")) == {paid.id, declined.id}
        store.execute(a_change(paid.order_id, payment=PaymentStatus.PAID), SARI)
        store.execute(DeclineConfirmation(order_id=declined.order_id, reason="belum masuk"), SARI)
        assert listed(store, "confirmation:open") == ()
        last = store.orders.history(declined.id)[-1]
        assert (last.field, last.new) == ("declined", "belum masuk")
        with pytest.raises(RuleBroken, match="no transfer confirmation to check"):
            store.execute(DeclineConfirmation(order_id=declined.order_id, reason="lagi"), SARI)
        store.undo(SARI)
        assert listed(store, "confirmation:open") == (declined.id,)
        store.execute(a_change(paid.order_id, payment=PaymentStatus.UNPAID), SARI)
        assert listed(store, "confirmation:open") == (declined.id,)

    def test_of_paid_orders_need_no_answer(self, store: Store) -> None:
        order = changed(store, placed(store), payment=PaymentStatus.PAID)
        store.execute(RecordConfirmation(order_id=order.order_id), GATEWAY)
        assert listed(store, "confirmation:open") == ()
