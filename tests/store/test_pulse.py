"""Seeing what others do: a number that is cheap to ask for, and what was touched since."""

from pathlib import Path

import pytest

from orders_tui.domain.commands import DeleteOrder, RuleBroken
from orders_tui.store.reads.orders import Pulse
from orders_tui.store.store import Request, Store
from orders_tui.store.writes.attempts import attempt
from tests.samples import BUDI, OWNER, SARI, a_change
from tests.store.shop import ORDER, changed, opened, placed


def test_the_number_changes_with_others_commits_alone(store: Store, path: Path) -> None:
    first = store.orders.data_version()
    order = placed(store)
    store.settings.put("theme", "dark", SARI)
    assert store.orders.data_version() == first
    with opened(path) as other:
        theirs = other.orders.data_version()
        other.orders.get(order.order_id)
        assert store.orders.data_version() == first
        changed(other, order, BUDI, note="x")
        second = store.orders.data_version()
        assert second != first
        assert store.orders.data_version() == second
        assert other.orders.data_version() == theirs
        changed(store, order, SARI, note="y")
        assert other.orders.data_version() != theirs


def test_what_is_refused_is_no_commit(store: Store, path: Path) -> None:
    order = placed(store)
    first = store.orders.data_version()
    with opened(path) as other:
        with pytest.raises(RuleBroken):
            other.execute(DeleteOrder(order_id=order.order_id), BUDI)
        assert store.orders.data_version() == first


def test_the_pulse_tells_how_far_one_has_seen(store: Store) -> None:
    assert store.orders.pulse() == Pulse(0, 0)
    order = placed(store)
    assert store.orders.pulse() == Pulse(1, 1)
    changed(store, order, note="x")
    assert store.orders.pulse() == Pulse(2, 1)
    store.undo(SARI)
    assert store.orders.pulse() == Pulse(3, 1)
    store.settings.put("views", "[]", OWNER, for_shop=True)
    assert store.orders.pulse() == Pulse(3, 1, audit=1)
    store.settings.put("theme", "dark", SARI)
    assert store.orders.pulse() == Pulse(3, 1, audit=1), "what one person sees"


def test_a_change_that_goes_on_moves_the_pulse_each_time(store: Store) -> None:
    orders = [placed(store) for _ in range(2)]
    pulses = []
    with store.engine.writing():
        shared = store._operation(SARI)
        for order in orders:
            attempt(shared, Request(a_change(order.order_id, note="x")))
            pulses.append(store.orders.pulse())
    assert pulses == [Pulse(3, 2), Pulse(4, 2)]
    assert store.orders.operations() == 3


def test_which_of_the_orders_at_hand_were_touched_since(store: Store, path: Path) -> None:
    with opened(path) as other:
        orders = [placed(store) for _ in range(4)]
        rows = [order.id for order in orders]
        seen = store.orders.pulse()
        assert store.orders.touched_since(seen, rows) == frozenset()
        changed(other, orders[1], BUDI, note="x")
        added = other.execute_many([Request(ORDER)] * 2, OWNER, one_operation=True)
        new = {other.orders.get(outcome.order_id).id for outcome in added}
        assert store.orders.touched_since(seen, [*rows, *new]) == {orders[1].id} | new
        assert store.orders.touched_since(seen, rows) == {orders[1].id}
        assert store.orders.touched_since(seen, []) == frozenset()
        middle = store.orders.pulse()
        other.undo(OWNER)
        assert store.orders.touched_since(middle, [*rows, *new]) == new
        assert store.orders.touched_since(Pulse(0, 0), rows) == set(rows)
