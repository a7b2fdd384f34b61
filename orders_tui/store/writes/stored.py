"""Stored orders as the rules see them."""

from orders_tui.domain import flow
from orders_tui.domain.facts import Order, Value
from orders_tui.domain.order import PaymentStatus
from orders_tui.store.counted_payments import Counted, in_force
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import ONE_ROW, Read, parameter
from orders_tui.store.whole_orders import read_orders

_PAID = Read(
    lambda: (
        Counted.select(Counted.id)
        .where(Counted.order_row == parameter("row"), Counted.reported == PaymentStatus.PAID.value, in_force())
        .limit(ONE_ROW)
    ),
    int,
)


def load_row(engine: Engine, row: int) -> Order:
    """The order of this row id, which must be one."""
    return read_orders(engine, [row])[0]


def money_in(engine: Engine, order: Order) -> bool:
    """Whether the order was reported `paid`, whatever the amount, by a report that is in force."""
    return engine.first(_PAID, row=order.id) is not None


def history_value(order: Order, field: str) -> Value:
    """What the history keeps of a field of the order: the tags as one text, nothing of what is no fact."""
    if field == "tags":
        return flow.join_tags(order.tags)
    value: Value = getattr(order, field, None)
    return value
