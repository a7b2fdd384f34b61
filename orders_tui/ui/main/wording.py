"""What dialogs and reports about changes say."""

from collections.abc import Sequence

from textual.content import Content

from orders_tui.domain.actions import QuickAction, has_action
from orders_tui.domain.commands import Outcome
from orders_tui.domain.facts import Order
from orders_tui.domain.history import describe
from orders_tui.domain.money import number
from orders_tui.domain.order import Event, Status, label
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.ui.main.target import Target
from orders_tui.ui.show import cut, method_label, toned
from orders_tui.ui.theme import PAYMENT, STATUS

_NAME = 30
"""The most cells that a buyer's name takes in a sentence."""


def headline(target: Target) -> Content:
    """Which orders a dialog is about."""
    orders = target.orders
    text = ngettext("{count} marked order", "{count} marked orders", len(orders)).format(count=number(len(orders)))
    if len(orders) > 1:
        return Content.styled(text, "bold")
    order = orders[0]
    status = STATUS[order.status]
    payment = PAYMENT[order.payment_status]
    return Content.assemble(
        # A mark may be on an order that the list does not show any more.
        (f"{text}\n" if target.marked else "", "$text-warning"),
        (show(order.order_id), "bold"),
        " ",
        cut(show(order.name), _NAME),
        "\n",
        toned(f"{status.glyph} {label(order.status)}", status.tone),
        " · ",
        toned(payment.text, payment.tone),
        f" · {method_label(order.method)}",
    )


def menu_entry(action: QuickAction) -> Content:
    """An action in the menu; dots say that something is asked first."""
    text = action.label + ("…" if action.needs or action.destructive else "")
    return Content.styled(text, "$text-error") if action.destructive else Content(text)


def preview(action: QuickAction, orders: Sequence[Order]) -> str:
    """Which orders an action will change and which it will skip, by status."""
    changed = [order for order in orders if has_action(order, action)]
    left = [order for order in orders if not has_action(order, action)]
    deletes = action.id == "delete"
    lines = []
    if changed:
        text = _("Move to the trash: {what}.") if deletes else _("{action}: {what}.")
        lines.append(text.format(action=action.label, what=_by_status(changed)))
    if left:
        text = (
            _("Skipped: {what}. Only Created and Canceled orders can be deleted.")
            if deletes
            else _("Skipped: {what}. This action does not apply to them.")
        )
        lines.append(text.format(what=_by_status(left)))
    return "\n".join(lines)


def _by_status(orders: Sequence[Order]) -> str:
    counts = {status: sum(order.status is status for order in orders) for status in Status}
    return ", ".join(f"{number(count)} {label(status)}" for status, count in counts.items() if count)


def skipped(order: Order) -> Outcome:
    """What became of an order whose menu does not have the action."""
    text = _("{order} is {status}; it was skipped.")
    return Outcome(order.order_id, error=text.format(order=order.order_id, status=label(order.status)))


def _result(action: QuickAction) -> str:
    """What an order is once the action is done."""
    if action.id in ("delete", "restore"):
        return _("moved to the trash") if action.id == "delete" else _("restored from the trash")
    words = [label(word) for word in (action.status, action.payment) if word is not None]
    return " + ".join(words)


def outcome_sentence(action: QuickAction, orders: Sequence[Order], outcomes: Sequence[Outcome]) -> str:
    """What was done, what was refused with the first reason, and the first warning."""
    refused = [outcome for outcome in outcomes if not outcome.ok]
    done = len(outcomes) - len(refused)
    sentences = []
    if len(outcomes) == 1 and done:
        text = _("{order} {name}: {result}. Press u to undo.")
        name = cut(show(orders[0].name), _NAME)
        sentences.append(text.format(order=outcomes[0].order_id, name=name, result=_result(action)))
    elif done:
        text = ngettext("{count} order: {result}. Press u to undo.", "{count} orders: {result}. Press u to undo.", done)
        sentences.append(text.format(count=number(done), result=_result(action)))
    if refused:
        text = ngettext("{count} refused: {reason}", "{count} refused, for example: {reason}", len(refused))
        sentences.append(text.format(count=number(len(refused)), reason=refused[0].error))
    sentences += list(dict.fromkeys(outcome.warning for outcome in outcomes if outcome.warning))[:1]
    return "\n".join(sentences)


def reversal_of_many(count: int, *, redone: bool) -> str:
    """On how many orders something was undone or redone."""
    if redone:
        text = ngettext("Redone for {count} order.", "Redone for {count} orders.", count)
    else:
        text = ngettext("Undone for {count} order.", "Undone for {count} orders.", count)
    return text.format(count=number(count))


def reversal_of_one(order: Order, events: Sequence[Event], *, redone: bool) -> str:
    """What was undone or redone on one order, by the events that this wrote."""
    changes = ", ".join(line for event in events for line in describe(event))
    text = _("Redone: {order} {name}, {changes}.") if redone else _("Undone: {order} {name}, {changes}.")
    return text.format(order=order.order_id, name=cut(show(order.name), _NAME), changes=changes)
