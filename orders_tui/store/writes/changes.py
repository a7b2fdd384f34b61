"""How each command is written: load the order, ask the domain's rule, write the fields and their history."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from orders_tui.domain import flow
from orders_tui.domain.commands import (
    AddOrder,
    ChangeOrder,
    Command,
    Conflict,
    DeleteOrder,
    RecordConfirmation,
    RecordPayment,
    RestoreOrder,
    RuleBroken,
)
from orders_tui.domain.flow import Changes, Standing
from orders_tui.domain.history import describe
from orders_tui.domain.limits import check_amount, check_text
from orders_tui.domain.order import Event, Goods, Method, PaymentStatus, Status
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, later
from orders_tui.store.engine.sqlite import Engine, Row
from orders_tui.store.writes.new_orders import add
from orders_tui.store.writes.operation import Operation, note_history, write_tags

TIMES = ("paid_at", "confirmed_at", "shipped_at", "completed_at")
MONEY = frozenset({"payment", "confirmation"})
"""Fields of the history that tell of a row of `payment`."""
NOT_COLUMNS = MONEY | {"reason", "tags"}
"""Fields of the history that are no columns of `orders`."""


class Stored(NamedTuple):
    """An order as the rules see it, with its row and the operation that touched it last."""

    row: int
    last_operation: int
    deleted_at: int | None
    standing: Standing

    def values(self) -> Changes:
        """The fields as they are stored, for the history."""
        now = self.standing
        return {
            "status": now.status,
            "payment_status": now.payment_status,
            "method": now.method,
            "courier": now.courier,
            "receipt": now.receipt,
            "handler": now.handler,
            "note": now.note,
            "tags": flow.join_tags(now.tags),
            "deleted_at": self.deleted_at,
            **now.times,
        }


def carry_out(operation: Operation, command: Command) -> tuple[int, str]:
    """Write one command; the row id and order id of its order.

    Raises:
        RuleBroken: if a rule forbids it; nothing was written then.
    """
    match command:
        case AddOrder():
            return add(operation, command)
        case RecordConfirmation():
            return _confirmation(operation, command)
        case RecordPayment():
            return _payment(operation, command)
        case ChangeOrder():
            at = operation.at if command.at is None else command.at
            return _changed(operation, command, lambda now: flow.change(now, command, at))
        case DeleteOrder():
            return _changed(operation, command, lambda now: flow.delete(now, command, operation.at))
        case RestoreOrder():
            return _changed(operation, command, lambda now: flow.restore(now, command, operation.at))


def warning(engine: Engine, row: int, command: Command) -> str:
    """What a person should know of a command that was carried out on this row; empty for nothing."""
    receipt = (command.receipt or "").strip() if isinstance(command, ChangeOrder) else ""
    known = engine.rows(_OTHER_RECEIPT, (receipt, row)) if receipt else []
    if not known:
        return ""
    text = _("The receipt number {receipt} is also that of {order}.")
    return text.format(receipt=excerpt(receipt), order=known[0][0])


# The second condition is the index's own.
_OTHER_RECEIPT = (
    "SELECT order_id FROM orders WHERE receipt = ? AND receipt > '' AND id <> ? AND deleted_at IS NULL LIMIT 1"
)


def load(engine: Engine, order_id: str) -> Stored:
    """The order as the rules see it.

    Raises:
        RuleBroken: if there is none of this id.
    """
    rows = engine.rows(_LOAD, (order_id.strip().upper(),))
    if not rows:
        raise RuleBroken(_("There is no order {order}.").format(order=excerpt(order_id)))
    return _stored(engine, rows[0])


IN_FORCE = """(
  WITH RECURSIVE chain (id) AS (
    VALUES (payment.operation_id) UNION ALL
    SELECT operation.id FROM operation JOIN chain ON operation.undoes = chain.id
  )
  SELECT count(*) % 2 FROM chain
) = 1"""
"""Whether a row of `payment` counts: its operation is not undone, or that is undone in turn."""

_LOAD = (
    "SELECT id, last_operation, order_id, status, payment_status, method, goods, courier, receipt, handler, note,"
    " total, deleted_at, version, paid_at, confirmed_at, shipped_at, completed_at FROM orders WHERE order_id = ?"
)
_LOAD_ROW = _LOAD.replace("WHERE order_id", "WHERE id")


def load_row(engine: Engine, row: int) -> Stored:
    """The order of this row id as the rules see it."""
    return _stored(engine, engine.rows(_LOAD_ROW, (row,))[0])


def _stored(engine: Engine, row: Row) -> Stored:
    tags = engine.rows("SELECT name FROM tag WHERE order_row = ? ORDER BY name", (row[0],))
    paid = f"SELECT 1 FROM payment WHERE order_row = ? AND reported = 'paid' AND {IN_FORCE} LIMIT 1"
    money = engine.rows(paid, (row[0],))
    standing = Standing(
        order_id=row[2],
        status=Status(row[3]),
        payment_status=PaymentStatus(row[4]),
        method=None if row[5] is None else Method(row[5]),
        goods=Goods(row[6]),
        courier=row[7],
        receipt=row[8],
        handler=row[9],
        note=row[10],
        tags=tuple(name for (name,) in tags),
        total=row[11],
        money_in=bool(money),
        deleted=row[12] is not None,
        version=row[13],
        times=dict(zip(TIMES, row[14:], strict=True)),
    )
    return Stored(row[0], row[1], row[12], standing)


def _changed(
    operation: Operation,
    command: ChangeOrder | DeleteOrder | RestoreOrder,
    rule: Callable[[Standing], Changes],
) -> tuple[int, str]:
    stored = load(operation.engine, command.order_id)
    check_version(operation, stored, command.version)
    write(operation, stored, rule(stored.standing))
    return stored.row, stored.standing.order_id


def check_version(operation: Operation, stored: Stored, seen: int | None) -> None:
    """Refuse a change that was made on an older version than the one stored.

    Raises:
        Conflict: saying who changed what since.
    """
    if seen is None or seen == stored.standing.version:
        return
    rows = operation.engine.rows(_CHANGED_SINCE, (stored.row, max(1, stored.standing.version - seen)))
    events = [Event(*row) for row in rows]
    who = ", ".join(dict.fromkeys(show(event.by) for event in events))
    what = ", ".join(excerpt(change, _TOLD) for event in events for change in describe(event))
    text = _("{order} was changed meanwhile by {who} ({what}). Look at it again, then repeat.")
    raise Conflict(text.format(order=stored.standing.order_id, who=who, what=what or "–"))


_TOLD = 60
"""How many characters of one change a sentence quotes."""
_CHANGED_SINCE = """
SELECT o.id, o.at, o.by, o.via, o.place, h.field, h.old, h.new, o.undoes
FROM history h JOIN operation o ON o.id = h.operation_id
WHERE h.order_row = ?1 AND h.operation_id IN (
  SELECT DISTINCT operation_id FROM history WHERE order_row = ?1 ORDER BY operation_id DESC LIMIT ?2)
