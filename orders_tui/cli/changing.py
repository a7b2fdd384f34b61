"""The commands that change orders: set, delete, restore, undo, redo."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.fact_options import fact_options, given, taken_away
from orders_tui.cli.output import OutputClosed, discard_output, flush, write_json, write_line
from orders_tui.cli.params import OneOf, examples, json_option
from orders_tui.domain.commands import ChangeOrder, Command, DeleteOrder, Outcome, RestoreOrder, RuleBroken
from orders_tui.domain.facts import EDITABLE, Value
from orders_tui.domain.history import describe
from orders_tui.domain.money import number
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.domain.plans import Deed, Result
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import N_, _, ngettext
from orders_tui.domain.written import who
from orders_tui.store.errors import DatabaseError
from orders_tui.store.store import Request, Store

_VIA = "command"


def set_command() -> click.Command:
    """`set`: change orders."""
    return click.Command(
        "set",
        callback=with_call(_set),
        params=[_orders(), *_changes(), json_option()],
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
        click.Option(
            ["--payment"], type=OneOf(PaymentStatus), help=_("The payment status: {words}.").format(words=payments)
        ),
        click.Option(["--method"], type=OneOf(Method), help=_("The payment method: {words}.").format(words=methods)),
        *fact_options(EDITABLE, taken_away()),
        click.Option(["--tag"], multiple=True, help=_("Add a tag; can be repeated.")),
        click.Option(["--untag"], multiple=True, help=_("Take a tag away; can be repeated.")),
        click.Option(["--reason"], default="", help=_("Why; needed for rts and canceled.")),
    ]


def delete_command() -> click.Command:
    """`delete`: put orders into the trash."""
    return click.Command(
        "delete",
        callback=with_call(_delete),
        params=[_orders(), json_option()],
        help=_("Put Created and Canceled orders into the trash."),
        epilog=examples("orders-tui delete 261122BCDFGH 261122JKLMNP"),
    )


def restore_command() -> click.Command:
    """`restore`: take orders out of the trash."""
    return click.Command(
        "restore",
        callback=with_call(_restore),
        params=[_orders(), json_option()],
        help=_("Take orders out of the trash, as they were."),
        epilog=examples("orders-tui restore 261122BCDFGH", "orders-tui list --query in:trash"),
    )


def undo_command() -> click.Command:
    """`undo`: write back what the last change changed."""
    return click.Command(
        "undo",
        callback=with_call(_undo),
        params=[json_option()],
        help=_("Undo your last change, but for what others changed since."),
        epilog=examples("orders-tui undo"),
    )


def redo_command() -> click.Command:
    """`redo`: undo the last undo."""
    return click.Command(
        "redo",
        callback=with_call(_redo),
        params=[json_option()],
        help=_("Redo what you undid last, unless something was changed since."),
        epilog=examples("orders-tui redo"),
    )


def _orders() -> click.Argument:
    return click.Argument(["orders"], nargs=-1, required=True, metavar="ORDER...")


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
    **facts: Value,
) -> int:
    wish = ChangeOrder(
        order_id="",
        status=status,
        payment=payment,
        method=method,
        facts=given(facts),
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
            outcomes = store.execute_many(requests, call.actor(_VIA), one_operation=True)
        except (DatabaseError, RuleBroken) as refusal:
            outcomes = [Outcome(order_id, error=str(refusal)) for order_id in order_ids]
    outcomes = [outcome._replace(order_id=order_id) for order_id, outcome in zip(order_ids, outcomes, strict=True)]
    try:
        write_outcomes(outcomes, as_json)
        flush()
    except OutputClosed:
        discard_output()  # the exit code says what was done all the same
    return 0 if all(outcome.ok for outcome in outcomes) else 1


def write_outcomes(outcomes: Sequence[Outcome], as_json: bool) -> None:
    """Answer what became of each order."""
    for outcome in outcomes:
        if as_json:
            texts = {"error": outcome.error, "warning": outcome.warning}
            given = {name: text for name, text in texts.items() if text}
            write_json({"order_id": outcome.order_id, "ok": outcome.ok, **given})
        else:
            write_line(_in_words(outcome))


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
        return _answer_reversal(store, store.undo(call.actor(_VIA)), as_json)


def _redo(call: Call, as_json: bool) -> int:
    with call.store_to_change() as store:
        return _answer_reversal(store, store.redo(call.actor(_VIA)), as_json)


def _answer_reversal(store: Store, done: Result, as_json: bool) -> int:
    """Say which orders an undo or redo gave back what they had, and which not and why; the exit code."""
    refused = [{"order_id": outcome.order_id, "error": outcome.error} for outcome in done.refused]
    if as_json:
        order_ids = [outcome.order_id for outcome in done.changed]
        write_json({"operation": done.operation, "order_ids": order_ids, **({"refused": refused} if refused else {})})
    else:
        for line in _reversed(store, done):
            write_line(line)
    return 1 if refused or done.stopped else 0


def _reversed(store: Store, done: Result) -> Iterator[str]:
    if done.done == 1:
        (outcome,) = done.changed
        order = store.orders.get(outcome.order_id)
        changes = "; ".join(change for entry in outcome.changes for change in describe(entry))
        text = _ONE[done.deed]
        yield _(text).format(order=order.order_id, customer=who(order), changes=changes)
    elif done.done:
        yield _many(done.deed, done.done).format(count=number(done.done))
    yield from done.warnings()
    yield from done.reasons()
    if done.fault:
        yield done.fault


_ONE = {
    Deed.UNDO: N_("Undone on {order} ({customer}): {changes}"),
    Deed.REDO: N_("Redone on {order} ({customer}): {changes}"),
}


def _many(deed: Deed, count: int) -> str:
    if deed is Deed.UNDO:
        return ngettext("Undone on {count} order.", "Undone on {count} orders.", count)
    return ngettext("Redone on {count} order.", "Redone on {count} orders.", count)
