"""Lists, searches and counts say the same as a plain look at every order."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orders_tui.demo.shop import arrivals, build
from orders_tui.domain.counts import COUNTED
from orders_tui.domain.facts import SORTS, Order
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.store.store import Store
from tests.samples import NOW
from tests.store.shop import everyone, opened


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    with opened(tmp_path_factory.mktemp("shop") / "orders.db", create=True) as store:
        build(store, 400, seed=3, now=NOW)
        yield store


def fits(order: Order, query: OrderQuery) -> bool:
    values = {
        "status": str(order.status),
        "payment_status": str(order.payment_status),
        "method": str(order.method or ""),
        "store": order.store,
    }
    text = query.text.casefold()
    return (
        (query.role is Role.FULFILMENT) == bool(order.seller)
        and query.trash == (order.deleted_at is not None)
        and all(values[facet] in chosen for facet in COUNTED if (chosen := query.values(facet)))
        and any(text in part.casefold() for part in (order.name, order.order_id, order.receipt))
    )


queries = st.builds(
    OrderQuery,
    role=st.sampled_from(Role),
    filters=st.frozensets(
        st.one_of(
            st.tuples(st.just("status"), st.sampled_from([str(each) for each in Status])),
            st.tuples(st.just("payment_status"), st.sampled_from([str(each) for each in PaymentStatus])),
            st.tuples(st.just("method"), st.sampled_from(["cod", "qris", "", "bank_transfer"])),
        ),
        max_size=4,
    ),
    text=st.sampled_from(["", "a", "sri", "wati", "an", "zz", "siti", "ade"]),
    sort=st.sampled_from([fact.name for fact in SORTS.values()]),
    descending=st.booleans(),
    trash=st.booleans(),
)


@settings(max_examples=60)
@given(query=queries)
def test_lists_and_counts_are_those_of_a_plain_look(shop: Store, query: OrderQuery) -> None:
    orders = everyone(shop)
    wanted = [order for order in orders if fits(order, query)]
    view = shop.lists.open(query)
    try:
        ids = shop.lists.ids(view)
        assert sorted(ids) == [order.id for order in wanted]
        if query.sort == "created_at":
            way = sorted(wanted, key=lambda order: (order.created_at, order.id), reverse=query.descending)
            assert ids == [order.id for order in way]
        first = shop.lists.first_page(query, 20)
        assert first is None or [row.id for row in first] == ids[:20]
        assert [row.id for row in shop.lists.page(view, 3, 5)] == ids[3:8]
        assert all(shop.lists.position(view, row) == place for place, row in list(enumerate(ids))[:3])
    finally:
        shop.lists.close(view)
    counts = shop.counts.counts(query)
    assert (counts.orders, counts.value) == (len(wanted), sum(order.total for order in wanted))
    others = replace(query, filters=frozenset(pair for pair in query.filters if pair[0] != "status"))
    plain = Counter(str(order.status) for order in orders if fits(order, others))
    assert {status: n for status, n in counts.facets["status"].items() if n} == dict(plain)


def test_a_phone_is_found_in_every_way_that_people_write_it(shop: Store) -> None:
    order = everyone(shop)[0]
    local = order.phone.removeprefix("+62")
    role = Role.FULFILMENT if order.seller else Role.SELLER
    trash = order.deleted_at is not None
    for text in (f"0{local}", f"62{local}", f"+62 {local[:3]} {local[3:]}", f"0{local[:3]}-{local[3:]}", local[4:]):
        assert order.id in shop.lists.listed(OrderQuery(role=role, text=text, trash=trash), 1000)


@pytest.mark.parametrize(
    "text", ['"', "'", "*", "name:x", "NEAR(", "%", "_", "\\", "a\0b", "x" * 10_000, "(", "-a", "AND"]
)
def test_hostile_searches_only_find_nothing_or_something(shop: Store, text: str) -> None:
    view = shop.lists.open(OrderQuery(text=text))
    shop.lists.close(view)
    shop.lists.first_page(OrderQuery(text=text), 5)


def test_a_view_stands_still_while_another_process_writes(path: Path) -> None:
    with opened(path, create=True) as store:
        build(store, 50, seed=3, now=NOW)
        view = store.lists.open(OrderQuery())
        before, seen = store.lists.ids(view), store.orders.data_version()
        lines = "".join(
            json.dumps({**line, "seller": None}) + "\n" for line, _ in zip(arrivals(5), range(3), strict=False)
        )
        command = [sys.executable, "-m", "orders_tui", "--db", str(path), "ingest"]
        subprocess.run(command, input=lines.encode(), check=True, stdout=subprocess.DEVNULL, timeout=60)
        assert store.lists.ids(view) == before
        assert store.orders.data_version() != seen
        assert store.lists.newcomers(OrderQuery(), view.newest) == 3
        assert store.check() == []
