"""The route of one order: the statuses that lie behind it, where it is, and those that are to come."""

from typing import NamedTuple

from orders_tui.domain.ageing import since
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import TIME_OF_STATUS
from orders_tui.domain.order import Goods, Status


class RouteStop(NamedTuple):
    """A status on the way of an order."""

    status: Status
    reached: bool
    """Whether the order is there or has gone past it."""
    at: int | None = None
    """Since when, epoch seconds; None where that is not stored."""


_PARCEL = (Status.PENDING, Status.CONFIRMED, Status.READY, Status.SHIPPED, Status.COMPLETED)
_ACCESS = (Status.PENDING, Status.CONFIRMED, Status.COMPLETED)


def route(order: Order) -> tuple[RouteStop, ...]:
    """The stops of an order in their order; what ended it otherwise than by completion stands last."""
    stops = _stops(order)
    here = stops.index(order.status)
    times: dict[Status, int | None] = {status: getattr(order, name) for status, name in TIME_OF_STATUS.items()}
    times[order.status] = times.get(order.status) or since(order)
    times.setdefault(stops[0], order.created_at)
    return tuple(
        RouteStop(status, reached=at <= here, at=times.get(status) if at <= here else None)
        for at, status in enumerate(stops)
    )


def _stops(order: Order) -> tuple[Status, ...]:
    if order.status is Status.CANCELED:
        confirmed = (Status.CONFIRMED,) if order.confirmed_at is not None else ()
        return (Status.PENDING if order.method else Status.CREATED, *confirmed, Status.CANCELED)
    if order.status in (Status.RTS, Status.CLOSED):
        return (*_PARCEL[:-1], order.status)
    # Digital goods that were packed all the same go the way of a parcel.
    usual = _ACCESS if order.goods is Goods.DIGITAL and order.status not in (Status.READY, Status.SHIPPED) else _PARCEL
    if order.status is Status.CREATED:
        return (Status.CREATED, *usual)
    if order.status is Status.IN_PROCESS:
        return (*usual[:2], Status.IN_PROCESS, *usual[2:])
    return usual
