"""The filters of the main screen: it counts the values that it shows."""

from collections.abc import Awaitable, Callable

from textual import work

from orders_tui.domain.counts import COUNTED
from orders_tui.domain.rights import hidden_filters
from orders_tui.ui.desk import Desk
from orders_tui.ui.groups import Background
from orders_tui.ui.widgets.facet_lines import Queue
from orders_tui.ui.widgets.facets import FacetsPane


class FilterPane(FacetsPane):
    """Counts the values of one unfolded filter after the other, and remembers which are unfolded."""

    def __init__(self, desk: Desk, unfolded: frozenset[str], show_all: Callable[[str], object], *, id: str) -> None:
        """Make the pane.

        Args:
            desk: the store and who asks it.
            unfolded: the filters whose values are shown at first.
            show_all: as of every sidebar.
            id: the id of the widget.
        """
        super().__init__(show_all, hidden_filters(desk.actor), id=id)
        self._desk = desk
        # Without the watcher, which would store at each start what was just read.
        self.set_reactive(FacetsPane.unfolded, unfolded)

    def on_show(self) -> None:
        self.count()

    def watch_unfolded(self) -> None:
        self.count()
        remembered = self._desk.remember("filters", " ".join(sorted(self.unfolded)))
        self.run_worker(remembered, group=Background.SETTINGS)

    @work(exclusive=True, group=Background.GROUPS)
    async def count(self) -> None:
        """Count what comes not with the numbers of the list; the next call stops this one, also in the database."""
        facets = [facet for facet in self.facets if facet in self.unfolded and facet not in COUNTED]
        # To count what is not seen would only keep others waiting.
        if not self.display or not facets:
            return
        query, values = self.order_query, self._desk.store.counts.values
        for together in await self._desk.on_groups(values.together, query, facets):
            counted = await self._desk.on_groups(values.counted, query, together)
            self.more_counts = {**self.more_counts, **counted}

    @work(exclusive=True, group=Background.QUEUES)
    async def count_queues(self, read: Callable[[], Awaitable[tuple[Queue, ...]]]) -> None:
        """Show the views, and then how many orders each has; until then, how many it had.

        Args:
            read: reads them, not yet counted.
        """
        before = {queue.query: queue.orders for queue in self.queues}
        self.queues = known = tuple(queue._replace(orders=before.get(queue.query)) for queue in await read())
        # One by one, so that the details of an order need not wait for all of them.
        count = self._desk.store.counts.number
        numbers = [await self._desk.on_facts(count, queue.query) for queue in known]
        self.queues = tuple(queue._replace(orders=orders) for queue, orders in zip(known, numbers, strict=True))
