"""Undo and redo: an operation that writes back what another one changed, in the history like any other.

How far an operation was taken back is kept, order by order, whether its fields came back or had to stay. So an undo
that was stopped can be gone on with, and one that could do nothing leaves the way to the change before.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

from peewee import SQL, Expression, fn

from orders_tui.domain.ageing import StepEntry, status_before
from orders_tui.domain.commands import Change, RuleBroken
from orders_tui.domain.facts import Order, Value
from orders_tui.domain.flow import STEP_TIMES, Changes
from orders_tui.domain.history import describe
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.reversal import SAID, HistoryEntry, UndoOffer, in_sum, reversal
from orders_tui.domain.rights import Actor, check_undo_fields, check_undo_of, hidden_fields, visible
from orders_tui.domain.words import _
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import ONE_ROW, Read, Write, once, parameter
from orders_tui.store.events import by_order
from orders_tui.store.tables import History, Operations, TakenBack
from orders_tui.store.whole_orders import read_orders, row_places, row_values
from orders_tui.store.writes.fields import GivenBack, write
from orders_tui.store.writes.follow_ups import take_back_follow_up, write_follow_up
from orders_tui.store.writes.new_orders import check_external
from orders_tui.store.writes.operation import Operation, Written
from orders_tui.store.writes.shares import count_again

_BY_PERSON = ("console", "command")
_CHANGES = (OperationKind.CHANGE.value, OperationKind.IMPORT.value)
_SHOWN = 3
"""How many orders an offer names."""
_MOST_ROWS = 500
"""How many row ids an offer has."""


class Undoable(NamedTuple):
    """An operation that can be undone or redone."""

    id: int
    at: int
    by: str
    via: str
    place: str


def _mark() -> Any:
    """The entry up to which an operation was taken back; 0 where that was never begun."""
    mark = TakenBack.select(TakenBack.entry).where(TakenBack.operation_id == Operations.id)
    return fn.COALESCE(mark, 0)


_OF_OPERATION = History.operation_id == Operations.id


def _untouched() -> Expression:
    """That there is more of an operation than what was taken back, or had to stay when that was tried."""
    rest = History.select(History.id).where(_OF_OPERATION, History.id > _mark())
    return cast("Expression", fn.EXISTS(rest))


def _in_vain() -> Expression:
    """That nothing of a change of orders came back so far; by its number it can be tried again."""
    undo = Operations.alias()
    begun = fn.EXISTS(undo.select(undo.id).where(undo.undoes == Operations.id))
    return cast("Expression", ~begun & _of_orders(Operations))


def _undoable(*conditions: Expression) -> Any:
    """Operations for which the conditions hold, the newest first."""
    columns = (getattr(Operations, name) for name in Undoable._fields)
    return Operations.select(*columns).where(*conditions).order_by(Operations.id.desc()).limit(ONE_ROW)


def _changes() -> list[Expression]:
    """Changes of orders that a person made; a label that was printed stays so."""
    printed = History.select(History.id).where(_OF_OPERATION, History.field == "printed")
    kinds = (*_CHANGES, OperationKind.REDO.value)
    return [Operations.via.in_(_BY_PERSON), Operations.kind.in_(kinds), ~fn.EXISTS(printed)]


def _of_orders(operations: Any) -> Any:
    """Whether an operation changed orders; others change the shop's texts, which have a log of their own."""
    return fn.EXISTS(History.select(History.id).where(History.operation_id == operations.id))


def _undos() -> list[Expression]:
    """Undos after which the same person changed nothing else."""
    newer = Operations.alias()
    # As in an editor: whoever went on working has left the way that was undone.
    changed = newer.select(newer.id).where(
        newer.by == Operations.by,
        newer.id > Operations.id,
        newer.kind.in_(_CHANGES),
        newer.via.in_(_BY_PERSON),
        _of_orders(newer),
    )
    return [Operations.kind == OperationKind.UNDO.value, ~fn.EXISTS(changed)]


