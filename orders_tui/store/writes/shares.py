"""Giving new orders to the staff of their store by share, and counting who was given how many."""

from datetime import datetime, timedelta
from typing import NamedTuple

from peewee import fn

from orders_tui.domain.sharing import DAYS_COUNTED, staff_of, whose_turn
from orders_tui.store.engine.prepared import Read, Write, parameter
from orders_tui.store.tables import SharedOut
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


def share_out(operation: Operation, store: str) -> str:
    """Who handles a new order of this store that came in now; that it was given to them is counted.

    Returns:
        The name; empty where nothing is shared out, or nobody is on duty.
    """
    staff = staff_of(operation.sharing, store)
    if not staff:
        return ""
    moment = datetime.fromtimestamp(operation.at, operation.zone)
    since = moment.date() - timedelta(days=DAYS_COUNTED - 1)
    given = operation.engine.select(_GIVEN, store=store, since=since.isoformat())
    handler = whose_turn(staff, {each.handler: each.orders for each in given}, moment)
    if handler:
        operation.engine.insert(_COUNT, store=store, day=moment.date().isoformat(), handler=handler)
    return handler
