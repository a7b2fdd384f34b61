"""What the desk's clock changes on the main screen while nothing is stored."""

from collections.abc import Callable

from orders_tui.domain.filters import DERIVED
from orders_tui.domain.query import OrderQuery
from orders_tui.ui.desk import Desk

STEP = 5 * 60
"""Seconds after which orders may have come due. All views are counted then, which at a million orders is work."""


def moves(query: OrderQuery) -> bool:
    """Whether orders come to fit a list as time passes, though nobody changes them and the day is the same."""
    is_due = ("followed_up_at", "due")
    return is_due in query.filters | query.excluded or any(bounds.fact in DERIVED for bounds in query.ranges)


class Clock:
    """Says when something may read differently because time has passed."""

    def __init__(self, desk: Desk, *, day_over: Callable[[], object], step_over: Callable[[], object]) -> None:
        """Make the clock.

        Args:
            desk: whose time it is.
            day_over: called once the desk's day is over.
            step_over: called then, and whenever a step is over.
        """
        self._desk = desk
        self._day_over = day_over
        self._step_over = step_over
        self._day_ends = desk.next_day()
        self._step_ends = desk.store.now() + STEP

    def poll(self) -> None:
        """Look at the time."""
        now = self._desk.store.now()
        if day_over := now >= self._day_ends:
            self._day_ends = self._desk.next_day()
            self._day_over()
        if day_over or now >= self._step_ends:
            self._step_ends = now + STEP
            self._step_over()
