"""Undo and redo: what was before comes back, whatever was done, and nothing of another's is lost."""

import random
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from orders_tui.demo.shop import build
from orders_tui.domain.commands import (
    AddOrder,
    ChangeOrder,
    Command,
    DeleteOrder,
    RecordConfirmation,
    RecordPayment,
    RestoreOrder,
    RuleBroken,
)
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, Money, PaymentReport, PaymentStatus, Status
from orders_tui.domain.rights import Actor
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.store import Request, Store
from orders_tui.store.tables import History, Operations
from tests.samples import BUDI, COURSE, GATEWAY, NOW, SARI, SHIRT, a_change
from tests.store.shop import ORDER, changed, column, dump, new_order, placed, random_change, reached, sqlite, stepped

Fields = tuple[Order, tuple[Money, ...]]


def fields(store: Store, order_id: str) -> Fields:
    """All of the order that an undo brings back."""
    order = store.orders.get(order_id)
    return order._replace(version=0), store.orders.money(order.id)


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
            assert store.undo(SARI).order_ids == (order.order_id,)
            assert fields(store, order.order_id) == state
        for state in states[1:]:
            assert store.redo(SARI).order_ids == (order.order_id,)
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
def test_what_another_changed_since_is_not_taken_back(store: Store, path: Path, reverse: str) -> None:
    order = changed(store, placed(store), note="a")
    if reverse == "redo":
        store.undo(SARI)
    changed(store, order, BUDI, handler="budi")
    before = dump(path)
    with pytest.raises(RuleBroken, match=rf"{order.order_id} was changed since by budi"):
        getattr(store, reverse)(SARI)
    assert dump(path) == before


def test_it_can_be_taken_back_once_the_other_took_theirs_back(store: Store) -> None:
    order = changed(store, placed(store), note="a")
    changed(store, order, BUDI, note="b")
    store.undo(BUDI)
    store.undo(SARI)
    assert store.orders.get(order.order_id).note == ""


def test_a_bulk_change_is_refused_whole(store: Store, path: Path) -> None:
    orders = [placed(store) for _ in range(3)]
    wishes = [Request(a_change(order.order_id, note="x")) for order in orders]
    store.execute_many(wishes, SARI, one_operation=True)
    for order in orders[:2]:
        changed(store, order, BUDI, handler="budi")
    before = dump(path)
    with pytest.raises(RuleBroken, match=r"2 orders.*by budi"):
        store.undo(SARI)
    assert dump(path) == before


def test_a_bulk_change_is_taken_back_whole(store: Store) -> None:
    orders = [placed(store) for _ in range(3)]
    wishes = [Request(a_change(order.order_id, note="x")) for order in orders]
    store.execute_many(wishes, SARI, one_operation=True)
    assert set(store.undo(SARI).order_ids) == {order.order_id for order in orders}
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
    order = changed(store, placed(store), replace(SARI, via="command"), note="a")
    store.undo(SARI)
    assert store.orders.get(order.order_id).note == ""


def test_a_confirmation_taken_back_is_no_money_any_more(store: Store) -> None:
    order = placed(store)
    store.execute(RecordConfirmation(order_id=order.order_id, bank="BCA", amount=5), SARI)
    store.undo(SARI)
    assert store.orders.money(order.id) == ()
    assert store.orders.history(order.id)[-1].field == "confirmation"
    store.redo(SARI)
    assert [money.bank for money in store.orders.money(order.id)] == ["BCA"]
    assert store.check() == []


def test_a_payment_taken_back_does_not_make_the_next_one_the_second(store: Store) -> None:
    order = placed(store)
    paid = RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID, amount=order.total)
    store.execute(paid, SARI)
    store.undo(SARI)
    store.execute(paid, GATEWAY)
    assert store.orders.get(order.order_id).payment_status is PaymentStatus.PAID


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
    wishes = [Request(replace(step, order_id=order_id)) for step in steps]
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
        added = store._attempt(shared, Request(new_order(method=None)))
        store._attempt(shared, Request(stepped(added.order_id, Status.PENDING)))
    order = store.orders.get(added.order_id)
    store.undo(SARI)
    assert store.orders.get(added.order_id)._replace(version=2, deleted_at=None) == order
    store.redo(SARI)
    assert store.orders.get(added.order_id)._replace(version=2) == order
    assert store.check() == []


def test_messages_that_were_sent_are_passed_over(store: Store) -> None:
    build(store, 60, seed=1, now=NOW)
    [(staff, _operations)] = Counter(column(store, Operations.by, Operations.via == "console")).most_common(1)
    messages = column(store, History.operation_id, History.field == "follow_up")
    own = column(store, Operations.id, Operations.by == staff)
    sent = set(messages) & set(own)
    by = Actor(staff, "console")
    assert sent
    with suppress(RuleBroken):  # at the latest what another changed since stops it
        for _step in own:
            store.undo(by)
    taken = set(column(store, Operations.undoes, Operations.undoes.is_null(False)))
    assert taken
    assert not taken & sent


