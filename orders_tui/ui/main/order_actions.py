"""Changing orders from the main screen: what is asked first, how it is carried out, what is said afterwards."""

from collections.abc import Sequence

from textual.content import Content
from textual.screen import Screen

from orders_tui.domain.actions import QuickAction, commands, common_actions, has_action, quick_actions
from orders_tui.domain.commands import Command, Outcome
from orders_tui.domain.history import describe
from orders_tui.domain.money import number
from orders_tui.domain.order import Method, OrderRow, Status, label
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.store.store import Request, Reversed
from orders_tui.ui.desk import Desk
from orders_tui.ui.screens.answers import AnswersDialog
from orders_tui.ui.screens.choice import ChoiceDialog
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.main_changes import Meant
from orders_tui.ui.show import cut, method_label, toned
from orders_tui.ui.theme import PAYMENT, STATUS


def headline(meant: Meant) -> Content:
    """Of which orders a dialog speaks."""
    orders = meant.orders
    text = ngettext("{count} marked order", "{count} marked orders", len(orders)).format(count=number(len(orders)))
    if len(orders) > 1:
        return Content.styled(text, "bold")
    order = orders[0]
    status = STATUS[order.status]
    payment = PAYMENT[order.payment_status]
    return Content.assemble(
        # A mark may be on an order that the list does not show any more.
        (f"{text}\n" if meant.marked else "", "$text-warning"),
        (show(order.order_id), "bold"),
        " ",
        cut(show(order.name), 30),
        "\n",
        toned(f"{status.glyph} {label(order.status)}", status.tone),
        " · ",
        toned(payment.text, payment.tone),
        f" · {method_label(order.method)}",
    )


def _actions(meant: Meant) -> tuple[QuickAction, ...]:
    return quick_actions(meant.orders[0]) if len(meant.orders) == 1 else common_actions(meant.orders)


def action_of(meant: Meant, action_id: str) -> QuickAction | None:
    """The action of this id, if any of the orders has it."""
    return next((action for action in _actions(meant) if action.id == action_id), None)


async def choose_action(screen: Screen[None], meant: Meant) -> QuickAction | None:
    """Let a person choose one of the quick actions of these orders."""
    choices = [(action.id, _entry(action)) for action in _actions(meant)]
    chosen = await screen.app.push_screen_wait(ChoiceDialog(headline(meant), choices))
    return action_of(meant, chosen) if chosen else None


def _entry(action: QuickAction) -> Content:
    text = action.label + ("…" if action.needs or action.destructive else "")
    return Content.styled(text, "$text-error") if action.destructive else Content(text)


async def ask_needs(screen: Screen[None], action: QuickAction, meant: Meant) -> dict[str, str] | None:
    """Ask for all that an action needs, and whether it is meant; None when a person would rather not."""
    answers: dict[str, str] = {}
    title = Content.assemble(headline(meant), "\n\n", (action.label, "$text-accent"))
    if "method" in action.needs:
        methods = [(method.value, Content(label(method))) for method in Method]
        method = await screen.app.push_screen_wait(ChoiceDialog(title, methods))
        if method is None:
            return None
        answers["method"] = method
    if typed := [need for need in action.needs if need != "method"]:
        given = await screen.app.push_screen_wait(AnswersDialog(title, typed))
        if given is None:
            return None
        answers |= given
    asks = len(meant.orders) > 1 or (action.destructive and not action.needs)
    if asks and not await _sure(screen, action, meant):
        return None
    return answers


async def _sure(screen: Screen[None], action: QuickAction, meant: Meant) -> bool:
    question = Content.assemble(headline(meant), "\n\n", _split(action, meant.orders))
    dialog = ConfirmDialog(question, action.label, destructive=action.destructive)
    sure: bool | None = await screen.app.push_screen_wait(dialog)
    return sure is True


