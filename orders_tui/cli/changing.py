"""The commands that change orders: set, delete, restore, undo."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.output import ReaderGone, fall_silent, flush, say, say_json
from orders_tui.cli.params import OneOf, examples
from orders_tui.domain.commands import ChangeOrder, Command, DeleteOrder, Outcome, RestoreOrder, RuleBroken
from orders_tui.domain.facts import EDITABLE
from orders_tui.domain.history import describe
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.domain.shipping import check_one_order
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _, ngettext
from orders_tui.domain.written import who
from orders_tui.store.errors import DatabaseUnfit
from orders_tui.store.store import Request, Reversed, Store

_VIA = "command"


def set_command() -> click.Command:
    """`set`: change orders."""
    return click.Command(
        "set",
        callback=with_call(_set),
        params=[_orders(), *_changes(), _json_option()],
        help=_("Change orders by the same rules as in the console. All orders of one call are one change."),
        epilog=examples(
            "orders-tui set 261122BCDFGH --status confirmed --payment paid",
            "orders-tui set 261122BCDFGH --status shipped --courier JNE --receipt R1",
            "orders-tui set 261122BCDFGH 261122JKLMNP --status canceled --reason 'no answer'",
            "orders-tui set 261122BCDFGH --tag vip --handler sari --note 'call after 5'",
        ),
    )


def _changes() -> list[click.Parameter]:
    statuses, payments, methods = (", ".join(kind) for kind in (Status, PaymentStatus, Method))
    return [
        click.Option(["--status"], type=OneOf(Status), help=_("The new status: {words}.").format(words=statuses)),
        click.Option(["--payment"], type=OneOf(PaymentStatus), help=_("One of: {words}.").format(words=payments)),
        click.Option(["--method"], type=OneOf(Method), help=_("The payment method: {words}.").format(words=methods)),
        *(
            click.Option(
                [f"--{fact.name.replace('_', '-')}"],
                help=_("{fact}; an empty text takes it away.").format(fact=fact.title),
            )
            for fact in EDITABLE
        ),
        click.Option(["--tag"], multiple=True, help=_("Add a tag; can be repeated.")),
        click.Option(["--untag"], multiple=True, help=_("Take a tag away; can be repeated.")),
        click.Option(["--reason"], default="", help=_("Why; needed for rts and canceled.")),
    ]


def delete_command() -> click.Command:
    """`delete`: put orders into the trash."""
    return click.Command(
        "delete",
        callback=with_call(_delete),
        params=[_orders(), _json_option()],
        help=_("Put Created and Canceled orders into the trash."),
        epilog=examples("orders-tui delete 261122BCDFGH 261122JKLMNP"),
    )


def restore_command() -> click.Command:
    """`restore`: take orders out of the trash."""
    return click.Command(
        "restore",
        callback=with_call(_restore),
        params=[_orders(), _json_option()],
        help=_("Take orders out of the trash, as they were."),
        epilog=examples("orders-tui restore 261122BCDFGH", "orders-tui list --query in:trash"),
    )


def undo_command() -> click.Command:
    """`undo`: take the last change back."""
    return click.Command(
        "undo",
        callback=with_call(_undo),
        params=[click.Option(["--json", "as_json"], is_flag=True, help=_("Answer in JSON."))],
        help=_("Take your last change back. It is refused when one of its orders was changed since."),
        epilog=examples("orders-tui undo"),
    )


def _orders() -> click.Argument:
    return click.Argument(["orders"], nargs=-1, required=True, metavar="ORDER...")


def _json_option() -> click.Option:
    return click.Option(
        ["--json", "as_json"],
        is_flag=True,
        help=_("Answer in JSON, one object a line."),
    )


def _set(
    call: Call,
    orders: tuple[str, ...],
    as_json: bool,
    status: Status | None,
    payment: PaymentStatus | None,
    method: Method | None,
    tag: tuple[str, ...],
    untag: tuple[str, ...],
    reason: str,
    **facts: str | None,
) -> int:
    wish = ChangeOrder(
        order_id="",
        status=status,
        payment=payment,
        method=method,
        facts={name: text for name, text in facts.items() if text is not None},
        reason=reason,
        add_tags=tag,
        remove_tags=untag,
    )
    if wish == ChangeOrder(order_id=""):
        raise click.UsageError(_("Say what is to change; `orders-tui set --help` lists what can."))
    return _carry_out(call, orders, as_json, lambda order: replace(wish, order_id=order))


def _delete(call: Call, orders: tuple[str, ...], as_json: bool) -> int:
    return _carry_out(call, orders, as_json, lambda order: DeleteOrder(order_id=order))


def _restore(call: Call, orders: tuple[str, ...], as_json: bool) -> int:
    return _carry_out(call, orders, as_json, lambda order: RestoreOrder(order_id=order))


def _carry_out(call: Call, orders: tuple[str, ...], as_json: bool, command: Callable[[str], Command]) -> int:
    """Give each order its command, all in one operation, and answer for each."""
    typed = {order.strip().upper(): order for order in reversed(orders)}
    order_ids = tuple(dict.fromkeys(order.strip().upper() for order in orders))
    requests = [Request(command(typed[order_id])) for order_id in order_ids]
    with call.store_to_change() as store:
        try:
            check_one_order(requests[0].command, len(requests))
            outcomes = store.execute_many(requests, call.actor(_VIA), one_operation=True)
        except (DatabaseUnfit, RuleBroken) as refusal:
            outcomes = [Outcome(order_id, error=str(refusal)) for order_id in order_ids]
    outcomes = [outcome._replace(order_id=order_id) for order_id, outcome in zip(order_ids, outcomes, strict=True)]
    try:
        _answer(outcomes, as_json)
        flush()
    except ReaderGone:
        fall_silent()  # what was done is told by the exit code all the same
    return 0 if all(outcome.ok for outcome in outcomes) else 1


def _answer(outcomes: Sequence[Outcome], as_json: bool) -> None:
    for outcome in outcomes:
        if as_json:
            said = {"error": outcome.error, "warning": outcome.warning}
            told = {name: text for name, text in said.items() if text}
            say_json({"order_id": outcome.order_id, "ok": outcome.ok, **told})
        else:
            say(_in_words(outcome))


def _in_words(outcome: Outcome) -> str:
    """One answer to a person; most reasons name the order themselves."""
    order = excerpt(outcome.order_id)
    if outcome.ok:
        lines = ", ".join(line for change in outcome.changes for line in describe(change))
        return " ".join(filter(None, [f"{order}: {lines}.", outcome.warning]))
    if order.casefold() in outcome.error.casefold():
        return _("Refused: {reason}").format(reason=outcome.error)
    return _("{order}: refused: {reason}").format(order=order, reason=outcome.error)


def _undo(call: Call, as_json: bool) -> int:
    with call.store_to_change() as store:
        undone = store.undo(call.actor(_VIA))
        if as_json:
            say_json({"operation": undone.operation, "order_ids": undone.order_ids})
        else:
            say(_taken_back(store, undone))
    return 0


def _taken_back(store: Store, undone: Reversed) -> str:
    """What was taken back on the order, or on how many."""
    count = len(undone.order_ids)
    if count > 1:
        return ngettext("Taken back on {count} order.", "Taken back on {count} orders.", count).format(count=count)
    order = store.orders.get(undone.order_ids[0])
    events = [event for event in store.orders.history(order.id) if event.operation == undone.operation]
    changes = "; ".join(change for event in events for change in describe(event))
    text = _("Taken back on {order} ({customer}): {changes}")
    return text.format(order=order.order_id, customer=who(order), changes=changes)
