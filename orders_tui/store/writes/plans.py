"""Carrying out a plan: each of its orders through the same rule and the same guard as a single command."""

from collections.abc import Iterator, Sequence

from orders_tui.domain.commands import DeleteOrder, OrderCommand, Outcome, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.plans import Plan
from orders_tui.domain.rights import Actor, Right, check_right
from orders_tui.domain.same_plan import SamePlan
from orders_tui.store.whole_orders import read_orders
from orders_tui.store.writes.changes import carry_out_on, check_version, preview
from orders_tui.store.writes.operation import Operation, Written


class PlanJob:
    """The orders of a plan, in the order of its selection."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._at = 0
        self._versions: dict[int, int] = {}
        """The version in which each of the orders at hand was selected, by row id."""

    def next_keys(self, count: int) -> Sequence[int]:
        part = slice(self._at, self._at + count)
        keys = self._plan.selection.keys[part]
        self._versions = dict(zip(keys, self._plan.selection.versions[part], strict=True))
        self._at += len(keys)
        return keys

    def carry_out(self, operation: Operation, order: Order) -> Written:
        check_version(operation, order, self._versions[order.id])
        return carry_out_on(operation, order, self._plan.command(order))


_TOGETHER = 100
"""How many orders are read at once."""


def preview_plan(operation: Operation, plan: SamePlan) -> Iterator[Outcome]:
    """What would become of each order of a plan, as they are now; nothing is written."""
    keys = plan.selection.keys
    for at in range(0, len(keys), _TOGETHER):
        for order in read_orders(operation.engine, keys[at : at + _TOGETHER]):
            try:
                done = preview(operation, order, plan.command(order))
            except RuleBroken as refusal:
                yield Outcome(order.order_id, error=str(refusal))
            else:
                yield done.outcome


def check_plan(plan: Plan, actor: Actor) -> None:
    """Refuse a plan as a whole that is not the actor's to carry out.

    Raises:
        RuleBroken: naming the role.
    """
    # One sample of each group is enough: a plan has one kind of command for all orders of a kind.
    commands = (_command(plan, sample) for sample, _size in plan.selection.groups)
    if len(plan.selection) > 1 and any(isinstance(command, DeleteOrder) for command in commands):
        check_right(actor, Right.DELETE_MANY)


def _command(plan: Plan, order: Order) -> OrderCommand | None:
    try:
        return plan.command(order)
    except RuleBroken:
        return None
