"""The one door: what a change writes, what a refusal leaves, how a change is taken back."""

import pytest

from orders_tui.domain.commands import ChangeOrder, Conflict, DeleteOrder, RestoreOrder, RuleBroken
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.store.store import Request, Store
from tests.store.shop import BUDI, GATEWAY, SARI, changed, new_order, placed, reached, stepped

TABLES = ("orders", "history", "operation", "tag", "payment", "intake", "search_data")


def dump(store: Store) -> list[object]:
    return [store.engine.rows(f"SELECT * FROM {table}") for table in TABLES]


def test_a_change_stands_in_the_history_with_who_and_from_what(store: Store) -> None:
    order = placed(store)
    changed(store, order, status=Status.CONFIRMED, payment=PaymentStatus.PAID)
    events = [(e.by, e.field, e.old, e.new) for e in store.orders.history(order.id) if not e.field.endswith("_at")]
    assert events == [
        ("sari", "status", None, "pending"),
        ("sari", "status", "pending", "confirmed"),
        ("sari", "payment_status", "unpaid", "paid"),
    ]
    assert store.orders.get(order.order_id).version == 2


def test_a_refused_command_writes_nothing_at_all(store: Store) -> None:
    order = reached(store, Status.CONFIRMED, Status.SHIPPED)
    before = dump(store)
    with pytest.raises(RuleBroken, match="cannot become Canceled"):
        store.execute(stepped(order.order_id, Status.CANCELED), SARI)
    outcomes = store.execute_many([Request(DeleteOrder(order_id=order.order_id), "k")], SARI, one_operation=True)
    assert "only Created and Canceled" in outcomes[0].error
    assert dump(store) == before


def test_a_change_on_an_older_version_says_who_changed_what(store: Store) -> None:
    order = placed(store)
    changed(store, order, by=BUDI, status=Status.CONFIRMED)
    with pytest.raises(Conflict, match=r"budi.*pending → confirmed"):
        store.execute(ChangeOrder(order_id=order.order_id, version=order.version, note="late"), SARI)
    assert store.orders.get(order.order_id).note == ""


def test_a_repeated_key_changes_nothing(store: Store) -> None:
    first = store.execute_many([Request(new_order(), "a")], GATEWAY, one_operation=False)[0]
    before = dump(store)
    again = store.execute_many([Request(new_order(), "a")], GATEWAY, one_operation=False)[0]
    assert (again.repeated, again.order_id) == (True, first.order_id)
    assert dump(store) == before


def test_undo_and_redo_walk_back_and_forth(store: Store) -> None:
    order = placed(store)
    steps = ({"status": Status.CONFIRMED}, {"courier": "JNE"}, {"add_tags": ("vip",)})
    states = [order, *(changed(store, order, **fields) for fields in steps)]

    def seen() -> tuple[object, ...]:
        now = store.orders.get(order.order_id)
        return now.status, now.courier, now.tags, now.confirmed_at

    expected = [(each.status, each.courier, each.tags, each.confirmed_at) for each in states]
    for state in reversed(expected[:-1]):
        store.undo(SARI)
        assert seen() == state
    for state in expected[1:]:
        store.redo(SARI)
        assert seen() == state
    with pytest.raises(RuleBroken, match="nothing to redo"):
        store.redo(SARI)
    assert store.check() == []


def test_what_another_changed_since_cannot_be_undone(store: Store) -> None:
    order = placed(store)
    changed(store, order, status=Status.CONFIRMED)
    changed(store, order, by=BUDI, courier="JNE")
    with pytest.raises(RuleBroken, match="changed since by budi"):
        store.undo(SARI)
    assert store.orders.get(order.order_id).status is Status.CONFIRMED


def test_nobody_undoes_what_the_intake_brought(store: Store) -> None:
    placed(store, GATEWAY)
    with pytest.raises(RuleBroken, match="nothing to undo"):
        store.undo(GATEWAY)


def test_the_trash_takes_an_order_with_its_history_and_gives_it_back(store: Store) -> None:
    order = placed(store, method=None)
    store.execute(DeleteOrder(order_id=order.order_id), SARI)
    assert store.lists.listed(OrderQuery(), 10) == ()
    assert store.counts.counts(OrderQuery()).orders == 0
    assert store.lists.listed(OrderQuery(trash=True), 10) == (order.id,)
    store.execute(RestoreOrder(order_id=order.order_id), SARI)
    back = store.orders.get(order.order_id)
    assert (back.status, back.deleted_at) == (order.status, None)
