"""A change of an order that somebody else changed meanwhile: both are shown, and it can be applied all the same."""

from dataclasses import replace

from textual.content import Content

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.plans import ActionPlan, ConfirmationPlan, FieldPlan, Plan, Result
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _
from orders_tui.ui.desk import Desk
from orders_tui.ui.main import wording
from orders_tui.ui.main.target import Target
from orders_tui.ui.screens import confirm
from orders_tui.ui.screens.dialog import Ask

_QUOTED = 300
"""How many characters of one's own change are shown."""


async def once_more(desk: Desk, ask: Ask, plan: Plan, change: str, result: Result) -> Plan | None:
    """The same for the order as it is now; None where nobody changed that meanwhile, or it is left so.

    Args:
        desk: the store and who changes it.
        ask: opens the dialog.
        plan: what was to be done.
        change: the same in words.
        result: what became of it.
    """
    if len(plan.selection) != 1 or not isinstance(plan, ActionPlan | FieldPlan | ConfirmationPlan):
        return None
    (now,) = await desk.on_facts(desk.store.orders.many, plan.selection.keys)
    if now.version == plan.selection.versions[0] or not _is_possible(plan, now):
        return None
    target = Target.of(now)
    answers = plan.answers.values() if isinstance(plan, ActionPlan) else ()
    mine = ", ".join([change, *filter(None, answers)])
    question = Content.assemble(
        wording.headline(target),
        "\n\n",
        show(result.refused[0].error),
        "\n\n",
        (_("Your change: {change}").format(change=excerpt(mine, _QUOTED)), "bold"),
        "\n\n",
        _("Apply it to the order as it is now?"),
    )
    wanted = await ask(confirm.ConfirmDialog(question, _("Apply"), no=_("Go back"), cautious=True))
    # The same plan on the version that was shown: if that is outdated by now, the conflict is asked about anew.
    return replace(plan, selection=target.selection) if wanted else None


def _is_possible(plan: Plan, order: Order) -> bool:
    """Whether the order as it is now has the action at all."""
    try:
        plan.command(order)
    except RuleBroken:
        return False
    return True
