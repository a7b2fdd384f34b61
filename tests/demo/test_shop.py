"""The demo shop: the same for the same seed, sound, varied, and with histories that the rules would have written."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from orders_tui.demo.orders import placed
from orders_tui.demo.people import Buyers
from orders_tui.demo.shop import build
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.days import local
from orders_tui.domain.facts import Order
from orders_tui.domain.limits import check_new
from orders_tui.domain.order import Goods, Method, PaymentStatus, Status
from orders_tui.domain.phone import normalize
from orders_tui.domain.query import OrderQuery
from orders_tui.store.engine.prepared import Write
from orders_tui.store.engine.sqlite import Row
from orders_tui.store.store import JAKARTA, Store
from orders_tui.store.tables import History, Operations, Orders, SettingValues, Stores
from tests.samples import DAY, NOW, SARI, a_change
from tests.store.shop import MODELS, column, count, everyone, opened, sqlite

MANY = 2_300
"""More than one batch."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A shop that the tests only look at."""
    with opened(tmp_path_factory.mktemp("demo") / "shop.db", create=True) as store:
        build(store, MANY, 3, NOW)
        yield store


def contents(store: Store) -> dict[str, list[Row]]:
    return {model._meta.table_name: sqlite(store).rows(*sqlite(store).compiled(model.select())) for model in MODELS}


def schema(store: Store) -> list[Row]:
    sql = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name"
    return sqlite(store).rows(sql)


def pragmas(store: Store) -> dict[str, object]:
    names = ("journal_mode", "foreign_keys", "ignore_check_constraints", "cache_size", "synchronous", "temp_store")
    return {name: sqlite(store).rows(f"PRAGMA {name}")[0][0] for name in names}


def made(path: Path, orders: int, seed: int, now: int = NOW) -> dict[str, list[Row]]:
    with opened(path, create=True) as store:
        build(store, orders, seed, now)
        return contents(store)


def test_the_same_seed_and_time_make_the_same_rows(tmp_path: Path) -> None:
    first = made(tmp_path / "a.db", 120, 1)
    assert first == made(tmp_path / "b.db", 120, 1)
    assert first["orders"] != made(tmp_path / "c.db", 120, 2)["orders"]
    assert first["orders"] != made(tmp_path / "d.db", 120, 1, NOW + DAY)["orders"]


def test_check_finds_nothing(store: Store) -> None:
    build(store, 300, 5, NOW)
    assert store.check() == []


def test_check_finds_nothing_in_several_batches(shop: Store) -> None:
    assert shop.check() == []
    assert count(shop, Orders) == MANY


def test_five_hundred_orders_hold_some_of_everything(store: Store) -> None:
    build(store, 500, 1, NOW)
    orders = store.orders.many(range(1, 501))
    assert {order.status for order in orders} == set(Status)
    assert {order.payment_status for order in orders} == set(PaymentStatus)
    assert {order.goods for order in orders} == set(Goods)
    assert {bool(order.seller) for order in orders} == {True, False}
    assert {order.handler for order in orders} == {"sari", "dewi", "rizky", "putri", "agus", ""}
    assert any(order.deleted_at for order in orders)
    assert {order.source == "manual" for order in orders} == {True, False}
    assert any(order.tags for order in orders)
    assert any(order.buyer_note for order in orders)
    assert any(order.note for order in orders)
    assert any(order.follow_ups > 1 for order in orders)
    assert any(order.unique_code for order in orders)
    assert len({order.store for order in orders if not order.seller}) == 5
    assert len({order.seller for order in orders if order.seller}) == 2
    assert len({order.courier for order in orders} - {""}) == 7
    assert store.settings.get("business") == "Toko Sehat"


def test_the_shares_are_those_of_such_a_shop(shop: Store) -> None:
    orders = everyone(shop)
    recent = [order for order in orders if order.created_at > NOW - 2 * DAY]
    old = [order for order in orders if order.created_at < NOW - 40 * DAY]
    assert 0.06 < share(orders, lambda order: order.created_at > NOW - 3 * DAY) < 0.12
    assert share(orders, lambda order: order.created_at < NOW - 300 * DAY) > 0.05
    assert share(orders, lambda order: order.created_at < NOW - 401 * DAY) == 0
    assert 0.09 < share(orders, lambda order: order.seller != "") < 0.15
    assert 0.4 < share(orders, lambda order: order.method is Method.COD) < 0.6
    assert 0 < share(orders, lambda order: order.deleted_at is not None) < 0.03
    assert share(recent, lambda order: order.status is Status.PENDING) > 0.2
    assert share(old, lambda order: order.status is Status.PENDING) < 0.05
    assert share(old, lambda order: order.status in (Status.COMPLETED, Status.RTS, Status.CANCELED)) > 0.85


def share(orders: Sequence[Order], holds: Callable[[Order], bool]) -> float:
    return len([order for order in orders if holds(order)]) / len(orders)


