"""What is refused writes nothing, and many commands in one transaction answer for themselves."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from orders_tui.domain.commands import (
    Command,
    DeleteOrder,
    RecordConfirmation,
    RecordPayment,
    RestoreOrder,
    RuleBroken,
)
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Item, PaymentReport, Status
from orders_tui.store.engine.prepared import insertion
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.errors import DatabaseError
from orders_tui.store.store import Request, Store
from orders_tui.store.tables import IntakeLines, Operations, Orders, Stores
from orders_tui.store.writes.repeats import digest
from tests.samples import BUDI, GATEWAY, NOW, SARI, a_change
from tests.store.shop import ORDER, changed, column, count, dump, new_order, placed, sqlite, stepped

REFUSED: list[tuple[str, Callable[[Order], Command]]] = [
    ("no order", lambda order: a_change("261122ZZZZZZ", note="x")),
    ("no order", lambda order: RecordPayment(order_id="\udcff", reported=PaymentReport.PAID)),
    ("illegal step", lambda order: stepped(order.order_id, Status.COMPLETED)),
    ("nothing to change", lambda order: a_change(order.order_id, note=order.note)),
    ("needs a courier", lambda order: a_change(order.order_id, status=Status.SHIPPED)),
    ("needs a reason", lambda order: a_change(order.order_id, status=Status.CANCELED)),
    ("stale", lambda order: a_change(order.order_id, version=9, note="x")),
    ("note too long", lambda order: a_change(order.order_id, note="x" * 10_001)),
    ("NUL in the note", lambda order: a_change(order.order_id, note="a\0b")),
    ("lone surrogate", lambda order: a_change(order.order_id, note="a\ud800b")),
    ("cannot be deleted", lambda order: DeleteOrder(order_id=order.order_id)),
    ("not in the trash", lambda order: RestoreOrder(order_id=order.order_id)),
    ("negative", lambda order: RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID, amount=-1)),
    ("too much", lambda order: RecordConfirmation(order_id=order.order_id, amount=10**13)),
    ("two lines", lambda order: RecordConfirmation(order_id=order.order_id, bank="B\nA")),
    ("no items", lambda order: new_order(items=())),
    ("no store", lambda order: new_order(store=" ")),
    ("no buyer", lambda order: new_order(name="", phone="")),
    ("no price", lambda order: new_order(items=(Item("Kaos", -1),))),
    ("total below zero", lambda order: new_order(discount=10**9)),
    ("new store, NUL", lambda order: new_order(store="Toko Baru", buyer_note="a\0")),
]


@pytest.mark.parametrize(("why", "command"), REFUSED, ids=[why for why, _command in REFUSED])
def test_what_is_refused_writes_nothing_at_all(
    store: Store, path: Path, why: str, command: Callable[[Order], Command]
) -> None:
    order = changed(store, placed(store, tags=("vip",)), status=Status.CONFIRMED)
    before = dump(path)
    with pytest.raises(RuleBroken) as refusal:
        store.execute(command(order), BUDI)
    assert str(refusal.value)
    assert dump(path) == before
    answers = store.execute_many([Request(command(order), "key-1")], BUDI, one_operation=True)
    assert [answer.error for answer in answers] == [str(refusal.value)]
    assert dump(path) == before


def test_many_commands_can_be_one_operation(store: Store) -> None:
    orders = [placed(store) for _ in range(3)]
    missing = a_change("261122ZZZZZZ", note="x")
    wishes: list[Command] = [missing, *(a_change(order.order_id, note="x") for order in orders), missing]
    outcomes = store.execute_many([Request(wish) for wish in wishes], SARI, one_operation=True)
    assert [outcome.ok for outcome in outcomes] == [False, True, True, True, False]
    assert [outcome.order_id for outcome in outcomes[1:4]] == [order.order_id for order in orders]
    assert {store.orders.history(order.id)[-1].operation for order in orders} == {4}
    assert count(store, Operations) == 4


def test_many_commands_can_be_an_operation_each(store: Store) -> None:
    orders = [placed(store) for _ in range(3)]
    wishes = [a_change(order.order_id, note="x") for order in orders]
    store.execute_many([Request(wish) for wish in wishes], SARI, one_operation=False)
    assert [store.orders.history(order.id)[-1].operation for order in orders] == [4, 5, 6]


def test_one_change_gives_no_two_orders_one_receipt_number(store: Store, path: Path) -> None:
    orders = [placed(store) for _ in range(2)]
    wishes = [
        Request(a_change(order.order_id, receipt=text)) for order, text in zip(orders, ("JT 1", "jt1"), strict=True)
    ]
    before = dump(path)
    outcomes = store.execute_many(wishes, SARI, one_operation=True)
    assert all("belongs to one parcel" in outcome.error for outcome in outcomes)
    assert dump(path) == before
    assert all(outcome.ok for outcome in store.execute_many(wishes, SARI, one_operation=False)), "it only warns"


def test_nothing_asked_is_nothing_stored(store: Store, path: Path) -> None:
    before = dump(path)
    assert store.execute_many([], SARI, one_operation=True) == []
    assert dump(path) == before


def test_a_repeated_key_changes_nothing(store: Store, path: Path) -> None:
    first = store.execute_many([Request(ORDER, "a"), Request(ORDER, "a")], GATEWAY, one_operation=False)
    assert [outcome.repeated for outcome in first] == [False, True]
    assert first[0].order_id == first[1].order_id
    before = dump(path)
    again = store.execute_many([Request(ORDER.replace(at=NOW - 5), "a")], GATEWAY, one_operation=True)
    assert (again[0].ok, again[0].repeated, again[0].order_id) == (True, True, first[0].order_id)
    assert dump(path) == before


def test_a_key_that_was_used_for_something_else_is_refused(store: Store, path: Path) -> None:
    order_id = store.execute_many([Request(ORDER, "1", "order")], GATEWAY, one_operation=False)[0].order_id
    before = dump(path)
    other = Request(new_order(tags=("vip",)), "1", "order")
    (outcome,) = store.execute_many([other], GATEWAY, one_operation=False)
    assert outcome.error == f"The id 1 was used for another line (order {order_id})."
    assert dump(path) == before


def test_two_stores_may_send_the_same_keys(store: Store) -> None:
    asked = [Request(ORDER, "1", "order"), Request(new_order(store=" Lain "), "1", "order")]
    first, other = store.execute_many(asked, GATEWAY, one_operation=False)
    assert first.ok
    assert other.ok
    assert first.order_id != other.order_id
    paid = [
        Request(RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID, amount=1), "2", "payment")
        for order in (first, other)
    ]
    assert [outcome.repeated for outcome in store.execute_many(asked + paid, GATEWAY, one_operation=False)] == [
        *(True, True, False, False)
    ]
    assert [outcome.repeated for outcome in store.execute_many(paid, GATEWAY, one_operation=False)] == [True, True]


def test_a_key_stands_for_one_line_of_each_kind(store: Store) -> None:
    order_id = store.execute_many([Request(ORDER, "1", "order")], GATEWAY, one_operation=False)[0].order_id
    paid = RecordPayment(order_id=order_id, reported=PaymentReport.PAID, amount=170_000)
    asked = [Request(paid, "1", "payment"), Request(paid.replace(at=NOW - 5), "1", "payment")]
    outcomes = store.execute_many(asked, GATEWAY, one_operation=False)
    assert [(outcome.ok, outcome.repeated) for outcome in outcomes] == [(True, False), (True, True)]
    assert len(store.orders.money(store.orders.get(order_id).id)) == 1


def test_what_is_kept_of_a_line_stays_the_same_from_version_to_version() -> None:
    # A digest that changes its ways turns every repeat of a line from before into a refusal.
    assert digest(ORDER) == digest(ORDER.replace(at=7)) == "cfdbfaa0c0771170"


def test_no_key_is_never_a_repeat_and_a_refused_key_may_come_again(store: Store) -> None:
    assert not store.execute_many([Request(ORDER), Request(ORDER)], GATEWAY, one_operation=False)[1].repeated
    assert store.execute_many([Request(new_order(items=()), "b")], GATEWAY, one_operation=False)[0].error
    again = store.execute_many([Request(ORDER, "b")], GATEWAY, one_operation=False)[0]
    assert (again.ok, again.repeated) == (True, False)


class Stuck(Random):
    """Chance that gives every order the same slug, which the database refuses."""

    def getrandbits(self, k: int, /) -> int:
        return 1


@pytest.mark.parametrize(("one_operation", "operations"), [(True, 2), (False, 3)])
def test_what_the_database_refuses_takes_nothing_else_with_it(path: Path, one_operation: bool, operations: int) -> None:
    store = Store(SqliteEngine(path, create=True), clock=lambda: NOW, chance=Stuck(1))
    try:
        kept = placed(store)
        refused = new_order(store="Toko Baru", tags=("x",))
        wishes = [
            Request(refused, "0"),
            Request(a_change(kept.order_id, note="sebelum"), "1"),
            Request(refused, "2"),
            Request(a_change(kept.order_id, handler="sesudah"), "3"),
        ]
        outcomes = store.execute_many(wishes, SARI, one_operation=one_operation)
        assert [outcome.ok for outcome in outcomes] == [False, True, False, True]
        assert "rules do not allow" in outcomes[0].error
        assert count(store, Operations) == operations
        after = store.orders.get(kept.order_id)
        assert (after.note, after.handler, after.version) == ("sebelum", "sesudah", 3)
        assert count(store, Orders) == 1
        assert column(store, Stores.name) == ["Toko Sehat"]
        assert column(store, IntakeLines.key) == ["1", "3"]
        before = dump(path)
        with pytest.raises(RuleBroken, match="rules do not allow"):
            store.execute(ORDER, SARI)
        assert dump(path) == before
        assert store.check() == []
    finally:
        store.close()


def test_an_error_in_the_middle_takes_everything_back(store: Store, path: Path) -> None:
    before = dump(path)
    with pytest.raises(RecursionError):
        _give_up_halfway(store)
    assert dump(path) == before
    assert placed(store).name == ORDER.facts["name"]


def _give_up_halfway(store: Store) -> None:
    with store.engine.writing():
        store.engine.insert(insertion(Stores, "name"), name="x")
        raise RecursionError


def test_a_full_disk_is_told_and_keeps_what_was_there(store: Store, path: Path) -> None:
    order = placed(store)
    pages = sqlite(store).rows("PRAGMA page_count")[0][0]
    sqlite(store).rows(f"PRAGMA max_page_count = {pages + 4}")
    before = dump(path)
    with pytest.raises(DatabaseError, match="disk is full"):
        store.execute_many([Request(new_order(buyer_note="x" * 9_000))] * 20, SARI, one_operation=True)
    with pytest.raises(DatabaseError, match="disk is full"):
        store.execute(new_order(buyer_note="x" * 10_000, name="y" * 9_000), SARI)
    assert dump(path) == before
    assert store.orders.get(order.order_id) == order
    sqlite(store).rows("PRAGMA max_page_count = 100000")
    assert placed(store, buyer_note="x" * 9_000).id == order.id + 1
    assert store.check() == []
