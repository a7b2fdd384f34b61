"""Changing orders from the main screen: what is asked first, how it is carried out, what is said afterwards."""

from collections.abc import Sequence

from textual.content import Content
from textual.screen import Screen

from orders_tui.domain.actions import QuickAction, commands, common_actions, quick_actions
from orders_tui.domain.commands import Command, Outcome
from orders_tui.domain.money import number
from orders_tui.domain.order import Method, OrderRow, Status, label
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.store.store import Request
from orders_tui.ui.desk import Desk
from orders_tui.ui.screens.answers import AnswersDialog
from orders_tui.ui.screens.choice import ChoiceDialog
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.show import cut, method_label, toned
from orders_tui.ui.theme import PAYMENT, STATUS


def headline(orders: Sequence[OrderRow]) -> Content:
    """Of which orders a dialog speaks."""
    if len(orders) > 1:
        text = ngettext("{count} marked order", "{count} marked orders", len(orders))
        return Content.styled(text.format(count=len(orders)), "bold")
    order = orders[0]
    status = STATUS[order.status]
    payment = PAYMENT[order.payment_status]
    return Content.assemble(
        (order.order_id, "bold"),
        " ",
        cut(show(order.name), 30),
        "\n",
        toned(f"{status.glyph} {label(order.status)}", status.tone),
        " · ",
        toned(payment.text, payment.tone),
        f" · {method_label(order.method)}",
    )


async def choose_action(screen: Screen[None], orders: Sequence[OrderRow]) -> QuickAction | None:
    """Let a person choose one of the quick actions of these orders."""
    actions = quick_actions(orders[0]) if len(orders) == 1 else common_actions(orders)
    choices = [(action.id, _entry(action)) for action in actions]
    chosen = await screen.app.push_screen_wait(ChoiceDialog(headline(orders), choices))
    return next((action for action in actions if action.id == chosen), None)


def _entry(action: QuickAction) -> Content:
    text = action.label + ("…" if action.needs or action.destructive else "")
    return Content.styled(text, "$text-error") if action.destructive else Content(text)


async def ask_needs(screen: Screen[None], action: QuickAction, orders: Sequence[OrderRow]) -> dict[str, str] | None:
    """Ask for all that an action needs; None when a person would rather not."""
    answers: dict[str, str] = {}
    title = Content.assemble(headline(orders), "\n\n", (action.label, "$text-accent"))
    if "method" in action.needs:
        methods = [(method.value, Content(label(method))) for method in Method]
        method = await screen.app.push_screen_wait(ChoiceDialog(title, methods))
        if method is None:
            return None
        answers["method"] = method
    if typed := [need for need in action.needs if need != "method"]:
        known = {"courier": orders[0].courier, "receipt": orders[0].receipt} if len(orders) == 1 else {}
        given = await screen.app.push_screen_wait(AnswersDialog(title, typed, known))
        if given is None:
            return None
        answers |= given
    if action.destructive and not action.needs and not await _sure(screen, action, orders):
        return None
    return answers


async def _sure(screen: Screen[None], action: QuickAction, orders: Sequence[OrderRow]) -> bool:
    question = Content.assemble(headline(orders), "\n\n", _split_by_rule(orders) if action.id == "delete" else "")
    sure: bool | None = await screen.app.push_screen_wait(ConfirmDialog(question, action.label, destructive=True))
    return sure is True


def _split_by_rule(orders: Sequence[OrderRow]) -> str:
    """What a deletion will take and what it will leave, by status."""
    gone = [order for order in orders if any(action.id == "delete" for action in quick_actions(order))]
    kept = [order for order in orders if order not in gone]
    lines = [_("Into the trash: {what}.").format(what=_by_status(gone))] if gone else []
    if kept:
        text = _("Left as they are, since only Created and Canceled orders can be deleted: {what}.")
        lines.append(text.format(what=_by_status(kept)))
    return "\n".join(lines)


def _by_status(orders: Sequence[OrderRow]) -> str:
    counts = {status: sum(order.status is status for order in orders) for status in Status}
    return ", ".join(f"{count} {label(status)}" for status, count in counts.items() if count)


async def carry_out(
    desk: Desk, action: QuickAction, orders: Sequence[OrderRow], answers: dict[str, str]
) -> list[Outcome]:
    """Carry an action out on these orders as one change, undone together.

    Raises:
        RuleBroken: if there is one order and it is refused.
    """
    wanted: Sequence[Command] = commands(action, orders, answers)
    if len(wanted) == 1:
        return [await desk.write(desk.store.execute, wanted[0], desk.by)]
    requests = [Request(command) for command in wanted]
    return await desk.write(desk.store.execute_many, requests, desk.by, one_operation=True)


def said(action: QuickAction, outcomes: Sequence[Outcome]) -> str:
    """What to tell a person about what was done."""
    refused = [outcome for outcome in outcomes if not outcome.ok]
    done = len(outcomes) - len(refused)
    if not refused and done == 1:
        return _("{order}: {action}. u takes it back.").format(order=outcomes[0].order_id, action=action.label)
    sentences = []
    if done:
        text = ngettext("{action}: {count} order. u takes it back.", "{action}: {count} orders. u takes it back.", done)
        sentences.append(text.format(action=action.label, count=number(done)))
    if refused:
        text = ngettext("{count} refused: {reason}", "{count} refused, e.g. {reason}", len(refused))
        sentences.append(text.format(count=number(len(refused)), reason=refused[0].error))
    return "\n".join(sentences)
