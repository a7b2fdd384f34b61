"""How a writer waits for another one: for how long, how it is reported, and how it is given up."""

import time
from collections.abc import Callable
from typing import NamedTuple

from orders_tui.domain.words import N_, _
from orders_tui.store.errors import DatabaseError

BUSY = N_("The database is busy with another program's change. Try again.")
BUSY_SECONDS = 10.0
"""How long a writer waits where nothing else is said."""
PATIENCE = 1.0
"""Seconds after which a wait is reported."""
SLICE = 0.1
"""Seconds between two questions whether to go on waiting."""


def _ignore(*_holder: str) -> None:
    pass


def _never() -> bool:
    return False


class Waiting(NamedTuple):
    """What one program makes of its waits; all of it is called on the thread that waits."""

    limit: float | None = BUSY_SECONDS
    """Seconds after which a wait ends with an error; None for never."""
    begun: Callable[[str], object] = _ignore
    """Called once a wait has taken a moment, with who has the database: `process 4711 (sari)`; empty if unknown."""
    ended: Callable[[], object] = _ignore
    """Called at the end of such a wait, whichever it is."""
    given_up: Callable[[], bool] = _never
    """Whether to end the wait with an error."""


class Wait:
    """One wait."""

    def __init__(self, waiting: Callable[[], Waiting], holder: Callable[[], str]) -> None:
        """Begin.

        Args:
            waiting: what to make of it; it may change meanwhile.
            holder: finds out who has the database.
        """
        self._waiting = waiting
        self._holder = holder
        # Not the clock of the day, which may be set while somebody waits.
        self._since = time.monotonic()
        self._waited: Waiting | None = None

    @property
    def slice(self) -> float:
        """Seconds until the next question."""
        limit = self._waiting().limit
        return SLICE if limit is None else min(SLICE, limit)

    def go_on(self) -> None:
        """See whether to go on.

        Raises:
            DatabaseError: if it was given up, or has taken too long.
        """
        waiting, passed = self._waiting(), time.monotonic() - self._since
        if waiting.given_up():
            raise DatabaseError(_("Another program kept the database busy: nothing was stored."))
        if waiting.limit is not None and passed >= waiting.limit:
            raise DatabaseError(_(BUSY))
        if self._waited is None and passed >= PATIENCE:
            # What was shown at the beginning is taken away by the same one at the end, whichever holds by then.
            self._waited = waiting
            waiting.begun(self._holder())

    def end(self) -> None:
        """Note that it is over."""
        if self._waited is not None:
            self._waited.ended()