_OWN, _THIS = Operations.by == parameter("by"), Operations.id == parameter("operation")
_NEWEST = {
    OperationKind.UNDO: Read(lambda: _undoable(_OWN, _untouched(), *_changes()), Undoable),
    OperationKind.REDO: Read(lambda: _undoable(_OWN, _untouched(), *_undos()), Undoable),
}
_NAMED = {
    OperationKind.UNDO: Read(lambda: _undoable(_THIS, _untouched() | _in_vain(), *_changes()), Undoable),
    OperationKind.REDO: Read(lambda: _undoable(_THIS, _untouched() | _in_vain(), *_undos()), Undoable),
}
_IS_OPERATION = History.operation_id == parameter("operation")
_IS_TAKEN_BACK = TakenBack.operation_id == parameter("operation")
_BEGUN = Read(lambda: Operations.select(Operations.id).where(Operations.undoes == parameter("operation")), int)
_UNDONE = Read(lambda: Operations.select(Operations.undoes).where(_THIS, Operations.undoes.is_null(False)), int)
_MARK = Read(lambda: TakenBack.select(TakenBack.entry).where(_IS_TAKEN_BACK), int)
_NOTE_MARK = Write(
    lambda: TakenBack.insert(operation_id=parameter("operation"), entry=parameter("entry")).on_conflict(
        conflict_target=(TakenBack.operation_id,), preserve=(TakenBack.entry,)
    )
)
_START = Read(lambda: History.select(fn.COALESCE(fn.MIN(History.id), 0)).where(_IS_OPERATION), int)
_LAST = Read(lambda: History.select(fn.COALESCE(fn.MAX(History.id), 0)).where(_IS_OPERATION), int)


def _beginnings() -> Any:
    """The orders of an operation that come after the mark: where it comes back to an order counts for nothing."""
    return (
        History.select(History.order_row)
        .where(_IS_OPERATION)
        .group_by(History.order_row)
        .having(fn.MIN(History.id) > parameter("after"))
    )


_ADDED = Read(
    lambda: History.select(fn.COUNT(SQL("*"))).where(
        _IS_OPERATION, History.id > parameter("after"), History.field == "status", History.old.is_null()
    ),
    int,
)
_ORDERS = Read(lambda: _beginnings().select_from(fn.COUNT(SQL("*"))), int)
_FIRST = Read(lambda: _beginnings().order_by(fn.MIN(History.id)).limit(_MOST_ROWS), int)


class _PageEntry(NamedTuple):
    id: int
    order_row: int


_PAGE = Read(
    lambda: (
        History.select(History.id, History.order_row)
        .where(_IS_OPERATION, History.id > parameter("after"))
        .order_by(History.id)
        .limit(parameter("count"))
    ),
    _PageEntry,
)


class _Histories(NamedTuple):
    """The queries that read the histories of a number of orders, the oldest entry first."""

    entries: Read[HistoryEntry]
    """Those from the entry `first` on."""
    steps: Read[StepEntry]
    """All that they tell of statuses."""
    begun: Read[int]
    """Which of the orders the operation changed from the entry `start` on, and before the entry `first`."""

    @classmethod
    @lru_cache(maxsize=16)
    def of(cls, count: int) -> "_Histories":
        """The queries for so many orders, which are built once: a job asks for each of its parts."""
        mine = History.order_row.in_(row_places(count))
        joined = {"on": Operations.id == History.operation_id}
        number = Operations.id.alias("operation")
        whose = (History.order_row, number, Operations.undoes)
        said = (History.field, History.old, History.new)
        of_status = History.field.in_(["status", *sorted(STEP_TIMES)])
        since, before = History.id >= parameter("first"), History.id < parameter("first")
        by_operation = by_order(History.operation_id) == parameter("operation")
        return cls(
            once(
                History.select(History.id, *whose, Operations.by, *said, History.since)
                .join(Operations, **joined)
                .where(mine, since)
                .order_by(History.id),
                HistoryEntry,
            ),
            once(
                History.select(*whose, Operations.at, *said)
                .join(Operations, **joined)
                .where(mine, of_status)
                .order_by(History.id),
                StepEntry,
            ),
            once(
                History.select(History.order_row).where(mine, History.id >= parameter("start"), before, by_operation),
                int,
            ),
        )


