"""Undo and redo: what was before comes back, whatever was done, and nothing of another's is lost."""

from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from orders_tui.demo.shop import build
from orders_tui.domain.commands import (
    ChangeOrder,
    DeleteOrder,
    RecordConfirmation,
    RecordPayment,
    RecordPrinted,
    RestoreOrder,
    RuleBroken,
)
from orders_tui.domain.facts import Order
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.order import Method, Money, PaymentReport, PaymentStatus, Status
from orders_tui.domain.plans import Result
from orders_tui.domain.rights import Actor
from orders_tui.store.store import Request, Store
from orders_tui.store.tables import History, Operations
from orders_tui.store.writes.attempts import attempt
from tests.samples import BUDI, GATEWAY, NOW, SARI, a_change
from tests.store.shop import changed, column, dump, new_order, placed, reached, sqlite, stepped

Fields = tuple[Order, tuple[Money, ...]]


def fields(store: Store, order_id: str) -> Fields:
    """All of the order that an undo brings back."""
    order = store.orders.get(order_id)
    return order._replace(version=0), store.orders.money(order.id)


def order_ids(result: Result) -> list[str]:
    """The orders that an undo or redo changed."""
    return [outcome.order_id for outcome in result.changed]


def test_undo_and_redo_go_back_and_forth_step_by_step(store: Store) -> None:
    order = placed(store)
    states = [fields(store, order.order_id)]
    wishes = (
        {"status": Status.CONFIRMED, "payment": PaymentStatus.PAID},
        {"courier": "JNE", "note": "a"},
        {"note": "b", "add_tags": ("vip",)},
        {"status": Status.SHIPPED, "receipt": "R1"},
        {"status": Status.RTS, "reason": "rusak"},
    )
    for wish in wishes:
        changed(store, order, **wish)
        states.append(fields(store, order.order_id))
    for _ in range(2):
        for state in reversed(states[:-1]):
            assert order_ids(store.undo(SARI)) == [order.order_id]
            assert fields(store, order.order_id) == state
        for state in states[1:]:
            assert order_ids(store.redo(SARI)) == [order.order_id]
            assert fields(store, order.order_id) == state
    with pytest.raises(RuleBroken, match="nothing to redo"):
        store.redo(SARI)
    assert store.orders.get(order.order_id).version == len(states) + 4 * len(wishes)
    assert store.check() == []


def test_an_undo_stands_in_the_history(store: Store) -> None:
    order = changed(store, placed(store), note="a")
    store.undo(SARI)
    store.redo(SARI)
    told = [(event.field, event.old, event.new, event.undoes) for event in store.orders.history(order.id)]
    assert told == [
        ("status", None, "pending", None),
        ("note", "", "a", None),
        ("note", "a", "", 2),
        ("note", "", "a", 3),
    ]


def test_nothing_done_is_nothing_to_undo(store: Store) -> None:
    for reverse, text in ((store.undo, "nothing to undo"), (store.redo, "nothing to redo")):
        with pytest.raises(RuleBroken, match=text):
            reverse(SARI)


def test_a_change_of_one_s_own_ends_the_redoing(store: Store) -> None:
    order = changed(store, placed(store), note="a")
    store.undo(SARI)
    changed(store, order, note="b")
    with pytest.raises(RuleBroken, match="nothing to redo"):
        store.redo(SARI)


def test_undoing_goes_on_after_a_redo(store: Store) -> None:
    order = changed(store, changed(store, placed(store), note="a"), note="b")
    store.undo(SARI)
    store.redo(SARI)
    notes = []
    for _ in range(2):
        store.undo(SARI)
        notes.append(store.orders.get(order.order_id).note)
    assert notes == ["a", ""]


@pytest.mark.parametrize("reverse", ["undo", "redo"])
def test_a_field_that_another_changed_since_is_not_taken_back(store: Store, path: Path, reverse: str) -> None:
    order = changed(store, placed(store), note="a")
    if reverse == "redo":
        store.undo(SARI)
    changed(store, order, BUDI, note="b")
    before = dump(path)
    result = getattr(store, reverse)(SARI)
    assert (result.operation, result.done, list(result.refused_keys)) == (None, 0, [order.id])
    assert list(result.reasons()) == [f"{order.order_id} stays as it is: Note was changed by budi since."]
    assert dump(path) | {"taken_back": []} == before | {"taken_back": []}


