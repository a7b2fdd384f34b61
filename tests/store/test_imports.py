"""Importing orders of a file: written as one operation, never twice, taken back whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.commands import DeleteOrder, RuleBroken
from orders_tui.domain.file_orders import Decision, FileOrder, ImportVerdict, Mode
from orders_tui.domain.order import Method, Status
from orders_tui.store.errors import DatabaseError
from orders_tui.store.known_orders import find_known
from orders_tui.store.store import Store
from orders_tui.store.tables import History, IntakeLines, Operations, Orders
from orders_tui.store.writes import imports
from tests.samples import BUDI, HONEY, NOW, OWNER, PACKER, SARI, SHIRT, VIEWER
from tests.store.shop import changed, column, count, everyone, opened, placed, raw, reached

CREATE, UPDATE, UNCHANGED, REFUSED = ImportVerdict


def told(number: int, **facts: Any) -> FileOrder:
    """An order of a file, with an id of another system."""
    siti = {"store": "Toko Sehat", "name": f"Siti {number}", "external_id": f"W-{number}"}
    return FileOrder(number, siti | facts, (HONEY, SHIRT), ("baru",))


def nameless(number: int) -> FileOrder:
    """An order of a file that has no id."""
    return FileOrder(number, {"store": "Toko Sehat", "name": f"Siti {number}"}, (HONEY,))


MANY = [told(number) for number in range(2, 452)]


def test_orders_come_in_as_they_are_by_now(store: Store) -> None:
    order = told(2, status="completed", payment_status="settled", method="cod", receipt="R1", shipped_at=NOW - 9)
    result = store.import_orders([order], Mode.ADD, SARI)
    (stored,) = everyone(store)
    assert (result.counts, result.operation, result.stopped) == ({CREATE: 1}, stored.id, False)
    assert (stored.status, stored.method, stored.receipt) == (Status.COMPLETED, Method.COD, "R1")
    assert stored.shipped_at == NOW - 9
    assert (stored.items, stored.tags, stored.source) == ((HONEY, SHIRT), ("baru",), "import")
    assert (stored.total, stored.created_at) == (350_000, NOW)
    (event,) = store.orders.history(stored.id)
    assert (event.field, event.old, event.new) == ("status", None, "completed")
    assert (event.by, event.via, event.place) == ("sari", "import", "pts/1")
    assert store.check() == []


def test_the_plan_says_what_will_be_and_writes_nothing(store: Store) -> None:
    shipped = reached(store, Status.CONFIRMED, external_id="W-3")
    orders = [told(2), told(3, status="shipped", courier="JNE", receipt="R"), told(2), told(5, store="")]
    before = count(store, History)
    planned = list(store.plan_import(orders, Mode.BOTH))
    assert [decision.verdict for decision in planned] == [CREATE, UPDATE, REFUSED, REFUSED]
    assert planned[1].order_id == shipped.order_id
    assert count(store, History) == before
    done: list[Decision] = []
    store.import_orders(orders, Mode.BOTH, SARI, report=done.extend)
    assert [decision.verdict for decision in done] == [decision.verdict for decision in planned]
    assert [decision.faults for decision in done] == [decision.faults for decision in planned]
    assert store.orders.get(shipped.order_id).status is Status.SHIPPED
    assert store.check() == []


@pytest.mark.parametrize("make", [told, nameless])
def test_a_file_that_comes_again_changes_nothing(store: Store, make: Any) -> None:
    orders = [make(number) for number in range(2, 300)]
    assert store.import_orders(orders, Mode.BOTH, SARI).counts == {CREATE: 298}
    before = (count(store, Orders), count(store, History), count(store, Operations), count(store, IntakeLines))
    again = store.import_orders(orders, Mode.BOTH, SARI)
    assert (again.counts, again.operation) == ({UNCHANGED: 298}, None)
    assert (count(store, Orders), count(store, History), count(store, Operations), count(store, IntakeLines)) == before


def test_what_was_stopped_is_whole_and_is_finished_by_the_next(store: Store) -> None:
    seen: list[Decision] = []
    stopped = store.import_orders(MANY, Mode.ADD, SARI, report=seen.extend, stop=lambda: len(seen) >= 200)
    assert (stopped.stopped, stopped.counts) == (True, {CREATE: 200})
    assert store.check() == []
    assert store.import_orders(MANY, Mode.ADD, SARI).counts == {UNCHANGED: 200, CREATE: 250}
    assert count(store, Orders) == 450


def test_what_was_stopped_is_taken_back_by_who_began_it(store: Store) -> None:
    seen: list[Decision] = []
    stopped = store.import_orders(MANY, Mode.ADD, SARI, report=seen.extend, stop=lambda: bool(seen))
    with pytest.raises(RuleBroken, match="nothing to undo"):
        store.cancel_import(stopped, BUDI)
    assert store.cancel_import(stopped, SARI).done == 200
    assert all(order.deleted_at is not None for order in everyone(store))
    whole = store.import_orders(MANY, Mode.ADD, SARI)
    with pytest.raises(RuleBroken, match="nothing to undo"):
        store.cancel_import(whole, SARI)


def test_new_orders_are_taken_back_by_who_imported_them_or_by_an_admin(store: Store) -> None:
    result = store.import_orders([told(2), told(3), told(4)], Mode.ADD, SARI)
    with pytest.raises(RuleBroken, match="undo what sari changed"):
        store.undo(BUDI, result.operation)
    taken_further = everyone(store)[1].order_id
    changed(store, store.orders.get(taken_further), BUDI, status=Status.PENDING, method=Method.QRIS)
    undone = store.undo(SARI)
    assert undone.done == 2
    assert list(undone.reasons()) == [f"{taken_further} stays as it is: Status was changed by budi since."]
    assert [order.deleted_at is None for order in everyone(store)] == [False, True, False]
    assert store.redo(SARI).done == 2
    later = store.import_orders([told(5), told(6)], Mode.ADD, SARI)
    assert store.undo(OWNER, later.operation).done == 2


def test_an_import_is_taken_back_as_one_and_comes_again(store: Store) -> None:
    there = placed(store, external_id="W-3", method=Method.QRIS)
    orders = [told(2), told(3, courier="JNE", note="a")]
    result = store.import_orders(orders, Mode.BOTH, SARI)
    assert store.undo(SARI).done == 2
    new, old = store.orders.get(everyone(store)[1].order_id), store.orders.get(there.order_id)
    assert new.deleted_at is not None
    assert (old.courier, old.note, old.deleted_at) == ("", "", None)
    again = store.import_orders(orders, Mode.BOTH, SARI)
    assert (again.counts, again.operation) == ({UPDATE: 2}, (result.operation or 0) + 2)
    assert all(order.deleted_at is None for order in everyone(store))
    assert store.check() == []


def test_an_order_that_somebody_put_into_the_trash_stays_there(store: Store) -> None:
    there = placed(store, external_id="W-2", method=None)
    store.execute(DeleteOrder(order_id=there.order_id), OWNER)
    assert store.import_orders([told(2)], Mode.BOTH, SARI).counts == {REFUSED: 1}


def test_an_order_that_was_changed_since_the_plan_is_refused(store: Store) -> None:
    one, two = (placed(store, external_id=f"W-{number}") for number in (2, 3))
    seen = store.orders.pulse()
    changed(store, one, BUDI, note="jangan")
    done: list[Decision] = []
    orders = [told(2, courier="JNE"), told(3, courier="JNE")]
    store.import_orders(orders, Mode.UPDATE, SARI, since=seen, report=done.extend)
    assert [decision.verdict for decision in done] == [REFUSED, UPDATE]
    assert done[0].faults[0].reason == f"{one.order_id} was changed meanwhile. Look at it again, then repeat."
    assert store.orders.get(two.order_id).courier == "JNE"


def test_what_the_import_itself_changed_keeps_no_later_line_from_the_order(store: Store) -> None:
    order = placed(store, external_id="W-2")
    by_both_ids = [told(2, order_id=order.order_id, courier="JNE"), told(2, tracking_note="dari W-2")]
    seen = store.orders.pulse()
    result = store.import_orders(by_both_ids, Mode.UPDATE, SARI, since=seen)
    now = store.orders.get(order.order_id)
    assert (result.counts, now.courier, now.tracking_note) == ({UPDATE: 2}, "JNE", "dari W-2")
    assert store.check() == []


def test_one_that_the_database_refuses_stops_no_other(store: Store, path: Path) -> None:
    with raw(path) as connection:
        connection.execute(
            "CREATE TRIGGER no_w3 BEFORE INSERT ON orders WHEN NEW.external_id = 'W-3'"
            " BEGIN SELECT RAISE(ABORT, 'not this one'); END"
        )
    done: list[Decision] = []
    result = store.import_orders([told(number) for number in (2, 3, 4)], Mode.ADD, SARI, report=done.extend)
    assert result.counts == {CREATE: 2, REFUSED: 1}
    assert done[1].faults[0].reason == "The database's rules do not allow this: not this one."
    assert column(store, Orders.external_id) == ["W-2", "W-4"]
    assert store.check() == []


def test_a_database_that_fails_further_on_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter(range(9))
    find = find_known

    def failing(engine: Any, orders: Sequence[FileOrder]) -> Any:
        if next(calls):
            raise DatabaseError("The disk is full.")
        return find(engine, orders)

    monkeypatch.setattr(imports, "find_known", failing)
    result = store.import_orders(MANY, Mode.ADD, SARI)
    assert (result.fault, result.counts, result.stopped) == ("The disk is full.", {CREATE: 200}, True)
    assert count(store, Orders) == 200
    with pytest.raises(DatabaseError):
        store.import_orders(MANY, Mode.ADD, SARI)


def test_an_import_that_is_undone_from_elsewhere_ends(store: Store, path: Path) -> None:
    def undo(_decisions: Sequence[Decision]) -> None:
        with opened(path) as other:
            other.undo(OWNER, 1)

    result = store.import_orders(MANY, Mode.ADD, SARI, report=undo)
    assert (result.stopped, result.counts) == (True, {CREATE: 200})
    assert "undone from elsewhere" in result.fault


def test_orders_are_read_as_they_are_written(store: Store) -> None:
    read, most = 0, 0

    def orders() -> Iterator[FileOrder]:
        nonlocal read
        for order in MANY:
            read += 1
            yield order

    def report(_decisions: Sequence[Decision]) -> None:
        nonlocal most
        most = max(most, read - count(store, Orders))

    store.import_orders(orders(), Mode.ADD, SARI, report=report)
    assert (read, most) == (450, 0)


def test_the_rights_hold(store: Store) -> None:
    there = reached(store, Status.CONFIRMED, external_id="W-2")
    for actor in (PACKER, VIEWER):
        with pytest.raises(RuleBroken, match="may not add orders"):
            store.import_orders([told(2)], Mode.ADD, actor)
    sent = [FileOrder(2, {"external_id": "W-2", "status": "shipped", "courier": "JNE", "receipt": "R"})]
    assert store.import_orders(sent, Mode.UPDATE, VIEWER).counts == {REFUSED: 1}
    assert store.import_orders([told(2, note="x")], Mode.UPDATE, PACKER).counts == {REFUSED: 1}
    assert store.import_orders([told(2, payment_status="paid")], Mode.UPDATE, PACKER).counts == {REFUSED: 1}
    assert store.import_orders(sent, Mode.UPDATE, PACKER).counts == {UPDATE: 1}
    assert store.orders.get(there.order_id).status is Status.SHIPPED


def test_an_external_id_without_a_store_means_the_order_of_the_one_store_that_has_it(store: Store) -> None:
    placed(store, store="A", external_id="1")
    placed(store, store="B", external_id="1")
    only = placed(store, store="B", external_id="2")
    done: list[Decision] = []
    updates = [FileOrder(number, {"external_id": str(number), "courier": "JNE"}) for number in (1, 2)]
    store.import_orders(updates, Mode.UPDATE, SARI, report=done.extend)
    assert [(decision.verdict, decision.order_id) for decision in done] == [(REFUSED, ""), (UPDATE, only.order_id)]


def test_another_business_of_one_s_own_is_no_seller(store: Store) -> None:
    store.settings.put("business", "Toko Kita", OWNER, for_shop=True)
    store.import_orders([told(2, seller="toko kita"), told(3, seller="Mitra")], Mode.ADD, SARI)
    assert [order.seller for order in everyone(store)] == ["", "Mitra"]
    assert column(store, Orders.fulfil) == [0, 1]
