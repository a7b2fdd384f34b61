"""Whose money came in: the credits of a bank statement matched with the orders that wait for a transfer.

An order is told by its amount, which its unique code makes its own; where several have the same, by the day and by the
name of the account's holder. What even these leave open is never guessed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple
from zoneinfo import ZoneInfo

from orders_tui.domain.commands import AcceptPayment
from orders_tui.domain.days import local
from orders_tui.domain.facts import Order
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import STATEMENT, PaymentStatus
from orders_tui.domain.plans import Selection, selected
from orders_tui.domain.search import fold
from orders_tui.domain.words import N_, _
from orders_tui.domain.written import who

WAITING_DAYS = 30
"""A transfer that comes later than so many days after the order is not taken for it."""


class Credit(NamedTuple):
    """Money that came in, by a bank statement."""

    line: int
    """Where it stands in the statement, counted from 1."""
    amount: int
    """Rupiah."""
    day: date | None
    text: str
    """What the bank wrote: the kind of transfer, the holder, the buyer's words."""

    @property
    def transaction(self) -> str:
        """What tells this credit from any other: the same line of the same statement has the same one."""
        # Folded, so that capitals and blanks make no other line of it.
        said = f"{self.day or ''}\n{self.amount}\n{' '.join(fold(self.text).split())}"
        return f"{STATEMENT}{blake2b(said.encode(), digest_size=16).hexdigest()}"


class Candidate(NamedTuple):
    """An order that a transfer may be for: one that waits for it, or was marked paid without any money recorded."""

    order: Order
    holders: tuple[str, ...] = ()
    """From whose accounts the buyer says to have paid."""


class CreditVerdict(StrEnum):
    """What a credit is found to be."""

    MATCHED = "matched"
    SEVERAL = "several"
    """It fits several orders."""
    NONE = "none"
    PAID = "paid"
    """It fits one order, which is paid already."""
    KNOWN = "known"
    """It was matched before."""
    REPEATED = "repeated"
    """The statement has the very same line above."""
    CONTESTED = "contested"
    """It fits one order, and so does another credit."""

    @property
    def needs_checking(self) -> bool:
        """Whether a person has to find out what the money is for."""
        return self in (CreditVerdict.SEVERAL, CreditVerdict.CONTESTED)


class Match(NamedTuple):
    """A credit, and the order it is for as far as that can be told."""

    credit: Credit
    verdict: CreditVerdict
    orders: tuple[Order, ...] = ()
    """Those that it fits."""
    known: str = ""
    """The id of the order that the credit was matched with before."""

    @property
    def sentence(self) -> str:
        """What was found, in words; names are safe to show."""
        order = self.orders[0].order_id if self.orders else self.known
        return _(_SENTENCES[self.verdict]).format(
            amount=rupiah(self.credit.amount),
            order=order,
            customer=who(self.orders[0]) if self.orders else "",
            orders=", ".join(each.order_id for each in self.orders),
        )


_SENTENCES = {
    CreditVerdict.MATCHED: N_("{amount} is for {order} ({customer})."),
    CreditVerdict.SEVERAL: N_("{amount} matches several orders: {orders}. Choose by hand."),
    CreditVerdict.NONE: N_("No order awaiting a transfer matches {amount}."),
    CreditVerdict.PAID: N_("{amount} matches {order} ({customer}), which is already paid."),
    CreditVerdict.KNOWN: N_("{amount} was already recorded for {order}."),
    CreditVerdict.REPEATED: N_("{amount}: the same line is above."),
    CreditVerdict.CONTESTED: N_("{amount} matches {order} ({customer}), and so does another line. Choose by hand."),
}


def match_credits(
    credits: Sequence[Credit], candidates: Iterable[Candidate], known: Mapping[str, str], zone: ZoneInfo
) -> tuple[Match, ...]:
    """For each credit the order that it is for; no order is matched twice, whatever the order of the credits.

    Args:
        credits: what the statement says.
        candidates: the orders that have one of the amounts as their total; others do no harm.
        known: credits that were recorded before, by their `transaction`, each with the id of its order.
        zone: the desk's own time zone, in which the day of an order is counted.
    """
    waiting: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        waiting[candidate.order.total].append(candidate)
    seen: set[str] = set()
    matches = []
    for credit in sorted(credits, key=lambda credit: credit.line):
        match = _match(credit, waiting[credit.amount], known.get(credit.transaction, ""), zone)
        # The very same line a second time is mostly one that was copied twice; two equal transfers are for a person
        # to tell.
        matches.append(Match(credit, CreditVerdict.REPEATED) if credit.transaction in seen else match)
        seen.add(credit.transaction)
    return _without_contested(matches)


