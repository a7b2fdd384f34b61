"""Reading what lists from outside are matched with: orders by receipt number or by amount, payments that are known."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from peewee import fn

from orders_tui.domain.clocks import DAY
from orders_tui.domain.days import DateRange, local, utc_bounds
from orders_tui.domain.facts import Order
from orders_tui.domain.matching import WAITING_DAYS, Candidate, Credit, Match, first_day, match_credits
from orders_tui.domain.order import ENDED, Method, PaymentStatus, Status
from orders_tui.domain.payouts import Payout, PayoutMatch, match_payouts
from orders_tui.domain.receipts import number_key
from orders_tui.domain.reports import PAYING
from orders_tui.store.counted_payments import Counted, in_force, money_of_many
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import once
from orders_tui.store.tables import Orders, receipt_key
from orders_tui.store.whole_orders import read_orders

_TOGETHER = 500
"""How many values one query compares with; the number of its parameters is limited."""
_CODES = 1_000
"""Unique codes, in rupiah, are below it."""
_ENDED = tuple(rank for rank, status in enumerate(Status) if status in ENDED)
T = TypeVar("T")


class _Known(NamedTuple):
    transaction: str
    order_id: str


class MatchReads:
    """What the ship sheet, the payment desk and the courier's payout are matched with."""

    def __init__(self, engine: Engine, zone: ZoneInfo, now: Callable[[], int]) -> None:
        self._engine = engine
        self._zone = zone
        self._now = now

    def credits(self, credits: Sequence[Credit]) -> tuple[Match, ...]:
        """For each credit of a bank statement the order that it is for, as far as that can be told."""
        today = local(self._now(), self._zone).date()
        since, _end = utc_bounds(DateRange(first_day(credits, today), None), self._zone)
        candidates = self.awaiting({credit.amount for credit in credits}, since or 0)
        known = self.recorded({credit.transaction for credit in credits})
        return match_credits(credits, candidates, known, self._zone)

    def payouts(self, payouts: Sequence[Payout]) -> tuple[PayoutMatch, ...]:
        """What each line of a courier's list says of which order."""
        return match_payouts(payouts, self.with_receipts({payout.receipt for payout in payouts}))

    def waiting(self, digits: str, most: int) -> tuple[Order, ...]:
        """The orders that wait for a transfer whose amount begins or ends with these digits.

        Those of just this amount are the first, the newest before the others.

        Args:
            digits: none for all of them; the last three of an amount are its unique code.
            most: at most so many.
        """
        exactly = Orders.total.cast("TEXT") == digits
        fitting = (
            (Orders.total.cast("TEXT").startswith(digits) | Orders.total.cast("TEXT").endswith(digits))
            if digits
            else True
        )
        order = (exactly.desc(), Orders.created_at.desc(), Orders.id.desc())
        found = Orders.select(Orders.id).where(*self._unpaid(), fitting).order_by(*order).limit(most)
        return read_orders(self._engine, self._engine.select(once(found, int)))

    def near(self, amount: int, most: int) -> tuple[Order, ...]:
        """The orders that wait for a transfer of about this amount, the nearest first, the newest before the others.

        Args:
            amount: in rupiah; as near is what differs by less than the largest unique code, which buyers leave out.
            most: at most so many.
        """
        apart = fn.ABS(Orders.total - amount)
        order = (apart, Orders.created_at.desc(), Orders.id.desc())
        found = Orders.select(Orders.id).where(*self._unpaid(), apart < _CODES).order_by(*order).limit(most)
        return read_orders(self._engine, self._engine.select(once(found, int)))

    def still_waiting(self, rows: Sequence[int]) -> frozenset[int]:
        """Those of these orders, by row id, that wait for a transfer."""
        return frozenset(
            self._engine.select(once(Orders.select(Orders.id).where(Orders.id.in_(rows), *self._unpaid()), int))
        )

    def _unpaid(self) -> tuple[Any, ...]:
        oldest = self._now() - WAITING_DAYS * DAY
        return (*_transfer(), Orders.payment_status == PaymentStatus.UNPAID, Orders.created_at >= oldest)

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
        money = money_of_many(self._engine, [order.id for order in orders])
        for order in orders:
            reported = money.get(order.id, ())
            if not any(each.reported in PAYING for each in reported):
                yield Candidate(order, tuple(each.holder for each in reported if each.holder))


def _transfers(amounts: Sequence[int], since: int) -> Any:
    return Orders.select(Orders.id).where(
        *_transfer(),
        Orders.total.in_(amounts),
        Orders.payment_status.in_((PaymentStatus.UNPAID, PaymentStatus.PAID)),
        Orders.created_at >= since,
    )


def _transfer() -> tuple[Any, ...]:
    """That an order is one of one's own stores, under way, and paid by transfer."""
    return (
        Orders.fulfil == 0,
        Orders.deleted_at.is_null(),
        Orders.method == Method.BANK_TRANSFER,
        Orders.status_rank.not_in(_ENDED),
    )


def _payments(transactions: Sequence[str]) -> Any:
    return (
        Counted.select(Counted.transaction, Orders.order_id)
        .join(Orders, on=(Orders.id == Counted.order_row))
        .where(Counted.transaction > "", Counted.transaction.in_(transactions), in_force())
    )


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[at : at + _TOGETHER] for at in range(0, len(values), _TOGETHER))
