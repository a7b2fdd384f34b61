"""Lists broken down by a fact, against a plain count of every order."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orders_tui.domain.breakdown import BREAKDOWNS, Breakdown, Tally, narrowed
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Goods, Item, PaymentStatus, Status
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.domain.rights import Actor, StaffRole
from orders_tui.store.reads import breakdowns, walk
from orders_tui.store.store import Store
from tests.samples import COURSE, HONEY, SHIRT
from tests.store.naive import fits, small
from tests.store.queries import queries
from tests.store.shop import everyone, opened, placed, reached, stock

WORDS: dict[str, Callable[[Order], set[str]]] = {
    "status": lambda order: {order.status},
    "payment": lambda order: {order.payment_status},
    "method": lambda order: {order.method or ""},
    "store": lambda order: {order.store},
    "page": lambda order: {small(order.source)},
    "product": lambda order: {small(item.name) for item in order.items},
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
        item.price * item.quantity
        for order in found
        for item in order.items
        if by == "product" and small(item.name) == value
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


def by_value(found: Breakdown) -> dict[str, Tally]:
    """The rows in the form of `by_hand`."""
    fold = small if found.by in ("page", "product", "courier", "city") else str
    assert len({fold(row.value) for row in found.tallies}) == len(found.tallies)
    return {fold(row.value): row._replace(value=fold(row.value)) for row in found.tallies}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, tuple[Order, ...]]]:
    with opened(tmp_path_factory.mktemp("shop") / "orders.db", create=True) as store:
        stock(store, random.Random(12), 150)
        yield store, everyone(store)


everything = st.sampled_from(Role).map(lambda role: OrderQuery(role=role))
sides = st.sampled_from([1, 100_000])
"""Every list is wide enough to be walked in parts, or none is."""


@settings(max_examples=300)
@given(query=st.one_of(queries, everything), by=st.sampled_from([*BREAKDOWNS]), wide_from=sides)
def test_each_row_is_that_of_a_plain_count(
    shop: tuple[Store, tuple[Order, ...]], query: OrderQuery, by: str, wide_from: int
) -> None:
    store, orders = shop
    store.breakdowns.wide_from = wide_from
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walk, "PART", 16)
        found = store.breakdowns.of_list(query, by)
    listed = [order for order in orders if fits(order, query)]
    assert by_value(found) == by_hand(listed, by)
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
    rows = [order.id for order in marked]
    whole = {by: store.breakdowns.of_orders(rows, by) for by in BREAKDOWNS}
    monkeypatch.setattr(breakdowns, "_TOGETHER", 7)
    for by, found in whole.items():
        assert found.total == tally("", marked, "")
        assert store.breakdowns.of_orders(rows, by) == found


HOSTILE = ("", "1 2", "a,b", "a\x1fb", "\x1b[1mA", "paid  x", "shipped paid physical x", "'", "É", "é", "x" * 400)


@pytest.mark.parametrize("wide_from", [1, 100_000])
def test_values_may_be_any_text_and_an_order_may_have_a_product_more_than_once(store: Store, wide_from: int) -> None:
    for text in HOSTILE:
        again = (Item(f" {text}A", 20, 3), HONEY, Item(f" {text}a", 300), Item(f" {text}a", 4_000))
        reached(store, Status.SHIPPED, Status.RTS, city=text, source=text, handler=text, items=again)
        placed(store, city=text.lower(), courier=text, items=(Item(f" {text}A", 1), Item(f"{text}A", 2)))
    store.breakdowns.wide_from = wide_from
    for by in BREAKDOWNS:
        found = store.breakdowns.of_list(OrderQuery(), by)
        assert by_value(found) == by_hand(everyone(store), by)
    assert {row.value for row in store.breakdowns.of_list(OrderQuery(), "product").tallies} >= {" a,bA", "a,bA"}


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
