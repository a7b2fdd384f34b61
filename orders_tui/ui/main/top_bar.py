"""The top line: where one is, the search, how many orders the dates hold, the minute and who one is."""

from collections.abc import Callable
from datetime import datetime

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import var

from orders_tui.domain.counts import Counts
from orders_tui.domain.query import OrderQuery
from orders_tui.ui.keymap import KEYS
from orders_tui.ui.main.search_field import SearchField
from orders_tui.ui.show_query import BUTTON, facts_line, title_line
from orders_tui.ui.widgets.bars import TopLine


class TopBar(Horizontal):
    """What is searched, between the title and the numbers."""

    order_query: var[OrderQuery] = var(OrderQuery)
    """What the list shows."""
    counts: var[Counts | None] = var(None)
    """The numbers of the list; None until they are counted for the first time."""

    def __init__(
        self,
        business: str,
        who: str,
        now: Callable[[], datetime],
        search: SearchField,
        *,
        readonly: bool,
        id: str,
    ) -> None:
        """Make the bar.

        Args:
            business: the name of the shop.
            who: the name of the person.
            now: the time in the desk's zone.
            search: the field of the search.
            readonly: whether nothing can be changed.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self._business = business
        self._who = who
        self._now = now
        self._readonly = readonly
        self.search = search
        """The field of the search."""

    def compose(self) -> ComposeResult:
        yield TopLine(id="title")
        yield self.search
        yield TopLine(id="facts")

    def on_mount(self) -> None:
        # Each second, though it shows minutes: none is seen late, and a line that stays the same is not sent.
        self.set_interval(1, self._draw_facts)
        self._draw()

    def watch_order_query(self) -> None:
        if self.is_mounted:
            self._draw()

    def watch_counts(self) -> None:
        if self.is_mounted:
            self._draw_facts()

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does that the words under the mouse stand for."""
        if key := KEYS.get(event.style.meta.get(BUTTON, "")):
            await self.app.run_action(key.action, self.screen)

    def _draw(self) -> None:
        title = title_line(self._business, self.order_query, readonly=self._readonly)
        self.query_one("#title", TopLine).left = title
        self._draw_facts()

    def _draw_facts(self) -> None:
        facts = facts_line(self.counts, self.order_query, self._now(), self._who)
        self.query_one("#facts", TopLine).right = facts
