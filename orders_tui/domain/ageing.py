"""Since when orders stand where they are, and which of them have stood there for too long."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from orders_tui.domain.clocks import DAY
from orders_tui.domain.facts import Order, Value
from orders_tui.domain.flow import TIME_OF_STATUS
from orders_tui.domain.order import Status

LIMITS: dict[Status, tuple[int, ...]] = {Status.PENDING: (1, 3), Status.READY: (2,)}
"""After how many whole days an order in a status needs a look, and then an urgent one."""


def since(order: Order) -> int:
    """Since when the order has its status, epoch seconds (UTC)."""
    if order.status_at is not None:
        return order.status_at
    stage = TIME_OF_STATUS.get(order.status)
    reached: int | None = None if stage is None else getattr(order, stage)
    return order.created_at if reached is None else reached


def came_to_status(changes: Mapping[str, Value], at: int) -> int:
    """Since when an order has the status that it is given: the time that is kept of that step, else `at`."""
    stage = TIME_OF_STATUS.get(Status(str(changes["status"])))
    reached = None if stage is None else changes.get(stage)
    return at if reached is None else int(reached)


class StepEntry(NamedTuple):
    """A line of an order's history that tells of its status, or of the time of a step."""

    order_row: int
    operation: int
    undoes: int | None
    """The operation that this one takes back."""
    at: int
    """When it was written, epoch seconds (UTC)."""
    field: str
    old: str | None
    new: str | None


def status_before(entries: Sequence[StepEntry], operation: int) -> int | None:
    """Since when an order had the status that an operation took from it; None where it came in with it.

    What was taken back counts as if it had not been made.

    Args:
        entries: all such lines of the order, the oldest first.
        operation: the operation, one of them.
    """
    # Backwards, since it is nearly always the step just before that tells it.
    sought: int | None = operation
    while sought is not None:
        end = next((at for at, entry in enumerate(entries) if entry.operation == sought), 0)
        while end and entries[end - 1].field != "status":
            end -= 1
        if not end:
            return None
        step = entries[end - 1]
        # An undo gave back what was before the operation that it took back, so that is where to look on.
        sought = step.undoes
    lines = [entry for entry in entries if entry.operation == step.operation]
    if any(line.field == "status" and line.old is None for line in lines):
        return None
    return came_to_status({line.field: line.new for line in lines}, step.at)


def days_since(moment: int, now: int) -> int:
    """How many whole days ago that was; 0 also for what lies ahead."""
    return max(0, now - moment) // DAY


def age(order: Order, now: int) -> int:
    """How many of the limits of its status the order is beyond; 0 for one in time, and for one in the trash."""
    limits = () if order.deleted_at is not None else LIMITS.get(order.status, ())
    stood = now - since(order)
    return sum(stood > limit * DAY for limit in limits)
