"""What others store while the list is open: drawn where it is, with nothing moved."""

import asyncio
from collections.abc import Callable, Sequence
from typing import NamedTuple

from orders_tui.domain.counts import News
from orders_tui.domain.mentions import Addressed
from orders_tui.store.errors import DatabaseError
from orders_tui.store.reads.orders import Pulse
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.listing import Listing

INTERVAL = 0.5
"""Seconds between two checks for what others stored."""
_MOST_CHANGED = 2_000
"""Of how many entries of the history, the last ones, the orders are compared with the list."""


class ListUpdate(NamedTuple):
    """What was stored since the list was last drawn."""

    news: News
    """What the list would show that it does not have."""
    touched: frozenset[int]
    """The row ids of the orders at hand that were changed."""


class Watcher:
    """Checks for what was stored, and has the list draw it."""

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        *,
        stored: Callable[[], object],
        drawn: Callable[[ListUpdate], None],
        addressed: Callable[[Sequence[Addressed]], None],
        failed: Callable[[str], None],
    ) -> None:
        """Make the watcher; nothing is checked before `poll` is called.

        Args:
            desk: the store to watch.
            listing: where changes are drawn.
            stored: called when another connection stored something; it has `catch_up` run.
            drawn: called with each change once the list shows it.
            addressed: called with what others did that concerns the person at this console.
            failed: called with a sentence when the database cannot be watched, once until it can be again.
        """
        self._desk = desk
        self._listing = listing
        self._stored = stored
        self._drawn = drawn
        self._addressed = addressed
        self._failed = failed
        self._pulse = Pulse(0, 0)
        self._said: int | None = None
        """Up to which entry of the history what concerns the person was said; None before there is a list."""
        # No counter of the database: the first check always finds a difference, and draws what came since the list
        # was read.
        self._data_version = -1
        self._has_failed = False
        self._check: asyncio.Task[None] | None = None
        self._catching_up = asyncio.Lock()
        self._again = False
        """Whether something may have been stored since the list was last compared with the database."""
        self._time_passed = False
        """Whether so much time has passed since then that orders may fit without a change."""

    def start(self, pulse: Pulse) -> None:
        """Begin anew with a list that shows everything up to this pulse."""
        self._pulse = pulse
        if self._said is None:
            self._said = pulse.entry

    def poll(self) -> None:
        """Check in the background, unless the last check is still under way."""
        # A bare task: a worker twice a second costs more than the check itself.
        if self._check is None or self._check.done():
            self._check = asyncio.create_task(self.check())

    async def check(self) -> None:
        """Ask whether another connection stored something."""
        try:
            version = await self._desk.on_facts(self._read_data_version)
        except DatabaseError as error:
            # Twice a second the same sentence would hide every other.
            if not self._has_failed:
                self._failed(str(error))
            self._has_failed = True
            return
        self._has_failed = False
        if version != self._data_version:
            self._data_version = version
            self._stored()

    def _read_data_version(self) -> int:
        """The number that changes with every change of others, of the file that was opened.

        Raises:
            DatabaseError: if another file is in its place.
        """
        self._desk.store.check_same_file()
        return self._desk.store.orders.data_version()

    async def catch_up(self, *, time_passed: bool = False) -> None:
        """Draw all that was stored; while another call does it, that one goes on for this one, which waits for it.

        Args:
            time_passed: look as well for orders that fit the list now because time has passed.
        """
        self._again = True
        self._time_passed = self._time_passed or time_passed
        async with self._catching_up:
            # Something may be stored while this draws; one more round finds it, however many asked meanwhile.
            while self._again:
                self._again = False
                await self._draw_changes()

    async def _draw_changes(self) -> None:
        time_passed, self._time_passed = self._time_passed, False
        at_hand = [order.id for order in self._listing.loaded()]
        changes = await self._desk.on_facts(self._read_changes, self._pulse, at_hand)
        if changes.addressed:
            self._addressed(changes.addressed)
        self._said = changes.pulse.entry
        if changes.pulse == self._pulse and not time_passed:
            return
        news = await self._listing.refresh(changes.touched, None if time_passed else changes.changed)
        # Another list came up meanwhile, which was read before this change or after it: compare once more.
        if news is None:
            self._again = True
            return
        self._pulse = changes.pulse
        self._drawn(ListUpdate(news, changes.touched))

    def _read_changes(self, since: Pulse, among: Sequence[int]) -> "_Changes":
        """What was stored since a pulse, and which of these orders it is about."""
        orders = self._desk.store.orders
        # Before the orders are compared: what is stored between the two is found the next time.
        pulse, said = orders.pulse(), self._said
        addressed: tuple[Addressed, ...] = ()
        if said is not None and said < pulse.entry:
            addressed = orders.addressed_between(said, pulse.entry, self._desk.actor.name)
        if pulse == since:
            return _Changes(pulse, addressed=addressed)
        touched = orders.touched_since(since, among)
        return _Changes(pulse, touched, orders.changed_since(since, _MOST_CHANGED), addressed)


class _Changes(NamedTuple):
    pulse: Pulse
    """How far the database has come."""
    touched: frozenset[int] = frozenset()
    """The row ids of those at hand that were changed."""
    changed: tuple[int, ...] = ()
    """Those of all orders that were changed, the last one first."""
    addressed: tuple[Addressed, ...] = ()
    """What concerns the person at this console."""