def test_nothing_happens_after_now_or_before_the_order(shop: Store) -> None:
    assert max(column(shop, Operations.at)) <= NOW
    times = ("followed_up_at", "paid_at", "confirmed_at", "shipped_at", "completed_at", "deleted_at")
    for order in everyone(shop):
        known = [at for name in times if (at := getattr(order, name)) is not None]
        assert order.created_at <= min(known, default=NOW) <= max(known, default=NOW) <= NOW


def test_orders_and_operations_are_numbered_as_they_came(shop: Store) -> None:
    for times in (column(shop, Orders.created_at), column(shop, Operations.at)):
        assert all(earlier <= later for earlier, later in pairwise(times))
    assert column(shop, Operations.id) == list(range(1, count(shop, Operations) + 1))


def test_the_last_operation_is_the_newest_of_the_history(shop: Store) -> None:
    newest = dict(zip(column(shop, History.order_row), column(shop, History.operation_id), strict=True))
    assert column(shop, Orders.last_operation) == [newest[row] for row in column(shop, Orders.id)]


def test_order_ids_name_the_day_and_slugs_are_unguessable(shop: Store) -> None:
    for order in everyone(shop):
        assert re.fullmatch(r"\d{6}[BCDFGHJKLMNPQRSTVWXYZ]{6}", order.order_id)
        assert order.order_id.startswith(f"{local(order.created_at, JAKARTA):%y%m%d}")
        assert re.fullmatch(r"[0-9a-f]{32}", order.slug)


def test_buyers_have_phones_and_addresses_that_belong_together(shop: Store) -> None:
    orders = everyone(shop)
    phones = {order.phone for order in orders}
    assert all(normalize(phone) == phone for phone in phones)
    assert 0.75 * MANY < len(phones) < 0.95 * MANY
    sent = [order for order in orders if order.street]
    places = {(order.subdistrict, order.city, order.province, order.postcode) for order in sent}
    assert len({place[:2] for place in places}) == len(places)
    assert all(re.fullmatch(r"[1-9]\d{4}", order.postcode) for order in sent)


def test_a_parcel_is_sent_with_courier_and_receipt_and_access_is_not(shop: Store) -> None:
    orders = everyone(shop)
    shipped = [order for order in orders if order.shipped_at is not None]
    assert all(order.courier and order.receipt and order.goods is not Goods.DIGITAL for order in shipped)
    digital = [order for order in orders if order.goods is Goods.DIGITAL]
    assert Method.COD not in {order.method for order in digital}
    assert Status.COMPLETED in {order.status for order in digital}


def test_what_the_forms_send_can_be_stored() -> None:
    chance = Random(4)
    orders = placed(chance, Buyers(chance), by_hand=0.1)
    for _order in range(500):
        check_new(next(orders))


def test_guards_indexes_and_search_are_back_afterwards(store: Store) -> None:
    before, settings = schema(store), pragmas(store)
    build(store, 60, 1, NOW)
    assert (schema(store), pragmas(store)) == (before, settings)
    done = next(order for order in store.orders.many(range(1, 61)) if order.status is Status.COMPLETED)
    closed = {"status": Status.CLOSED, "version": Orders.version + 1}
    with pytest.raises(RuleBroken, match="transition table"), store.engine.writing(), store.engine.savepoint():
        store.engine.update(Write(lambda: Orders.update(closed).where(Orders.id == done.id)))
    view = store.lists.open(OrderQuery(text=done.order_id))
    assert store.lists.ids(view) == [done.id]


def test_the_shop_can_be_worked_on(store: Store) -> None:
    build(store, 200, 1, NOW)
    waiting = next(order for order in store.orders.many(range(1, 201)) if order.status is Status.PENDING)
    store.execute(a_change(waiting.order_id, version=waiting.version, status=Status.CONFIRMED), SARI)
    store.undo(SARI)
    assert store.orders.get(waiting.order_id).status is Status.PENDING
    assert store.check() == []


def test_a_build_that_fails_leaves_the_database_as_it_was(store: Store) -> None:
    before, settings = schema(store), pragmas(store)

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(store, MANY, 1, NOW, stop)
    assert (schema(store), pragmas(store)) == (before, settings)
    assert count(store, Orders) == count(store, SettingValues) == 0
    build(store, 10, 1, NOW)
    assert store.check() == []


def test_a_database_with_orders_is_refused(store: Store) -> None:
    build(store, 5, 1, NOW)
    with pytest.raises(RuleBroken):
        build(store, 5, 1, NOW)


def test_an_empty_shop_has_its_stores(store: Store) -> None:
    told: list[int] = []
    build(store, 0, 1, NOW, told.append)
    assert told == [0]
    assert count(store, Stores) == 7
    assert store.check() == []


def test_progress_is_told_batch_by_batch(store: Store) -> None:
    told: list[int] = []
    build(store, MANY, 1, NOW, told.append)
    assert told == [2_000, MANY]