def _split(action: QuickAction, orders: Sequence[OrderRow]) -> str:
    """What an action will change and what it will leave, by status."""
    changed = [order for order in orders if has_action(order, action)]
    left = [order for order in orders if not has_action(order, action)]
    into_trash = action.id == "delete"
    text = _("Into the trash: {what}.") if into_trash else _("{action}: {what}.")
    lines = [text.format(action=action.label, what=_by_status(changed))] if changed else []
    if left:
        reason = _("Left as they are, since only Created and Canceled orders can be deleted: {what}.")
        other = _("Left as they are, since their own menus do not have it: {what}.")
        lines.append((reason if into_trash else other).format(what=_by_status(left)))
    return "\n".join(lines)


def _by_status(orders: Sequence[OrderRow]) -> str:
    counts = {status: sum(order.status is status for order in orders) for status in Status}
    return ", ".join(f"{number(count)} {label(status)}" for status, count in counts.items() if count)


async def carry_out(
    desk: Desk, action: QuickAction, orders: Sequence[OrderRow], answers: dict[str, str]
) -> list[Outcome]:
    """Carry an action out on these orders as one change, undone together; those without it are left as they are.

    Raises:
        RuleBroken: if there is one order and it is refused.
    """
    able = [order for order in orders if has_action(order, action)]
    wanted: Sequence[Command] = commands(action, able, answers)
    if len(orders) == 1:
        return [await desk.write(desk.store.execute, wanted[0], desk.by)]
    requests = [Request(command) for command in wanted]
    done = iter(await desk.write(desk.store.execute_many, requests, desk.by, one_operation=True))
    return [next(done) if has_action(order, action) else _left(order) for order in orders]


def _left(order: OrderRow) -> Outcome:
    text = _("{order} is {status}; it was left as it is.")
    return Outcome(order.order_id, error=text.format(order=order.order_id, status=label(order.status)))


def _result(action: QuickAction) -> str:
    """What an order is once the action is done."""
    if action.id in ("delete", "restore"):
        return _("in the trash") if action.id == "delete" else _("out of the trash")
    words = [label(word) for word in (action.status, action.payment) if word is not None]
    return " + ".join(words)


def said(action: QuickAction, orders: Sequence[OrderRow], outcomes: Sequence[Outcome]) -> str:
    """What to tell a person about what was done."""
    refused = [outcome for outcome in outcomes if not outcome.ok]
    done = len(outcomes) - len(refused)
    sentences = []
    if len(outcomes) == 1 and done:
        text = _("{order} {name}: {result}. u takes it back.")
        name = cut(show(orders[0].name), 30)
        sentences.append(text.format(order=outcomes[0].order_id, name=name, result=_result(action)))
    elif done:
        text = ngettext("{count} order: {result}. u takes it back.", "{count} orders: {result}. u takes it back.", done)
        sentences.append(text.format(count=number(done), result=_result(action)))
    if refused:
        text = ngettext("{count} not: {reason}", "{count} not, e.g. {reason}", len(refused))
        sentences.append(text.format(count=number(len(refused)), reason=refused[0].error))
    sentences += list(dict.fromkeys(outcome.warning for outcome in outcomes if outcome.warning))[:1]
    return "\n".join(sentences)


async def told_reversed(desk: Desk, done: Reversed, *, again: bool) -> str:
    """What to tell a person about what was taken back, or done again: of one order what changed."""
    if (count := len(done.order_ids)) != 1:
        if again:
            text = ngettext("Done again on {count} order.", "Done again on {count} orders.", count)
        else:
            text = ngettext("Taken back on {count} order.", "Taken back on {count} orders.", count)
        return text.format(count=number(count))
    order = await desk.on_facts(desk.store.orders.get, done.order_ids[0])
    events = await desk.on_facts(desk.store.orders.history, order.id)
    changes = [line for event in events if event.operation == done.operation for line in describe(event)]
    text = _("{order} {name}, done again: {changes}.") if again else _("{order} {name}, taken back: {changes}.")
    return text.format(order=order.order_id, name=cut(show(order.customer.name), 30), changes=", ".join(changes))
