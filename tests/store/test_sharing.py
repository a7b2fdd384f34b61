"""New orders that come in by intake or import are given to the staff of their store by share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.commands import DeleteOrder
from orders_tui.domain.file_orders import FileOrder, Mode
from orders_tui.domain.rights import Actor
from orders_tui.domain.sharing import Sharing, sharing_of
from orders_tui.store.store import Request, Store
from orders_tui.store.tables import Orders, SharedOut
from tests.samples import BUDI, DAY, GATEWAY, HONEY, NOW, OWNER, SARI
from tests.store.shop import column, everyone, new_order, opened, placed

SHARING = sharing_of({"Toko Sehat": {"sari": {"share": 60}, "wati": {"share": 40, "hours": "sun 08:00-17:00"}}})
"""The clock of the tests stands on a Sunday at 14:05."""


class Clock:
    """A clock that a test sets."""

    now = float(NOW)

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sharing() -> Sharing:
    return SHARING


@pytest.fixture
def shared(path: Path, clock: Clock, sharing: Sharing) -> Iterator[Store]:
    """A store that shares new orders out."""
    with opened(path, create=True, clock=clock, sharing=sharing) as store:
        yield store
        assert store.check() == []


def handlers(store: Store) -> list[str]:
    """Who handles each order, in the order of arrival."""
    return [order.handler for order in everyone(store)]


def given(store: Store) -> list[tuple[str, int]]:
    """Whom the orders of today count for, and how many."""
    return list(zip(column(store, SharedOut.handler), column(store, SharedOut.orders), strict=True))


def told(store: Store, row: int) -> list[tuple[str, str | None, str | None]]:
    """What the history has of an order."""
    return [(event.field, event.old, event.new) for event in store.orders.history(row)]


def of_file(number: int, **facts: Any) -> FileOrder:
    return FileOrder(number, {"store": "Toko Sehat", "name": f"Siti {number}", "method": "qris"} | facts, (HONEY,))


def by_intake(store: Store) -> None:
    for number in range(10):
        placed(store, GATEWAY, name=f"Siti {number}", phone=f"+62812000000{number}")


def by_file(store: Store) -> None:
    store.import_orders([of_file(number) for number in range(10)], Mode.ADD, SARI)


@pytest.mark.parametrize("come_in", [by_intake, by_file])
def test_orders_that_come_in_go_by_share(shared: Store, come_in: Callable[[Store], None]) -> None:
    come_in(shared)
    assert handlers(shared) == ["sari", "wati", "sari", "wati", "sari", "sari", "wati", "sari", "wati", "sari"]
    assert told(shared, 2) == [("status", None, "pending"), ("handler", "", "wati")]


@pytest.mark.parametrize(("by", "facts"), [(SARI, {}), (GATEWAY, {"seller": "Lain"}), (GATEWAY, {"handler": "ani"})])
def test_what_is_added_by_hand_or_is_not_ones_own_or_has_a_handler_is_not_shared_out(
    shared: Store, by: Actor, facts: dict[str, str]
) -> None:
    order = placed(shared, by, **facts)
    assert order.handler == facts.get("handler", "")
    assert [field for field, _old, _new in told(shared, order.id)] == ["status"]


@pytest.mark.parametrize("facts", [{"status": "shipped"}, {"status": "canceled"}, {"handler": "ani"}])
def test_of_a_file_only_what_nobody_has_worked_on_is_shared_out(shared: Store, facts: dict[str, str]) -> None:
    shared.import_orders([of_file(1, **facts)], Mode.ADD, BUDI)
    assert handlers(shared) == [facts.get("handler", "")]


def test_where_nothing_is_said_nobody_gets_it(shared: Store) -> None:
    assert placed(shared, GATEWAY, store="Warung").handler == ""


def test_who_is_off_duty_gets_none_and_makes_up_for_it_within_a_week(shared: Store, clock: Clock) -> None:
    clock.now = NOW - DAY
    saturday = [placed(shared, GATEWAY, name=f"A {number}", phone="").handler for number in range(3)]
    clock.now = NOW
    sunday = [placed(shared, GATEWAY, name=f"B {number}", phone="").handler for number in range(3)]
    clock.now = NOW + 7 * DAY
    later = [placed(shared, GATEWAY, name=f"C {number}", phone="").handler for number in range(3)]
    assert saturday == ["sari"] * 3
    assert sunday == ["wati", "wati", "sari"]
    assert later == ["sari", "wati", "sari"]


@pytest.mark.parametrize("sharing", [sharing_of({"*": {"wati": {"share": 1, "hours": "mon 08:00-17:00"}}})])
def test_with_nobody_on_duty_nobody_gets_it(shared: Store) -> None:
    assert placed(shared, GATEWAY).handler == ""


def test_an_undone_import_comes_back_with_its_handlers(shared: Store) -> None:
    result = shared.import_orders([of_file(1), of_file(2)], Mode.ADD, OWNER)
    shared.undo(OWNER, result.operation)
    assert [value is not None for value in column(shared, Orders.deleted_at)] == [True, True]
    shared.redo(OWNER)
    assert handlers(shared) == ["sari", "wati"]
    assert column(shared, Orders.deleted_at) == [None, None]


def test_an_undone_import_counts_for_no_share_until_it_is_redone(shared: Store, clock: Clock) -> None:
    placed(shared, GATEWAY)
    result = shared.import_orders([of_file(number) for number in range(4)], Mode.ADD, OWNER)
    counted = [("sari", 3), ("wati", 2)]
    assert given(shared) == counted
    clock.now += DAY
    shared.undo(OWNER, result.operation)
    assert given(shared) == [("sari", 1)]
    shared.redo(OWNER)
    assert given(shared) == counted
    shared.undo(OWNER)
    assert given(shared) == [("sari", 1)]


def test_an_order_that_was_put_into_the_trash_by_hand_was_given_all_the_same(shared: Store) -> None:
    order = placed(shared, GATEWAY, method=None)
    shared.execute(DeleteOrder(order_id=order.order_id, version=order.version), OWNER)
    shared.undo(OWNER)
    assert given(shared) == [("sari", 1)]


def test_a_line_that_comes_again_is_not_shared_out_again(shared: Store) -> None:
    line = Request(new_order(), "order", "A-1")
    for _time in range(3):
        shared.execute_many([line], GATEWAY, one_operation=False)
    assert (handlers(shared), column(shared, SharedOut.orders)) == (["sari"], [1])
