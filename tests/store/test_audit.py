"""The audit: who took orders out or removed them, and who changed what holds for the shop; only ever added to."""

from pathlib import Path

import pytest

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.file_orders import Mode
from orders_tui.domain.order import Method, Status
from orders_tui.domain.rights import Actor
from orders_tui.domain.templates import Access
from orders_tui.store.engine.translate import sqlite3
from orders_tui.store.errors import DatabaseError
from orders_tui.store.store import Store
from tests.samples import BUDI, NOW, OWNER, PACKER, SARI, VIEWER
from tests.store.shop import changed, everyone, opened, placed, raw
from tests.store.test_imports import MANY


def test_an_export_is_recorded_with_who_and_what(store: Store) -> None:
    store.audit.record_export("csv status:pending", 12, SARI)
    store.audit.record_export("xlsx", 0, SARI)
    first, second = store.audit.last(9, OWNER)
    assert first == (NOW, "sari", "console", "pts/1", "export", "csv status:pending", 12)
    assert (second.what, second.orders) == ("xlsx", 0)


def test_an_export_that_ends_early_says_so_with_the_orders_that_were_read(store: Store) -> None:
    with store.audit.exporting("csv", 12, SARI) as read:
        read(12)

    def broken_off() -> None:
        with store.audit.exporting("xlsx", 12, SARI) as read:
            read(5)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    told = [(entry.action, entry.what, entry.orders) for entry in store.audit.last(9, OWNER)]
    assert told == [("export", "csv", 12), ("export", "xlsx", 12), ("stopped", "xlsx", 5)]


@pytest.mark.parametrize("actor", [PACKER, VIEWER])
def test_who_may_not_export_leaves_no_entry(store: Store, actor: object) -> None:
    with pytest.raises(RuleBroken, match="may not write orders to files"):
        store.audit.record_export("csv", 1, actor)  # type: ignore[arg-type]
    assert store.audit.last(9, OWNER) == ()


def test_what_was_removed_and_what_holds_for_the_shop_stand_beside_the_exports(store: Store) -> None:
    """Neither the erased buyer nor a blocked phone is named."""
    order = placed(store, phone="+6281234567890")
    store.audit.record_export("csv", 2, SARI)
    store.removals.erase_buyer(order.phone, 1, OWNER)
    store.settings.put("business", "Toko Sehat", OWNER, for_shop=True)
    store.settings.put("business", "Toko Sehat", OWNER, for_shop=True)
    store.settings.put("theme", "dark", SARI)
    store.hold_rules.block("081299990000", OWNER, NOW)
    store.messages.save(Access("Kelas", "https://example.com"), OWNER)
    told = [(entry.by, entry.action, entry.what, entry.orders) for entry in store.audit.last(9, OWNER)]
    assert sorted(told) == [
        (OWNER.name, "erase", "", 1),
        (OWNER.name, "setting", "blocked-phones", 0),
        (OWNER.name, "setting", "business", 0),
        (OWNER.name, "text", "access Kelas", 0),
        ("sari", "export", "csv", 2),
    ]


def test_the_last_ones_are_told_in_the_order_in_which_they_were_done(path: Path) -> None:
    now = iter(range(NOW, NOW + 99))
    with opened(path, create=True, clock=lambda: next(now)) as store:
        for count in range(3):
            store.audit.record_export("csv", count, SARI)
            store.messages.save(Access("Kelas", f"https://example.com/{count}"), OWNER)
        told = [(entry.action, entry.orders) for entry in store.audit.last(3, OWNER)]
    assert told == [("text", 0), ("export", 2), ("text", 0)]


def imported(store: Store) -> list[tuple[str, str, str, int]]:
    return [(entry.by, entry.action, entry.what, entry.orders) for entry in store.audit.last(9, OWNER)]


def test_an_import_that_is_killed_stands_there_as_unfinished(store: Store) -> None:
    def die(_decisions: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.import_orders(MANY, Mode.ADD, SARI, what="shopify add", report=die)
    assert imported(store) == [("sari", "unfinished", "shopify add operation:1", 200)]
    store.import_orders(MANY, Mode.ADD, BUDI, what="shopify add")
    again = ("budi", "import", "shopify add operation:2", 250)
    assert imported(store) == [again, ("sari", "unfinished", "shopify add operation:1", 200)]
    store.import_orders(MANY, Mode.ADD, BUDI, what="shopify add")
    assert len(imported(store)) == 2, "nothing was written"


def test_an_import_that_was_stopped_has_ended_once_it_is_taken_back(store: Store) -> None:
    stops = iter([False, True])
    stopped = store.import_orders(MANY, Mode.ADD, SARI, what="map add", stop=lambda: next(stops))
    assert imported(store) == [("sari", "unfinished", "map add operation:1", 200)]
    changed(store, everyone(store)[7], BUDI, status=Status.PENDING, method=Method.QRIS)
    store.cancel_import(stopped, SARI)
    assert imported(store) == [("sari", "import", "map add operation:1", 1)], "one was taken further by another"


@pytest.mark.parametrize("actor", [SARI, PACKER, VIEWER])
def test_only_an_admin_sees_the_audit(store: Store, actor: Actor) -> None:
    with pytest.raises(RuleBroken, match="may not see the audit"):
        store.audit.last(9, actor)


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