@pytest.mark.parametrize("reverse", ["undo", "redo"])
def test_what_another_changed_since_keeps_nobody_from_the_change_before(store: Store, reverse: str) -> None:
    order = changed(store, changed(store, placed(store), handler="sari"), note="a")
    if reverse == "redo":
        store.undo(SARI)
        store.undo(SARI)
        changed(store, order, BUDI, handler="budi")
    else:
        changed(store, order, BUDI, note="b")
    assert getattr(store, reverse)(SARI).done == 0
    assert order_ids(getattr(store, reverse)(SARI)) == [order.order_id]
    now = store.orders.get(order.order_id)
    assert (now.handler, now.note) == (("", "b") if reverse == "undo" else ("budi", "a"))
    assert store.check() == []


def test_what_could_not_come_back_can_be_tried_again_by_its_number(store: Store) -> None:
    order = changed(store, placed(store), note="a")
    changed(store, order, BUDI, note="b")
    offer = store.last_change(SARI)
    assert offer is not None
    assert store.undo(SARI).done == 0
    store.undo(BUDI)
    assert store.undo(SARI, offer.operation).done == 1
    assert store.orders.get(order.order_id).note == ""
    with pytest.raises(RuleBroken, match="nothing to undo"):
        store.undo(SARI, offer.operation)


@pytest.mark.parametrize("reverse", ["undo", "redo"])
def test_another_field_does_not_stand_in_the_way(store: Store, reverse: str) -> None:
    order = changed(store, placed(store), note="a")
    if reverse == "redo":
        store.undo(SARI)
    changed(store, order, BUDI, handler="budi")
    assert order_ids(getattr(store, reverse)(SARI)) == [order.order_id]
    now = store.orders.get(order.order_id)
    assert (now.note, now.handler) == ("" if reverse == "undo" else "a", "budi")
    assert store.check() == []


@pytest.mark.parametrize(
    "news",
    [
        RecordPayment(order_id="", reported=PaymentReport.PAID),
        RecordConfirmation(order_id="", bank="BCA", amount=1),
        a_change("", note="telepon lagi"),
    ],
)
def test_money_and_notes_never_keep_a_cancellation_from_being_taken_back(
    store: Store, news: RecordPayment | RecordConfirmation | ChangeOrder
) -> None:
    order = reached(store, Status.CANCELED)
    store.execute(news.replace(order_id=order.order_id), GATEWAY)
    came = store.orders.get(order.order_id)
    assert order_ids(store.undo(SARI)) == [order.order_id]
    now = store.orders.get(order.order_id)
    assert now.status is Status.PENDING
    assert (now.payment_status, now.note, now.paid_at) == (came.payment_status, came.note, came.paid_at)
    assert len(store.orders.money(order.id)) == isinstance(news, RecordPayment | RecordConfirmation)
    assert store.check() == []


def test_a_status_that_was_moved_on_stays_with_all_that_belongs_to_it(store: Store) -> None:
    order = reached(store, Status.SHIPPED)
    changed(store, order, BUDI, status=Status.COMPLETED)
    before = store.orders.get(order.order_id)
    result = store.undo(SARI)
    reason = "Status was changed by budi since, so this stays too: Courier, Receipt number"
    assert list(result.reasons()) == [f"{order.order_id} stays as it is: {reason}."]
    assert store.orders.get(order.order_id) == before


def test_a_status_comes_back_without_the_receipt_number_that_was_corrected(store: Store) -> None:
    order = reached(store, Status.SHIPPED)
    changed(store, order, BUDI, receipt="JNE002")
    result = store.undo(SARI)
    now = store.orders.get(order.order_id)
    assert (now.status, now.shipped_at, now.courier, now.receipt) == (Status.PENDING, None, "", "JNE002")
    assert list(result.warnings()) == [
        f"{order.order_id} came back only in part: Receipt number was changed by budi since."
    ]


def test_a_payment_that_was_settled_since_stays_while_the_step_comes_back(store: Store) -> None:
    order = changed(store, placed(store), status=Status.CONFIRMED, payment=PaymentStatus.PAID)
    store.execute(RecordPayment(order_id=order.order_id, reported=PaymentReport.SETTLED), GATEWAY)
    store.undo(SARI)
    now = store.orders.get(order.order_id)
    assert (now.status, now.payment_status, now.paid_at) == (Status.PENDING, PaymentStatus.SETTLED, NOW)


