"""Stored orders as the rules see them."""

from orders_tui.domain.editing import items_text
from orders_tui.domain.facts import Order, Value
from orders_tui.domain.tags import join_tags
from orders_tui.store.engine.base import Engine
from orders_tui.store.whole_orders import read_orders


def load_row(engine: Engine, row: int) -> Order:
    """The order of this row id, which must be one."""
    return read_orders(engine, [row])[0]


def history_value(order: Order, field: str) -> Value:
    """What the history keeps of a field of the order: tags and items as one text, nothing of what is no fact."""
    if field == "tags":
        return join_tags(order.tags)
    if field == "items":
        return items_text(order.items)
    value: Value = getattr(order, field, None)
    return value
