"""The numbers of a list: its overview, and what each value of a filter would give."""

from typing import NamedTuple

COUNTED = ("status", "payment_status", "method", "store")
"""The facets whose values are counted."""


class Counts(NamedTuple):
    """What is counted of one list."""

    orders: int
    value: int
    """Sum of the totals, rupiah."""
    received: int
    """Orders of the role in the dates, whatever is searched and filtered."""
    facets: dict[str, dict[str, int]]
    """For each facet the orders of each value, with the choices of the other facets but not of its own."""