def find(engine: Engine, kind: OperationKind, by: Actor, operation: int | None = None) -> Undoable | None:
    """What an undo or redo takes back: the actor's newest operation of which that was not tried, or the one named.

    What came by the intake is not undone by a person.
    """
    if operation is None:
        return engine.first(_NEWEST[kind], by=by.name)
    return engine.first(_NAMED[kind], operation=operation)


def change_behind(engine: Engine, operation: int) -> int:
    """The change that an operation made, or that it took back, or gave back, and so on."""
    while (undone := engine.first(_UNDONE, operation=operation)) is not None:
        operation = undone
    return operation


def offer(engine: Engine, found: Undoable, by: Actor, kind: OperationKind) -> UndoOffer:
    """What the actor may know of an operation before it, or what is left of it, is taken back by an undo or a redo."""
    after = _beginning_of(engine, found.id)
    rows = engine.select(_FIRST, operation=found.id, after=after)
    hidden = hidden_fields(by)
    changes = [
        # A redo does again what the undo took back.
        Change(entry.field, entry.new, entry.old)
        if kind is OperationKind.REDO
        else Change(entry.field, entry.old, entry.new)
        for row in rows[:1]
        for entry in engine.select(_Histories.of(1).entries, **row_values([row]), first=0)
        if entry.operation == found.id and entry.field not in hidden
    ]
    words = [words for change in changes for words in describe(change)]
    first = tuple(visible(by, order) for order in read_orders(engine, rows[:_SHOWN]))
    count = engine.first(_ORDERS, operation=found.id, after=after) or 0
    if added := engine.first(_ADDED, operation=found.id, after=after):
        words = [*in_sum(added, count)]
    return UndoOffer(found.id, found.at, found.by, found.via, found.place, count, first, tuple(rows), tuple(words))


def check_reversal(found: Undoable, by: Actor) -> None:
    """Refuse to take back an operation that is not the actor's to take back.

    Raises:
        RuleBroken: naming the role and what it may not do.
    """
    # Without the right to delete many: what goes to the trash by it one added oneself, or took out of there, and nobody
    # has taken it further.
    check_undo_of(by, found.by)


def _beginning_of(engine: Engine, undone: int) -> int:
    """The entry of the history after which taking an operation back begins.

    Raises:
        RuleBroken: if all of it was dealt with, and some of it came back.
    """
    mark = engine.first(_MARK, operation=undone) or 0
    # The mark is the last entry dealt with, whatever became of it; the last entry of all is the end.
    if mark < (engine.first(_LAST, operation=undone) or 0):
        return mark
    if engine.first(_BEGUN, operation=undone) is not None:
        raise RuleBroken(_("It is already undone."))
    return 0


