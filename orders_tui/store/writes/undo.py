"""Undo and redo: an operation that writes back what another one changed, in the history like any other."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from peewee import Expression, fn

from orders_tui.domain.commands import Change, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import Changes
from orders_tui.domain.history import describe
from orders_tui.domain.plans import Deed
from orders_tui.domain.reversal import MONEY, Entry, UndoOffer, reversal
from orders_tui.domain.rights import Actor, check_undo_fields, hidden_fields, visible
from orders_tui.domain.words import _
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import ONE_ROW, Read, numbers, once, parameter
from orders_tui.store.tables import History, Operations
from orders_tui.store.whole_orders import read_orders
from orders_tui.store.writes.fields import write
from orders_tui.store.writes.operation import Operation, Written

_BY_PERSON = ("console", "command")
_SHOWN = 3
"""How many orders an offer names."""


class Undoable(NamedTuple):
    """An operation that can be undone or redone."""

    id: int
    at: int
    by: str
    via: str
    place: str


def _undoable(*conditions: Expression) -> Any:
    """Operations that are not undone and for which the conditions hold, the newest first."""
    undo = Operations.alias()
    undone = fn.EXISTS(undo.select(undo.id).where(undo.undoes == Operations.id))
    columns = (getattr(Operations, name) for name in Undoable._fields)
    return Operations.select(*columns).where(~undone, *conditions).order_by(Operations.id.desc()).limit(ONE_ROW)


def _changes() -> list[Expression]:
    """Changes that a person made; a message that was sent and a label that was printed cannot be taken back."""
    gone = History.field.in_(["follow_up", "printed"])
    sent = History.select(History.id).where(History.operation_id == Operations.id, gone)
    return [Operations.via.in_(_BY_PERSON), Operations.kind != Deed.UNDO.value, ~fn.EXISTS(sent)]


def _undos() -> list[Expression]:
    """Undos after which the same person changed nothing else."""
    newer = Operations.alias()
    changed = newer.select(newer.id).where(
        newer.by == Operations.by,
        newer.id > Operations.id,
        newer.kind == Deed.CHANGE.value,
        newer.via.in_(_BY_PERSON),
    )
    return [Operations.kind == Deed.UNDO.value, ~fn.EXISTS(changed)]


_OWN, _THIS = Operations.by == parameter("by"), Operations.id == parameter("operation")
_NEWEST = {
    Deed.UNDO: Read(lambda: _undoable(_OWN, *_changes()), Undoable),
    Deed.REDO: Read(lambda: _undoable(_OWN, *_undos()), Undoable),
}
_NAMED = {
    Deed.UNDO: Read(lambda: _undoable(_THIS, *_changes()), Undoable),
    Deed.REDO: Read(lambda: _undoable(_THIS, *_undos()), Undoable),
}
_UNDONE = Read(lambda: Operations.select(Operations.id).where(Operations.undoes == parameter("operation")), int)
_ORDERS = Read(
    lambda: History.select(fn.COUNT(History.order_row.distinct())).where(
        History.operation_id == parameter("operation")
    ),
    int,
)


class _Place(NamedTuple):
    id: int
    order_row: int


_PAGE = Read(
    lambda: (
        History.select(History.id, History.order_row)
        .where(History.operation_id == parameter("operation"), History.id > parameter("after"))
        .order_by(History.id)
        .limit(parameter("count"))
    ),
    _Place,
)


def _entries(rows: Sequence[int]) -> Any:
    """The whole history of these orders, the oldest entry first."""
    return (
        History.select(
            History.id,
            History.order_row,
            Operations.id.alias("operation"),
            Operations.undoes,
            Operations.by,
            History.field,
            History.old,
            History.new,
        )
        .join(Operations, on=(Operations.id == History.operation_id))
        .where(History.order_row.in_(numbers(rows)))
        .order_by(History.id)
    )


def find(engine: Engine, deed: Deed, by: Actor, operation: int | None = None) -> Undoable | None:
    """What an undo or redo takes back: the actor's newest operation that can be, or the one that is named.

    What came by the intake is not undone by a person.
    """
    if operation is None:
        return engine.first(_NEWEST[deed], by=by.name)
    return engine.first(_NAMED[deed], operation=operation)


def offer(engine: Engine, found: Undoable, by: Actor) -> UndoOffer:
    """What the actor may know of an operation before it is taken back."""
    page = engine.select(_PAGE, operation=found.id, after=0, count=100)
    rows = tuple(dict.fromkeys(place.order_row for place in page))[:_SHOWN]
    hidden = hidden_fields(by)
    words = [
        words
        for entry in engine.select(once(_entries(rows[:1]), Entry))
        if entry.operation == found.id and entry.field not in hidden
        for words in describe(Change(entry.field, entry.old, entry.new))
    ]
    first = tuple(visible(by, order) for order in read_orders(engine, rows))
    count = engine.first(_ORDERS, operation=found.id) or 0
    return UndoOffer(found.id, found.at, found.by, found.via, found.place, count, first, tuple(words))


class ReversalJob:
    """The orders that an operation changed, in the order in which it did, each to be given back what it had."""

    def __init__(self, engine: Engine, undone: int) -> None:
        self._engine = engine
        self._undone = undone
        self._after = 0
        """The last entry of the history that was dealt with."""
        self._entries: dict[int, list[Entry]] = {}
        """The history of the orders at hand, by row id."""

    def next_keys(self, count: int) -> Sequence[int]:
        """As `Job` says.

        Raises:
            RuleBroken: if somebody else was quicker.
        """
        if not self._after and self._engine.first(_UNDONE, operation=self._undone) is not None:
            raise RuleBroken(_("It is already undone."))
        while page := self._engine.select(_PAGE, operation=self._undone, after=self._after, count=2 * count):
            rows = dict.fromkeys(place.order_row for place in page)
            self._entries = defaultdict(list)
            for entry in self._engine.select(once(_entries(tuple(rows)), Entry)):
                self._entries[entry.order_row].append(entry)
            before, self._after = self._after, page[-1].id
            # An operation may come back to an order further on; it was taken back as a whole then.
            if keys := [row for row in rows if self._beginning(row) > before]:
                return keys
        return ()

    def _beginning(self, row: int) -> int:
        """Where in the history the operation first changed this order."""
        return next(entry.id for entry in self._entries[row] if entry.operation == self._undone)

    def carry_out(self, operation: Operation, order: Order) -> Written:
        entries = self._entries[order.id]
        undone = [entry for entry in entries if entry.operation == self._undone]
        redo = operation.deed is Deed.REDO
        check_undo_fields(operation.by, ((entry.field, entry.old if redo else entry.new) for entry in undone))
        since = [entry for entry in entries if entry.id > undone[-1].id]
        back = reversal(order, undone, since, operation.at)
        why = "; ".join(map(str, back.blocked))
        if not back.changes:
            raise RuleBroken(_("{order} stays as it is: {reasons}.").format(order=order.order_id, reasons=why))
        money: Changes = {entry.field: entry.new for entry in undone if entry.field in MONEY}
        done = write(operation, order, back.changes, money)
        if not why:
            return done
        text = _("{order} came back only in part: {reasons}.")
        return done._replace(warning=text.format(order=order.order_id, reasons=why))
