"""The database refuses by itself what the rules forbid, whoever writes to it."""

import pytest

from orders_tui.domain.flow import all_steps, can_step
from orders_tui.domain.order import Goods, Kind, Status
from orders_tui.store.sqlite import sqlite3
from orders_tui.store.store import Store
from orders_tui.store.tables import TABLES
from tests.store.shop import COURSE, SHIRT, placed

ITEMS = {Goods.PHYSICAL: (SHIRT,), Goods.DIGITAL: (COURSE,), Goods.MIXED: (SHIRT, COURSE)}


@pytest.mark.parametrize("goods", Goods)
def test_every_step_is_held_to_the_table(store: Store, goods: Goods) -> None:
    order = placed(store, items=ITEMS[goods])
    assert order.goods is goods
    connection = store.engine.db.connection()
    guard = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'orders_step'").fetchone()[0]
    for source in Status:
        for target in Status:
            if source is target:
                continue
            connection.execute("BEGIN")
            connection.execute("DROP TRIGGER orders_step")
            method = None if source is Status.CREATED else "qris"
            connection.execute("UPDATE orders SET status = ?, method = ?, version = version + 1", (source, method))
            connection.execute(guard)
            method = None if target is Status.CREATED else "qris"
            step = "UPDATE orders SET status = ?, method = ?, version = version + 1"
            if can_step(source, target, goods):
                connection.execute(step, (target, method))
            else:
                with pytest.raises(sqlite3.IntegrityError, match="no such step"):
                    connection.execute(step, (target, method))
            connection.execute("ROLLBACK")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM orders",
        "UPDATE orders SET note = 'x'",
        "UPDATE orders SET total = total + 1, version = version + 1",
        "UPDATE orders SET method = NULL, version = version + 1",
        "UPDATE orders SET name = 'a' || char(0), version = version + 1",
        "UPDATE orders SET deleted_at = 1, version = version + 1",
        "UPDATE orders SET note = printf('%10001s', 'x'), version = version + 1",
        "DELETE FROM history",
        "UPDATE history SET new = 'paid'",
        "DELETE FROM operation",
        "UPDATE operation SET by = 'nobody'",
        "INSERT INTO item VALUES (99, 0, 'x', '', 1, 1, 'physical')",
    ],
)
def test_it_refuses(store: Store, statement: str) -> None:
    placed(store)
    with pytest.raises(sqlite3.IntegrityError):
        store.engine.db.connection().execute(statement)


def test_its_steps_are_those_of_the_domain(store: Store) -> None:
    steps = {(str(goods), str(source), str(target)) for goods, source, target in all_steps()}
    assert set(store.engine.rows("SELECT goods, src, dst FROM step")) == steps


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table._meta.table_name))
def test_the_models_name_the_columns_that_are_there(store: Store, table: type) -> None:
    meta = table._meta  # type: ignore[attr-defined]
    columns = {row[1] for row in store.engine.rows(f"PRAGMA table_xinfo({meta.table_name})")}
    assert set(meta.columns) == columns


def test_kinds_are_those_of_the_items() -> None:
    assert Goods.of({Kind.PHYSICAL, Kind.DIGITAL}) is Goods.MIXED
