"""The audit: who wrote orders to files, which and how many; only ever added to."""

from pathlib import Path

import pytest

from orders_tui.domain.commands import RuleBroken
from orders_tui.store.engine.translate import sqlite3
from orders_tui.store.errors import DatabaseError
from orders_tui.store.store import Store
from tests.samples import NOW, PACKER, SARI, VIEWER
from tests.store.shop import opened, raw


def test_an_export_is_recorded_with_who_and_what(store: Store) -> None:
    store.audit.record_export("csv status:pending", 12, SARI)
    store.audit.record_export("xlsx", 0, SARI)
    first, second = store.audit.entries()
    assert first == (NOW, "sari", "console", "pts/1", "export", "csv status:pending", 12)
    assert (second.what, second.orders) == ("xlsx", 0)


@pytest.mark.parametrize("actor", [PACKER, VIEWER])
def test_who_may_not_export_leaves_no_entry(store: Store, actor: object) -> None:
    with pytest.raises(RuleBroken, match="may not write orders to files"):
        store.audit.record_export("csv", 1, actor)  # type: ignore[arg-type]
    assert store.audit.entries() == ()


def test_nothing_is_recorded_in_a_database_that_is_only_read(store: Store, path: Path) -> None:
    with opened(path, readonly=True) as reader, pytest.raises(DatabaseError):
        reader.audit.record_export("csv", 1, SARI)


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM audit", "UPDATE audit SET orders = 0", "REPLACE INTO audit SELECT * FROM audit"],
)
def test_no_entry_goes_or_changes(store: Store, path: Path, statement: str) -> None:
    store.audit.record_export("csv", 1, SARI)
    with raw(path) as connection, pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        connection.execute(statement)
