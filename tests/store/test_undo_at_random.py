"""Undo and redo of whatever two people and the intake do, against a plain model of what an undo is."""

import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from orders_tui.domain.commands import (
    AddOrder,
    ChangeOrder,
    Command,
    DeleteOrder,
    RestoreOrder,
    RuleBroken,
)
from orders_tui.domain.facts import CHARGES
from orders_tui.domain.order import Method, Status
from orders_tui.domain.plans import Result
from orders_tui.domain.reversal import MONEY, HistoryEntry, guards
from orders_tui.domain.rights import Actor
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.store import Request, Store
from tests.samples import BUDI, COURSE, GATEWAY, NOW, SARI, SHIRT
from tests.store.shop import ORDER, random_change, reached, stepped

pytestmark = pytest.mark.long

Stack = tuple[int, ...]
"""The changes of one field that are in force, the oldest first."""


class Touch(NamedTuple):
    """What one operation did to one order."""

    changes: dict[str, HistoryEntry]
    """The first change of each field."""
    before: dict[str, Stack]
    after: dict[str, Stack]
    """All fields of the order."""

    @property
    def made(self) -> bool:
        return "status" in self.changes and self.changes["status"].old is None


class Did(NamedTuple):
    """One operation of a person."""

    id: int
    orders: dict[str, Touch]


_ONLY_SAID = {"reason", "declined", "tracking", "late"}
"""Fields of the history that are no part of an order, and so never come back."""


def _edits_sums(command: Command) -> bool:
    """Whether a total follows from it, and from the total the payment status: `test_edit.py` undoes those."""
    return isinstance(command, ChangeOrder) and (command.items is not None or bool(command.facts.keys() & {*CHARGES}))


