"""The part of the main screen that watches what others store, and draws it without moving anything."""

import asyncio

from textual import work
from textual.reactive import var

from orders_tui.store.files import DatabaseUnfit
from orders_tui.store.reads_order import Pulse
from orders_tui.ui.desk import Desk
from orders_tui.ui.screens.main_query import ChoosesList
from orders_tui.ui.show_order import Opened

PULSE = 0.5
"""Seconds between two looks at what others stored."""


class WatchesOthers(ChoosesList):
    """Others' changes are drawn in place; of new orders only their number is told."""

    news: var[int] = var(0)
    """How many orders came in since the list was read."""
    opened: var[Opened | None] = var(None)
    """The order under the cursor."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._data_version = -1
        self._peeking: asyncio.Task[None] | None = None
        self._deaf = False
        """Whether the last look at others' changes failed."""
        self._looking = self._look_again = False
        self._pulse = Pulse(0, 0)

    def open(self, row: int) -> object:
        """Show the order of this row id in the detail pane."""
        raise NotImplementedError

    def count(self) -> object:
        """Count the list anew."""
        raise NotImplementedError

    def start_watching(self, pulse: Pulse) -> None:
        """Take it that the screen shows everything up to this pulse."""
        self._pulse = pulse
        self.news = 0

    def peek(self) -> None:
        """Look at the number that others' changes turn on; a worker twice a second would be heard idling."""
        if self._peeking is None or self._peeking.done():
            self._peeking = asyncio.create_task(self._peeked())

    async def _peeked(self) -> None:
        try:
            version = await self.desk.on_facts(self._heartbeat)
        except DatabaseUnfit as unfit:
            if not self._deaf:  # once, not twice a second
                self.refuse(str(unfit))
            self._deaf = True
            return
        self._deaf = False
        if version != self._data_version:
            self._data_version = version
            self.look()

    def _heartbeat(self) -> int:
        """The number that others' changes turn on, of the file that was opened.

        Raises:
            DatabaseUnfit: if another file is in its place.
        """
        store = self.desk.store
        store.engine.check_same_file()
        return store.orders.data_version()

    def look(self) -> None:
        """See what the database has that the screen does not show; one look at a time, each to its end."""
        if self._looking:
            self._look_again = True
        else:
            self._looking = True
            self._look()

    @work(group="pulse")
    async def _look(self) -> None:
        try:
            while await self._seen() or self._look_again:
                self._look_again = False
        finally:
            self._looking = False

    async def _seen(self) -> bool:
        """Draw what was stored since the last look; whether the list became another one meanwhile."""
        orders, shown = self.desk.store.orders, self.listing.generation
        pulse = await self.desk.on_facts(orders.pulse)
        if pulse == self._pulse:
            return False
        touched = await self.desk.on_facts(orders.touched_since, self._pulse.operation)
        await self.listing.touched(touched)
        news = await self.listing.newcomers()
        if self.listing.generation != shown:
            return True
        self.news, self._pulse = news, pulse
        if self.opened and self.opened.order.id in touched:
            self.open(self.opened.order.id)
        self.count()
        return False
