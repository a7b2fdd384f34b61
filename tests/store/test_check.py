"""Looking the database over: a sound one has nothing to say, and each kind of damage is found."""

import random
from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.commands import DeleteOrder
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.store.errors import DatabaseError
from orders_tui.store.reads.check import SHOWN
from orders_tui.store.store import Store
from tests.samples import BUDI, COURSE, SARI
from tests.store.shop import changed, opened, placed, raw, reached, sqlite, stock

DAMAGES = {
    "UPDATE item SET price = price + 1 WHERE order_row = 1": "the total is not what",
    "DELETE FROM item WHERE order_row = 1": "the total is not what",
    "UPDATE orders SET subtotal = subtotal + 5, total = total + 5, version = version + 1 WHERE id = 1": "the total is",
    "UPDATE item SET kind = 'digital' WHERE order_row = 1": "the kind of goods does not match",
    "UPDATE orders SET goods = 'mixed', version = version + 1 WHERE id = 1": "the kind of goods does not match",
    "DELETE FROM history WHERE order_row = 1": "does not begin with a new order",
    "DELETE FROM history WHERE order_row = 1 AND old IS NULL AND field = 'status'": "does not begin with a new order",
    "UPDATE orders SET status = 'completed', version = version + 1 WHERE id = 1": "Status differs",
    "DELETE FROM history WHERE order_row = 1 AND new = 'shipped'": "Status differs",
    "UPDATE orders SET payment_status = 'unpaid', version = version + 1 WHERE id = 1": "Payment differs",
    "UPDATE orders SET method = 'cod', version = version + 1 WHERE id = 1": "Method differs",
    "UPDATE orders SET courier = 'SiCepat', version = version + 1 WHERE id = 1": "Courier differs",
    "UPDATE orders SET receipt = '', version = version + 1 WHERE id = 1": "Receipt number differs",
    "UPDATE orders SET handler = 'budi', version = version + 1 WHERE id = 1": "Handler differs",
    "UPDATE orders SET note = 'other', version = version + 1 WHERE id = 1": "Note differs",
    "UPDATE orders SET deleted_at = NULL, version = version + 1 WHERE id = 3": "In the trash since differs",
    "UPDATE orders SET deleted_at = deleted_at + 1, version = version + 1 WHERE id = 3": "In the trash since differs",
    "UPDATE orders SET email = 'x', version = version + 99 WHERE id = 1": "its version does not match its history",
    "UPDATE orders SET version = 1 WHERE id = 1": "its version does not match its history",
    "UPDATE orders SET version = 9 WHERE id = 2": "its version does not match its history",
    "DELETE FROM history WHERE order_row = 1 AND new = 'ready'": "does not follow the one before",
    "UPDATE history SET new = 'closed' WHERE new = 'ready'": "does not follow the one before",
    "UPDATE history SET new = 'rts' WHERE new = 'shipped'": "not in the transition table",
    "INSERT INTO history VALUES (99, 1, 1, 'status', 'shipped', 'canceled', NULL)": "not in the transition table",
    "UPDATE orders SET last_operation = 1, version = version + 1 WHERE id = 2": "its last operation is not in",
    "UPDATE orders SET last_operation = 77, version = version + 1 WHERE id = 1": "a reference points to a missing row",
    "UPDATE history SET order_row = 77 WHERE order_row = 1 AND new = 'JNE'": "a reference points to a missing row",
    "INSERT INTO tag VALUES (77, 'vip')": "a reference points to a missing row",
    "DELETE FROM step WHERE src = 'created'": "the transition table differs from the program's",
    "INSERT INTO step VALUES ('physical', 'created', 'closed')": "the transition table differs from the program's",
    "INSERT INTO search (search) VALUES ('delete-all')": "the search index does not match",
    "INSERT INTO search (rowid, text) VALUES (77, 'nobody')": "the search index does not match",
    "UPDATE orders SET name = 'Somebody', version = version + 1 WHERE id = 1": "the search index does not match",
    "PRAGMA ignore_check_constraints = 1; UPDATE orders SET total = 1, version = version + 1 WHERE id = 1": "damaged",
    "PRAGMA writable_schema = 1; DELETE FROM sqlite_master WHERE name = 'orders_total'": "the file is damaged",
}


def found(store: Store) -> set[str]:
    return {finding.what for finding in store.check()}


def trouble(path: Path) -> set[str]:
    """What is found, or why it cannot even be looked at."""
    try:
        with opened(path) as store:
            return found(store)
    except DatabaseError as refusal:
        return {str(refusal)}


def without_guards(connection: Any) -> None:
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_is_found(path: Path, damage: str) -> None:
    with opened(path, create=True) as store:
        order = reached(store, Status.CONFIRMED, Status.READY, Status.SHIPPED)
        changed(store, order, payment=PaymentStatus.PAID, method=Method.QRIS, handler="sari", note="hati-hati")
        placed(store, items=(COURSE,))
        store.execute(DeleteOrder(order_id=placed(store, method=None).order_id), SARI)
        assert order.id == 1
        assert found(store) == set()
    with raw(path) as connection:
        without_guards(connection)
        for statement in damage.split("; "):
            connection.execute(statement)
    with opened(path) as store:
        assert any(DAMAGES[damage] in what for what in found(store))


def test_a_finding_names_the_order(path: Path) -> None:
    with opened(path, create=True) as store:
        orders = [placed(store) for _ in range(SHOWN + 5)]
    with raw(path) as connection:
        connection.execute("UPDATE item SET price = price + 1 WHERE order_row = 3")
    with opened(path) as store:
        assert [finding.where for finding in store.check()] == [orders[2].order_id]
    with raw(path) as connection:
        connection.execute("UPDATE item SET price = 7")
    with opened(path) as store:
        assert len(store.check()) == SHOWN


def test_a_busy_shop_is_clean_and_looking_changes_nothing(store: Store) -> None:
    stock(store, random.Random(2), 90)
    for _ in range(5):
        store.undo(BUDI)
    for _ in range(3):
        store.redo(BUDI)
    pulse = store.orders.pulse()
    assert store.check() == []
    assert store.orders.pulse() == pulse


def test_an_undo_of_a_step_without_a_way_back_is_no_damage(store: Store) -> None:
    order = reached(store, Status.CANCELED)
    store.undo(SARI)
    assert store.orders.get(order.order_id).status is Status.PENDING
    assert store.check() == []


def test_overwritten_pages_are_found_or_told(path: Path) -> None:
    with opened(path, create=True) as store:
        stock(store, random.Random(2), 40)
        size = sqlite(store).rows("PRAGMA page_size")[0][0]
        pages = sqlite(store).rows("PRAGMA page_count")[0][0]
    whole = path.read_bytes()
    chance = random.Random(4)
    for _ in range(12):
        page = chance.randrange(1, pages)
        torn = whole[: page * size] + bytes(chance.randrange(256) for _ in range(size)) + whole[(page + 1) * size :]
        path.write_bytes(torn)
        assert trouble(path)
    path.write_bytes(whole)
    with opened(path, seed=8) as store:
        assert changed(store, placed(store), note="x").note == "x"
        assert store.check() == []
