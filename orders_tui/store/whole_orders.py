"""Reading orders whole: the columns of their rows, their items and their tags."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

from peewee import SQL

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Item, ItemKind, typed_id
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, once, parameter
from orders_tui.store.tables import Items, Orders, Tags


class _Item(NamedTuple):
    order_row: int
    name: str
    price: int
    quantity: int
    kind: ItemKind
    sku: str


class _Tag(NamedTuple):
    order_row: int
    name: str


_TOGETHER = 500
"""How many orders one query reads; the number of its parameters is limited."""
_ROUNDED = 50
"""Numbers of orders above this are rounded up to a multiple of it: each makes queries of its own."""
# What has tables of its own keeps its place, so that a row becomes an order as it is: by names that takes half as long
# again, and lists and large changes read many.
_COLUMNS = [getattr(Orders, name) if name in Orders._meta.fields else SQL("NULL").alias(name) for name in Order._fields]
_ID, _ITEMS, _TAGS = (Order._fields.index(name) for name in ("id", "items", "tags"))
_ROW = Read(lambda: Orders.select(Orders.id).where(Orders.order_id == parameter("order_id")), int)


class _Whole(NamedTuple):
    """The queries that read a number of orders whole."""

    orders: Read[list[Any]]
    items: Read[_Item]
    tags: Read[_Tag]

    @classmethod
    @lru_cache(maxsize=64)
    def of(cls, count: int) -> "_Whole":
        """The queries for so many orders."""
        rows = row_places(count)
        items = Items.select(*(getattr(Items, name) for name in _Item._fields)).where(Items.order_row.in_(rows))
        tags = Tags.select(Tags.order_row, Tags.name).where(Tags.order_row.in_(rows))
        return cls(
            once(Orders.select(*_COLUMNS).where(Orders.id.in_(rows)), list),
            once(items.order_by(Items.order_row, Items.position), _Item),
            once(tags.order_by(Tags.name), _Tag),
        )


def read_orders(engine: Engine, rows: Sequence[int]) -> tuple[Order, ...]:
    """The orders of these row ids, in this order; ids that are none are left out."""
    parts = (rows[at : at + _TOGETHER] for at in range(0, len(rows), _TOGETHER))
    return tuple(order for part in parts for order in _some(engine, part))


def row_of(engine: Engine, order_id: str) -> int | None:
    """The row id of the order of this id, written as it is stored; None if there is none."""
    return engine.first(_ROW, order_id=order_id)


def find_order(engine: Engine, order_id: str) -> Order:
    """The order of this id, in the trash or not; `#` may stand before it.

    Raises:
        RuleBroken: if there is none.
    """
    row = row_of(engine, typed_id(order_id))
    if row is None:
        raise RuleBroken(_("There is no order {order}.").format(order=excerpt(order_id)))
    return read_orders(engine, [row])[0]


def row_places(count: int) -> list[Any]:
    """The places of so many row ids in a query that is built once for each number of them; `row_values` fills them."""
    return [parameter(str(at)) for at in range(count)]


def row_values(rows: Sequence[int]) -> dict[str, int]:
    """Row ids, at least one, as the values of the parameters of `row_places`; the query is the one for `len` of it."""
    count = len(rows) if len(rows) <= _ROUNDED else -(-len(rows) // _ROUNDED) * _ROUNDED
    # What is asked for twice is answered once.
    return {str(at): row for at, row in enumerate([*rows, *repeat(rows[-1], count - len(rows))])}


def _some(engine: Engine, rows: Sequence[int]) -> list[Order]:
    among = row_values(rows)
    whole = _Whole.of(len(among))
    items: dict[int, list[Item]] = defaultdict(list)
    for item in engine.select(whole.items, **among):
        items[item.order_row].append(Item(item.name, item.price, item.quantity, item.kind, item.sku))
    tags: dict[int, list[str]] = defaultdict(list)
    for tag in engine.select(whole.tags, **among):
        tags[tag.order_row].append(tag.name)
    found: dict[int, Order] = {}
    for values in engine.select(whole.orders, **among):
        row = values[_ID]
        values[_ITEMS], values[_TAGS] = tuple(items[row]), tuple(tags[row])
        found[row] = Order._make(values)
    return [found[row] for row in rows if row in found]
