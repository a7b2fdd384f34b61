"""The detail pane of the main screen: it reads the order that it shows."""

from textual import work

from orders_tui.domain.actions import QuickAction
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Event
from orders_tui.domain.rights import Right
from orders_tui.store.store import Store
from orders_tui.ui.desk import Desk
from orders_tui.ui.groups import Background
from orders_tui.ui.main.target import Target
from orders_tui.ui.show_order import OrderDetail
from orders_tui.ui.widgets.detail import DetailPane


class OrderPane(DetailPane):
    """Shows an order by its row id."""

    def __init__(self, desk: Desk, *, id: str) -> None:
        super().__init__(desk.store.zone, desk.store.now, money=desk.actor.may(Right.SEE_MONEY), id=id)
        self._desk = desk

    @work(exclusive=True, group=Background.DETAIL)
    async def open(self, row: int) -> None:
        """Show the order of this row id as it is now."""
        try:
            detail = await self._desk.on_facts(read_detail, self._desk.store, row)
            news = self._news(row, detail.history)
            self.detail = detail._replace(next_step=self._next_step(detail.order), news=news)
        except Exception:
            self.clear()  # rather than leave another order in its place
            raise

    def _news(self, row: int, history: tuple[Event, ...]) -> tuple[Event, ...]:
        """What somebody else did to the order last since it came into the pane; one's own next change ends it."""
        shown = self.detail
        if shown is None or shown.order.id != row:
            return ()
        known = {event.operation for event in shown.history}
        newer = [event for event in history if event.operation not in known]
        if not newer:
            return shown.news
        last, own = newer[-1], (self._desk.actor.name, self._desk.actor.place)
        if (last.by, last.place) == own:
            return ()
        return tuple(event for event in newer if event.operation == last.operation)

    def _next_step(self, order: Order) -> QuickAction | None:
        may = self._desk.may_change(Right.CHANGE, Right.PACK)
        return Target.of(order).next_step(self._desk.actor) if may else None

    def read_again(self, touched: frozenset[int]) -> None:
        """Read the order anew if it is one of these."""
        if self.detail and self.detail.order.id in touched:
            self.open(self.detail.order.id)

    def clear(self) -> None:
        """Show no order."""
        self.detail = None


def read_detail(store: Store, row: int) -> OrderDetail:
    """The order of this row id with all that its pane shows."""
    orders = store.orders
    return OrderDetail(
        orders.many([row])[0], orders.history(row), orders.money(row), orders.tracking(row), store.buyers.past(row)
    )
