"""Stored orders as the rules see them."""

from typing import Any, NamedTuple

from orders_tui.domain import flow
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.flow import Changes, Standing
from orders_tui.domain.order import Goods, Method, PaymentStatus, Status
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.store.counted_payments import Counted, in_force
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import ONE_ROW, Read, parameter
from orders_tui.store.tables import Orders, Tags


class _Columns(NamedTuple):
    """What the rules need of a row of `Orders`."""

    id: int
    last_operation: int
    order_id: str
    status: Status
    payment_status: PaymentStatus
    method: Method | None
    goods: Goods
    courier: str
    receipt: str
    handler: str
    note: str
    total: int
    deleted_at: int | None
    version: int
    paid_at: int | None
    confirmed_at: int | None
    shipped_at: int | None
    completed_at: int | None


def _selected() -> Any:
    return Orders.select(*(getattr(Orders, name) for name in _Columns._fields))


_BY_ORDER_ID = Read(lambda: _selected().where(Orders.order_id == parameter("order_id")), _Columns)
_BY_ROW = Read(lambda: _selected().where(Orders.id == parameter("row")), _Columns)
_TAGS = Read(lambda: Tags.select(Tags.name).where(Tags.order_row == parameter("row")).order_by(Tags.name), str)
_PAID = Read(
    lambda: (
        Counted.select(Counted.id)
        .where(Counted.order_row == parameter("row"), Counted.reported == PaymentStatus.PAID.value, in_force())
        .limit(ONE_ROW)
    ),
    int,
)


class Stored(NamedTuple):
    """An order as the rules see it, with its row id and the operation that changed it last."""

    row: int
    last_operation: int
    deleted_at: int | None
    standing: Standing

    def values(self) -> Changes:
        """The fields as they are stored, for the history."""
        now = self.standing
        return {
            "status": now.status,
            "payment_status": now.payment_status,
            "method": now.method,
            "courier": now.courier,
            "receipt": now.receipt,
            "handler": now.handler,
            "note": now.note,
            "tags": flow.join_tags(now.tags),
            "deleted_at": self.deleted_at,
            **now.times,
        }


def load(engine: Engine, order_id: str) -> Stored:
    """The order of this id.

    Raises:
        RuleBroken: if there is none.
    """
    found = engine.first(_BY_ORDER_ID, order_id=order_id.strip().upper())
    if found is None:
        raise RuleBroken(_("There is no order {order}.").format(order=excerpt(order_id)))
    return _stored(engine, found)


def load_row(engine: Engine, row: int) -> Stored:
    """The order of this row id, which must be one."""
    found = engine.first(_BY_ROW, row=row)
    if found is None:
        raise LookupError(row)
    return _stored(engine, found)


def _stored(engine: Engine, found: _Columns) -> Stored:
    standing = Standing(
        order_id=found.order_id,
        status=found.status,
        payment_status=found.payment_status,
        method=found.method,
        goods=found.goods,
        courier=found.courier,
        receipt=found.receipt,
        handler=found.handler,
        note=found.note,
        tags=tuple(engine.select(_TAGS, row=found.id)),
        total=found.total,
        money_in=engine.first(_PAID, row=found.id) is not None,
        deleted=found.deleted_at is not None,
        version=found.version,
        times={
            "paid_at": found.paid_at,
            "confirmed_at": found.confirmed_at,
            "shipped_at": found.shipped_at,
            "completed_at": found.completed_at,
        },
    )
    return Stored(found.id, found.last_operation, found.deleted_at, standing)
