"""A change of an order that somebody else changed meanwhile: both are shown, and it can be applied all the same."""

from dataclasses import replace

from textual.content import Content

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.money import number
from orders_tui.domain.plans import NAMED_FIRST, ActionPlan, ConfirmationPlan, FieldPlan, Plan, Result
from orders_tui.domain.shipping import ShipPlan
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, ngettext
from orders_tui.ui.desk import Desk
from orders_tui.ui.main import wording
from orders_tui.ui.main.target import Target
from orders_tui.ui.screens import confirm
from orders_tui.ui.screens.dialog import Ask

_QUOTED = 300
"""How many characters of one's own change are shown."""


async def once_more(desk: Desk, ask: Ask, plan: Plan, change: str, result: Result) -> Plan | None:
    """The plan to carry out again, on the orders as they are now, where a person wants that.

    None if no order was changed by somebody else meanwhile, if the person declines, or if the plan was stopped or
    failed midway: the reason for that has to be reported first.

    Args:
        desk: the store and who changes it.
        ask: opens the dialog.
        plan: what was to be done.
        change: the same in words.
        result: what became of it.
    """
    if result.stopped:
        return None
    if isinstance(plan, ShipPlan):
        return await _ship_once_more(desk, ask, plan, result)
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


async def _ship_once_more(desk: Desk, ask: Ask, plan: ShipPlan, result: Result) -> ShipPlan | None:
    """The rows of a sheet whose orders were changed meanwhile, for the orders as they are now."""
    sheet = plan.sheet.renewed(await desk.on_facts(desk.store.orders.many, result.refused_keys))
    count, total = len(sheet.ready), len(plan.selection)
    if not count:
        return None
    shipped = ngettext("{done} of {count} order shipped.", "{done} of {count} orders shipped.", total)
    order_ids = {parcel.order.order_id for parcel in sheet.ready}
    reasons = [outcome.error for outcome in result.refused if outcome.order_id in order_ids][:NAMED_FIRST]
    asked = (
        ngettext(
            "Ship {count} order as it is now, with the number that was typed?",
            "Ship {count} orders as they are now, with the numbers that were typed?",
            count,
        )
        if any(parcel.receipt for parcel in sheet.ready)
        else ngettext("Ship {count} order as it is now?", "Ship {count} orders as they are now?", count)
    )
    question = Content.assemble(
        (shipped.format(done=number(result.done), count=number(total)), "bold"),
        "\n\n",
        "\n".join(map(show, reasons)),
        "\n\n",
        asked.format(count=number(count)),
    )
    yes = ngettext("Ship {count} order", "Ship {count} orders", count).format(count=number(count))
    wanted = await ask(confirm.ConfirmDialog(question, yes, no=_("Go back"), cautious=True))
    return ShipPlan(sheet) if wanted else None


def _is_possible(plan: Plan, order: Order) -> bool:
    """Whether the order as it is now has the action at all."""
    try:
        plan.command(order)
    except RuleBroken:
        return False
    return True