def test_an_order_that_got_its_method_is_not_made_created_under_another_method(store: Store) -> None:
    order = reached(store, Status.PENDING, method=None)
    changed(store, order, BUDI, method=Method.COD)
    result = store.undo(SARI)
    reason = "Method was changed by budi since, so this stays too: Status, Courier, Receipt number"
    assert list(result.reasons()) == [f"{order.order_id} stays as it is: {reason}."]


def test_what_came_back_of_a_payment_and_what_did_not_is_told_in_plain_words(store: Store) -> None:
    order = changed(store, placed(store), status=Status.CONFIRMED, payment=PaymentStatus.PAID)
    changed(store, order, BUDI, status=Status.READY)
    result = store.undo(SARI)
    now = store.orders.get(order.order_id)
    assert (now.status, now.confirmed_at, now.payment_status, now.paid_at) == (
        *(Status.READY, NOW, PaymentStatus.UNPAID, None),
    )
    assert list(result.warnings()) == [f"{order.order_id} came back only in part: Status was changed by budi since."]


def test_a_payment_that_another_touched_goes_by_its_name_and_not_by_its_time(store: Store) -> None:
    order = changed(store, placed(store), status=Status.CONFIRMED, payment=PaymentStatus.PAID)
    changed(store, order, BUDI, payment=PaymentStatus.UNPAID)
    result = store.undo(SARI)
    assert store.orders.get(order.order_id).status is Status.PENDING
    assert list(result.warnings()) == [f"{order.order_id} came back only in part: Payment was changed by budi since."]


def test_an_order_in_the_trash_takes_no_step_back(store: Store) -> None:
    order = reached(store, Status.CANCELED)
    store.execute(DeleteOrder(order_id=order.order_id), BUDI)
    canceled = store.last_change(SARI)
    assert canceled is not None
    assert "trash by budi since" in next(store.undo(SARI).reasons())
    store.undo(BUDI)
    assert order_ids(store.undo(SARI, canceled.operation)) == [order.order_id]


def test_an_order_that_others_went_on_with_is_not_put_out_of_sight(store: Store) -> None:
    order = placed(store)
    store.execute(RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID), GATEWAY)
    assert "Payment was changed by gateway since" in next(store.undo(SARI).reasons())
    assert store.orders.get(order.order_id).deleted_at is None


def test_it_can_be_taken_back_once_the_other_took_theirs_back(store: Store) -> None:
    order = changed(store, placed(store), note="a")
    changed(store, order, BUDI, note="b")
    store.undo(BUDI)
    store.undo(SARI)
    assert store.orders.get(order.order_id).note == ""


def test_of_a_bulk_change_each_order_is_taken_back_on_its_own(store: Store) -> None:
    orders = [placed(store) for _ in range(5)]
    wishes = [Request(a_change(order.order_id, note="x")) for order in orders]
    store.execute_many(wishes, SARI, one_operation=True)
    changed(store, orders[3], BUDI, note="y")
    result = store.undo(SARI)
    assert (result.kind, result.done, list(result.refused_keys)) == (OperationKind.UNDO, 4, [orders[3].id])
    assert [store.orders.get(order.order_id).note for order in orders] == ["", "", "", "y", ""]
    result = store.redo(SARI)
    assert (result.kind, result.done, list(result.refused_keys)) == (OperationKind.REDO, 4, [])
    assert [store.orders.get(order.order_id).note for order in orders] == ["x", "x", "x", "y", "x"]
    assert store.check() == []


def test_a_bulk_change_is_taken_back_whole(store: Store) -> None:
    orders = [placed(store) for _ in range(3)]
    wishes = [Request(a_change(order.order_id, note="x")) for order in orders]
    store.execute_many(wishes, SARI, one_operation=True)
    assert set(order_ids(store.undo(SARI))) == {order.order_id for order in orders}
    assert {store.orders.get(order.order_id).note for order in orders} == {""}


def test_a_new_order_is_undone_into_the_trash_and_redone_out_of_it(store: Store) -> None:
    order = placed(store)
    for _ in range(2):
        store.undo(SARI)
        assert store.orders.get(order.order_id).deleted_at == NOW
        store.redo(SARI)
        assert store.orders.get(order.order_id)._replace(version=1) == order
    assert store.check() == []