def test_what_the_database_refuses_to_take_back_is_told(store: Store, path: Path) -> None:
    order = reached(store, Status.CONFIRMED)
    sqlite(store).run(
        "CREATE TEMP TRIGGER locked BEFORE UPDATE ON main.orders BEGIN SELECT RAISE(ABORT, 'not today'); END"
    )
    before = dump(path)
    with pytest.raises(RuleBroken, match="not today"):
        store.undo(SARI)
    assert dump(path) == before
    assert store.orders.get(order.order_id) == order


class Desk(RuleBasedStateMachine):
    """Two people and the intake on a few orders, against a plain model of what an undo is.

    Of each order the model keeps the changes that are in force, oldest first: an undo takes the last one off, a
    redo puts it back, and with the same changes in force the order has the same fields.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        engine = SqliteEngine(Path(self.folder.name) / "orders.db", create=True)
        self.store = Store(engine, clock=lambda: NOW, chance=random.Random(3))
        self.in_force: dict[str, tuple[int, ...]] = {}
        self.seen: dict[tuple[str, tuple[int, ...]], Fields] = {}
        self.done: dict[str, list[tuple[int, set[str]]]] = {"sari": [], "budi": []}
        self.undone: dict[str, list[tuple[int, dict[str, tuple[int, ...]]]]] = {"sari": [], "budi": []}
        self.changes = 0
        self.carry_out([ORDER], SARI)

    def teardown(self) -> None:
        findings = self.store.check()
        self.store.close()
        self.folder.cleanup()
        assert findings == []

    def carry_out(self, commands: list[Command], by: Actor) -> None:
        answers = self.store.execute_many([Request(command) for command in commands], by, one_operation=True)
        touched = {answer.order_id for answer in answers if answer.ok}
        if not touched:
            return
        self.changes += 1
        for order_id in touched:
            self.in_force[order_id] = (*self.in_force.get(order_id, ()), self.changes)
        if by.via == "console":
            self.done[by.name].append((self.changes, touched))
            self.undone[by.name].clear()

    @property
    def known(self) -> list[str]:
        return list(self.in_force)

    @precondition(lambda self: len(self.in_force) < 4)
    @rule(
        by=st.sampled_from([SARI, BUDI, GATEWAY]),
        method=st.sampled_from([None, Method.QRIS]),
        items=st.sampled_from([(SHIRT,), (COURSE,), (SHIRT, COURSE)]),
    )
    def add(self, by: Actor, method: Method | None, items: tuple[object, ...]) -> None:
        self.carry_out([replace(ORDER, method=method, items=items)], by)  # type: ignore[arg-type]

    @rule(
        by=st.sampled_from([SARI, SARI, SARI, BUDI, GATEWAY]),
        seed=st.integers(0, 10**6),
        count=st.integers(1, 3),
    )
    def change(self, by: Actor, seed: int, count: int) -> None:
        chance = random.Random(seed)
        self.carry_out([random_change(chance, chance.choice(self.known)) for _ in range(count)], by)

    @rule(by=st.sampled_from([SARI, BUDI]), to=st.sampled_from(Status), which=st.integers(0, 3))
    def step(self, by: Actor, to: Status, which: int) -> None:
        self.carry_out([stepped(self.known[which % len(self.known)], to)], by)

    @rule(by=st.sampled_from([SARI, BUDI]), which=st.integers(0, 3), away=st.booleans())
    def trash(self, by: Actor, which: int, away: bool) -> None:
        order_id = self.known[which % len(self.known)]
        self.carry_out([DeleteOrder(order_id=order_id) if away else RestoreOrder(order_id=order_id)], by)

    @rule(by=st.sampled_from([SARI, SARI, SARI, BUDI]))
    def undo(self, by: Actor) -> None:
        done = self.done[by.name]
        change, touched = done[-1] if done else (0, set())
        if not done or any(self.in_force[order_id][-1:] != (change,) for order_id in touched):
            with pytest.raises(RuleBroken):
                self.store.undo(by)
            return
        assert set(self.store.undo(by).order_ids) == touched
        done.pop()
        for order_id in touched:
            self.in_force[order_id] = self.in_force[order_id][:-1]
        self.undone[by.name].append((change, {order_id: self.in_force[order_id] for order_id in touched}))

    @rule(by=st.sampled_from([SARI, SARI, SARI, BUDI]))
    def redo(self, by: Actor) -> None:
        undone = self.undone[by.name]
        change, left = undone[-1] if undone else (0, {})
        if not undone or any(self.in_force[order_id] != state for order_id, state in left.items()):
            with pytest.raises(RuleBroken):
                self.store.redo(by)
            return
        assert set(self.store.redo(by).order_ids) == set(left)
        undone.pop()
        for order_id, state in left.items():
            self.in_force[order_id] = (*state, change)
        self.done[by.name].append((change, set(left)))

    @invariant()
    def the_same_changes_in_force_make_the_same_order(self) -> None:
        for order_id, in_force in self.in_force.items():
            now = fields(self.store, order_id)
            assert self.seen.setdefault((order_id, in_force), now) == now


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)


def test_the_commands_of_the_desk_are_mostly_allowed(store: Store) -> None:
    chance, allowed = random.Random(1), 0
    order = reached(store, Status.CONFIRMED)
    for _ in range(200):
        outcome = store.execute_many([Request(random_change(chance, order.order_id))], SARI, one_operation=True)[0]
        allowed += outcome.ok
    assert isinstance(ORDER, AddOrder)
    assert allowed > 60
