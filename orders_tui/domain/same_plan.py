"""The plan that gives all of its orders the same command, as a call of the command line does."""

from dataclasses import dataclass

from orders_tui.domain.commands import ChangeOrder, RuleBroken, VersionedCommand
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import can_step
from orders_tui.domain.order import Status, label
from orders_tui.domain.plans import Selection
from orders_tui.domain.receipts import one_parcel_only
from orders_tui.domain.words import _


@dataclass(frozen=True)
class SamePlan:
    """One command for each of the selected orders."""

    selection: Selection
    template: VersionedCommand
    """The command of any of them; whichever order it names."""

    def command(self, order: Order) -> VersionedCommand:
        """The command of one order.

        Raises:
            RuleBroken: if it would give one receipt number to several orders, or one of several is Completed and
                would go back.
        """
        receipt = (
            str(self.template.facts.get("receipt") or "").strip() if isinstance(self.template, ChangeOrder) else ""
        )
        if receipt and len(self.selection) > 1:
            raise RuleBroken(one_parcel_only(receipt))
        # Of a single order it is meant; in a list one that was completed long ago is there by mistake.
        if len(self.selection) > 1 and self._takes_back(order):
            text = _("{order} is {status}; to take it a step back, name it alone.")
            raise RuleBroken(text.format(order=order.order_id, status=label(order.status)))
        return self.template.replace(order_id=order.order_id)

    def _takes_back(self, order: Order) -> bool:
        """Whether it would be a step back of an order that has come to its end, as a mistake among many is."""
        to = self.template.status if isinstance(self.template, ChangeOrder) else None
        return order.status is Status.COMPLETED and to is not None and can_step(order.status, to, order.goods)
