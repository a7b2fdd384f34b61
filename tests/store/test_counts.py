"""The numbers of a list against a plain count of every order."""

import random
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orders_tui.domain.commands import DeleteOrder, RestoreOrder, RuleBroken
from orders_tui.domain.counts import COUNTED, Counts
from orders_tui.domain.facts import Filter, Order
from orders_tui.domain.file_orders import FileOrder, Mode
from orders_tui.domain.filters import FACETS, known_values
from orders_tui.domain.order import Item, Method, Status
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.domain.rights import Actor
from orders_tui.store.reads import indexed_counts, left_out
from orders_tui.store.store import Request, Store
from tests.samples import BUDI, DAY, GATEWAY, NOW, OWNER, SARI, SHIRT, a_change
from tests.store.naive import APART, counted, facet_counted, small
from tests.store.queries import CHOICES, queries
from tests.store.shop import ORDER, PHONES, TEMPLATES, everyone, opened, placed, random_change, reached, stock

NOTHING = Counts(0, 0, 0, {"status": {}, "payment_status": {}, "method": {}, "store": {}})


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, tuple[Order, ...]]]:
    with opened(tmp_path_factory.mktemp("shop") / "orders.db", create=True) as store:
        stock(store, random.Random(9), 150)
        yield store, everyone(store)


@settings(max_examples=200)
@given(query=queries)
def test_the_numbers_are_those_of_a_plain_count(shop: tuple[Store, tuple[Order, ...]], query: OrderQuery) -> None:
    store, orders = shop
    assert store.counts.counts(query) == counted(orders, query)


everything = st.sampled_from(Role).map(lambda role: OrderQuery(role=role))
sides = st.sampled_from([1, 20_000])
"""Every list is wide enough to be walked in parts, or none is."""


@settings(max_examples=200)
@given(
    query=st.one_of(queries, everything),
    facet=st.sampled_from(sorted(FACETS.keys() - {*COUNTED, *APART})),
    wide_from=sides,
)
def test_each_facet_is_counted_as_by_a_plain_look(
    shop: tuple[Store, tuple[Order, ...]], query: OrderQuery, facet: str, wide_from: int
) -> None:
    store, orders = shop
    store.counts.values.wide_from = wide_from
    counts = store.counts.facet(query, facet)
    # A plain look finds of each value what is counted, and no value besides but those that are spelled otherwise.
    assert counts == facet_counted(orders, query, facet, counts)
    words = [] if known_values(FACETS[facet]) else CHOICES[facet]
    others = [value for value in words if small(value) not in map(small, [*counts, "mh-1"])]
    assert not any(facet_counted(orders, query, facet, others).values())
    assert len(set(map(small, counts))) == len(counts) or FACETS[facet].filter is not Filter.ANY_CASE


FEW = [
    *("city", "courier", "product", "receipt", "shipment", "tags", "tracking_note"),
    *("followed_up_at", "phone", "printed_at", "confirmation_at", "held_at"),
]
some = st.permutations(FEW).map(lambda facets: facets[:5])
outside = st.sampled_from([0, 50_000])
"""What a filter leaves out of a list is few orders, or always too many."""


@pytest.mark.long
@settings(max_examples=60)
@given(query=st.one_of(queries, everything), facets=some, wide_from=sides, few=outside)
def test_facets_have_the_same_counts_together_as_alone(
    shop: tuple[Store, tuple[Order, ...]], query: OrderQuery, facets: list[str], wide_from: int, few: int
) -> None:
    values = shop[0].counts.values
    values.wide_from = wide_from
    together = values.counted(query, facets)
    assert list(together) == facets
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(left_out, "FEW", few)
        assert shop[0].counts.counts(query) == counted(shop[1], query)
        alone = {facet: values.counted(query, (facet,))[facet] for facet in facets}
    assert {facet: in_small(counts) for facet, counts in together.items()} == {
        facet: in_small(counts) for facet, counts in alone.items()
    }
    assert sorted(facet for group in values.together(query, facets) for facet in group) == sorted(facets)


