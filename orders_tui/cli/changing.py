"""The commands that change orders: set, delete, restore, undo, redo."""

from collections.abc import Callable, Iterator
from functools import partial

import click

from orders_tui.cli.answers import Answers
from orders_tui.cli.call import Call, with_call
from orders_tui.cli.chosen import named
from orders_tui.cli.fact_options import fact_options, given, method_option, tag_option, taken_away, untag_option
from orders_tui.cli.output import write_json, write_line
from orders_tui.cli.params import OneOf, dry_run_option, examples, json_option
from orders_tui.cli.reversals import check_expected, operation_option
from orders_tui.domain.commands import ChangeOrder, DeleteOrder, RestoreOrder, RuleBroken, VersionedCommand
from orders_tui.domain.facts import EDITABLE, Value
from orders_tui.domain.history import describe
from orders_tui.domain.money import number
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.order import Method, PaymentStatus, Status, typed_id
from orders_tui.domain.plans import Result, selected
from orders_tui.domain.same_plan import SamePlan
from orders_tui.domain.words import N_, _, ngettext
from orders_tui.domain.written import who
from orders_tui.store.errors import DatabaseError
from orders_tui.store.store import Store


def set_command() -> click.Command:
    """`set`: change orders."""
    return click.Command(
        "set",
        callback=with_call(_set),
        params=[_orders(), *_changes(), dry_run_option(), json_option()],
        help=_("Change orders by the same rules as in the console. All orders of one call are one change."),
        epilog=examples(
            "orders-tui set 261122BCDFGH --status confirmed --payment paid",
            "orders-tui set 261122BCDFGH --status shipped --courier JNE --receipt R1",
            "orders-tui set 261122BCDFGH 261122JKLMNP --status canceled --reason 'no answer'",
            "orders-tui set 261122BCDFGH --tag vip --handler sari --note 'call after 5'",
        ),
    )


def _changes() -> list[click.Parameter]:
    statuses, payments = (", ".join(kind) for kind in (Status, PaymentStatus))
    return [
        click.Option(["--status"], type=OneOf(Status), help=_("The new status: {words}.").format(words=statuses)),
        click.Option(
            ["--payment"], type=OneOf(PaymentStatus), help=_("The payment status: {words}.").format(words=payments)
        ),
        method_option(),
        *fact_options(EDITABLE, taken_away()),
        tag_option(),
        untag_option(),
        click.Option(["--reason"], default="", help=_("The reason; needed for rts and canceled.")),
    ]


def delete_command() -> click.Command:
    """`delete`: put orders into the trash."""
    return click.Command(
        "delete",
        callback=with_call(_delete),
        params=[_orders(), dry_run_option(), json_option()],
        help=_("Put Created and Canceled orders into the trash."),
        epilog=examples("orders-tui delete 261122BCDFGH 261122JKLMNP"),
    )


def restore_command() -> click.Command:
    """`restore`: take orders out of the trash."""
    return click.Command(
        "restore",
        callback=with_call(_restore),
        params=[_orders(), dry_run_option(), json_option()],
        help=_("Take orders out of the trash, as they were."),
        epilog=examples("orders-tui restore 261122BCDFGH", "orders-tui list --query in:trash"),
    )


def undo_command() -> click.Command:
    """`undo`: write back what the last change changed."""
    return click.Command(
        "undo",
        callback=with_call(_undo),
        params=[operation_option(), json_option()],
        help=_(
            "Undo your last change, except for what others have changed since. A change that was made in the"
            " console, or more than an hour ago, is only named, with the number that undoes it."
        ),
        short_help=_("Undo your last change."),
        epilog=examples("orders-tui undo", "orders-tui undo --operation 1284"),
    )


def redo_command() -> click.Command:
    """`redo`: undo the last undo."""
    return click.Command(
        "redo",
        callback=with_call(_redo),
        params=[operation_option(), json_option()],
        help=_("Redo your last undo, unless something has been changed since."),
        epilog=examples("orders-tui redo"),
    )


def _orders() -> click.Argument:
    return click.Argument(["orders"], nargs=-1, required=True, metavar="ORDER...")


def _set(
    call: Call,
    orders: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
    status: Status | None,
    payment: PaymentStatus | None,
    method: Method | None,
    tag: tuple[str, ...],
    untag: tuple[str, ...],
    reason: str,
    **facts: Value,
) -> int:
    command = ChangeOrder(
        order_id="",
        status=status,
        payment=payment,
        method=method,
        facts=given(facts),
        reason=reason,
        add_tags=tag,
        remove_tags=untag,
    )
    if command == ChangeOrder(order_id=""):
        raise click.UsageError(_("No changes were given; `orders-tui set --help` lists what can be changed."))
    return _carry_out(call, orders, command, dry_run, as_json)


