"""Lists against a plain look at every order, whatever is asked of whatever shop."""

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orders_tui.domain.commands import DeleteOrder, RuleBroken
from orders_tui.domain.facts import SORTABLE, Order
from orders_tui.domain.order import Status
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.store.errors import Interrupted
from orders_tui.store.reads import by_past
from orders_tui.store.reads.conditions import all_of
from orders_tui.store.reads.lists import View
from orders_tui.store.reads.sorting import INDEXED
from orders_tui.store.store import Store
from tests.samples import BUDI, SARI
from tests.store.naive import fits, listed
from tests.store.queries import CHOICES, queries
from tests.store.shop import changed, everyone, ids_of, opened, placed, reached, sqlite, stock


@dataclass(frozen=True)
class Shop:
    """A store that is only read, with all that is in it."""

    store: Store
    orders: tuple[Order, ...]


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Shop]]:
    with (
        opened(tmp_path_factory.mktemp("empty") / "orders.db", create=True) as empty,
        opened(tmp_path_factory.mktemp("few") / "orders.db", create=True) as few,
        opened(tmp_path_factory.mktemp("some") / "orders.db", create=True) as some,
        opened(tmp_path_factory.mktemp("many") / "orders.db", create=True) as many,
    ):
        for number, store in enumerate((few, some, many)):
            stock(store, random.Random(number), 4 + 70 * number)
        yield [Shop(store, everyone(store)) for store in (empty, few, some, many)]


@contextmanager
def viewed(store: Store, query: OrderQuery) -> Iterator[View]:
    view = store.lists.open(query)
    try:
        yield view
    finally:
        store.lists.close(view)


def test_the_trash_is_sorted_by_what_its_buyers_have_outside_of_it(store: Store) -> None:
    """An order of the list is one that its buyer has; one in the trash is not."""
    for phone, others in (("0812-1111-2222", 1), ("0812-3333-4444", 2), ("0812-5555-6666", 0)):
        for _other in range(others):
            placed(store, phone=phone)
        store.execute(DeleteOrder(order_id=placed(store, name=phone, phone=phone, method=None).order_id), SARI)
    with viewed(store, OrderQuery(sort="past", descending=True, trash=True)) as view:
        names = [order.name for order in store.lists.page(view, 0, 3)]
    assert names == ["0812-3333-4444", "0812-1111-2222", "0812-5555-6666"]


