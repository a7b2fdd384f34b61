"""The numbers of a list: its overview, and what each value of a filter would give."""

from typing import NamedTuple

COUNTED = ("status", "payment_status", "method", "store")
"""The facets whose values are counted with every list, since all of them are read at one go."""

MOST_COUNTED = 1_000
"""The most orders that are counted outside a list; with more it is only known that they are more."""


class Elsewhere(NamedTuple):
    """Orders that an empty list would show if it were another list."""

    older: int = 0
    """On the days before those of the list; more than `MOST_COUNTED` stands for any number."""
    newer: int = 0
    """On the days after them, in the same way."""
    others: bool = False
    """Whether there are any orders of the other role, or in the trash."""


class News(NamedTuple):
    """Orders that a list would show and does not have, since it stands still until it is read again."""

    new: int = 0
    """How many came in since it was read."""
    joined: int = 0
    """How many that were there before came to fit it: somebody changed them, or they are due by now. More than
    `MOST_COUNTED` stands for any number."""


class Counts(NamedTuple):
    """What is counted of one list."""

    orders: int
    value: int
    """Sum of the totals, rupiah."""
    received: int
    """Orders of the role in the dates, whatever is searched and filtered."""
    facets: dict[str, dict[str, int]]
    """For each facet the orders of each value, with the choices of the other facets but not of its own."""
