"""How the fields of an order are written, each with its line of the history."""

from functools import lru_cache
from typing import Any, NamedTuple

from peewee import SQL, ValuesList

from orders_tui.domain.ageing import came_to_status
from orders_tui.domain.editing import items_of
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import Changes
from orders_tui.domain.history import NOTED
from orders_tui.domain.mentions import mentioned
from orders_tui.domain.search import SEARCHED, sought_of
from orders_tui.domain.tags import split_tags
from orders_tui.store.engine.prepared import Write, parameter
from orders_tui.store.tables import Mentions, Orders, Sought
from orders_tui.store.writes.new_orders import INSERT_MENTION, mention_rows, replace_items
from orders_tui.store.writes.operation import Operation, Written, replace_tags
from orders_tui.store.writes.stored import history_value

_NOT_COLUMNS = frozenset(NOTED) | {"tags", "items"}
"""Fields of the history that are no columns of `Orders`."""

_UPDATE_SOUGHT = Write(lambda: Sought.update(text=parameter("text")).where(Sought.order_row == parameter("row")))

_DELETE_MENTIONS = Write(lambda: Mentions.delete().where(Mentions.order_row == parameter("row")))


class GivenBack(NamedTuple):
    """What comes back with the fields of an operation that is taken back, and is none of them."""

    said: Changes
    """What the operation wrote to the history of fields that are no columns."""
    stood_since: int | None
    """Since when the order had its status before; None where it came in with it."""


def write(operation: Operation, order: Order, changes: Changes, back: GivenBack | None = None) -> Written:
    """Write the fields, count the version up and add a history row for each field.

    Args:
        operation: the change under way.
        order: as it is stored.
        changes: field by field what is to be.
        back: where an operation is taken back, what comes back beside them.
    """
    noted = back.said if back else {}
    columns: Changes = {name: value for name, value in changes.items() if name not in _NOT_COLUMNS}
    write_columns(operation, order, columns | ({"status_at": back.stood_since} if back and "status" in columns else {}))
    if "tags" in changes:
        replace_tags(operation.engine, order.id, split_tags(str(changes["tags"])))
    if "items" in changes:
        replace_items(operation.engine, order.id, items_of(str(changes["items"])))
    # Of what is no column the order cannot say the old value: the operation that wrote it does.
    before = {name: noted.get(name, history_value(order, name)) for name in changes}
    fields = [(name, before[name], value) for name, value in changes.items()]
    history = operation.write_history(order.id, fields, order.status_at or 0)
    return Written(order.id, order.order_id, history)


def write_columns(operation: Operation, order: Order, columns: Changes) -> None:
    """Write columns of an order, count the version up, and let search and mentions follow; without any history.

    Raises:
        Conflict: if it is not stored as it was read.
    """
    if "status" in columns and "status_at" not in columns:
        columns = columns | {"status_at": came_to_status(columns, operation.at)}
    values = (*columns.values(), operation.write(), order.id, order.version)
    operation.update_order(order, _update(tuple(columns)), values)
    # The text is large and its index slow to change; most changes touch none of what is searched.
    if not columns.keys().isdisjoint(SEARCHED):
        text = sought_of(order._asdict() | columns)
        operation.engine.update(_UPDATE_SOUGHT, row=order.id, text=text)
    if "note" in columns and mentioned(order.note) != mentioned(str(columns["note"] or "")):
        operation.engine.update(_DELETE_MENTIONS, row=order.id)
        operation.engine.insert_many(INSERT_MENTION, mention_rows(order.id, columns))


@lru_cache(maxsize=256)
def _update(columns: tuple[str, ...]) -> Write:
    """The update of these columns, with values from a list: those of the columns, operation, row id and version."""
    # By the names of the columns, in their order: of the many possible combinations changes use a few, over and over.
    names = (*columns, "operation", "row", "seen")
    new = ValuesList([[parameter(name) for name in names]], alias="new")
    # `column1` and so on is what SQL itself calls the columns of a list.
    value = {name: getattr(new.c, f"column{at}") for at, name in enumerate(names, 1)}
    fields: dict[Any, Any] = {getattr(Orders, column): value[column] for column in columns}
    fields |= {Orders.version: Orders.version + SQL("1"), Orders.last_operation: value["operation"]}
    return Write(
        lambda: Orders.update(fields).from_(new).where(Orders.id == value["row"], Orders.version == value["seen"])
    )
