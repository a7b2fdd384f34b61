"""Plans: a change to more than one order, known before anything is written.

A plan says which orders are meant, in which versions, how many of them may be changed and how many may not. The
store makes the selection and carries the plan out; what each order's command is, is decided here.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from orders_tui.domain.commands import Command, Outcome
from orders_tui.domain.facts import Order


@dataclass(frozen=True, slots=True)
class Group:
    """Orders that are alike to every rule: same status, payment, method, goods, and the same facts missing."""

    sample: Order
    count: int


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

    def __len__(self) -> int:
        return len(self.keys)


class Plan(Protocol):
    """A change to selected orders: what the store needs to know to carry it out."""

    @property
    def selection(self) -> Selection: ...

    def command(self, order: Order, version: int) -> Command:
        """What becomes of one order.

        Args:
            order: one of the selected, as it is stored now.
            version: the one in which it was selected.

        Raises:
            RuleBroken: if it is to be left as it is, with the reason.
        """


class Result(NamedTuple):
    """What became of a plan."""

    operation: int | None
    """What an undo takes back; None where nothing was changed."""
    done: int
    """How many orders were changed."""
    refused: tuple[Outcome, ...]
    """Those that were not, each with its reason."""
    keys: tuple[int, ...]
    """Their row ids, to be marked again."""
    stopped: bool = False
    """Whether it was stopped before its end; what was changed by then stays, as one operation."""
    warnings: tuple[str, ...] = ()

    def reasons(self) -> Iterator[str]:
        """The reasons, each once, in the order in which they came up."""
        yield from dict.fromkeys(outcome.error for outcome in self.refused)


_NAMED = 3


def selected(orders: Sequence[Order]) -> Selection:
    """A selection of orders that are at hand."""
    return Selection(
        array("q", [order.id for order in orders]),
        array("q", [order.version for order in orders]),
        tuple(Group(order, 1) for order in orders),
        tuple(orders[:_NAMED]),
    )
