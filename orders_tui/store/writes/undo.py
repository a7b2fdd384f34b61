"""Undo and redo: an operation that writes back what another one changed, in the history like any other."""

from collections import defaultdict
from typing import Any, NamedTuple

from peewee import Expression, fn

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import FACTS, Kind, Order, Value
from orders_tui.domain.flow import Changes
from orders_tui.domain.rights import Actor
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import ONE_ROW, Read, parameter
from orders_tui.store.tables import History, Operations, Orders
from orders_tui.store.writes.changes import MONEY, write
from orders_tui.store.writes.operation import Operation
from orders_tui.store.writes.stored import load_row

_NUMBERS = frozenset(fact.name for fact in FACTS.values() if fact.kind in (Kind.MONEY, Kind.MOMENT, Kind.COUNT))
_SAID = frozenset({"reason", "late"})
"""Fields of the history that are said once and never taken back."""
_BY_PERSON = ("console", "command")


def _newest(*conditions: Expression) -> Any:
    """A person's newest operation that is not undone and for which the conditions hold."""
    undo = Operations.alias()
    undone = fn.EXISTS(undo.select(undo.id).where(undo.undoes == Operations.id))
    wanted = Operations.select(Operations.id).where(Operations.by == parameter("by"), ~undone, *conditions)
    return wanted.order_by(Operations.id.desc()).limit(ONE_ROW)


def _left_the_desk() -> Any:
    """Whether the operation sent a message or printed a label."""
    gone = History.field.in_(["follow_up", "printed"])
    return fn.EXISTS(History.select(History.id).where(History.operation_id == Operations.id, gone))


def _changed_after() -> Any:
    newer = Operations.alias()
    changed = newer.select(newer.id).where(
        newer.by == Operations.by, newer.id > Operations.id, newer.kind == "change", newer.via.in_(_BY_PERSON)
    )
    return fn.EXISTS(changed)


_LAST_CHANGE = Read(lambda: _newest(Operations.via.in_(_BY_PERSON), Operations.kind != "undo", ~_left_the_desk()), int)
_LAST_UNDO = Read(lambda: _newest(Operations.kind == "undo", ~_changed_after()), int)
_LAST_CHANGED_BY = Read(
    lambda: (
        Operations.select(Operations.by)
        .join(Orders, on=(Orders.last_operation == Operations.id))
        .where(Orders.id == parameter("row"))
    ),
    str,
)


class _Change(NamedTuple):
    order_row: int
    field: str
    old: str | None
    new: str | None


_CHANGES = Read(
    lambda: (
        History.select(History.order_row, History.field, History.old, History.new)
        .where(History.operation_id == parameter("operation"))
        .order_by(History.id)
    ),
    _Change,
)


class _Step(NamedTuple):
    id: int
    undoes: int | None


_OPERATIONS = Read(
    lambda: (
        Operations.select(Operations.id, Operations.undoes)
        .distinct()
        .join(History, on=(History.operation_id == Operations.id))
        .where(History.order_row == parameter("row"))
        .order_by(Operations.id)
    ),
    _Step,
)


def last_change(engine: Engine, by: Actor) -> int:
    """The person's newest operation that is not undone; what came by the intake is not undone by a person.

    An operation that sent a message to a buyer or printed a label is skipped, since that cannot be undone.

    Raises:
        RuleBroken: if there is none.
    """
    found = engine.first(_LAST_CHANGE, by=by.name)
    if found is None:
        raise RuleBroken(_("There is nothing to undo."))
    return found


def last_undo(engine: Engine, by: Actor) -> int:
    """The person's newest undo, unless something else was changed since.

    Raises:
        RuleBroken: if there is none.
    """
    found = engine.first(_LAST_UNDO, by=by.name)
    if found is None:
        raise RuleBroken(_("There is nothing to redo."))
    return found


def reverse(operation: Operation, undone: int) -> tuple[str, ...]:
    """Write back what the operation `undone` changed; the order ids it touched.

    Raises:
        RuleBroken: if one of its orders was changed since; nothing is written then.
    """
    engine = operation.engine
    by_order: dict[int, list[_Change]] = defaultdict(list)
    for change in engine.select(_CHANGES, operation=undone):
        by_order[change.order_row].append(change)
    orders = {row: load_row(engine, row) for row in by_order}
    _check_untouched(engine, list(orders.values()), undone)
    for row, changes in by_order.items():
        money: Changes = {change.field: change.new for change in changes if change.field in MONEY}
        write(operation, orders[row], _reversal(changes, operation.at), money)
    return tuple(order.order_id for order in orders.values())


def _check_untouched(engine: Engine, orders: list[Order], undone: int) -> None:
    touched = [order for order in orders if not _as_left(engine, order.id, undone)]
    if not touched:
        return
    first = touched[0]
    who = engine.first(_LAST_CHANGED_BY, row=first.id) or ""
    text = ngettext(
        "It cannot be undone: {order} was changed since by {who}.",
        "It cannot be undone: {order} and others ({count} orders) were changed since, the first by {who}.",
        len(touched),
    )
    raise RuleBroken(text.format(order=first.order_id, who=show(who), count=len(touched)))


def _as_left(engine: Engine, row: int, operation: int) -> bool:
    """Whether the order is as that operation left it, since all later ones were undone."""
    state, before, after = 0, {}, {}
    # A change makes a new state; an undo or redo brings back the state before the operation that it undoes.
    for step in engine.select(_OPERATIONS, row=row):
        before[step.id] = state
        state = after[step.id] = step.id if step.undoes is None else before[step.undoes]
    return bool(after[operation] == state)


def _reversal(changes: list[_Change], at: int) -> Changes:
    if any(change.field == "status" and change.old is None for change in changes):
        # The operation made the order: undoing it puts the order into the trash.
        return {"deleted_at": at}
    reversal: Changes = {}
    for change in changes:
        # Where one operation changed a field several times, the value before the first of them is the old one.
        if change.field not in _SAID:
            reversal.setdefault(change.field, _stored_value(change))
    return reversal


def _stored_value(change: _Change) -> Value:
    """The old value as its column stores it; the history has texts."""
    return int(change.old) if change.field in _NUMBERS and change.old is not None else change.old