def in_small(counts: dict[str, int]) -> dict[str, int]:
    """The counts by value, in whichever spelling it stands."""
    return {small(value): count for value, count in counts.items()}


APART_CHOICES = st.sampled_from(["buyer:new", "-buyer:repeat", "proof:yes", "-difference:yes"]).map(OrderQuery.parse)


@settings(max_examples=60)
@given(query=st.one_of(queries, everything, APART_CHOICES), wide_from=sides, few=outside)
def test_what_asks_for_more_than_the_order_is_counted_as_the_list_that_it_would_give(
    shop: tuple[Store, tuple[Order, ...]], query: OrderQuery, wide_from: int, few: int
) -> None:
    counts = shop[0].counts
    counts.values.wide_from = wide_from
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(left_out, "FEW", few)
        for facet, found in counts.values.counted(query, sorted(APART)).items():
            lists = {value: query.without(facet).toggled(facet, value) for value in found}
            assert found == {value: counts.number(each) for value, each in lists.items()}


def test_more_values_than_memory_should_hold_are_grouped_by_the_database(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orders_tui.store.reads.value_counts._MOST_AT_ONCE", 2)
    for name in ("Bogor", "Bogor", "Depok", "Garut", "Medan"):
        placed(store, city=name, items=(Item(name, 1_000), Item(name, 2_000)))
    narrowed = OrderQuery().left_out("city", "Medan").left_out("product", "Garut")
    assert store.counts.facet(narrowed, "city") == {"Bogor": 2, "Depok": 1, "Medan": 1}
    assert store.counts.facet(narrowed, "product") == {"Bogor": 2, "Depok": 1, "Garut": 1}


@pytest.mark.parametrize("query", [OrderQuery(), OrderQuery.parse("status:pending")])
def test_a_value_is_counted_in_its_most_frequent_spelling(store: Store, query: OrderQuery) -> None:
    for name in ("BOGOR", "Bogor", "bogor", "Bogor", "Depok"):
        placed(store, city=name)
    assert store.counts.facet(query, "city") == {"Bogor": 4, "Depok": 1}


@pytest.mark.parametrize("facet", ["city", "product"])
def test_a_value_is_counted_in_the_spelling_that_was_chosen(store: Store, facet: str) -> None:
    for name in ("KAOS", "kaos", "Kaos", "kaos"):
        placed(store, city=name, items=(Item(name, 1_000), Item(name.upper(), 2_000)))
    assert set(store.counts.facet(OrderQuery(), facet).values()) == {4}
    assert store.counts.facet(OrderQuery().toggled(facet, "kAos"), facet) == {"kAos": 4}
    assert store.counts.facet(OrderQuery().left_out(facet, "kaoS"), facet) == {"kaoS": 4}
    assert len(store.counts.facet(OrderQuery(), facet)) == 1


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


def test_what_was_emptied_from_the_trash_is_counted_nowhere(store: Store) -> None:
    items = (Item("Kaos", 1_000),)
    for tags in (("vip",), ("vip",), ("grosir",), ()):
        placed(store, city="Bogor", tags=tags, items=items, phone="0812-3456-7890", note="@sari", method=None)
    kept, gone, *_others = everyone(store)
    for order in (kept, gone):
        store.execute(DeleteOrder(order_id=order.order_id), SARI)
    store.execute(RestoreOrder(order_id=kept.order_id), SARI)
    assert store.removals.empty_trash(1, OWNER).done == 1
    orders = [order for order in everyone(store) if order.emptied_at is None]
    for query in (OrderQuery(), OrderQuery(trash=True), OrderQuery(role=Role.FULFILMENT)):
        assert store.counts.counts(query) == counted(orders, query)
        for facet in sorted(FACETS.keys() - {*COUNTED, *APART}):
            found = store.counts.facet(query, facet)
            assert found == facet_counted(orders, query, facet, found), facet
    assert store.counts.facet(OrderQuery(), "product") == {"Kaos": 3}


def test_what_comes_in_between_two_looks_spoils_no_count(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    outside, number = indexed_counts._outside, count(1)

    def after_another(query: OrderQuery) -> Any:
        name = f"Baru {next(number)}"
        placed(store, seller="Mitra Jaya", items=(Item(name, 1_000),), tags=(name,))
        return outside(query)

    placed(store, items=(Item("Kaos", 1_000),), tags=("vip",))
    monkeypatch.setattr(indexed_counts, "_outside", after_another)
    assert store.counts.facet(OrderQuery(), "product")["Kaos"] == 1
    assert store.counts.facet(OrderQuery(), "tags")["vip"] == 1


def change(store: Store, chance: random.Random, order_id: str, by: Actor) -> None:
    """Something that may make an order another one for the counts: a change, or what takes orders away and back."""
    phone, had = chance.choice(PHONES), store.orders.get(order_id).phone
    known = FileOrder(2, {"store": "Toko Sehat", "name": "Siti", "external_id": "W-2", "phone": phone}, (SHIRT,))
    chance.choice(
        (
            lambda: store.execute(DeleteOrder(order_id=order_id), by),
            lambda: store.execute(RestoreOrder(order_id=order_id), by),
            lambda: store.execute(a_change(order_id, phone=phone), by),
            lambda: store.execute(random_change(chance, order_id), by),
            lambda: store.undo(by),
            lambda: store.redo(by),
            lambda: store.import_orders([known], Mode.BOTH, by),
            lambda: store.removals.empty_trash(store.removals.trash(), OWNER),
            lambda: store.removals.erase_buyer(had, len(store.removals.orders_of(had)), OWNER),
        )
    )()


@settings(max_examples=10)
@given(
    seeds=st.lists(st.tuples(st.sampled_from([SARI, BUDI, GATEWAY]), st.integers(0, 10**6)), min_size=1, max_size=25),
    query=queries,
)
def test_they_are_right_after_every_kind_of_change(
    tmp_path_factory: pytest.TempPathFactory, seeds: list[tuple[Actor, int]], query: OrderQuery
) -> None:
    with opened(tmp_path_factory.mktemp("shop") / "orders.db", create=True) as store:
        for template in TEMPLATES:
            store.messages.save(template, OWNER)
        added = store.execute_many([Request(ORDER)] * 5, SARI, one_operation=False)
        for by, seed in seeds:
            chance = random.Random(seed)
            with suppress(RuleBroken):
                change(store, chance, chance.choice(added).order_id, by)
        # What was emptied from the trash stands in no list.
        orders = [order for order in everyone(store) if order.emptied_at is None]
        for asked in (query, OrderQuery(), OrderQuery(trash=True)):
            assert store.counts.counts(asked) == counted(orders, asked)
            for facet, counts in store.counts.values.counted(asked, FEW).items():
                assert counts == facet_counted(orders, asked, facet, counts)
            for facet, counts in store.counts.values.counted(asked, sorted(APART)).items():
                lists = {value: asked.without(facet).toggled(facet, value) for value in counts}
                assert counts == {value: store.counts.number(each) for value, each in lists.items()}


@pytest.mark.parametrize("facets", [("status",), ("source",)])
def test_an_order_that_comes_in_between_two_walks_makes_no_number_wrong(
    store: Store, path: Path, facets: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few are left out, so that they are counted for themselves, after another program has stored more of them."""
    placed(store, city="Jakarta")
    placed(store, city="Bandung")
    select, numbers = store.engine.select, count()
    with opened(path, seed=8) as other:

        def ask(*args: Any, **values: Any) -> list[Any]:
            found = select(*args, **values)
            number = next(numbers)
            placed(other, city="Bandung", store=f"Toko {number}", source=f"iklan {number}")
            return found

        monkeypatch.setattr(store.engine, "select", ask)
        query = OrderQuery.parse("-city:Bandung")
        store.counts.counts(query)
        found = store.counts.values.counted(query, facets)
    assert min(orders for counts in found.values() for orders in counts.values()) >= 0
