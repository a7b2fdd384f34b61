"""The overview on the main screen, which reads what stands beside its numbers once these are counted."""

from textual import work
from textual.reactive import var

from orders_tui.domain.query import OrderQuery, Role
from orders_tui.domain.rights import Right
from orders_tui.domain.words import _
from orders_tui.ui.desk import Desk
from orders_tui.ui.groups import Background
from orders_tui.ui.widgets.overview import Overview


class OverviewLine(Overview):
    """The overview of the active list with its days, and with the period before."""

    order_query: var[OrderQuery] = var(OrderQuery)
    """What the list shows."""

    def __init__(self, desk: Desk, *, id: str) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._watch_order_query(self.order_query)
        self._compared: OrderQuery | None = None
        """The list whose days and period before are shown."""
        self.tooltip = _("▲▼ compared with the same number of days before; bars: orders per day")

    def _watch_order_query(self, query: OrderQuery) -> None:
        """What orders of other sellers are worth is for those sellers."""
        self.money = self._desk.actor.may(Right.SEE_MONEY) and query.role is Role.SELLER

    def on_show(self) -> None:
        """What was not read while the overview was hidden is read now."""
        if self.counts is not None:
            self.compare()

    @work(exclusive=True, group=Background.TREND)
    async def compare(self) -> None:
        """Read the period before and the days, one after the other, so that details need not wait for both.

        Called once the list is counted, also where its numbers are those of the list before.
        """
        if not self.display:
            return
        query, trends = self.order_query, self._desk.store.trends
        if query != self._compared:
            self.before, self.days = None, ()
        before = await self._desk.on_facts(trends.before, query)
        days = await self._desk.on_facts(trends.by_day, query)
        self.before, self.days, self._compared = before, days, query
