"""Lists broken down by a fact, against a plain count of every order."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orders_tui.domain.breakdown import BREAKDOWNS, Tally, narrowed
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Goods, PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Actor, StaffRole
from orders_tui.store.reads import breakdowns
from orders_tui.store.store import Store
from tests.samples import COURSE, HONEY, SHIRT
from tests.store.naive import fits, small
from tests.store.queries import queries
from tests.store.shop import everyone, opened, placed, stock

WORDS: dict[str, Callable[[Order], set[str]]] = {
    "status": lambda order: {order.status},
    "payment": lambda order: {order.payment_status},
    "method": lambda order: {order.method or ""},
    "store": lambda order: {order.store},
    "page": lambda order: {small(order.source)},
    "product": lambda order: {item.name for item in order.items},
    "courier": lambda order: {small(order.courier)},
    "city": lambda order: {small(order.city)},
    "handler": lambda order: {order.handler},
}


def tally(value: str, orders: Iterable[Order], by: str) -> Tally:
    """What these orders come to."""
    found = list(orders)
    sent = [
        order
        for order in found
        if order.goods is not Goods.DIGITAL
        and order.status in (Status.SHIPPED, Status.COMPLETED, Status.RTS, Status.CLOSED)
    ]
    sold = sum(
        item.price * item.quantity for order in found for item in order.items if item.name == value and by == "product"
    )
    return Tally(
        value,
        len(found),
        sold if by == "product" else sum(order.total for order in found),
        sum(order.payment_status in (PaymentStatus.PAID, PaymentStatus.SETTLED) for order in found),
        len(sent),
        sum(order.status is Status.RTS for order in sent),
    )


def by_hand(orders: Iterable[Order], by: str) -> dict[str, Tally]:
    """The tallies by their values, in small letters where capitals make no difference."""
    groups: dict[str, list[Order]] = defaultdict(list)
    for order in orders:
        for value in WORDS[by](order):
            groups[value].append(order)
    return {value: tally(value, found, by) for value, found in groups.items()}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, tuple[Order, ...]]]:
    with opened(tmp_path_factory.mktemp("shop") / "orders.db", create=True) as store:
        stock(store, random.Random(12), 150)
        yield store, everyone(store)


@settings(max_examples=200)
@given(query=queries, by=st.sampled_from([*BREAKDOWNS]))
def test_each_row_is_that_of_a_plain_count(shop: tuple[Store, tuple[Order, ...]], query: OrderQuery, by: str) -> None:
    store, orders = shop
    found = store.breakdowns.of_list(query, by)
    listed = [order for order in orders if fits(order, query)]
    fold = small if by in ("page", "courier", "city") else str
    assert {fold(row.value): row._replace(value=fold(row.value)) for row in found.tallies} == by_hand(listed, by)
    assert found.total == tally("", listed, "")


@settings(max_examples=100)
@given(query=queries, by=st.sampled_from([*BREAKDOWNS]))
def test_a_row_is_a_filter(shop: tuple[Store, tuple[Order, ...]], query: OrderQuery, by: str) -> None:
    store, _orders = shop
    plain = query.without(BREAKDOWNS[by][0])
    for row in store.breakdowns.of_list(plain, by).tallies:
        alone = narrowed(plain, by, row.value)
        # Conflicts in the trash stand in a list only once they are asked for.
        if alone is not None and alone.conflicts_in_trash == plain.conflicts_in_trash:
            assert store.counts.number(alone) == row.orders


def test_marked_orders_are_broken_down_however_many_they_are(
    shop: tuple[Store, tuple[Order, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, orders = shop
    marked = orders[::2]
    whole = {by: store.breakdowns.of_orders([order.id for order in marked], by) for by in BREAKDOWNS}
    monkeypatch.setattr(breakdowns, "_TOGETHER", 7)
    for by, found in whole.items():
        assert found.total == tally("", marked, "")
        in_parts = store.breakdowns.of_orders([order.id for order in marked], by)
        assert in_parts.total == found.total
        assert [row[1:] for row in in_parts.tallies] == [row[1:] for row in found.tallies]


def test_statuses_stand_as_the_route_goes_and_others_by_their_number(store: Store) -> None:
    placed(store, items=(SHIRT, HONEY), method=None)
    placed(store, items=(HONEY,))
    placed(store, items=(COURSE,))
    statuses = store.breakdowns.of_list(OrderQuery(), "status").tallies
    assert [(row.value, row.orders) for row in statuses] == [("created", 1), ("pending", 2)]
    products = store.breakdowns.of_list(OrderQuery(), "product")
    assert [row.orders for row in products.tallies] == [2, 1, 1]
    assert products.tallies[0].value == HONEY.name
    assert products.total.orders == 3


def test_nobody_sees_amounts_that_are_hidden(store: Store, seen_by: Callable[[Actor], Store]) -> None:
    placed(store)
    packer = seen_by(Actor("pak", "console", role=StaffRole.PACKER))
    for by in BREAKDOWNS:
        found = packer.breakdowns.of_list(OrderQuery(), by)
        assert (found.total.orders, found.total.amount, found.tallies[0].amount) == (1, 0, 0)


def test_an_empty_list_has_no_rows(store: Store) -> None:
    for by in BREAKDOWNS:
        assert store.breakdowns.of_list(OrderQuery(), by) == (by, (), Tally(""))
        assert store.breakdowns.of_orders([], by) == (by, (), Tally(""))