ORDER BY h.id
"""


def write(operation: Operation, stored: Stored, changes: Changes, said: Changes | None = None) -> None:
    """Write the fields, count the version up and add a history row for each field.

    Args:
        operation: the change under way.
        stored: the order as it is.
        changes: field by field what is to be.
        said: what the history has of fields that are no columns, where it is taken back.
    """
    before = stored.values() | (said or {})
    columns = {name: value for name, value in changes.items() if name not in NOT_COLUMNS}
    sql = _update_sql(tuple(columns))
    operation_id = operation.id
    done = operation.engine.run(sql, (*columns.values(), operation_id, stored.row, stored.standing.version))
    if done != 1:
        raise Conflict(_("{order} was changed meanwhile.").format(order=stored.standing.order_id))
    if "tags" in changes:
        write_tags(operation.engine, stored.row, str(changes["tags"]))
    note_history(operation, stored.row, [(name, before.get(name), value) for name, value in changes.items()])


@lru_cache(maxsize=256)
def _update_sql(columns: tuple[str, ...]) -> str:
    fields = "".join(f"{column} = ?, " for column in columns)
    return f"UPDATE orders SET {fields}version = version + 1, last_operation = ? WHERE id = ? AND version = ?"


def _payment(operation: Operation, command: RecordPayment) -> tuple[int, str]:
    stored = load(operation.engine, command.order_id)
    if command.amount is not None:
        check_amount(later("amount"), command.amount)
    at = operation.at if command.at is None else command.at
    changes = flow.record_payment(stored.standing, command, at)
    operation.engine.run(
        "INSERT INTO payment (order_row, operation_id, at, reported, amount) VALUES (?, ?, ?, ?, ?)",
        (stored.row, operation.id, at, command.reported, command.amount),
    )
    write(operation, stored, {**changes, "payment": _money(command.reported, command.amount)})
    return stored.row, stored.standing.order_id


def _confirmation(operation: Operation, said: RecordConfirmation) -> tuple[int, str]:
    stored = load(operation.engine, said.order_id)
    for name, text in ((later("bank"), said.bank), (later("account holder"), said.holder), (later("day"), said.day)):
        check_text(name, text)
    check_text(later("note"), said.note, lines=True)
    if said.amount is not None:
        check_amount(later("amount"), said.amount)
    operation.engine.run(
        "INSERT INTO payment (order_row, operation_id, at, reported, amount, bank, holder, day, note)"
        " VALUES (?, ?, ?, 'confirmation', ?, ?, ?, ?, ?)",
        (stored.row, operation.id, operation.at, said.amount, said.bank, said.holder, said.day, said.note),
    )
    write(operation, stored, {"confirmation": _money(said.bank, said.amount)})
    return stored.row, stored.standing.order_id


def _money(what: str, amount: int | None) -> str:
    return what if amount is None else f"{what} {amount}".strip()
