"""Since when orders stand where they are, and which of them have stood there for too long."""

from collections.abc import Mapping

from orders_tui.domain.facts import Order, Value
from orders_tui.domain.flow import STAGES
from orders_tui.domain.order import Status

DAY = 24 * 60 * 60
LIMITS: dict[Status, tuple[int, ...]] = {Status.PENDING: (1, 3), Status.READY: (2,)}
"""After how many whole days an order in a status needs a look, and then an urgent one."""


def since(order: Order) -> int:
    """Since when the order has its status, epoch seconds (UTC)."""
    if order.status_at is not None:
        return order.status_at
    stage = STAGES.get(order.status)
    reached: int | None = None if stage is None else getattr(order, stage)
    return order.created_at if reached is None else reached


def came_to_status(changes: Mapping[str, Value], at: int) -> int:
    """Since when an order has the status that it is given: the time that is kept of that step, else `at`."""
    stage = STAGES.get(Status(str(changes["status"])))
    reached = None if stage is None else changes.get(stage)
    return at if reached is None else int(reached)


def days_since(moment: int, now: int) -> int:
    """How many whole days ago that was; 0 also for what lies ahead."""
    return max(0, now - moment) // DAY


def age(order: Order, now: int) -> int:
    """How many of the limits of its status the order is beyond; 0 for one in time, and for one in the trash."""
    limits = () if order.deleted_at is not None else LIMITS.get(order.status, ())
    stood = now - since(order)
    return sum(stood > limit * DAY for limit in limits)
