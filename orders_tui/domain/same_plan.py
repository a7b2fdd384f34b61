"""The plan that gives all of its orders the same command, as a call of the command line does."""

from dataclasses import dataclass, replace

from orders_tui.domain.commands import ChangeOrder, RuleBroken, VersionedCommand
from orders_tui.domain.facts import Order
from orders_tui.domain.plans import Selection
from orders_tui.domain.shipping import one_parcel_only


@dataclass(frozen=True)
class SamePlan:
    """One command for each of the selected orders."""

    selection: Selection
    wish: VersionedCommand
    """The command of any of them; whichever order it names."""

    def command(self, order: Order) -> VersionedCommand:
        """The command of one order.

        Raises:
            RuleBroken: if it would give one receipt number to several orders.
        """
        receipt = str(self.wish.facts.get("receipt") or "").strip() if isinstance(self.wish, ChangeOrder) else ""
        if receipt and len(self.selection) > 1:
            raise RuleBroken(one_parcel_only(receipt))
        return replace(self.wish, order_id=order.order_id)
