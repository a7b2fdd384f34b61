"""Editing whole orders through the one door: what is written, told and taken back, and copies of orders."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orders_tui.domain.commands import Conflict, CopyOrder, RecordStep, RuleBroken
from orders_tui.domain.editing import items_text
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Goods, Item, Method, PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.store.store import Store
from tests.samples import BUDI, COURSE, DAY, GATEWAY, HONEY, NOW, OWNER, PACKER, SARI, VIEWER, a_change
from tests.store.shop import BASKETS, changed, opened, placed, random_change, raw, reached

EDIT: dict[str, Any] = {
    "items": (HONEY, COURSE),
    "shipping": 9_000,
    "name": "Budi Santoso",
    "city": "Bandung",
    "add_tags": ("vip",),
}


def told(store: Store, order: Order) -> list[tuple[str, str | None, str | None]]:
    return [(event.field, event.old, event.new) for event in store.orders.history(order.id)]


def as_it_was(order: Order) -> Order:
    return order._replace(version=0)


def test_an_edit_is_written_and_told_field_by_field(store: Store) -> None:
    before = placed(store)
    after = changed(store, before, **EDIT)
    assert (after.items, after.goods, after.subtotal, after.total) == ((HONEY, COURSE), Goods.MIXED, 430_000, 439_000)
    assert (after.name, after.city, after.tags) == ("Budi Santoso", "Bandung", ("vip",))
    assert sorted(told(store, after)[1:]) == sorted(
        [
            ("goods", "physical", "mixed"),
            ("items", items_text(before.items), items_text(after.items)),
            ("shipping", "0", "9000"),
            ("name", "Siti Aminah", "Budi Santoso"),
            ("city", "", "Bandung"),
            ("subtotal", "170000", "430000"),
            ("total", "170000", "439000"),
            ("tags", "", "vip"),
        ]
    )
    assert store.check() == []


def test_an_edited_name_is_what_the_search_finds(store: Store) -> None:
    order = changed(store, placed(store), name="Zulaikha")
    assert list(store.lists.listed(OrderQuery(text="zulai"), -1)) == [order.id]
    assert list(store.lists.listed(OrderQuery(text="aminah"), -1)) == []


def test_who_only_packs_or_reads_edits_and_copies_nothing(store: Store) -> None:
    order = placed(store)
    for actor in (PACKER, VIEWER):
        for command in (a_change(order.order_id, items=(HONEY,)), CopyOrder(order_id=order.order_id)):
            with pytest.raises(RuleBroken, match="you may not"):
                store.execute(command, actor)
    assert store.orders.get(order.order_id) == order


def test_an_edit_of_what_another_changed_is_refused(store: Store) -> None:
    order = placed(store)
    changed(store, order, BUDI, courier="JNE")
    for command in (
        a_change(order.order_id, version=order.version, items=(HONEY,)),
        CopyOrder(order_id=order.order_id, version=order.version),
    ):
        with pytest.raises(Conflict, match="changed meanwhile by budi"):
            store.execute(command, SARI)


def test_of_many_changes_meanwhile_the_refusal_tells_the_last_three(store: Store) -> None:
    order = placed(store)
    for number in range(5):
        changed(store, order, BUDI, note=f"note {number}")
    with pytest.raises(Conflict) as refused:
        store.execute(a_change(order.order_id, version=order.version, items=(HONEY,)), SARI)
    assert str(refused.value).endswith("by budi (…, Note: note 2, Note: note 3, Note: note 4).")


def test_a_refusal_tells_the_time_of_a_late_report_in_the_zone_of_the_shop(store: Store) -> None:
    order = reached(store, Status.CONFIRMED, Status.SHIPPED, Status.COMPLETED, by=OWNER)
    facts = {"courier": "JNE", "receipt": "R1"}
    late = RecordStep(order_id=order.order_id, status=Status.SHIPPED, facts=facts, at=NOW - 2 * DAY - 12 * 3600)
    store.execute(late, GATEWAY)
    with pytest.raises(Conflict, match="Late report: Shipped, JNE, R1, 20 Nov 2026, 02:05"):
        store.execute(a_change(order.order_id, version=order.version, items=(HONEY,)), SARI)


def test_an_edit_of_a_paid_order_is_a_conflict_until_it_is_undone(store: Store) -> None:
    order = changed(store, placed(store), payment=PaymentStatus.PAID)
    edited = changed(store, order, shipping=5_000)
    assert (edited.payment_status, edited.paid_at) == (PaymentStatus.CONFLICT, order.paid_at)
    store.undo(SARI)
    assert as_it_was(store.orders.get(order.order_id)) == as_it_was(order)
    assert store.check() == []


class TestUndo:
    def test_gives_no_external_id_back_that_another_order_has_by_now(self, store: Store) -> None:
        order = placed(store, external_id="X-1")
        changed(store, order, external_id="")
        other = changed(store, placed(store, BUDI), BUDI, external_id="X-1")
        (refused,) = store.undo(SARI).refused
        assert other.order_id in refused.error
        assert store.orders.get(order.order_id).external_id == ""

    def test_keeps_the_charge_that_another_gave_since(self, store: Store) -> None:
        order = placed(store)
        changed(store, order, items=(HONEY,), shipping=9_000)
        changed(store, order, BUDI, shipping=4_000)
        result = store.undo(SARI)
        now = store.orders.get(order.order_id)
        assert (now.items, now.shipping, now.subtotal, now.total) == (order.items, 4_000, 170_000, 174_000)
        assert list(result.warnings()) == [
            f"{order.order_id} came back only in part: Shipping cost was changed by budi since."
        ]
        assert store.check() == []

    def test_that_would_leave_less_than_nothing_to_pay_is_refused(self, store: Store) -> None:
        order = placed(store)
        changed(store, order, items=(COURSE,))
        changed(store, order, BUDI, discount=200_000)
        (refused,) = store.undo(SARI).refused
        assert "Total: the amount must be from 0" in refused.error
        assert store.orders.get(order.order_id).items == (COURSE,)

    def test_of_what_was_paid_since_is_a_conflict(self, store: Store) -> None:
        order = placed(store)
        changed(store, order, items=(COURSE,))
        changed(store, order, BUDI, payment=PaymentStatus.PAID)
        store.undo(SARI)
        now = store.orders.get(order.order_id)
        assert (now.items, now.payment_status) == (order.items, PaymentStatus.CONFLICT)

    def test_of_goods_leaves_the_steps_that_they_allowed(self, store: Store) -> None:
        order = changed(store, reached(store, Status.CONFIRMED), items=(COURSE,))
        changed(store, order, BUDI, status=Status.COMPLETED)
        store.undo(SARI)
        now = store.orders.get(order.order_id)
        assert (now.goods, now.status) == (Goods.PHYSICAL, Status.COMPLETED)
        assert store.check() == []

    @settings(max_examples=25)
    @given(st.randoms(use_true_random=False), st.sampled_from(BASKETS), st.booleans())
    def test_of_an_edit_gives_the_same_order(
        self, tmp_path_factory: pytest.TempPathFactory, chance: random.Random, items: tuple[Item, ...], paid: bool
    ) -> None:
        with opened(tmp_path_factory.mktemp("edit") / "orders.db", create=True) as store:
            order = placed(store, method=chance.choice((None, Method.QRIS)), items=chance.choice(BASKETS))
            if paid:
                order = changed(store, order, payment=PaymentStatus.PAID)
            done = 0
            for _time in range(4):
                command = a_change(
                    order.order_id,
                    items=items,
                    method=chance.choice((None, Method.COD)),
                    discount=chance.randrange(0, 100_000),
                    unique_code=chance.randrange(1_000),
                    note=str(done),
                    street=chance.choice(("", "Jl. A\nRT 1")),
                )
                store.execute(command, SARI)
                done += 1
            last = store.orders.get(order.order_id)
            for _time in range(done):
                store.undo(SARI)
            assert as_it_was(store.orders.get(order.order_id)) == as_it_was(order)
            for _time in range(done):
                store.redo(SARI)
            assert as_it_was(store.orders.get(order.order_id)) == as_it_was(last)
            assert store.check() == []


def test_the_shop_is_sound_after_any_edits(store: Store) -> None:
    chance = random.Random(5)
    orders = [placed(store, items=chance.choice(BASKETS)).order_id for _time in range(5)]
    for _time in range(300):
        try:
            store.execute(random_change(chance, chance.choice(orders)), chance.choice((SARI, BUDI)))
            if chance.random() < 0.3:
                store.undo(chance.choice((SARI, BUDI)))
        except RuleBroken:
            continue
    assert store.check() == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE item SET name = 'Other' WHERE order_row = 1",
        "UPDATE item SET position = 5 WHERE order_row = 1 AND position = 0",
    ],
)
def test_items_that_nobody_changed_are_found_by_the_check(store: Store, path: Path, damage: str) -> None:
    changed(store, placed(store), items=(HONEY, COURSE))
    with raw(path) as connection:
        connection.execute(damage)
    assert "its items differ from the last change in its history" in {finding.what for finding in store.check()}


class TestCopies:
    def test_are_new_orders(self, store: Store) -> None:
        order = changed(store, reached(store, Status.SHIPPED, items=(HONEY,), external_id="X-1"), note="call")
        outcome = store.execute(CopyOrder(order_id=order.order_id), SARI)
        copy = store.orders.get(outcome.order_id)
        assert (copy.items, copy.name, copy.note, copy.total) == (order.items, order.name, "call", order.total)
        assert (copy.status, copy.receipt, copy.external_id, copy.created_at) == (Status.PENDING, "", "", NOW)
        assert told(store, copy) == [("status", None, "pending"), ("copy_of", None, order.order_id)]
        assert store.orders.get(order.order_id) == order
        store.undo(SARI)
        assert store.orders.get(copy.order_id).deleted_at == NOW
        assert store.check() == []

    def test_that_replace_an_order_are_one_operation(self, store: Store) -> None:
        order = changed(store, placed(store), payment=PaymentStatus.PAID)
        outcome = store.execute(CopyOrder(order_id=order.order_id, cancel=True), SARI)
        old, copy = store.orders.get(order.order_id), store.orders.get(outcome.order_id)
        assert (old.status, copy.status, copy.payment_status) == (Status.CANCELED, Status.PENDING, PaymentStatus.UNPAID)
        assert ("reason", None, f"Replaced by {copy.order_id}") in told(store, old)
        assert outcome.warning == f"{order.order_id} is Paid; that money stays with it."
        assert store.undo(SARI).done == 2
        assert as_it_was(store.orders.get(order.order_id)) == as_it_was(order)
        assert store.orders.get(copy.order_id).deleted_at is not None
        assert store.redo(SARI).done == 2
        assert store.orders.get(order.order_id).status is Status.CANCELED
        assert store.orders.get(copy.order_id).deleted_at is None
        assert store.check() == []

    def test_are_not_made_where_the_order_cannot_be_canceled(self, store: Store) -> None:
        order = reached(store, Status.SHIPPED)
        with pytest.raises(RuleBroken, match="cannot become Canceled"):
            store.execute(CopyOrder(order_id=order.order_id, cancel=True), SARI)
        assert len(store.lists.listed(OrderQuery(), -1)) == 1
