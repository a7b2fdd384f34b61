"""How the fields of an order are written, each with its line of the history."""

from functools import lru_cache
from typing import Any

from peewee import SQL, fn

from orders_tui.domain.ageing import came_to_status
from orders_tui.domain.commands import Conflict
from orders_tui.domain.editing import items_of
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import Changes
from orders_tui.domain.history import NOTED
from orders_tui.domain.search import SEARCHED, sought_of
from orders_tui.domain.tags import split_tags
from orders_tui.domain.words import _
from orders_tui.store.engine.prepared import ONE_ROW, Write, parameter
from orders_tui.store.events import by_order
from orders_tui.store.tables import History, Mentions, Operations, Orders, Sought
from orders_tui.store.writes.new_orders import INSERT_MENTION, mention_rows, replace_items
from orders_tui.store.writes.operation import Operation, Written, replace_tags
from orders_tui.store.writes.stored import history_value

_NOT_COLUMNS = frozenset(NOTED) | {"tags", "items"}
"""Fields of the history that are no columns of `Orders`."""

_UPDATE_SOUGHT = Write(lambda: Sought.update(text=parameter("text")).where(Sought.order_row == parameter("row")))

_DELETE_MENTIONS = Write(lambda: Mentions.delete().where(Mentions.order_row == parameter("row")))


def write(operation: Operation, order: Order, changes: Changes, said: Changes | None = None) -> Written:
    """Write the fields, count the version up and add a history row for each field.

    Args:
        operation: the change under way.
        order: as it is stored.
        changes: field by field what is to be.
        said: where an operation is undone, what it wrote to the history of fields that are no columns.
    """
    noted = said or {}
    write_columns(operation, order, {name: value for name, value in changes.items() if name not in _NOT_COLUMNS})
    if "tags" in changes:
        replace_tags(operation.engine, order.id, split_tags(str(changes["tags"])))
    if "items" in changes:
        replace_items(operation.engine, order.id, items_of(str(changes["items"])))
    before = {name: noted.get(name, history_value(order, name)) for name in changes}
    history = operation.write_history(order.id, [(name, before[name], value) for name, value in changes.items()])
    return Written(order.id, order.order_id, history)


def write_columns(operation: Operation, order: Order, columns: Changes) -> None:
    """Write columns of an order, count the version up, and let search and mentions follow; without any history.

    Raises:
        Conflict: if it is not stored as it was read.
    """
    if "status" in columns:
        columns = columns | {"status_at": came_to_status(columns, operation.at)}
    done = operation.engine.update(
        _update(tuple(columns), reverses=operation.before is not None),
        **columns,
        before=operation.before,
        this_operation=operation.write(),
        row=order.id,
        seen=order.version,
    )
    # The version is in the condition of the update itself: between reading and writing nobody can come in unnoticed.
    if done != 1:
        raise Conflict(_("{order} was changed meanwhile.").format(order=order.order_id))
    # The text is large and its index slow to change; most changes touch none of what is searched.
    if not columns.keys().isdisjoint(SEARCHED):
        text = sought_of(order._asdict() | columns)
        operation.engine.update(_UPDATE_SOUGHT, row=order.id, text=text)
    if "note" in columns:
        operation.engine.update(_DELETE_MENTIONS, row=order.id)
        operation.engine.insert_many(INSERT_MENTION, mention_rows(order.id, columns))


def _stood_since() -> Any:
    """When the order came to the status that it is given back; none where it came in with it.

    That is a change which left it in this status, before the one that is taken back, or up to the one given back.
    """
    # Wherever an operation is compared, it is as an expression: one that changed a million orders must not be walked
    # for each of them, and SQLite plans a statement again at each run in which a bound value is sought in an index with
    # statistics; that took several times as long as the rest of the update.
    later = History.alias()
    left_so = ~fn.EXISTS(
        later.select(ONE_ROW).where(
            later.order_row == Orders.id,
            later.id > History.id,
            later.field == "status",
            by_order(later.operation_id) == History.operation_id,
        )
    )
    return (
        History.select(Operations.at)
        .join(Operations, on=(Operations.id == History.operation_id))
        .where(
            History.order_row == Orders.id,
            History.field == "status",
            History.old.is_null(False),
            History.new == parameter("status"),
            by_order(History.operation_id) < parameter("before"),
            Operations.undoes.is_null(),
            left_so,
        )
        .order_by(History.id.desc())
        .limit(ONE_ROW)
    )


@lru_cache(maxsize=256)
def _update(columns: tuple[str, ...], *, reverses: bool) -> Write:
    """The update of these columns of one order, as long as its version is the one that was seen.

    Where it takes a change back, the order has its status for as long as if that had not been made.
    """
    fields: dict[Any, Any] = {getattr(Orders, column): parameter(column) for column in columns}
    if reverses and "status" in columns:
        fields[Orders.status_at] = _stood_since()
    fields |= {Orders.version: Orders.version + SQL("1"), Orders.last_operation: parameter("this_operation")}
    return Write(
        lambda: Orders.update(fields).where(Orders.id == parameter("row"), Orders.version == parameter("seen"))
    )
