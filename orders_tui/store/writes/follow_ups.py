"""The messages that were sent to buyers, beside their count on the order."""

from orders_tui.store.engine.prepared import Write, insertion, parameter
from orders_tui.store.tables import FollowUps
from orders_tui.store.writes.operation import Operation

_INSERT = insertion(FollowUps, "order_row", "operation_id", "at", "template")
_DELETE = Write(
    lambda: FollowUps.delete().where(
        FollowUps.order_row == parameter("row"), FollowUps.operation_id == parameter("recorded_by")
    )
)


def write_follow_up(operation: Operation, row: int, template: str) -> None:
    """Keep that a message was sent to the buyer of the order with this row id.

    Args:
        operation: the change under way.
        row: the row id.
        template: the name of the template that it was made from.
    """
    operation.engine.insert(_INSERT, order_row=row, operation_id=operation.write(), at=operation.at, template=template)


def take_back_follow_up(operation: Operation, row: int, recorded_by: int) -> None:
    """Let the message no longer be known that this operation recorded for the order with this row id."""
    operation.engine.update(_DELETE, row=row, recorded_by=recorded_by)
