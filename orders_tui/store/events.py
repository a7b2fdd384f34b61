"""What the history says of an order, one event for each field that an operation changed."""

from typing import Any

from peewee import OP, Case, Expression

from orders_tui.domain.operation_kind import OperationKind
from orders_tui.store.tables import History, Operations


def events() -> Any:
    """All events, the oldest first, with the columns of an `Event`."""
    return (
        History.select(
            Operations.id.alias("operation"),
            Operations.at,
            Operations.by,
            # Of an import that is what matters, not from where it was called.
            Case(None, [(Operations.kind == OperationKind.IMPORT.value, "import")], Operations.via).alias("via"),
            Operations.place,
            History.field,
            History.old,
            History.new,
            Operations.undoes,
        )
        .join(Operations, on=(Operations.id == History.operation_id))
        .order_by(History.id)
    )


def by_order(operation_id: Any) -> Expression:
    """The operation of an entry that is looked up by its order: an operation may have changed a million of them.

    As an expression, so that the planner leaves the index of operations alone.
    """
    return Expression(operation_id, OP.ADD, 0)
