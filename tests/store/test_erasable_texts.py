"""What may be erased: which columns tell of a buyer, and what the triggers of the database let through."""

from pathlib import Path

import pytest
from peewee import TextField

from orders_tui.domain.commands import RecordConfirmation
from orders_tui.domain.facts import COLUMNS
from orders_tui.domain.removal import OF_BUYER
from orders_tui.store.engine.translate import sqlite3
from orders_tui.store.store import Store
from tests.samples import GATEWAY
from tests.store.shop import MODELS, opened, placed, raw


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM history WHERE order_row = 1",
        "UPDATE history SET new = '' WHERE order_row = 1",
        "DELETE FROM payment WHERE order_row = 1",
        "UPDATE payment SET holder = '' WHERE order_row = 1",
    ],
)
def test_the_guards_let_through_what_is_erased_and_nothing_else(store: Store, path: Path, sql: str) -> None:
    erased, other = placed(store), placed(store)
    for order in (erased, other):
        store.execute(RecordConfirmation(order_id=order.order_id, bank="BCA", holder="Siti"), GATEWAY)
    with opened(path), raw(path) as stranger:
        stranger.execute("PRAGMA foreign_keys = 1")

        def refused(statement: str) -> bool:
            stranger.execute("SAVEPOINT try")
            try:
                stranger.execute(statement)
            except sqlite3.IntegrityError:
                return True
            finally:
                stranger.execute("ROLLBACK TO try")
            return False

        assert refused(sql)
        stranger.execute(f"INSERT INTO erasing VALUES ({erased.id})")
        assert not refused(sql)
        assert refused(sql.replace(f"order_row = {erased.id}", f"order_row = {other.id}"))
        for moved in ("order_row = 2", "operation_id = 1", "field = 'x'"):
            assert refused(f"UPDATE history SET {moved} WHERE order_row = {erased.id} AND operation_id > 1")
        assert refused(f"UPDATE payment SET amount = 1 WHERE order_row = {erased.id}")


ERASED = {
    *(("orders", name) for name in OF_BUYER),
    *(("history", name) for name in ("old", "new")),
    *(("payment", name) for name in ("bank", "holder", "note")),
    ("sought", "text"),
    ("mention", "name"),
    ("draft", "text"),
    ("intake", "digest"),
    ("report", "text"),
    ("body", "text"),
    ("blocked_phone", "phone"),
}
"""The columns that may tell of a buyer, from which it is erased."""
TELLS_OF_NOBODY = {
    "store": {"name"},
    "operation": {"by", "via", "place", "kind"},
    "orders": {fact.name for fact in COLUMNS} - OF_BUYER | {"slug"},
    "item": {"name", "sku", "kind"},
    "history": {"field"},
    "payment": {"reported", "day", "transaction"},
    "followup": {"template"},
    "template": {"name", "stage", "text", "kind", "store", "product"},
    "instruction": {"text", "method", "store"},
    "access": {"product", "text"},
    "sender": {"store", "text"},
    "tag": {"name"},
    "shared_out": {"store", "day", "handler"},
    "product": {"folded", "name", "sku", "kind"},
    "draft": {"owner", "place", "order_id"},
    "text_change": {"kind", "name", "old", "new"},
    "intake": {"key", "kind", "store"},
    "report": {"what"},
    "body": {"sender"},
    "blocked_phone": {"by"},
    "setting": {"owner", "name", "value"},
    "step": {"goods", "src", "dst"},
    "audit": {"by", "via", "place", "action", "what"},
}
"""The columns that tell of no buyer: they are written by the program, by the shop, or by another system."""


def test_of_every_text_it_is_known_whether_it_tells_of_a_buyer() -> None:
    texts = {
        (model._meta.table_name, field.column_name)
        for model in MODELS
        for field in model._meta.sorted_fields
        if isinstance(field, TextField)
    }
    known = {(table, name) for table, names in TELLS_OF_NOBODY.items() for name in names}
    assert texts - known - ERASED == set()
    assert known & ERASED == set()
