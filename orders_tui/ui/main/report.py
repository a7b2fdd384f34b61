"""What became of a change, as the screen says and draws it."""

from collections.abc import Awaitable, Callable, Set
from typing import NamedTuple

from orders_tui.domain.plans import Plan
from orders_tui.domain.row_set import NO_ROWS, RowSet
from orders_tui.ui.main.target import Target


class Report(NamedTuple):
    """What became of a change."""

    sentence: str
    warning: bool = False
    untouched: Set[int] | None = None
    """The row ids of the marked orders that it was not done to; None where marks have nothing to do with it."""
    back: tuple[int, ...] = ()
    """The row ids of orders that were given back what they had: the list is to show them again."""
    go_to: str = ""
    """The id of the order that the cursor goes to; empty where it stays."""
    marked: Set[int] = NO_ROWS
    """The row ids of orders that are to be marked again: the change that took their marks was undone."""
    adds: bool = False
    """Whether it may have added orders, which the list is to take in."""
    unmarked: Set[int] = NO_ROWS
    """The row ids of orders whose marks are to go again: that change was redone."""

    def with_untouched(self, rows: RowSet) -> "Report":
        """With the marks of more orders left, unless marks have nothing to do with it."""
        return self if self.untouched is None else self._replace(untouched=rows.union(self.untouched))


CarryOut = Callable[[Plan, str, str, Target], Awaitable[Report]]
"""Carries a plan out: the plan, its title, what the orders are once it is done, and the orders that were meant."""
