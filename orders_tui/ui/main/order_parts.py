"""What can be done to orders, in parts that are loaded with the first key, so that no first row waits for them."""

from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from orders_tui.domain.drafts import SHIP_SHEET
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.order_list import OrderList
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.main import (
        buyer_actions,
        drafts,
        first_start,
        order_actions,
        order_forms,
        removing,
        settings_desk,
    )
    from orders_tui.ui.main.drafts import DraftDesk
    from orders_tui.ui.main.order_actions import OrderActions
    from orders_tui.ui.main.order_forms import OrderForms
    from orders_tui.ui.main.report import Report
    from orders_tui.ui.main.sending import Copy
else:
    buyer_actions = LazyModule("orders_tui.ui.main.buyer_actions")
    drafts = LazyModule("orders_tui.ui.main.drafts")
    first_start = LazyModule("orders_tui.ui.main.first_start")
    order_actions = LazyModule("orders_tui.ui.main.order_actions")
    order_forms = LazyModule("orders_tui.ui.main.order_forms")
    removing = LazyModule("orders_tui.ui.main.removing")
    settings_desk = LazyModule("orders_tui.ui.main.settings_desk")


class ForParts(NamedTuple):
    """What the console does for the parts."""

    theme: Callable[[str], str]
    """Takes this theme, where one is named, and answers with the one in force."""
    restart: Callable[[], None] | None
    """Ends the console and starts it anew; None where it cannot be."""


class OrderParts:
    """The parts, each made when it is first asked for."""

    def __init__(self, desk: Desk, orders: OrderList, ask: Ask, copy: "Copy", console: ForParts) -> None:
        """Name what the parts work with.

        Args:
            desk: the store and who asks it.
            orders: the list whose orders are meant.
            ask: opens dialogs.
            copy: sends a text to the person's clipboard.
            console: what the console does for them.
        """
        self._desk = desk
        self._orders = orders
        self._ask = ask
        self._copy = copy
        self._console = console

    @cached_property
    def _drafts(self) -> "DraftDesk":
        return drafts.DraftDesk(self._desk, self._ask)

    @cached_property
    def actions(self) -> "OrderActions":
        orders = self._orders
        return order_actions.OrderActions(
            self._desk, orders.target, orders.listing.shown, self._ask, orders.listed(), self._drafts
        )

    @cached_property
    def forms(self) -> "OrderForms":
        return order_forms.OrderForms(self._desk, self._orders.current, self._ask, self._drafts)

    @cached_property
    def by_name(self) -> "dict[str, Callable[[], Awaitable[Report | None]]]":
        """What they do, by the names that the key table has for it."""
        desk, orders, ask = self._desk, self._orders, self._ask
        buyers = buyer_actions.BuyerActions(desk, orders.target, orders.current, ask, self._copy)
        removals = removing.Removing(desk, orders.current, ask)
        newcomer = first_start.Newcomer(desk, ask, self.actions.by_name["import"], self._console.restart)
        settings = settings_desk.SettingsDesk(desk, ask, buyers.texts, self._console.theme, self._console.restart)
        of_orders = [*self.actions.by_name.items(), *self.forms.by_name.items(), *buyers.by_name.items()]
        return dict([*of_orders, *removals.by_name.items(), *newcomer.by_name.items(), ("settings", settings.open)])

    async def offer_drafts(self, change: "Callable[[Callable[[], Awaitable[Report | None]]], object]") -> None:
        """Offer, as a change, what was typed and never saved, if there is any."""
        if await self._desk.drafts():
            change(self._go_on)

    async def _go_on(self) -> "Report | None":
        draft = await self._drafts.offered()
        if draft is None:
            return None
        return await (self.actions.go_on if draft.order_id == SHIP_SHEET else self.forms.go_on)(draft)