def test_deleting_and_restoring_are_undone(store: Store) -> None:
    order = placed(store, method=None)
    store.execute(DeleteOrder(order_id=order.order_id), SARI)
    store.execute(RestoreOrder(order_id=order.order_id), SARI)
    trash = []
    for reverse in (store.undo, store.undo, store.redo, store.redo):
        reverse(SARI)
        trash.append(store.orders.get(order.order_id).deleted_at)
    assert trash == [NOW, None, NOW, None]


def test_what_came_in_is_nobody_s_to_undo(store: Store) -> None:
    order = placed(store, Actor("sari", "intake"))
    store.execute(RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID), Actor("sari", "intake"))
    with pytest.raises(RuleBroken, match="nothing to undo"):
        store.undo(SARI)


def test_the_console_undoes_what_the_same_person_did_on_the_command_line(store: Store) -> None:
    order = changed(store, placed(store), SARI._replace(via="command"), note="a")
    store.undo(SARI)
    assert store.orders.get(order.order_id).note == ""


STEPS: list[list[ChangeOrder | DeleteOrder | RestoreOrder]] = [
    [stepped("", Status.CONFIRMED), stepped("", Status.SHIPPED), stepped("", Status.COMPLETED)],
    [a_change("", note="a"), a_change("", note="b"), a_change("", note="")],
    [a_change("", add_tags=("a",)), a_change("", add_tags=("b",), remove_tags=("a",))],
    [stepped("", Status.CANCELED), DeleteOrder(order_id="")],
    [stepped("", Status.CANCELED), DeleteOrder(order_id=""), RestoreOrder(order_id="")],
]


@pytest.mark.parametrize("steps", STEPS)
def test_one_operation_may_have_changed_an_order_several_times(
    store: Store, steps: list[ChangeOrder | DeleteOrder | RestoreOrder]
) -> None:
    order_id = placed(store).order_id
    before = fields(store, order_id)
    wishes = [Request(step.replace(order_id=order_id)) for step in steps]
    assert all(outcome.ok for outcome in store.execute_many(wishes, SARI, one_operation=True))
    after = fields(store, order_id)
    for _ in range(2):
        store.undo(SARI)
        assert fields(store, order_id) == before
        store.redo(SARI)
        assert fields(store, order_id) == after
    assert store.check() == []


def test_an_order_made_and_changed_in_one_operation_is_undone_as_a_whole(store: Store) -> None:
    with store.engine.writing():
        # A file that adds an order and, further down, has a later state of it.
        shared = store._operation(SARI)
        added = attempt(shared, Request(new_order(method=None)))
        attempt(shared, Request(stepped(added.order_id, Status.PENDING)))
    order = store.orders.get(added.order_id)
    store.undo(SARI)
    assert store.orders.get(added.order_id)._replace(version=2, deleted_at=None) == order
    store.redo(SARI)
    assert store.orders.get(added.order_id)._replace(version=2) == order
    assert store.check() == []


def test_labels_that_were_printed_are_passed_over(store: Store) -> None:
    build(store, 60, seed=1, now=NOW)
    [(staff, _operations)] = Counter(column(store, Operations.by, Operations.via == "console")).most_common(1)
    by = Actor(staff, "console")
    order = placed(store)
    store.execute(RecordPrinted(order_id=order.order_id, paper="A6"), by)
    printed = column(store, History.operation_id, History.field == "printed")
    own = column(store, Operations.id, Operations.by == staff)
    gone = set(printed) & set(own)
    assert gone
    with suppress(RuleBroken):  # at the latest what another changed since stops it
        for _step in own:
            store.undo(by)
    taken = set(column(store, Operations.undoes, Operations.undoes.is_null(False)))
    assert taken
    assert not taken & gone


def test_what_the_database_refuses_to_take_back_is_told(store: Store, path: Path) -> None:
    order = reached(store, Status.CONFIRMED)
    sqlite(store).run(
        "CREATE TEMP TRIGGER locked BEFORE UPDATE ON main.orders BEGIN SELECT RAISE(ABORT, 'not today'); END"
    )
    before = dump(path)
    assert "not today" in next(store.undo(SARI).reasons())
    assert dump(path) | {"taken_back": []} == before | {"taken_back": []}
    assert store.orders.get(order.order_id) == order
