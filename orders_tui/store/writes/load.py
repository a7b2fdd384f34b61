"""Loading orders with their whole histories into an empty database, many at a time."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import NamedTuple

from peewee import fn

from orders_tui.domain.commands import AddOrder
from orders_tui.domain.flow import Changes
from orders_tui.domain.order import Item
from orders_tui.domain.rights import Actor
from orders_tui.domain.search import sought_of
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Write, insertion
from orders_tui.store.tables import FollowUps, History, IntakeLines, Operations, Orders, Payments, Stores
from orders_tui.store.writes.new_orders import (
    INSERT_ITEM,
    INSERT_MENTION,
    INSERT_SOUGHT,
    columns,
    insert_order,
    item_rows,
    mention_rows,
)
from orders_tui.store.writes.operation import INSERT_HISTORY, INSERT_TAG
from orders_tui.store.writes.products import remember_products
from orders_tui.store.writes.settings import PUT

_UNKNOWN = 2**31 - 1
"""The last operation of an order until all are numbered; as large as any, so that no row outgrows its page then."""
_WAITING = 50_000
"""How many steps are kept in memory until earlier ones can no longer come."""

_INSERT_STORE = insertion(Stores, "name")
_INSERT_OPERATION = insertion(Operations, "id", "at", "by", "via", "place", "kind")
_INSERT_PAYMENT = insertion(
    Payments, "order_row", "operation_id", "at", "reported", "amount", "bank", "holder", "day", "note", "fee"
)
_INSERT_FOLLOW_UP = insertion(FollowUps, "order_row", "operation_id", "at", "template")
_INSERT_LINE = insertion(IntakeLines, "store", "kind", "key", "digest", "order_row", "operation_id")
_LAST_OPERATIONS = Write(
    lambda: Orders.update(
        last_operation=History.select(fn.MAX(History.operation_id)).where(History.order_row == Orders.id)
    )
)

Row = tuple[object, ...]


class LoadedMoney(NamedTuple):
    """A payment or confirmation of a loaded order."""

    reported: str
    amount: int | None
    bank: str = ""
    holder: str = ""
    day: str = ""
    note: str = ""
    fee: int | None = None


class LoadedStep(NamedTuple):
    """One operation on one loaded order, with all the rows that it adds."""

    at: int
    row: int
    """The row id of the order."""
    by: Actor
    line: tuple[str, str, str] | None
    """Store, kind and key of its line of the intake; None if it came another way."""
    fields: tuple[tuple[str, str | None, str | None], ...]
    """Name, old and new value of what it changed."""
    money: LoadedMoney | None = None
    template: str = ""
    """The message that was sent to the buyer."""


class Load:
    """Writes orders in batches; their steps become operations, numbered over all orders by their time.

    In a very large load that order holds within each order only, since too many steps would have to be kept.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._orders: list[Changes] = []
        self._items: list[Row] = []
        self._products: dict[str, Item] = {}
        """What was sold, as it was sold last, by name."""
        self._tags: list[Row] = []
        self._steps: list[LoadedStep] = []
        self._operations = 0

    def open_shop(self, business: str, stores: Iterable[str]) -> None:
        """Write the name of the business and those of its stores."""
        self._engine.insert(PUT, owner="", name="business", value=business)
        self._engine.insert_many(_INSERT_STORE, [(name,) for name in stores])

    def add(self, new: AddOrder, row: int, now: Changes, tags: Iterable[str], steps: Iterable[LoadedStep]) -> None:
        """Take one order; it is written with the next batch.

        Args:
            new: the order as it came in.
            row: its row id.
            now: the columns of its row that a new order does not have or that differ by now.
            tags: its tags.
            steps: all that happened to it.
        """
        self._orders.append({**columns(new), **now, "id": row, "last_operation": _UNKNOWN})
        self._items += item_rows(row, new.items)
        self._products |= {item.name: item for item in new.items}
        self._tags += [(row, tag) for tag in tags]
        self._steps += steps

    def write(self, until: int | None = None) -> None:
        """Write the orders, and of their steps those until this time: earlier ones than the others may yet come."""
        at = attrgetter("at")
        # Mostly in order already, which this sort makes use of: it costs hardly more than looking.
        self._steps.sort(key=at)
        due = len(self._steps)
        if until is not None:
            # Beyond `_WAITING` the oldest are numbered all the same: memory has a limit, and of orders that have
            # nothing to do with each other it matters little whose step has the lower number.
            due = max(bisect_right(self._steps, until, key=at), due - _WAITING)
        if self._orders:
            insert = insert_order(tuple(self._orders[0]))
            self._engine.insert_many(insert, [tuple(order.values()) for order in self._orders])
            self._engine.insert_many(INSERT_SOUGHT, [(order["id"], sought_of(order)) for order in self._orders])
            named = [row for order in self._orders for row in mention_rows(int(order["id"] or 0), order)]
            self._engine.insert_many(INSERT_MENTION, named)
        self._engine.insert_many(INSERT_ITEM, self._items)
        remember_products(self._engine, self._products.values())
        self._engine.insert_many(INSERT_TAG, self._tags)
        self._write_steps(list(enumerate(self._steps[:due], self._operations + 1)))
        self._operations += due
        self._orders, self._items, self._tags, self._steps = [], [], [], self._steps[due:]
        self._products = {}

    def _write_steps(self, steps: list[tuple[int, LoadedStep]]) -> None:
        insert = self._engine.insert_many
        insert(
            _INSERT_OPERATION, [(n, step.at, step.by.name, step.by.via, step.by.place, "change") for n, step in steps]
        )
        insert(INSERT_HISTORY, [(n, step.row, *field, None) for n, step in steps for field in step.fields])
        insert(_INSERT_PAYMENT, [(step.row, n, step.at, *step.money) for n, step in steps if step.money])
        insert(_INSERT_FOLLOW_UP, [(step.row, n, step.at, step.template) for n, step in steps if step.template])
        insert(_INSERT_LINE, [(*step.line, "", step.row, n) for n, step in steps if step.line])


@contextmanager
def loading(engine: Engine) -> Iterator[Load]:
    """One transaction in which an empty database is filled: whole, or not at all."""
    with engine.loading():
        load = Load(engine)
        yield load
        load.write()
        # Only now do all operations have their numbers.
        engine.update(_LAST_OPERATIONS)
