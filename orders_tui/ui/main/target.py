"""The orders that a change is about."""

from typing import NamedTuple

from orders_tui.domain.actions import QuickAction, common_actions
from orders_tui.domain.facts import Order


class Target(NamedTuple):
    """The marked orders, or the one under the cursor."""

    orders: tuple[Order, ...]
    marked: bool
    """Whether they are the marked ones."""

    def action(self, action_id: str) -> QuickAction | None:
        """The quick action of this id, if any of the orders has it."""
        return next((action for action in common_actions(self.orders) if action.id == action_id), None)
