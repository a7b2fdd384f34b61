"""Plans: a change to more than one order, known before anything is written.

A plan says which orders are meant, in which versions, how many of them may be changed and how many may not. The
store makes the selection and carries the plan out; what each order's command is, is decided here.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from orders_tui.domain.commands import AcceptPayment, ChangeOrder
from orders_tui.domain.facts import Order


class Group(NamedTuple):
    """Orders that are alike to every rule: same status, payment, method, goods, and the same facts missing."""

    sample: Order
    size: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The orders that a change is meant for, as they were when they were selected."""

    keys: "array[int]"
    """Their row ids, in the order in which they are changed."""
    versions: "array[int]"
    """The version of each; an order that has another one by then is refused."""
    groups: tuple[Group, ...]
    """All of them, sorted by what matters to the rules."""
    first: tuple[Order, ...]
    """The first ones, to be named."""
    unseen: int = 0
    """How many of them the list that is open does not show."""

    def __len__(self) -> int:
        return len(self.keys)


class Plan(Protocol):
    """A change to selected orders: what the store needs to know to carry it out."""

    @property
    def selection(self) -> Selection: ...

    def command(self, order: Order) -> AcceptPayment | ChangeOrder:
        """What becomes of one of the selected orders, as it is stored now.

        Raises:
            RuleBroken: if it is to be left as it is, with the reason.
        """


_NAMED = 3


def selected(orders: Sequence[Order]) -> Selection:
    """A selection of orders that are at hand."""
    return Selection(
        array("q", [order.id for order in orders]),
        array("q", [order.version for order in orders]),
        tuple(Group(order, 1) for order in orders),
        tuple(orders[:_NAMED]),
    )