class ReversalJob:
    """The orders that an operation changed, in the order in which it did, each to be given back what it had.

    The mark of how far that has come is stored with each part; where another process takes the same operation back,
    the two share what is left.
    """

    def __init__(self, engine: Engine, undone: int) -> None:
        self._engine = engine
        self._undone = undone
        self._begun = False
        self._entries: dict[int, list[HistoryEntry]] = {}
        """The history of the orders at hand since the operation, by row id."""
        self._steps: dict[int, list[StepEntry]] = {}
        """What their histories tell of their statuses, by row id; read only where the operation's own do not say it."""
        self._change = change_behind(engine, undone)
        self._start = engine.first(_START, operation=undone) or 0

    def next_keys(self, count: int) -> Sequence[int]:
        """As `Job` says.

        Raises:
            RuleBroken: if somebody else was quicker.
        """
        # From the second part on the mark is followed, not remembered: another process may have moved it.
        if self._begun:
            mark = self._engine.first(_MARK, operation=self._undone) or 0
        else:
            mark, self._begun = _beginning_of(self._engine, self._undone), True
        # Entries, not orders, are counted off, since the mark is an entry; two of them make about one order.
        while page := self._engine.select(_PAGE, operation=self._undone, after=mark, count=2 * count):
            rows = tuple(dict.fromkeys([entry.order_row for entry in page]))
            keys = self._not_begun(rows, page[0].id) if mark else rows
            mark = page[-1].id
            # In the transaction that takes these orders back, so that the mark never says more than was done.
            self._engine.insert(_NOTE_MARK, operation=self._undone, entry=mark)
            if keys:
                self._read_histories(keys, page[0].id)
                return keys
        return ()

    def _not_begun(self, rows: Sequence[int], first: int) -> Sequence[int]:
        """Those of the orders that the operation did not change before this entry.

        It may come back to an order further on, which was taken back as a whole then.
        """
        among = row_values(rows)
        between = {"start": self._start, "first": first, "operation": self._undone}
        begun = set(self._engine.select(_Histories.of(len(among)).begun, **among, **between))
        return [row for row in rows if row not in begun]

    def _read_histories(self, rows: Sequence[int], first: int) -> None:
        """Read what happened to these orders from an entry on, and what their histories tell of their statuses."""
        among = row_values(rows)
        histories = _Histories.of(len(among))
        self._entries, self._steps = defaultdict(list), defaultdict(list)
        unknown = False
        for entry in self._engine.select(histories.entries, **among, first=first):
            self._entries[entry.order_row].append(entry)
            moved = entry.field == "status" and entry.operation == self._undone
            unknown = unknown or (moved and entry.since is None)
        if unknown:
            for step in self._engine.select(histories.steps, **among):
                self._steps[step.order_row].append(step)

    def _since(self, order: Order, undone: Sequence[HistoryEntry]) -> int | None:
        """Since when the order had the status that the operation took from it; None where it came in with it."""
        kept = next((entry.since for entry in undone if entry.field == "status"), None)
        return status_before(self._steps[order.id], self._undone) if kept is None else kept or None

    def carry_out(self, operation: Operation, order: Order) -> Written:
        entries = self._entries[order.id]
        undone = [entry for entry in entries if entry.operation == self._undone]
        redo = operation.kind is OperationKind.REDO
        check_undo_fields(operation.by, ((entry.field, entry.old if redo else entry.new) for entry in undone))
        # By the entry, not by the time: within one second several operations follow each other.
        since = [entry for entry in entries if entry.id > undone[-1].id]
        back = reversal(order, undone, since, operation.at)
        if not back.changes:
            text = _("{order} stays as it is: {reasons}.")
            raise RuleBroken(text.format(order=order.order_id, reasons=back.reasons))
        # While the order was without it, another one may have got this id.
        check_external(operation.engine, order.store, str(back.changes.get("external_id") or ""))
        said: Changes = {entry.field: entry.new for entry in undone if entry.field in SAID}
        given_back = GivenBack(said, self._since(order, undone))
        done = write(operation, order, back.changes, given_back)
        if "deleted_at" in back.changes:
            count_again(operation, order, self._change)
        if "follow_up" in back.changes:
            self._carry_out_message(operation, order, back.changes["follow_up"])
        if not back.blocked:
            return done
        text = _("{order} came back only in part: {reasons}.")
        return done._replace(warning=text.format(order=order.order_id, reasons=back.reasons))

    def _carry_out_message(self, operation: Operation, order: Order, template: Value) -> None:
        """Let a message be no longer known, or known again."""
        if template is None:
            take_back_follow_up(operation, order.id, self._undone)
        else:
            write_follow_up(operation, order.id, str(template))
