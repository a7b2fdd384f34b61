"""A stored order as the rules see it, and wishes for it."""

from dataclasses import replace

from orders_tui.domain.commands import ChangeOrder
from orders_tui.domain.flow import Standing
from orders_tui.domain.order import Goods, Method, PaymentStatus, Status

NOW, BEFORE = 1_700_000_500, 1_700_000_000
NO_TIMES: dict[str, int | None] = {
    "paid_at": None,
    "confirmed_at": None,
    "shipped_at": None,
    "completed_at": None,
}
ORDER = Standing(
    order_id="261122BCDFGH",
    status=Status.PENDING,
    payment_status=PaymentStatus.UNPAID,
    method=Method.BANK_TRANSFER,
    goods=Goods.PHYSICAL,
    courier="",
    receipt="",
    handler="",
    note="",
    tags=(),
    total=180_000,
    money_in=False,
    deleted=False,
    version=3,
    times=NO_TIMES,
)
CREATED = replace(ORDER, status=Status.CREATED, method=None)


def times(**known: int) -> dict[str, int | None]:
    return NO_TIMES | known


def wish(**fields: object) -> ChangeOrder:
    return replace(ChangeOrder(order_id=ORDER.order_id), **fields)  # type: ignore[arg-type]
