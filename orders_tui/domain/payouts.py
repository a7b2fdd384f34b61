"""What a courier pays out of the cash it collected, matched with the COD orders by their receipt numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from orders_tui.domain.commands import AcceptPayment
from orders_tui.domain.facts import Order
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import ENDED, MONEY_IN, Method, label
from orders_tui.domain.plans import Selection, selected
from orders_tui.domain.receipts import number_key
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import N_, _
from orders_tui.domain.written import who


class PayoutState(StrEnum):
    """What the courier says of a parcel's money."""

    HANDED_OVER = "handed_over"
    RETURNED = "returned"
    OPEN = "open"
    """It comes with a later list."""


class Payout(NamedTuple):
    """A line of the courier's list."""

    line: int
    """Where it stands in the list, counted from 1."""
    receipt: str
    amount: int
    """What the courier collected, or what is left of it after the fee, in rupiah; the lists differ in that."""
    fee: int = 0
    """What the courier keeps, in rupiah."""
    state: PayoutState = PayoutState.HANDED_OVER


class PayoutVerdict(StrEnum):
    """What a line is found to be."""

    MATCHED = "matched"
    SHORT = "short"
    """Less than the order's total."""
    OVER = "over"
    """More than it."""
    RETURNED = "returned"
    OPEN = "open"
    PAID = "paid"
    """The order is already paid."""
    UNKNOWN = "unknown"
    """No order has the receipt number."""
    UNFIT = "unfit"
    """The order is no COD order, or has ended."""
    SEVERAL = "several"
    """Several orders have the receipt number."""
    REPEATED = "repeated"
    """The very same line stands above."""
    CONTESTED = "contested"
    """Another line says otherwise of the same receipt number."""

    @property
    def needs_checking(self) -> bool:
        """Whether a person has to find out what is wrong."""
        return self in (
            PayoutVerdict.SHORT,
            PayoutVerdict.OVER,
            PayoutVerdict.UNKNOWN,
            PayoutVerdict.UNFIT,
            PayoutVerdict.SEVERAL,
            PayoutVerdict.CONTESTED,
        )


class PayoutMatch(NamedTuple):
    """A line of the list, and the order that it is about."""

    payout: Payout
    verdict: PayoutVerdict
    orders: tuple[Order, ...] = ()
    """Those with its receipt number."""

    @property
    def sentence(self) -> str:
        """What was found, in words; names are safe to show."""
        order = self.orders[0] if self.orders else None
        short = self.verdict is PayoutVerdict.SHORT and not self.payout.fee
        return _(_SHORT if short else _SENTENCES[self.verdict]).format(
            receipt=excerpt(self.payout.receipt),
            amount=rupiah(self.payout.amount),
            fee=rupiah(self.payout.fee),
            order=order.order_id if order else "",
            customer=who(order) if order else "",
            total=rupiah(order.total) if order else "",
            status=label(order.status) if order else "",
            method=label(order.method) if order and order.method else "–",
            orders=", ".join(each.order_id for each in self.orders),
        )


_SENTENCES = {
    PayoutVerdict.MATCHED: N_("{receipt}: {amount} is for {order} ({customer})."),
    PayoutVerdict.SHORT: N_("{receipt}: {amount} and a fee of {fee} is less than the {total} of {order} ({customer})."),
    PayoutVerdict.OVER: N_("{receipt}: {amount} is more than the {total} of {order} ({customer})."),
    PayoutVerdict.RETURNED: N_("{receipt}: {order} ({customer}) was returned; no cash is due."),
    PayoutVerdict.OPEN: N_("{receipt}: the money of {order} ({customer}) is not handed over yet."),
    PayoutVerdict.PAID: N_("{receipt}: {order} ({customer}) is already paid."),
    PayoutVerdict.UNKNOWN: N_("{receipt}: no order has this receipt number."),
    PayoutVerdict.UNFIT: N_("{receipt}: no cash is due for {order} ({customer}): {method}, {status}."),
    PayoutVerdict.SEVERAL: N_("{receipt}: several orders have this receipt number: {orders}. Mark them paid by hand."),
    PayoutVerdict.REPEATED: N_("{receipt}: the same line is above."),
    PayoutVerdict.CONTESTED: N_("{receipt}: another line has different data for this receipt number."),
}
_SHORT = N_("{receipt}: {amount} is less than the {total} of {order} ({customer}).")
"""That too little came in, where no fee is named."""
_STATES = {PayoutState.RETURNED: PayoutVerdict.RETURNED, PayoutState.OPEN: PayoutVerdict.OPEN}


def match_payouts(payouts: Sequence[Payout], orders: Iterable[Order]) -> tuple[PayoutMatch, ...]:
    """What each line of the list says of which order; no order is matched twice, whatever the order of the lines.

    Args:
        payouts: the courier's list.
        orders: those that have one of its receipt numbers; others do no harm.
    """
    by_number: defaultdict[str, list[Order]] = defaultdict(list)
    for order in orders:
        by_number[number_key(order.receipt)].append(order)
    # How many different things are said of a number: the same line again is a repeat, another amount a contradiction.
    different = Counter(number for number, _said in {(number_key(each.receipt), each[2:]) for each in payouts})
    seen: set[str] = set()
    matches = []
    for payout in sorted(payouts, key=lambda payout: payout.line):
        number = number_key(payout.receipt)
        fitting = tuple(by_number[number])
        if different[number] > 1:
            verdict = PayoutVerdict.CONTESTED
        elif number in seen:
            verdict = PayoutVerdict.REPEATED
        else:
            verdict = _verdict(payout, fitting)
        seen.add(number)
        matches.append(PayoutMatch(payout, verdict, fitting))
    return tuple(matches)


def _verdict(payout: Payout, orders: Sequence[Order]) -> PayoutVerdict:
    if len(orders) != 1:
        return PayoutVerdict.SEVERAL if orders else PayoutVerdict.UNKNOWN
    order = orders[0]
    if order.method is not Method.COD or order.status in ENDED:
        return PayoutVerdict.UNFIT
    # Before the amount is looked at: of a parcel that came back a list may still name what was to be collected.
    if payout.state in _STATES:
        return _STATES[payout.state]
    if order.payment_status in MONEY_IN:
        return PayoutVerdict.PAID
    if order.total in (payout.amount, payout.amount + payout.fee):
        return PayoutVerdict.MATCHED
    return PayoutVerdict.SHORT if payout.amount < order.total else PayoutVerdict.OVER


@dataclass(frozen=True)
class CodPlan:
    """Every order whose cash the courier handed over whole is paid; its status stays."""

    matches: tuple[PayoutMatch, ...]

    @cached_property
    def selection(self) -> Selection:
        """The matched orders."""
        return selected([match.orders[0] for match in self._matched.values()])

    def command(self, order: Order) -> AcceptPayment:
        """The payment of one order, with the fee that the courier kept."""
        payout = self._matched[order.id].payout
        return AcceptPayment(
            order_id=order.order_id,
            amount=order.total,
            fee=payout.fee,
            # Of the parcel, not of the list: another list that has it is about the same money.
            transaction=f"cod:{number_key(payout.receipt)}",
            note=payout.receipt,
        )

    @cached_property
    def _matched(self) -> Mapping[int, PayoutMatch]:
        return {match.orders[0].id: match for match in self.matches if match.verdict is PayoutVerdict.MATCHED}
