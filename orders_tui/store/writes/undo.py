"""Undo and redo: an operation that writes back what another one changed, in the history like any other."""

from collections import defaultdict

from orders_tui.domain.commands import By, RuleBroken
from orders_tui.domain.flow import Changes
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.store.engine.sqlite import Engine, Row
from orders_tui.store.writes.changes import MONEY, Stored, load_row, write
from orders_tui.store.writes.operation import Operation

_NUMBERS = frozenset({"deleted_at", "paid_at", "confirmed_at", "shipped_at", "completed_at"})

_LAST_CHANGE = """
SELECT id FROM operation AS o
WHERE by = ? AND via IN ('console', 'command') AND kind <> 'undo'
  AND NOT EXISTS (SELECT 1 FROM operation AS later WHERE later.undoes = o.id)
  AND NOT EXISTS (SELECT 1 FROM history WHERE operation_id = o.id AND field = 'follow_up')
ORDER BY id DESC LIMIT 1
"""

_LAST_UNDO = """
SELECT id FROM operation AS o
WHERE by = ? AND kind = 'undo'
  AND NOT EXISTS (SELECT 1 FROM operation AS later WHERE later.undoes = o.id)
  AND NOT EXISTS (
    SELECT 1 FROM operation AS newer
    WHERE newer.by = o.by AND newer.id > o.id AND newer.kind = 'change' AND newer.via IN ('console', 'command')
  )
ORDER BY id DESC LIMIT 1
"""


def last_change(engine: Engine, by: By) -> int:
    """The person's newest operation that is not undone; what the intake brought in is nobody's to undo.

    A message that was sent to a buyer is passed over, since it cannot be taken back.

    Raises:
        RuleBroken: if there is none.
    """
    rows = engine.rows(_LAST_CHANGE, (by.name,))
    if not rows:
        raise RuleBroken(_("There is nothing to undo."))
    return int(rows[0][0])


def last_undo(engine: Engine, by: By) -> int:
    """The person's newest undo, unless something else was changed since.

    Raises:
        RuleBroken: if there is none.
    """
    rows = engine.rows(_LAST_UNDO, (by.name,))
    if not rows:
        raise RuleBroken(_("There is nothing to redo."))
    return int(rows[0][0])


def reverse(operation: Operation, undone: int) -> tuple[str, ...]:
    """Write back what the operation `undone` changed; the order ids it touched.

    Raises:
        RuleBroken: if one of its orders was changed since; nothing is written then.
    """
    by_order: dict[int, list[Row]] = defaultdict(list)
    rows = operation.engine.rows(
        "SELECT order_row, field, old, new FROM history WHERE operation_id = ? ORDER BY id", (undone,)
    )
    for change in rows:
        by_order[change[0]].append(change)
    orders = {row: load_row(operation.engine, row) for row in by_order}
    _check_untouched(operation.engine, list(orders.values()), undone)
    for row, fields in by_order.items():
        money = {name: new for _row, name, _old, new in fields if name in MONEY}
        write(operation, orders[row], _reversal(fields, operation.at), money)
    return tuple(stored.standing.order_id for stored in orders.values())


def _check_untouched(engine: Engine, orders: list[Stored], undone: int) -> None:
    touched = [order for order in orders if undone != order.last_operation and not _as_left(engine, order.row, undone)]
    if not touched:
        return
    first = touched[0]
    who = engine.rows("SELECT by FROM operation WHERE id = ?", (first.last_operation,))[0][0]
    text = ngettext(
        "It cannot be undone: {order} was changed since by {who}.",
        "It cannot be undone: {order} and others ({count} orders) were changed since, the first by {who}.",
        len(touched),
    )
    raise RuleBroken(text.format(order=first.standing.order_id, who=show(who), count=len(touched)))


def _as_left(engine: Engine, row: int, operation: int) -> bool:
    """Whether the order is as that operation left it, since all that came after was taken back."""
    state, before, after = 0, {}, {}
    # A change makes a new state; an undo or redo brings back the state before what it undoes.
    for number, undoes in engine.rows(
        "SELECT DISTINCT o.id, o.undoes FROM history h JOIN operation o ON o.id = h.operation_id"
        " WHERE h.order_row = ? ORDER BY o.id",
        (row,),
    ):
        before[number] = state
        state = after[number] = number if undoes is None else before[undoes]
    return bool(after[operation] == state)


def _reversal(fields: list[Row], at: int) -> Changes:
    if any(name == "status" and old is None for _row, name, old, _new in fields):
        # The order came into being: taking that back puts it into the trash.
        return {"deleted_at": at}
    changes: Changes = {}
    for _row, name, old, _new in fields:
        # One operation may have changed a field several times: what was before the first counts.
        if name != "reason":
            changes.setdefault(name, int(old) if name in _NUMBERS and old is not None else old)
    return changes
