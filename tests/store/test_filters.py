"""Filters that ask for more than an order itself says: its money, its buyer's other orders, its last step."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from operator import sub

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import DUE_IN_FULL, Status
from orders_tui.domain.phone import to_check
from orders_tui.domain.query import OrderQuery
from orders_tui.store.store import Store
from tests.samples import DAY, NOW, SARI
from tests.store.shop import everyone, opened, placed, stepped, stock


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, tuple[Order, ...]]]:
    with opened(tmp_path_factory.mktemp("shop") / "orders.db", create=True) as store:
        stock(store, random.Random(11), 120)
        yield store, tuple(each for each in everyone(store) if each.deleted_at is None and not each.seller)


def has_proof(store: Store, order: Order) -> str:
    return "yes" if any(money.reported == "confirmation" for money in store.orders.money(order.id)) else "no"


def differs(store: Store, order: Order) -> str:
    money = store.orders.money(order.id)
    return "yes" if any(m.reported in DUE_IN_FULL and m.amount not in (None, order.total) for m in money) else "no"


def bought(store: Store, order: Order) -> str:
    if to_check(order.phone) or not order.phone:
        return ""
    others = [each for each in everyone(store) if each.deleted_at is None and not each.seller]
    before = any(each.phone == order.phone and each.created_at < order.created_at for each in others)
    return "repeat" if before else "new"


@pytest.mark.parametrize(("facet", "value"), [("proof", has_proof), ("difference", differs), ("buyer", bought)])
def test_each_value_is_that_of_a_plain_look(
    shop: tuple[Store, tuple[Order, ...]], facet: str, value: Callable[[Store, Order], str]
) -> None:
    store, orders = shop
    values = {order.id: value(store, order) for order in orders}
    assert len(set(values.values())) > 1
    counts = store.counts.facet(OrderQuery().toggled(facet, "no"), facet)
    for word, count in counts.items():
        wanted = {row for row, has in values.items() if has == word}
        assert set(store.lists.listed(OrderQuery().toggled(facet, word), -1)) == wanted
        assert set(store.lists.listed(OrderQuery().left_out(facet, word), -1)) == values.keys() - wanted
        assert count == len(wanted)


def test_days_in_a_status_begin_with_the_last_step(store: Store) -> None:
    """Whatever the step was, with a date of its own or without, and whatever else was done since."""
    steps = {"pending": [], "ready": [Status.READY], "back": [Status.SHIPPED, Status.READY], "sent": [Status.SHIPPED]}
    for name, route in steps.items():
        order = placed(store, name=name, at=NOW - 9 * DAY)
        for days, status in zip((5, 3), route, strict=False):
            earlier = Store(store.engine, clock=partial(sub, NOW, days * DAY), chance=random.Random(days))
            earlier.execute(stepped(order.order_id, status), SARI)
    found = {
        text: [order.name for order in store.lists.rows(store.lists.listed(OrderQuery.parse(text), -1))]
        for text in ("days:9..", "days:..4", "days:5..5", "days:3..8")
    }
    assert {text: sorted(names) for text, names in found.items()} == {
        "days:9..": ["pending"],
        "days:..4": ["back"],
        "days:5..5": ["ready", "sent"],
        "days:3..8": ["back", "ready", "sent"],
    }