class Desk(RuleBasedStateMachine):
    """Two people and the intake on a few orders, against a plain model of what an undo is.

    Of each field the model keeps the changes that are in force: an undo takes its own off where it is the last one, a
    redo puts it back, and with the same changes in force the field has the same value.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        engine = SqliteEngine(Path(self.folder.name) / "orders.db", create=True)
        self.store = Store(engine, clock=lambda: NOW, chance=random.Random(3))
        self.in_force: dict[str, dict[str, Stack]] = {}
        self.seen: dict[tuple[object, ...], object] = {}
        self.done: dict[str, list[Did]] = {"sari": [], "budi": []}
        self.undone: dict[str, list[Did]] = {"sari": [], "budi": []}
        self.changes = 0
        self.carry_out([ORDER], SARI)

    def teardown(self) -> None:
        findings = self.store.check()
        self.store.close()
        self.folder.cleanup()
        assert findings == []

    def carry_out(self, commands: list[Command], by: Actor) -> None:
        answers = self.store.execute_many([Request(command) for command in commands], by, one_operation=True)
        self.changes += 1
        touched: dict[str, Touch] = {}
        for answer in answers:
            if answer.ok:
                stacks = self.in_force.setdefault(answer.order_id, {})
                touch = touched.setdefault(answer.order_id, Touch({}, dict(stacks), {}))
                for change in answer.changes:
                    touch.changes.setdefault(change.field, HistoryEntry(0, 0, 0, None, "", *change))
                    stacks[change.field] = (*touch.before.get(change.field, ()), self.changes)
        self.note_after(touched)
        if touched and by.via == "console":
            self.done[by.name].append(Did(self.changes, touched))
            self.undone[by.name].clear()

    def note_after(self, touched: dict[str, Touch]) -> None:
        for order_id, touch in touched.items():
            touch.after.update(self.in_force[order_id])

    def take_back(self, did: Did, reverse: Callable[[Actor], Result], by: Actor) -> Did:
        """Take an operation back, and compare what the store did with the model."""
        expected = {order_id: self.coming_back(order_id, touch) for order_id, touch in did.orders.items()}
        result = reverse(by)
        self.changes += 1
        touched: dict[str, Touch] = {}
        for order_id, touch in did.orders.items():
            stacks = self.in_force[order_id]
            back = expected[order_id]
            if not back:
                continue
            touched[order_id] = Touch({}, dict(stacks), {})
            for field in back:
                now, old = stacks.get(field, ()), touch.before.get(field, ())
                if field in MONEY:
                    old = tuple(sorted(set(now) ^ (set(old) ^ set(touch.after[field]))))
                stacks[field] = (*now, self.changes) if touch.made else old
        done = {outcome.order_id: outcome.changes for outcome in result.changed}
        assert set(done) == set(touched)
        assert {outcome.order_id for outcome in result.refused} == set(did.orders) - set(touched)
        for order_id, changes in done.items():
            for change in changes:
                touched[order_id].changes[change.field] = HistoryEntry(0, 0, 0, None, "", *change)
        self.note_after(touched)
        return Did(self.changes, touched)

    def coming_back(self, order_id: str, touch: Touch) -> list[str]:
        """The fields that nobody changed since."""
        stacks = self.in_force[order_id]

        def same(*fields: str) -> bool:
            return all(stacks.get(field, ()) == touch.after.get(field, ()) for field in fields)

        if touch.made:
            return ["deleted_at"] if same("status", "payment_status", "deleted_at") else []
        back = [field for field in touch.changes if same(*guards(field, touch.changes)) and field not in _ONLY_SAID]
        away = self.store.orders.get(order_id).deleted_at is not None and "deleted_at" not in back
        if "status" in touch.changes and (away or "status" not in back):
            belonging = {"status", "confirmed_at", "shipped_at", "completed_at", "method", "courier", "receipt"}
            back = [field for field in back if field not in belonging]
        return back

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
        self.carry_out([ORDER.replace(method=method, items=items)], by)

    @rule(
        by=st.sampled_from([SARI, SARI, SARI, BUDI, GATEWAY]),
        seed=st.integers(0, 10**6),
        count=st.integers(1, 3),
    )
    def change(self, by: Actor, seed: int, count: int) -> None:
        chance = random.Random(seed)
        commands = (random_change(chance, chance.choice(self.known)) for _ in range(count))
        self.carry_out([command for command in commands if not _edits_sums(command)], by)

    @rule(by=st.sampled_from([SARI, BUDI]), to=st.sampled_from(Status), which=st.integers(0, 3))
    def step(self, by: Actor, to: Status, which: int) -> None:
        self.carry_out([stepped(self.known[which % len(self.known)], to)], by)

    @rule(by=st.sampled_from([SARI, BUDI]), which=st.integers(0, 3), away=st.booleans())
    def trash(self, by: Actor, which: int, away: bool) -> None:
        order_id = self.known[which % len(self.known)]
        self.carry_out([DeleteOrder(order_id=order_id) if away else RestoreOrder(order_id=order_id)], by)

    @rule(by=st.sampled_from([SARI, SARI, SARI, BUDI]))
    def undo(self, by: Actor) -> None:
        self.reverse(by, self.store.undo, self.done[by.name], self.undone[by.name])

    @rule(by=st.sampled_from([SARI, SARI, SARI, BUDI]))
    def redo(self, by: Actor) -> None:
        self.reverse(by, self.store.redo, self.undone[by.name], self.done[by.name])

    def reverse(self, by: Actor, reverse: Callable[[Actor], Result], last: list[Did], then: list[Did]) -> None:
        if not last:
            with pytest.raises(RuleBroken):
                reverse(by)
            return
        back = self.take_back(last.pop(), reverse, by)
        if back.orders:
            then.append(back)

    @invariant()
    def the_same_changes_in_force_make_the_same_value(self) -> None:
        for order_id, stacks in self.in_force.items():
            order = self.store.orders.get(order_id)
            for field, stack in stacks.items():
                now = getattr(order, field, None)
                assert self.seen.setdefault((order_id, field, stack), now) == now
            reports = (order_id, *(stacks.get(field, ()) for field in sorted(MONEY)))
            money = self.store.orders.money(order.id)
            assert self.seen.setdefault(reports, money) == money


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=25, stateful_step_count=40)


def test_the_commands_of_the_desk_are_mostly_allowed(store: Store) -> None:
    chance, allowed = random.Random(1), 0
    order = reached(store, Status.CONFIRMED)
    for _ in range(200):
        outcome = store.execute_many([Request(random_change(chance, order.order_id))], SARI, one_operation=True)[0]
        allowed += outcome.ok
    assert isinstance(ORDER, AddOrder)
    assert allowed > 60
