"""The orders that a change is about, and what may be done to them."""

from typing import TYPE_CHECKING, NamedTuple

from orders_tui.domain.actions import DELETE, ActionGroup, QuickAction, quick_actions
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method
from orders_tui.domain.rights import Actor, Right, check_command, check_right
from orders_tui.process.lazy import LazyModule

if TYPE_CHECKING:
    from orders_tui.domain import plans
    from orders_tui.domain.plans import Offer, Selection
else:
    plans = LazyModule("orders_tui.domain.plans")


class Target(NamedTuple):
    """The marked orders, or the one under the cursor."""

    selection: "Selection"
    marked: bool
    """Whether they are the marked ones."""

    @classmethod
    def of(cls, order: Order) -> "Target":
        """The order under the cursor, in the version that is shown."""
        return cls(plans.selected([order]), marked=False)

    def offers(self, actor: Actor) -> "tuple[Offer, ...]":
        """The quick actions of these orders that are the actor's to do."""
        many = len(self.selection) > 1
        return tuple(offer for offer in plans.offers(self.selection) if _may(actor, offer.action, many=many))

    def next_step(self, actor: Actor) -> QuickAction | None:
        """The first entry of the menu, where it is a step onward."""
        first = next(iter(self.offers(actor)), None)
        return first.action if first and first.action.group is ActionGroup.ONWARD else None

    def lacking(self, action: QuickAction, need: str) -> int:
        """How many of the orders that have the action lack this."""
        own = [(each, size) for sample, size in self.selection.groups for each in quick_actions(sample)]
        return sum(size for each, size in own if each.id == action.id and need in each.needs)


def _may(actor: Actor, action: QuickAction, *, many: bool) -> bool:
    try:
        # Any method will do: without one there is no command, and the right does not depend on which.
        answers = {"method": Method.OTHER.value} if "method" in action.needs else {}
        check_command(actor, action.command("", None, answers))
        if many and action.id == DELETE:
            check_right(actor, Right.DELETE_MANY)
    except RuleBroken:
        return False
    return True