def first_day(credits: Iterable[Credit], today: date) -> date:
    """The day of the oldest order that one of the credits may be for."""
    # A credit without a day may be of any up to today.
    return min([today, *(credit.day for credit in credits if credit.day)]) - timedelta(days=WAITING_DAYS)


def _match(credit: Credit, waiting: Iterable[Candidate], known: str, zone: ZoneInfo) -> Match:
    if known:
        return Match(credit, CreditVerdict.KNOWN, known=known)
    fitting = [each for each in waiting if _in_time(credit, each.order, zone)]
    # Names only decide between several orders: money for a lone one may well come from somebody else's account.
    if len(fitting) > 1:
        fitting = [each for each in fitting if _is_named(credit, each)] or fitting
    orders = tuple(each.order for each in fitting)
    if not orders:
        return Match(credit, CreditVerdict.NONE)
    if len(orders) > 1:
        return Match(credit, CreditVerdict.SEVERAL, orders)
    waits = orders[0].payment_status is PaymentStatus.UNPAID
    return Match(credit, CreditVerdict.MATCHED if waits else CreditVerdict.PAID, orders)


def _without_contested(matches: Sequence[Match]) -> tuple[Match, ...]:
    single = (CreditVerdict.MATCHED, CreditVerdict.PAID)
    # Counted over the whole statement, so that it does not matter which of the lines comes first.
    claims = Counter(match.orders[0].id for match in matches if match.verdict in single)
    return tuple(
        match._replace(verdict=CreditVerdict.CONTESTED)
        if match.verdict in single and claims[match.orders[0].id] > 1
        else match
        for match in matches
    )


def _in_time(credit: Credit, order: Order, zone: ZoneInfo) -> bool:
    """Whether the money came after the order, and not too long after."""
    if credit.day is None:
        return True
    ordered = local(order.created_at, zone).date()
    return ordered <= credit.day <= ordered + timedelta(days=WAITING_DAYS)


_SHORTEST = 3
"""Letters; a name cut shorter by the bank, such as an initial, says too little."""


def _is_named(credit: Credit, candidate: Candidate) -> bool:
    """Whether the whole name of the buyer, or of the account's holder, stands in the bank's text."""
    words = _name_words(credit.text)
    return any(_stands_in(_name_words(name), words) for name in (candidate.order.name, *candidate.holders))


def _name_words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(text))


def _stands_in(name: Sequence[str], words: Sequence[str]) -> bool:
    if not name:
        return False
    # Banks cut long names off: the last word of the text may be the beginning of one.
    cut = words[-1] if words and len(words[-1]) >= _SHORTEST else ""
    missing = [word for word in name if word not in words]
    return not missing or (len(name) > 1 and bool(cut) and missing == [name[-1]] and name[-1].startswith(cut))


@dataclass(frozen=True)
class PaymentPlan:
    """Every order that one credit was matched with is paid by it; a Pending one is confirmed as well."""

    matches: tuple[Match, ...]

    @cached_property
    def selection(self) -> Selection:
        """The matched orders."""
        return selected([match.orders[0] for match in self._matched.values()])

    def command(self, order: Order) -> AcceptPayment:
        """The payment of one order, with what the bank wrote."""
        credit = self._matched[order.id].credit
        return AcceptPayment(
            order_id=order.order_id,
            amount=credit.amount,
            transaction=credit.transaction,
            day="" if credit.day is None else credit.day.isoformat(),
            note=credit.text,
            confirms=True,
        )

    @cached_property
    def _matched(self) -> Mapping[int, Match]:
        return {match.orders[0].id: match for match in self.matches if match.verdict is CreditVerdict.MATCHED}
