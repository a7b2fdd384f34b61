"""A list broken down by one fact: what each of its values has of the orders and of the money."""

from collections.abc import Iterable
from typing import NamedTuple

from orders_tui.domain.choices import meant
from orders_tui.domain.filters import FACETS, known_values
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.words import N_, _

BREAKDOWNS: dict[str, tuple[str, str]] = {
    "status": ("status", N_("Status")),
    "payment": ("payment_status", N_("Payment")),
    "method": ("method", N_("Method")),
    "store": ("store", N_("Store")),
    "page": ("source", N_("Page")),
    "product": ("product", N_("Product")),
    "courier": ("courier", N_("Courier")),
    "city": ("city", N_("City")),
    "handler": ("handler", N_("Handler")),
}
"""What a list is broken down by: for each word the name of the facet, and what it is called."""

SENT = (Status.SHIPPED, Status.COMPLETED, Status.RTS, Status.CLOSED)
"""The statuses of orders whose parcel has left."""


class Tally(NamedTuple):
    """What the orders with one value come to."""

    value: str
    """As orders have it; empty for those that have none."""
    orders: int = 0
    amount: int = 0
    """The sum of their totals, rupiah; of a product what it was sold for."""
    paid: int = 0
    """How many of the orders are paid."""
    sent: int = 0
    """How many parcels have left: a return rate is a part of these, since only what was sent comes back."""
    returned: int = 0

    def __add__(self, other: object) -> "Tally":
        """Both together, under the value of this one."""
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(self.value, *(one + more for one, more in zip(self[1:], other[1:], strict=True)))


class Breakdown(NamedTuple):
    """A list by one fact."""

    by: str
    """A word of `BREAKDOWNS`."""
    tallies: tuple[Tally, ...]
    """Statuses and payments in their own order, else the value with the most orders first."""
    total: Tally
    """The list as a whole; of products it is less than the sum, since an order may have several."""

    @property
    def title(self) -> str:
        """What it is broken down by, in words."""
        return _(BREAKDOWNS[self.by][1])


_ORDER = {name: tuple(members) for name, members in (("status", Status), ("payment", PaymentStatus))}


def arranged(by: str, tallies: Iterable[Tally], total: Tally) -> Breakdown:
    """The breakdown that these make, in the order in which it is shown."""
    known = list(tallies)
    if members := _ORDER.get(by):
        known.sort(key=lambda tally: members.index(tally.value))
    else:
        # By the value in the end, so that rows of equal numbers do not change places.
        known.sort(key=lambda tally: (-tally.orders, -tally.amount, tally.value))
    return Breakdown(by, tuple(known), total)


def narrowed(query: OrderQuery, by: str, value: str) -> OrderQuery:
    """The list with the orders of one row alone."""
    facet, _label = BREAKDOWNS[by]
    return query.without(facet).toggled(facet, value)


def said(by: str, value: str) -> str:
    """The value of a row in words, as orders have it: what outsiders wrote is not yet fit for a terminal or a file."""
    if not value:
        return _("none")
    label = known_values(FACETS[BREAKDOWNS[by][0]]).get(value)
    return value if label is None else _(label)


def breakdown_word(typed: str) -> str | None:
    """The word of `BREAKDOWNS` that is meant, in either language; None if none is."""
    return meant(typed, {word: label for word, (_fact, label) in BREAKDOWNS.items()})


def percent(part: int, whole: int) -> str:
    """A part of a whole as it is shown: `12%`, below ten with a digit more, `3,4%`; a dash of nothing."""
    if whole <= 0:
        return "–"
    # In whole numbers, since floats would round some halves up and others down.
    tenths = (2000 * part + whole) // (2 * whole)
    if tenths >= 100 or tenths % 10 == 0:
        return f"{(200 * part + whole) // (2 * whole)}%"
    return f"{tenths // 10},{tenths % 10}%"
