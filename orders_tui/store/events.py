"""What the history says of an order, one event for each field that an operation changed."""

from typing import Any

from orders_tui.store.tables import History, Operations


def events() -> Any:
    """All events, the oldest first, with the columns of an `Event`."""
    return (
        History.select(
            Operations.id.alias("operation"),
            Operations.at,
            Operations.by,
            Operations.via,
            Operations.place,
            History.field,
            History.old,
            History.new,
            Operations.undoes,
        )
        .join(Operations, on=(Operations.id == History.operation_id))
        .order_by(History.id)
    )
