"""The database refuses by itself what the rules forbid, whoever writes to it and with whatever program."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.commands import RecordPayment
from orders_tui.domain.flow import can_step
from orders_tui.domain.order import Goods, Method, PaymentReport, Status
from orders_tui.store.engine.translate import GUARDS, sqlite3
from orders_tui.store.store import Store
from tests.samples import COURSE, GATEWAY, SHIRT
from tests.store.shop import changed, placed, raw, reached

ITEMS = {Goods.PHYSICAL: (SHIRT,), Goods.DIGITAL: (COURSE,), Goods.MIXED: (SHIRT, COURSE)}
METHODS = {status: None if status is Status.CREATED else "qris" for status in Status}


@pytest.fixture
def stranger(store: Store, path: Path) -> Iterator[Any]:
    """A connection that knows nothing of the program, to a database with one order of each goods."""
    for items in ITEMS.values():
        order = placed(store, items=items, tags=("vip",))
        store.execute(RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID), GATEWAY)
    with raw(path) as connection:
        yield connection


def test_what_every_guard_says_can_be_translated(stranger: Any) -> None:
    triggers = stranger.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    said = {text for (sql,) in triggers for text in re.findall(r"RAISE\(ABORT, '([^']+)'\)", sql)}
    assert said
    assert said == set(GUARDS)


def refused(connection: Any, sql: str, *params: object) -> bool:
    """Whether the database refuses the statement; what it takes is taken back."""
    connection.execute("SAVEPOINT trial")
    try:
        connection.execute(sql, params)
    except sqlite3.IntegrityError:
        return True
    finally:
        connection.execute("ROLLBACK TO trial")
        connection.execute("RELEASE trial")
    return False


UPDATE = "UPDATE orders SET {change}, version = version + 1 WHERE id = 1"


@pytest.mark.parametrize("goods", Goods)
def test_every_step_is_held_to_the_table(stranger: Any, goods: Goods) -> None:
    guard = stranger.execute("SELECT sql FROM sqlite_master WHERE name = 'orders_step'").fetchone()[0]
    step = "UPDATE orders SET status = ?, method = ?, version = version + 1 WHERE goods = ?"
    taken = set()
    for source in Status:
        stranger.execute("BEGIN")
        stranger.execute("DROP TRIGGER orders_step")
        stranger.execute(step, (source, METHODS[source], goods))
        stranger.execute(guard)
        taken |= {(source, to) for to in Status if not refused(stranger, step, to, METHODS[to], goods)}
        stranger.execute("ROLLBACK")
    stays = {(status, status) for status in Status}
    assert taken - stays == {(a, b) for a in Status for b in Status if can_step(a, b, goods)}
    assert stays <= taken


def test_a_change_that_keeps_the_rules_passes(stranger: Any) -> None:
    assert not refused(stranger, UPDATE.format(change="note = 'x', courier = 'JNE', status = 'confirmed'"))
    assert not refused(stranger, "INSERT INTO operation VALUES (99, 1, 'x', 'y', 'z', 'change', NULL)")
    assert not refused(stranger, "INSERT INTO history VALUES (99, 1, 1, 'note', '', 'x', NULL)")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM orders WHERE id = 1",
        "DELETE FROM history",
        "DELETE FROM operation WHERE id = 1",
        "UPDATE history SET new = 'paid' WHERE id = 1",
        "UPDATE history SET new = new",
        "UPDATE operation SET by = 'nobody'",
        "UPDATE OR IGNORE history SET new = 'paid'",
        "REPLACE INTO history SELECT id, operation_id, order_row, field, old, 'shipped', since FROM history",
        "REPLACE INTO operation SELECT id, at, 'nobody', via, place, kind, undoes FROM operation",
        "UPDATE orders SET note = 'x' WHERE id = 1",
        "UPDATE orders SET version = version",
        "UPDATE orders SET version = version + 2",
        "UPDATE orders SET version = version - 1",
        "UPDATE orders SET version = NULL",
        "UPDATE operation SET undoes = 1",
        "INSERT INTO operation VALUES (99, 1, 'x', 'y', 'z', 'undo', NULL)",
        "INSERT INTO operation VALUES (99, 1, 'x', 'y', 'z', 'change', 1)",
        "INSERT INTO operation VALUES (99, 1, 'x', 'y', 'z', '', NULL)",
        "INSERT INTO store (name) VALUES ('')",
        "INSERT INTO store (name) VALUES ('a' || char(0))",
        "INSERT INTO tag VALUES (1, '')",
        "INSERT INTO tag VALUES (1, 'a' || char(0))",
        "INSERT INTO item VALUES (1, 9, '', '', 1, 1, 'physical')",
        "INSERT INTO item VALUES (1, 9, 'x', '', -1, 1, 'physical')",
        "INSERT INTO item VALUES (1, 9, 'x', '', 1, 0, 'physical')",
        "INSERT INTO item VALUES (1, 9, 'x', '', 1, 1, 'gift')",
        "INSERT INTO item VALUES (1, 9, 'x', '', 'dear', 1, 'physical')",
        "INSERT INTO payment (order_row, operation_id, at, reported) VALUES (1, 1, 1, 'perhaps')",
        "INSERT INTO intake VALUES (NULL, 'order', 'Toko Sehat', '', 1, 1)",
        "UPDATE payment SET amount = 1",
        "DELETE FROM payment",
        "REPLACE INTO payment (id, order_row, operation_id, at, reported) VALUES (1, 1, 1, 1, 'settled')",
    ],
)
def test_it_refuses(stranger: Any, sql: str) -> None:
    assert refused(stranger, sql)


def test_no_order_is_replaced(stranger: Any) -> None:
    table = stranger.execute("PRAGMA table_xinfo(orders)").fetchall()
    columns = ", ".join(name for _cid, name, *_rest, hidden in table if not hidden)
    copy = f"REPLACE INTO orders ({columns}) SELECT {columns} FROM orders WHERE id = 1"
    assert refused(stranger, copy)


@pytest.mark.parametrize(
    "change",
    [
        "total = total + 1",
        "subtotal = subtotal - 1",
        "shipping = -1, total = total - 1",
        "discount = subtotal + 1, total = -1",
        "unique_code = 1000, total = total - 1000",
        "status = 'sent'",
        "payment_status = 'perhaps'",
        "method = NULL",
        "method = ''",
        "goods = 'air'",
        "seller = 'Mitra'",
        "fulfil = 1",
        "created_at = NULL",
        "created_at = 'yesterday'",
        "name = NULL",
        "order_id = ''",
        "follow_ups = -1",
        "note = printf('%10001s', 'x')",
        "buyer_note = printf('%10001s', 'x')",
        "deleted_at = 1",
        "status = 'confirmed', deleted_at = 1",
        "status = 'confirmed', confirmed_at = 'now'",
        "status = 'shipped', goods = 'air'",
    ],
)
def test_it_refuses_the_change(stranger: Any, change: str) -> None:
    assert refused(stranger, UPDATE.format(change=change))


@pytest.mark.parametrize(
    "column",
    "name phone email street subdistrict city province postcode courier receipt handler source external_id"
    " buyer_note note".split(),
)
def test_no_text_holds_nul(stranger: Any, column: str) -> None:
    assert not refused(stranger, UPDATE.format(change=f"{column} = ?"), "a b")
    assert refused(stranger, UPDATE.format(change=f"{column} = ?"), "a\0b")


@pytest.mark.parametrize("column", ["store", "last_operation"])
def test_links_lead_somewhere(stranger: Any, column: str) -> None:
    stranger.execute("PRAGMA foreign_keys = ON")
    assert refused(stranger, UPDATE.format(change=f"{column} = 77"))


def test_a_created_order_has_no_method(store: Store, stranger: Any) -> None:
    order = placed(store, method=None)
    change = f"UPDATE orders SET method = 'qris', version = version + 1 WHERE id = {order.id}"
    assert refused(stranger, change)
    assert not refused(stranger, change.replace("SET", "SET status = 'pending',"))


@pytest.mark.parametrize(("status", "deletable"), [(s, s in (Status.CREATED, Status.CANCELED)) for s in Status])
def test_only_created_and_canceled_orders_go_into_the_trash(
    store: Store, stranger: Any, status: Status, deletable: bool
) -> None:
    routes = {
        Status.CREATED: (),
        Status.PENDING: (),
        Status.COMPLETED: (Status.SHIPPED, Status.COMPLETED),
        Status.RTS: (Status.SHIPPED, Status.RTS),
        Status.CLOSED: (Status.SHIPPED, Status.CLOSED),
    }
    method = None if status is Status.CREATED else Method.QRIS
    order = reached(store, *routes.get(status, (status,)), method=method)
    assert order.status is status
    delete = f"UPDATE orders SET deleted_at = 1, version = version + 1 WHERE id = {order.id}"
    assert refused(stranger, delete) is not deletable


def test_no_step_hides_an_order_on_the_way(store: Store, stranger: Any) -> None:
    order = placed(store, method=None)
    step = "UPDATE orders SET status = 'pending', method = 'qris', deleted_at = 1, version = version + 1 WHERE id = ?"
    assert refused(stranger, step, order.id)


def test_an_order_in_the_trash_stands_still(store: Store, stranger: Any) -> None:
    order = placed(store, method=None)
    stranger.execute("UPDATE orders SET deleted_at = 1, version = version + 1 WHERE id = ?", (order.id,))
    step = f"UPDATE orders SET status = 'canceled', version = version + 1 WHERE id = {order.id}"
    assert refused(stranger, step)
    assert not refused(stranger, step.replace("SET", "SET deleted_at = NULL,"))


def test_a_reversal_passes_and_nothing_beside_it(store: Store, stranger: Any) -> None:
    order = reached(store, Status.CANCELED)
    other = reached(store, Status.CANCELED)
    undone = store.orders.history(order.id)[-1].operation
    stranger.execute("INSERT INTO operation VALUES (99, 1, 'x', 'y', 'z', 'undo', ?)", (undone,))
    step = "UPDATE orders SET status = '{status}', last_operation = {operation}, version = version + 1 WHERE id = {row}"
    assert not refused(stranger, step.format(status="pending", operation=99, row=order.id))
    assert refused(stranger, step.format(status="confirmed", operation=99, row=order.id))
    assert refused(stranger, step.format(status="pending", operation=undone, row=order.id))
    assert refused(stranger, step.format(status="pending", operation=99, row=other.id))


def test_a_reversal_of_a_note_does_not_hide_an_order(store: Store, stranger: Any) -> None:
    order = changed(store, placed(store), status=Status.CONFIRMED, note="x")
    undone = store.orders.history(order.id)[-1].operation
    stranger.execute("INSERT INTO operation VALUES (99, 1, 'x', 'y', 'z', 'undo', ?)", (undone,))
    hide = "UPDATE orders SET deleted_at = 1, last_operation = 99, version = version + 1 WHERE id = ?"
    assert refused(stranger, hide, order.id)