@settings(max_examples=300)
@given(number=st.integers(0, 3), query=queries, data=st.data())
def test_a_list_is_what_a_plain_look_finds(
    shops: list[Shop], number: int, query: OrderQuery, data: st.DataObject
) -> None:
    shop = shops[number]
    lists, rows = shop.store.lists, list(shop.orders)
    wanted = listed(shop.orders, query)
    with viewed(shop.store, query) as view:
        assert lists.ids(view) == wanted
        assert (view.count, view.newest) == (len(wanted), len(rows))
        first, count = data.draw(st.integers(0, len(wanted) + 2)), data.draw(st.integers(0, 40))
        assert lists.ids(view, first, count) == wanted[first : first + count]
        assert lists.page(view, first, count) == tuple(rows[row - 1] for row in wanted[first : first + count])
        row = data.draw(st.integers(0, len(rows) + 1))
        others = data.draw(st.frozensets(st.integers(0, len(rows) + 1), max_size=20))
        assert lists.among(view, others) == len(others & set(wanted))
        assert lists.position(view, row) == (wanted.index(row) if row in wanted else None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("orders_tui.store.reads.lists._LOOKED_THROUGH", data.draw(st.sampled_from([0, 20_000])))
        page = lists.first_page(query, count)
        assert page is None or page == tuple(rows[row - 1] for row in wanted[:count])
        assert lists.listed(query, count) == tuple(wanted[:count])
    some = data.draw(st.frozensets(st.integers(0, len(rows) + 1), max_size=20))
    assert lists.fitting(query, some) == some & set(wanted)
    newest = data.draw(st.integers(0, len(rows)))
    assert lists.newcomers(query, newest) == len([row for row in wanted if row > newest])
    known = [row for row in some if 0 < row <= len(rows)]
    assert lists.value([*some]) == sum(rows[row - 1].total for row in known)
    assert lists.rows([*some]) == tuple(rows[row - 1] for row in some if row in known)
    assert shop.store.counts.exists(query) is bool(wanted)


@pytest.mark.parametrize("facet", CHOICES)
def test_every_value_of_a_filter_is_what_a_plain_look_finds(shops: list[Shop], facet: str) -> None:
    some = False
    for value in CHOICES[facet]:
        for role in Role:
            chosen = frozenset({(facet, value)})
            query, others = OrderQuery(role=role, filters=chosen), OrderQuery(role=role, excluded=chosen)
            wanted, rest = listed(shops[3].orders, query), listed(shops[3].orders, others)
            assert list(shops[3].store.lists.listed(query, 1_000)) == wanted
            assert list(shops[3].store.lists.listed(others, 1_000)) == rest
            # Conflicts in the trash join those that are chosen, and stand in no other list.
            assert sorted(wanted + rest) == sorted({*listed(shops[3].orders, OrderQuery(role=role)), *wanted})
            some = some or bool(wanted)
    assert some


@pytest.mark.parametrize("way", [True, False])
def test_a_list_is_sorted_by_any_fact(shops: list[Shop], way: bool) -> None:
    for sort in SORTABLE:
        for then in ("", "city"):
            query = OrderQuery(sort=sort, descending=way, then=then if then != sort else "")
            assert list(shops[3].store.lists.listed(query, 1_000)) == listed(shops[3].orders, query), query
            with viewed(shops[3].store, query) as view:
                assert shops[3].store.lists.ids(view) == listed(shops[3].orders, query), query


def test_the_first_page_is_nearly_always_there(shops: list[Shop]) -> None:
    for sort in INDEXED:
        page = shops[3].store.lists.first_page(OrderQuery(sort=sort), 5)
        assert page is not None
        assert len(page) == 5


def test_the_first_page_of_a_large_shop_is_there_whatever_it_is_sorted_by(
    shops: list[Shop], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orders_tui.store.reads.lists._LOOKED_THROUGH", 0)
    for sort in SORTABLE:
        for way in (True, False):
            query = OrderQuery(sort=sort, descending=way)
            page = shops[3].store.lists.first_page(query, 5)
            assert page is not None
            assert [order.id for order in page] == listed(shops[3].orders, query)[:5], query


@pytest.mark.parametrize("way", [True, False])
def test_who_bought_most_or_least_comes_first(store: Store, way: bool) -> None:
    """Among them one whose other orders are in the trash or of the other role, and one whose phone tells nothing."""
    for phone in ("", "0812-1111-2222", "0812-3333-4444", "0812-3333-4444", "12") * 2:
        placed(store, phone=phone, method=None)
    alone = "0812-5555-6666"
    placed(store, phone=alone)
    placed(store, phone=alone, seller="Mitra Jaya")
    store.execute(DeleteOrder(order_id=placed(store, phone=alone, method=None).order_id), SARI)
    query = OrderQuery(sort="past", descending=way)
    wanted, where = listed(everyone(store), query), all_of(store.lists._conditions.all(query))
    for count in range(1, 6):
        assert by_past.first_rows(store.engine, where, query, count) == wanted[:count]
    assert by_past.first_rows(store.engine, where, query, 8) is None


def test_a_view_stands_still_while_others_write(store: Store, path: Path) -> None:
    orders = [placed(store) for _ in range(5)]
    query = OrderQuery().toggled("status", "pending")
    with opened(path, seed=8) as other, viewed(store, query) as view:
        before = store.lists.ids(view)
        changed(other, orders[2], BUDI, status=Status.CONFIRMED)
        newcomers = [
            placed(other, BUDI),
            reached(other, Status.CONFIRMED, by=BUDI),
            placed(other, BUDI, seller="Mitra"),
        ]
        assert store.lists.ids(view) == before == [5, 4, 3, 2, 1]
        assert [row.status for row in store.lists.page(view, 0, 5)] == [
            *(Status.PENDING, Status.PENDING, Status.CONFIRMED, Status.PENDING, Status.PENDING)
        ]
        assert store.lists.fitting(query, before) == {1, 2, 4, 5}
        assert store.lists.newcomers(query, view.newest) == 1
        assert store.lists.joined(query, view) == ()
        assert store.lists.position(view, newcomers[0].id) is None
    with viewed(store, query) as again:
        assert store.lists.ids(again) == [newcomers[0].id, 5, 4, 2, 1]
        assert store.lists.newcomers(query, again.newest) == 0


def test_orders_that_came_to_fit_a_view_are_those_that_it_would_have_now(store: Store) -> None:
    stock(store, random.Random(5), 80)
    query = OrderQuery.parse("status:pending,confirmed")
    with viewed(store, query) as view:
        had = store.lists.ids(view)
        before = everyone(store)
        for at, order in enumerate(before):
            with suppress(RuleBroken):
                changed(store, order, status=[Status.CONFIRMED, Status.READY, Status.PENDING][at % 3])
        placed(store)
        joined = {row for row in store.lists.listed(query, -1) if row not in had and row <= view.newest}
        assert len(joined) > 2
        assert set(store.lists.joined(query, view)) == joined
        asked = ids_of(before)[::2]
        assert set(store.lists.joined(query, view, asked)) == joined & set(asked)


def test_two_views_live_beside_each_other(shops: list[Shop]) -> None:
    store = shops[3].store
    with viewed(store, OrderQuery()) as one, viewed(store, OrderQuery(role=Role.FULFILMENT)) as other:
        assert not set(store.lists.ids(one)) & set(store.lists.ids(other))
        store.lists.close(other)
        store.lists.close(other)
        assert len(store.lists.ids(one)) == one.count > 0


def test_a_reader_has_views_too(path: Path) -> None:
    with opened(path, create=True) as store:
        stock(store, random.Random(1), 30)
        orders = everyone(store)
    with opened(path, readonly=True) as store, viewed(store, OrderQuery()) as view:
        assert store.lists.ids(view) == listed(orders, OrderQuery())
        assert store.counts.counts(OrderQuery()).orders == view.count


ENDLESS = "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_a_read_that_is_no_longer_wanted_is_stopped(store: Store) -> None:
    order = placed(store)
    outcomes: list[object] = []
    running, left_alone = threading.Event(), threading.Event()

    def read() -> None:
        store.connect()
        try:
            running.set()
            sqlite(store).rows(ENDLESS)
        except Interrupted:
            outcomes.append("stopped")
        finally:
            left_alone.wait()
            outcomes.append(store.orders.get(order.order_id))
            store.engine.close_thread()

    reader = threading.Thread(target=read)
    reader.start()
    running.wait()
    while reader.is_alive() and not outcomes:
        # It stops what runs now; the statement may not have begun.
        store.engine.interrupt(reader.ident or 0)
        reader.join(0.005)
    left_alone.set()
    reader.join()
    assert outcomes == ["stopped", order]
    store.engine.interrupt(reader.ident or 0)


def test_a_view_that_is_stopped_leaves_nothing_behind(shops: list[Shop]) -> None:
    store, connection = shops[3].store, sqlite(shops[3].store).db.connection()
    stopped = 0
    for steps in (1, 10, 100, 300, 1000):
        connection.set_progress_handler(lambda: store.engine.interrupt(threading.get_ident()), steps)
        try:
            with viewed(store, OrderQuery(sort="total")):
                pass
        except Interrupted:
            stopped += 1
        finally:
            connection.set_progress_handler(None, 0)
        assert sqlite(store).rows("SELECT name FROM sqlite_temp_master") == []
    assert stopped >= 3
    with viewed(store, OrderQuery()) as view:
        assert store.lists.ids(view) == listed(shops[3].orders, OrderQuery())


def test_the_shops_have_something_to_find(shops: list[Shop]) -> None:
    orders = shops[3].orders
    assert {order.status for order in orders} >= set(Status) - {Status.CLOSED}
    assert any(order.deleted_at for order in orders)
    assert any(order.receipt and order.tags and order.courier and order.seller for order in orders)
    assert sum(fits(order, OrderQuery()) for order in orders) > 60
