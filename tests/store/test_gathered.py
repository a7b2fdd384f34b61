"""Orders that are written together: what is asked of one after another was changed, and what stops their statement."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from orders_tui.domain.commands import OrderCommand, RecordStatus
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.domain.plans import Selection, selected
from orders_tui.store.store import Store
from tests.samples import SARI, a_change
from tests.store.shop import everyone, placed


@dataclass(frozen=True)
class EachPlan:
    """A command for each of the selected orders."""

    selection: Selection
    make: Callable[[Order], OrderCommand]

    def command(self, order: Order) -> OrderCommand:
        return self.make(order)


@pytest.fixture
def orders(store: Store) -> list[Order]:
    return [placed(store) for _ in range(4)]


def test_a_receipt_number_that_is_given_twice_is_warned_of(store: Store, orders: list[Order]) -> None:
    plan = EachPlan(selected(orders[:2]), lambda order: a_change(order.order_id, receipt="JX1", courier="JNE"))
    first, second = store.carry_out(plan, SARI).changed
    assert first.warning == ""
    assert second.warning == f"The receipt number JX1 already belongs to {orders[0].order_id}."


def test_what_takes_several_steps_is_written_step_by_step(store: Store, orders: list[Order]) -> None:
    plan = EachPlan(selected(orders), lambda order: RecordStatus(order_id=order.order_id, status=Status.COMPLETED))
    assert store.carry_out(plan, SARI).done == 4
    assert {order.status for order in everyone(store)} == {Status.COMPLETED}
    steps = [event.new for event in store.orders.history(orders[3].id) if event.field == "status"]
    assert len(steps) > 2
    assert store.check() == []


@pytest.mark.parametrize(
    "facts", [{"note": "noted"}, {"receipt": "JX1", "courier": "JNE"}], ids=["at_the_end", "asked"]
)
def test_an_order_that_is_selected_twice_is_changed_once(
    store: Store, orders: list[Order], facts: dict[str, str]
) -> None:
    plan = EachPlan(selected([orders[1], *orders]), lambda order: a_change(order.order_id, **facts))
    result = store.carry_out(plan, SARI)
    assert (result.done, list(result.refused_keys)) == (4, [orders[1].id])
    assert result.refused[0].error == f"{orders[1].order_id} was changed meanwhile."
    assert [order.version for order in everyone(store)] == [2] * 4
    assert [len(store.orders.history(order.id)) for order in orders] == [1 + len(facts)] * 4
    assert store.check() == []


def test_what_the_database_refuses_of_one_is_written_of_the_others(store: Store, orders: list[Order]) -> None:
    plan = EachPlan(selected(orders[:3]), lambda order: a_change(order.order_id, external_id=f"{order.id // 3}"))
    result = store.carry_out(plan, SARI)
    given = [order.external_id for order in store.orders.many([order.id for order in orders[:3]])]
    assert (result.done, given) == (2, ["0", "", "1"])
    assert result.refused[0].error == f"The store already has the external id 0 (order {orders[0].order_id})."
    assert store.check() == []
