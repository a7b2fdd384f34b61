"""Reading single orders whole: the order, its history, its money; and what changed since one last looked."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.order import (
    Address,
    Charges,
    Customer,
    Event,
    Goods,
    Item,
    Kind,
    Method,
    Money,
    Order,
    PaymentStatus,
    Status,
)
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.store.engine.sqlite import Engine, Row
from orders_tui.store.writes.changes import IN_FORCE

_COLUMNS = (
    "id, order_id, slug, store, seller, source, external_id, name, phone, email, street, subdistrict, city, province,"
    " postcode, status, payment_status, method, goods, discount, shipping, fees, unique_code, total, courier, receipt,"
    " handler, buyer_note, note, follow_ups, followed_up_at, created_at, paid_at, confirmed_at, shipped_at,"
    " completed_at, deleted_at, version"
)


class Pulse(NamedTuple):
    """How far a reader has seen: when it differs from the last one, something was stored since."""

    operation: int
    newest: int
    """The highest row id of an order."""


class OrderReads:
    """What the detail pane and `show` read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, order_id: str) -> Order:
        """The order of this id, in the trash or not.

        Raises:
            RuleBroken: if there is none.
        """
        rows = self._engine.rows("SELECT id FROM orders WHERE order_id = ?", (order_id.strip().upper(),))
        if not rows:
            raise RuleBroken(_("There is no order {order}.").format(order=excerpt(order_id)))
        return self.many([rows[0][0]])[0]

    def many(self, rows: Sequence[int]) -> tuple[Order, ...]:
        """The orders of these row ids, in this order."""
        among = "(" + ",".join(str(int(row)) for row in rows) + ")"
        items: dict[int, list[Item]] = defaultdict(list)
        for row, name, sku, price, quantity, kind in self._engine.rows(
            f"SELECT order_row, name, sku, price, quantity, kind FROM item WHERE order_row IN {among}"
            " ORDER BY order_row, position"
        ):
            items[row].append(Item(name, price, quantity, Kind(kind), sku))
        tags: dict[int, list[str]] = defaultdict(list)
        for row, name in self._engine.rows(f"SELECT order_row, name FROM tag WHERE order_row IN {among} ORDER BY name"):
            tags[row].append(name)
        found = {
            row[0]: _order(row, tuple(items[row[0]]), tuple(tags[row[0]]))
            for row in self._engine.rows(f"SELECT {_COLUMNS} FROM orders WHERE id IN {among}")
        }
        return tuple(found[row] for row in rows if row in found)

    def history(self, row: int) -> tuple[Event, ...]:
        """What happened to an order, the oldest first."""
        events = self._engine.rows(
            "SELECT o.id, o.at, o.by, o.via, o.place, h.field, h.old, h.new, o.undoes"
            " FROM history h JOIN operation o ON o.id = h.operation_id WHERE h.order_row = ? ORDER BY h.id",
            (row,),
        )
        return tuple(Event(*event) for event in events)

    def money(self, row: int) -> tuple[Money, ...]:
        """The payments and confirmations of an order that are not undone, the oldest first."""
        rows = self._engine.rows(
            "SELECT at, reported, amount, bank, holder, day, note FROM payment"
            f" WHERE order_row = ? AND {IN_FORCE} ORDER BY id",
            (row,),
        )
        return tuple(Money(*fields) for fields in rows)

    def pulse(self) -> Pulse:
        """How far the database has come."""
        operation, newest = self._engine.rows(
            "SELECT (SELECT coalesce(max(id), 0) FROM operation), (SELECT coalesce(max(id), 0) FROM orders)"
        )[0]
        return Pulse(operation, newest)

    def data_version(self) -> int:
        """A number that changes when another connection has stored something; cheap enough to ask all the time."""
        return self._engine.data_version()

    def touched_since(self, operation: int) -> frozenset[int]:
        """The row ids of the orders that operations after this one changed."""
        rows = self._engine.rows("SELECT DISTINCT order_row FROM history WHERE operation_id > ?", (operation,))
        return frozenset(row for (row,) in rows)


def _order(row: Row, items: tuple[Item, ...], tags: tuple[str, ...]) -> Order:
    (number, order_id, slug, store, seller, source, external_id, name, phone, email, *rest) = row
    street, subdistrict, city, province, postcode, status, payment, method, goods, *rest = rest
    discount, shipping, fees, unique_code, total, courier, receipt, handler, buyer_note, note, *times = rest
    return Order(
        id=number,
        order_id=order_id,
        slug=slug,
        status=Status(status),
        payment_status=PaymentStatus(payment),
        method=None if method is None else Method(method),
        goods=Goods(goods),
        store=store,
        seller=seller,
        source=source,
        external_id=external_id,
        customer=Customer(name, phone, email, Address(street, subdistrict, city, province, postcode)),
        items=items,
        charges=Charges(discount, shipping, fees, unique_code),
        total=total,
        courier=courier,
        receipt=receipt,
        handler=handler,
        tags=tags,
        buyer_note=buyer_note,
        note=note,
        **dict(zip(_TIMES, times, strict=True)),
    )


_TIMES = (
    "follow_ups",
    "followed_up_at",
    "created_at",
    "paid_at",
    "confirmed_at",
    "shipped_at",
    "completed_at",
    "deleted_at",
    "version",
)
