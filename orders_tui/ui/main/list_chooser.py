"""Choosing another list in a dialog, or by the id of an order."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from orders_tui.domain.query import OrderQuery, Role
from orders_tui.domain.rights import Right
from orders_tui.domain.words import _
from orders_tui.ui.desk import Desk
from orders_tui.ui.lazy import LazyModule
from orders_tui.ui.screens.dialog import Ask
from orders_tui.ui.show_query import sort_choices

if TYPE_CHECKING:
    from orders_tui.ui.screens import choice, dates
else:
    choice = LazyModule("orders_tui.ui.screens.choice")
    dates = LazyModule("orders_tui.ui.screens.dates")


ListName = Literal["days", "sort"]
"""What a key can ask for."""


class ListChooser:
    """Answers with the list to show; None if a person cancels."""

    def __init__(self, desk: Desk, ask: Ask) -> None:
        self._desk = desk
        self._ask = ask
        self.by_name: dict[ListName, Callable[[OrderQuery], Awaitable[OrderQuery | None]]] = {
            "days": self.days,
            "sort": self.sort,
        }
        """The dialogs by the names that the key table has for them."""

    async def days(self, query: OrderQuery) -> OrderQuery | None:
        """The list on other days."""
        dialog = dates.DatesDialog(query.period, query.dates, self._desk.local_time().date())
        chosen = await self._ask(dialog)
        return None if chosen is None else query.with_period(*chosen)

    async def sort(self, query: OrderQuery) -> OrderQuery | None:
        """The list in another order."""
        title = Content(_("Sort by (select again to reverse)"))
        chosen = await self._ask(
            choice.ChoiceDialog(
                title, sort_choices(query, money=self._desk.actor.may(Right.SEE_MONEY)), chosen=query.sort
            )
        )
        return None if chosen is None else query.sorted_by(chosen)

    async def order(self, order_id: str) -> OrderQuery:
        """The list of one order, wherever it is: in either role, of any day, in the trash or not.

        Raises:
            RuleBroken: if there is no such order.
        """
        order = await self._desk.on_facts(self._desk.store.orders.get, order_id)
        role = Role.FULFILMENT if order.seller else Role.SELLER
        return OrderQuery(role=role, text=order.order_id, trash=order.deleted_at is not None)
