"""The numbers of a list against a plain count of every order."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orders_tui.domain.commands import DeleteOrder
from orders_tui.domain.counts import Counts
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, Status
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.domain.rights import Actor
from orders_tui.store.store import Request, Store
from tests.samples import BUDI, DAY, GATEWAY, NOW, SARI
from tests.store.naive import counted
from tests.store.queries import queries
from tests.store.shop import ORDER, everyone, opened, placed, random_change, reached, stock

NOTHING = Counts(0, 0, 0, {"status": {}, "payment_status": {}, "method": {}, "store": {}})


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, tuple[Order, ...]]]:
    with opened(tmp_path_factory.mktemp("shop") / "orders.db", create=True) as store:
        stock(store, random.Random(9), 150)
        yield store, everyone(store)


@settings(max_examples=200, deadline=None)
@given(query=queries)
def test_the_numbers_are_those_of_a_plain_count(shop: tuple[Store, tuple[Order, ...]], query: OrderQuery) -> None:
    store, orders = shop
    assert store.counts.counts(query) == counted(orders, query)


def test_an_empty_shop_counts_nothing(store: Store) -> None:
    assert store.counts.counts(OrderQuery()) == NOTHING
    assert not store.counts.exists(OrderQuery())
    assert store.counts.up_to(OrderQuery(), 9) == 0


def test_orders_are_counted_up_to_a_bound(store: Store) -> None:
    for seller in ("", "", "", "Mitra"):
        placed(store, seller=seller)
    assert [store.counts.up_to(OrderQuery(), most) for most in (2, 3, 4)] == [2, 3, 3]


def test_a_facet_leaves_out_its_own_choice_alone(store: Store) -> None:
    for method in (Method.QRIS, Method.QRIS, Method.COD, None):
        placed(store, method=method)
    placed(store, method=Method.QRIS, store="Toko Ceria")
    reached(store, Status.CONFIRMED, method=Method.COD)
    query = OrderQuery().toggled("method", "qris").toggled("store", "Toko Sehat")
    counts = store.counts.counts(query)
    assert (counts.orders, counts.value, counts.received) == (2, 2 * 170_000, 6)
    assert counts.facets == {
        "status": {"pending": 2},
        "payment_status": {"unpaid": 2},
        "method": {"qris": 2, "cod": 2, "": 1},
        "store": {"Toko Sehat": 2, "Toko Ceria": 1},
    }


def test_what_was_received_knows_days_and_role_but_no_filter(store: Store) -> None:
    placed(store, at=NOW - DAY)
    placed(store)
    placed(store, seller="Mitra")
    deleted = placed(store, method=None)
    store.execute(DeleteOrder(order_id=deleted.order_id), SARI)
    query = OrderQuery.parse("received:today status:shipped nobody")
    assert (store.counts.counts(query).orders, store.counts.counts(query).received) == (0, 1)
    assert store.counts.counts(query.with_role(Role.FULFILMENT)).received == 1
    assert store.counts.counts(OrderQuery(trash=True)).received == 1


@settings(max_examples=15, deadline=None)
@given(
    seeds=st.lists(st.integers(0, 10**6), min_size=1, max_size=40),
    wishes=st.lists(st.tuples(st.sampled_from([SARI, BUDI, GATEWAY]), st.integers(0, 9)), max_size=40),
    query=queries,
)
def test_they_are_right_after_every_kind_of_change(
    tmp_path_factory: pytest.TempPathFactory, seeds: list[int], wishes: list[tuple[Actor, int]], query: OrderQuery
) -> None:
    with opened(tmp_path_factory.mktemp("shop") / "orders.db", create=True) as store:
        added = store.execute_many([Request(ORDER)] * 5, SARI, one_operation=False)
        for seed, (by, what) in zip(seeds, wishes, strict=False):
            chance = random.Random(seed)
            order_id = chance.choice(added).order_id
            command = DeleteOrder(order_id=order_id) if what == 0 else random_change(chance, order_id)
            store.execute_many([Request(command)], by, one_operation=True)
        for asked in (query, OrderQuery(), OrderQuery(trash=True)):
            assert store.counts.counts(asked) == counted(everyone(store), asked)
