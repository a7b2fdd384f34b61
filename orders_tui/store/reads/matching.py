"""Reading what lists from outside are matched with: orders by receipt number or by amount, payments that are known."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from orders_tui.domain.facts import Order
from orders_tui.domain.matching import Candidate
from orders_tui.domain.order import Method, PaymentReport, PaymentStatus, Status
from orders_tui.domain.shipping import number_key
from orders_tui.store.counted_payments import Counted, in_force, reported_money
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import once
from orders_tui.store.tables import Orders, receipt_key
from orders_tui.store.whole_orders import read_orders

_TOGETHER = 500
"""How many values one query compares with; the number of its parameters is limited."""
_ENDED = tuple(rank for rank, status in enumerate(Status) if status in (Status.CANCELED, Status.CLOSED))
_MONEY_IN = (PaymentReport.PAID, PaymentReport.SETTLED)
T = TypeVar("T")


class _Known(NamedTuple):
    transaction: str
    order_id: str


class MatchReads:
    """What the ship sheet, the payment desk and the courier's payout are matched with."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def with_receipts(self, receipts: Collection[str]) -> tuple[Order, ...]:
        """The orders, but those in the trash, that have one of these receipt numbers, however it is written."""
        numbers = sorted({number_key(receipt) for receipt in receipts} - {""})
        rows: list[int] = []
        for part in _parts(numbers):
            has_one = (Orders.receipt > "", receipt_key().in_(part), Orders.deleted_at.is_null())
            rows += self._engine.select(once(Orders.select(Orders.id).where(*has_one), int))
        return read_orders(self._engine, rows)

    def awaiting(self, amounts: Collection[int], since: int) -> tuple[Candidate, ...]:
        """The orders of one's own stores that a transfer of one of these amounts may be for.

        They are those that wait for one, and those that were marked paid without any money recorded.

        Args:
            amounts: in rupiah.
            since: when the oldest of them came in, epoch seconds (UTC).
        """
        rows: list[int] = []
        for part in _parts(sorted(set(amounts))):
            rows += self._engine.select(once(_transfers(part, since), int))
        return tuple(self._candidates(read_orders(self._engine, sorted(rows))))

    def recorded(self, transactions: Collection[str]) -> dict[str, str]:
        """Which of these transactions were recorded, and not taken back, each with the id of its order."""
        known: dict[str, str] = {}
        for part in _parts(sorted(set(transactions) - {""})):
            rows = self._engine.select(once(_payments(part), _Known))
            known |= {row.transaction: row.order_id for row in rows}
        return known

    def _candidates(self, orders: Sequence[Order]) -> Iterator[Candidate]:
        for order in orders:
            money = reported_money(self._engine, order.id)
            if not any(each.reported in _MONEY_IN for each in money):
                yield Candidate(order, tuple(each.holder for each in money if each.holder))


def _transfers(amounts: Sequence[int], since: int) -> Any:
    return Orders.select(Orders.id).where(
        Orders.fulfil == 0,
        Orders.total.in_(amounts),
        Orders.deleted_at.is_null(),
        Orders.method == Method.BANK_TRANSFER,
        Orders.payment_status.in_((PaymentStatus.UNPAID, PaymentStatus.PAID)),
        Orders.status_rank.not_in(_ENDED),
        Orders.created_at >= since,
    )


def _payments(transactions: Sequence[str]) -> Any:
    return (
        Counted.select(Counted.transaction, Orders.order_id)
        .join(Orders, on=(Orders.id == Counted.order_row))
        .where(Counted.transaction > "", Counted.transaction.in_(transactions), in_force())
    )


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[at : at + _TOGETHER] for at in range(0, len(values), _TOGETHER))
