"""Reading single orders whole: the order, its history, its money; and what changed since a point in time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any, NamedTuple

from peewee import Select, fn

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.order import Address, Charges, Customer, Event, Item, Kind, Money, Order
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.store.counted_payments import Counted, in_force
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, once, parameter
from orders_tui.store.events import events
from orders_tui.store.tables import History, Items, Operations, Orders, Tags


class Pulse(NamedTuple):
    """How far a reader has seen: when it differs from the last one, something was stored since."""

    operation: int
    newest: int
    """The highest row id of an order."""


class _Item(NamedTuple):
    order_row: int
    name: str
    price: int
    quantity: int
    kind: Kind
    sku: str


class _Tag(NamedTuple):
    order_row: int
    name: str


_TOGETHER = 500
"""How many orders one query reads; the number of its parameters is limited."""
_PLAIN = [name for name in Order._fields if name in Orders._meta.fields]
"""The fields of an `Order` that are columns."""
_ADDRESS = [field.name for field in fields(Address)]
_CHARGES = [field.name for field in fields(Charges)]


class _Whole(NamedTuple):
    """The queries that read a number of orders whole."""

    orders: Read[dict[str, Any]]
    items: Read[_Item]
    tags: Read[_Tag]

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, count: int) -> "_Whole":
        """The queries for so many orders, whose row ids are the parameters `0`, `1` and so on."""
        rows = [parameter(str(at)) for at in range(count)]
        columns = [getattr(Orders, name) for name in (*_PLAIN, "name", "phone", "email", *_ADDRESS, *_CHARGES)]
        items = Items.select(*(getattr(Items, name) for name in _Item._fields)).where(Items.order_row.in_(rows))
        tags = Tags.select(Tags.order_row, Tags.name).where(Tags.order_row.in_(rows))
        return cls(
            once(Orders.select(*columns).where(Orders.id.in_(rows)), dict),
            once(items.order_by(Items.order_row, Items.position), _Item),
            once(tags.order_by(Tags.name), _Tag),
        )


_ROW = Read(lambda: Orders.select(Orders.id).where(Orders.order_id == parameter("order_id")), int)
_HISTORY = Read(lambda: events().where(History.order_row == parameter("row")), Event)
_MONEY = Read(
    lambda: (
        Counted.select(*(getattr(Counted, name) for name in Money._fields))
        .where(Counted.order_row == parameter("row"), in_force())
        .order_by(Counted.id)
    ),
    Money,
)
_PULSE = Read(
    lambda: Select(
        None,
        [
            fn.COALESCE(Operations.select(fn.MAX(Operations.id)), 0).alias("operation"),
            fn.COALESCE(Orders.select(fn.MAX(Orders.id)), 0).alias("newest"),
        ],
    ),
    Pulse,
)
_TOUCHED = Read(
    lambda: History.select(History.order_row).distinct().where(History.operation_id > parameter("operation")), int
)


class OrderReads:
    """What the detail pane and `show` read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, order_id: str) -> Order:
        """The order of this id, in the trash or not.

        Raises:
            RuleBroken: if there is none.
        """
        row = self._engine.first(_ROW, order_id=order_id.strip().upper())
        if row is None:
            raise RuleBroken(_("There is no order {order}.").format(order=excerpt(order_id)))
        return self.many([row])[0]

    def many(self, rows: Sequence[int]) -> tuple[Order, ...]:
        """The orders of these row ids, in this order; ids that are none are left out."""
        parts = (rows[at : at + _TOGETHER] for at in range(0, len(rows), _TOGETHER))
        return tuple(order for part in parts for order in self._some(part))

    def _some(self, rows: Sequence[int]) -> list[Order]:
        whole = _Whole.of(len(rows))
        among = {str(at): row for at, row in enumerate(rows)}
        items: dict[int, list[Item]] = defaultdict(list)
        for item in self._engine.select(whole.items, **among):
            items[item.order_row].append(Item(item.name, item.price, item.quantity, item.kind, item.sku))
        tags: dict[int, list[str]] = defaultdict(list)
        for tag in self._engine.select(whole.tags, **among):
            tags[tag.order_row].append(tag.name)
        found = {
            row["id"]: _order(row, tuple(items[row["id"]]), tuple(tags[row["id"]]))
            for row in self._engine.select(whole.orders, **among)
        }
        return [found[row] for row in rows if row in found]

    def history(self, row: int) -> tuple[Event, ...]:
        """What happened to an order, the oldest first."""
        return tuple(self._engine.select(_HISTORY, row=row))

    def money(self, row: int) -> tuple[Money, ...]:
        """The payments and confirmations of an order that are not undone, the oldest first."""
        return tuple(self._engine.select(_MONEY, row=row))

    def pulse(self) -> Pulse:
        """How far the database has come."""
        return self._engine.first(_PULSE) or Pulse(0, 0)

    def data_version(self) -> int:
        """A number that changes when another connection has stored something; cheap enough to ask all the time."""
        return self._engine.change_counter()

    def touched_since(self, operation: int) -> frozenset[int]:
        """The row ids of the orders that operations after this one changed."""
        return frozenset(self._engine.select(_TOUCHED, operation=operation))


def _order(row: dict[str, Any], items: tuple[Item, ...], tags: tuple[str, ...]) -> Order:
    """An `Order` of its row, from which this takes the columns that are no fields of it."""
    take = row.pop
    address = Address(*[take(name) for name in _ADDRESS])
    charges = Charges(*[take(name) for name in _CHARGES])
    customer = Customer(take("name"), take("phone"), take("email"), address)
    return Order(customer=customer, items=items, charges=charges, tags=tags, **row)