def _delete(call: Call, orders: tuple[str, ...], dry_run: bool, as_json: bool) -> int:
    return _carry_out(call, orders, DeleteOrder(order_id=""), dry_run, as_json)


def _restore(call: Call, orders: tuple[str, ...], dry_run: bool, as_json: bool) -> int:
    return _carry_out(call, orders, RestoreOrder(order_id=""), dry_run, as_json)


def _carry_out(call: Call, orders: tuple[str, ...], command: VersionedCommand, dry_run: bool, as_json: bool) -> int:
    """Give each order the same command, all in one operation, and answer for each in the order of the call."""
    # Backwards, so that of an order that is named twice the first wording counts.
    typed = {typed_id(order): order for order in reversed(orders)}
    order_ids = tuple(dict.fromkeys(typed_id(order) for order in orders))
    answers = Answers(order_ids, as_json=as_json, dry_run=dry_run)
    # Trying out is possible with --readonly too.
    with call.store() if dry_run else call.store_to_change() as store:
        known, unknown = named(store, [typed[order_id] for order_id in order_ids])
        answers.give([outcome._replace(order_id=typed_id(outcome.order_id)) for outcome in unknown])
        plan = SamePlan(selected(known), command)
        if dry_run:
            preview_same(call, store, plan, answers)
        elif known:
            carry_out_same(call, store, plan, answers)
    return answers.code()


def preview_same(call: Call, store: Store, plan: SamePlan, answers: Answers) -> None:
    """Answer what a plan would do to each of its orders, and do nothing."""
    try:
        for outcome in store.preview(plan, call.actor()):
            answers.give([outcome])
    except RuleBroken as refusal:
        answers.end(str(refusal))


def carry_out_same(call: Call, store: Store, plan: SamePlan, answers: Answers) -> None:
    """Carry out a plan, and answer for each of its orders as soon as it is stored."""
    try:
        result = store.carry_out(plan, call.actor(), answers=answers.give)
    except (DatabaseError, RuleBroken) as refusal:
        answers.end(str(refusal))
    else:
        answers.end(result.fault)


def _undo(call: Call, operation: int | None, as_json: bool) -> int:
    with call.store_to_change() as store:
        actor = call.actor()
        if operation is None:
            check_expected(store, actor, OperationKind.UNDO)
        return _answer_reversal(store, partial(store.undo, actor, operation), as_json)


def _redo(call: Call, operation: int | None, as_json: bool) -> int:
    with call.store_to_change() as store:
        actor = call.actor()
        if operation is None:
            check_expected(store, actor, OperationKind.REDO)
        return _answer_reversal(store, partial(store.redo, actor, operation), as_json)


def _answer_reversal(store: Store, reverse: Callable[..., Result], as_json: bool) -> int:
    """Say which orders an undo or redo gave back what they had, and which not and why; the exit code.

    A program has a line for each order, however many, and at the end one with what became of all.
    """
    answers = Answers(as_json=as_json)
    done = reverse(answers=answers.give) if as_json else reverse()
    refused = len(done.refused_keys)
    if as_json:
        write_json({"operation": done.operation, "done": done.done, "refused": refused, "stopped": done.stopped})
    else:
        for line in _reversed(store, done):
            write_line(line)
    return 1 if refused or done.stopped else 0


def _reversed(store: Store, done: Result) -> Iterator[str]:
    if done.done == 1:
        (outcome,) = done.changed
        order = store.orders.get(outcome.order_id)
        changes = "; ".join(change for entry in outcome.changes for change in describe(entry))
        text = _ONE[done.kind]
        yield _(text).format(order=order.order_id, customer=who(order), changes=changes)
    elif done.done:
        yield _many(done.kind, done.done).format(count=number(done.done))
    yield from done.warnings()
    yield from done.reasons()
    if done.fault:
        yield done.fault
    if done.stopped:
        yield _(_GO_ON[done.kind])
    elif not done.done:
        yield _(_BEFORE[done.kind])


_ONE = {
    OperationKind.UNDO: N_("Undone on {order} ({customer}): {changes}"),
    OperationKind.REDO: N_("Redone on {order} ({customer}): {changes}"),
}


_GO_ON = {
    OperationKind.UNDO: N_("The rest is unchanged; “orders-tui undo” continues with it."),
    OperationKind.REDO: N_("The rest is unchanged; “orders-tui redo” continues with it."),
}
_BEFORE = {
    OperationKind.UNDO: N_("The next “orders-tui undo” goes on to the change before it."),
    OperationKind.REDO: N_("The next “orders-tui redo” goes on to the undo before it."),
}


def _many(kind: OperationKind, count: int) -> str:
    if kind is OperationKind.UNDO:
        return ngettext("Undone on {count} order.", "Undone on {count} orders.", count)
    return ngettext("Redone on {count} order.", "Redone on {count} orders.", count)
