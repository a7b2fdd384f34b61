"""Giving new orders to the staff of their store by share, and counting who was given how many."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from peewee import fn

from orders_tui.domain.facts import Order
from orders_tui.domain.sharing import DAYS_COUNTED, staff_of, whose_turn
from orders_tui.store.engine.prepared import Read, Write, parameter
from orders_tui.store.events import by_order
from orders_tui.store.tables import History, Operations, SharedOut
from orders_tui.store.writes.operation import Operation


class _Given(NamedTuple):
    handler: str
    orders: int


_GIVEN = Read(
    lambda: (
        SharedOut.select(SharedOut.handler, fn.SUM(SharedOut.orders).alias("orders"))
        .where(SharedOut.store == parameter("store"), SharedOut.day >= parameter("since"))
        .group_by(SharedOut.handler)
    ),
    _Given,
)
_COUNT = Write(
    lambda: SharedOut.insert(
        store=parameter("store"), day=parameter("day"), handler=parameter("handler"), orders=1
    ).on_conflict(
        conflict_target=(SharedOut.store, SharedOut.day, SharedOut.handler),
        update={SharedOut.orders: SharedOut.orders + 1},
    )
)


_TAKE_ONE = Write(lambda: SharedOut.update(orders=SharedOut.orders - 1).where(*_place(), SharedOut.orders > 1))
_TAKE_LAST = Write(lambda: SharedOut.delete().where(*_place()))


def _place() -> tuple[Any, ...]:
    """The count of one person in one store on one day."""
    return (
        SharedOut.store == parameter("store"),
        SharedOut.day == parameter("day"),
        SharedOut.handler == parameter("handler"),
    )


class _CameIn(NamedTuple):
    at: int
    handler: str


def _came_in() -> Any:
    """Whom an operation gave a new order to, and when; nothing for one that it did not make."""
    first, handler = History.alias(), History
    made = first.select(first.id).where(
        first.order_row == handler.order_row,
        first.operation_id == handler.operation_id,
        first.field == "status",
        first.old.is_null(),
    )
    return (
        handler.select(Operations.at, handler.new.alias("handler"))
        .join(Operations, on=(Operations.id == handler.operation_id))
        .where(
            handler.order_row == parameter("row"),
            by_order(handler.operation_id) == parameter("operation"),
            handler.field == "handler",
            handler.old == "",
            fn.EXISTS(made),
        )
    )


_CAME_IN = Read(_came_in, _CameIn)


def count_again(operation: Operation, order: Order, made_by: int) -> None:
    """Count a new order no more as given to its first handler, or once more, as it goes to the trash or comes back.

    Args:
        operation: the undo or redo under way.
        order: as it was stored before that.
        made_by: the operation that made the order, if it did: of any other nothing is counted.
    """
    given = operation.engine.first(_CAME_IN, row=order.id, operation=made_by) if operation.sharing else None
    if given is None:
        return
    day = datetime.fromtimestamp(given.at, operation.zone).date().isoformat()
    count = {"store": order.store, "day": day, "handler": given.handler}
    if order.deleted_at is not None:
        operation.engine.insert(_COUNT, **count)
    # The last one takes the row with it: a count of none is no count.
    elif not operation.engine.update(_TAKE_ONE, **count):
        operation.engine.update(_TAKE_LAST, **count)


def share_out(operation: Operation, store: str) -> str:
    """Who handles a new order of this store that came in now; that it was given to them is counted.

    Returns:
        The name; empty where nothing is shared out, or nobody is on duty.
    """
    staff = staff_of(operation.sharing, store)
    if not staff:
        return ""
    moment = datetime.fromtimestamp(operation.at, operation.zone)
    # The day that is under way is one of them.
    since = moment.date() - timedelta(days=DAYS_COUNTED - 1)
    given = operation.engine.select(_GIVEN, store=store, since=since.isoformat())
    handler = whose_turn(staff, {each.handler: each.orders for each in given}, moment)
    if handler:
        operation.engine.insert(_COUNT, store=store, day=moment.date().isoformat(), handler=handler)
    return handler
