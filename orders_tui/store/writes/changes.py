"""How each command is written: load the order, ask the domain's rule, write the fields and their history."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from peewee import fn

from orders_tui.domain import flow
from orders_tui.domain.answers import answered, confirmed
from orders_tui.domain.commands import (
    AcceptPayment,
    AddOrder,
    Change,
    ChangeOrder,
    Command,
    Conflict,
    CopyOrder,
    DeclineConfirmation,
    DeleteOrder,
    HoldOrder,
    OrderCommand,
    RecordConfirmation,
    RecordDeletion,
    RecordFollowUp,
    RecordHold,
    RecordPayment,
    RecordPrinted,
    RecordStatus,
    RecordStep,
    RecordTracking,
    RecordUnpaid,
    RecordUpdate,
    ReleaseOrder,
    RestoreOrder,
    VersionedCommand,
)
from orders_tui.domain.days import long_time
from orders_tui.domain.duplicating import check_copy, copy_of, replaced
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import Changes
from orders_tui.domain.fulfilment import check_fulfilment
from orders_tui.domain.history import describe
from orders_tui.domain.limits import check_amount, check_text
from orders_tui.domain.oddities import happened, warnings
from orders_tui.domain.order import Event, PaymentReport, PaymentStatus, label
from orders_tui.domain.printing import printed
from orders_tui.domain.receipts import number_key
from orders_tui.domain.rights import Actor, check_command, hidden_fields
from orders_tui.domain.tags import respelled
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import N_, _
from orders_tui.process.lazy import LazyModule
from orders_tui.store.engine.prepared import ONE_ROW, Read, parameter
from orders_tui.store.events import events
from orders_tui.store.tables import History, Orders, receipt_key
from orders_tui.store.whole_orders import find_order
from orders_tui.store.writes.fields import write
from orders_tui.store.writes.follow_ups import write_follow_up
from orders_tui.store.writes.new_orders import NewOrders, add, check_external
from orders_tui.store.writes.operation import Operation, Written, as_changes
from orders_tui.store.writes.stored import history_value

if TYPE_CHECKING:
    from orders_tui.store.writes import reports
else:
    # The command line carries out a change of staff without the rules for what other systems report.
    reports = LazyModule("orders_tui.store.writes.reports")

_QUOTED = 60
"""How many characters of one change a sentence quotes."""
_NAMED_AT_MOST = 3
"""Of how many operations a sentence tells, the last ones; a program may have changed an order hundreds of times."""

_WITH_RECEIPT = Read(
    lambda: (
        Orders.select(Orders.order_id)
        .where(
            receipt_key() == parameter("receipt"),
            Orders.receipt > "",  # the condition of the index
            Orders.id != parameter("row"),
            Orders.deleted_at.is_null(),
        )
        .limit(ONE_ROW)
    ),
    str,
)


def _last_operations() -> Any:
    """The operations that changed an order last."""
    return (
        History.select(History.operation_id)
        .where(History.order_row == parameter("row"))
        .group_by(History.operation_id)
        .order_by(fn.MAX(History.id).desc())
        .limit(parameter("count"))
    )


_CHANGED_SINCE = Read(
    lambda: events().where(History.order_row == parameter("row"), History.operation_id.in_(_last_operations())), Event
)


def carry_out(operation: Operation, command: Command, orders: NewOrders | None = None) -> Written:
    """Write one command; a new order together with these others, if there are some.

    Raises:
        RuleBroken: if a rule forbids it, or it is not the actor's to give; nothing was written then.
    """
    if isinstance(command, AddOrder):
        check_command(operation.by, command)
        command = respelled(command, operation.spelling)
        done = orders.add(operation, command) if orders else add(operation, command)
        return _with_warning(operation, done, command)
    return carry_out_on(operation, find_order(operation.engine, command.order_id), command)


def carry_out_on(operation: Operation, order: Order, command: OrderCommand) -> Written:
    """Write one command about an order that was read in this transaction; raises as `carry_out`."""
    _check(operation.by, order, command)
    command = respelled(command, operation.spelling)
    return _with_warning(operation, _write(operation, order, command), command)


def preview(operation: Operation, order: Order, command: VersionedCommand) -> Written:
    """What the command would leave behind, without writing it; raises as `carry_out`."""
    _check(operation.by, order, command)
    command = respelled(command, operation.spelling)
    changes = _changes(order, command, operation.at)
    changed = as_changes((name, history_value(order, name), value) for name, value in changes.items())
    return _with_warning(operation, Written(order.id, order.order_id, changed), command)


def _check(by: Actor, order: Order, command: OrderCommand) -> None:
    check_command(by, command)
    # Couriers and gateways report what has happened already: that cannot be refused for whose order it is.
    if by.via != "intake":
        check_fulfilment(order, command)


def _write(operation: Operation, order: Order, command: OrderCommand) -> Written:
    match command:
        case RecordConfirmation():
            return _confirmation(operation, order, command)
        case RecordPayment():
            return reports.record_payment(operation, order, command)
        case AcceptPayment():
            return _accepted(operation, order, command)
        case CopyOrder():
            return _copy(operation, order, command)
        case (
            RecordStep()
            | RecordStatus()
            | RecordUpdate()
            | RecordHold()
            | RecordTracking()
            | RecordUnpaid()
            | RecordDeletion()
        ):
            return reports.record_state(operation, order, command)
        case _:
            check_version(operation, order, command.version)
            changes = _changes(order, command, operation.at)
            # Asked here, although the database holds it too, since only this can name the other order.
            check_external(operation.engine, order.store, str(changes.get("external_id", "")))
            done = write(operation, order, changes)
            if isinstance(command, RecordFollowUp):
                write_follow_up(operation, order.id, command.template)
            return done


def _changes(order: Order, command: VersionedCommand, now: int) -> Changes:
    match command:
        case ChangeOrder():
            return flow.change(order, command, happened(command.at, now))
        case RecordFollowUp():
            return flow.follow_up(order, command, now)
        case RecordPrinted():
            return printed(order, command, now)
        case HoldOrder() | ReleaseOrder() | DeclineConfirmation():
            return answered(order, command, now)
        case DeleteOrder():
            return flow.delete(order, command, now)
        case RestoreOrder():
            return flow.restore(order, command, now)


def _with_warning(operation: Operation, done: Written, command: Command) -> Written:
    """What was carried out, with what a person should know of it."""
    said = [*filter(None, [done.warning]), *warnings(command, operation.at)]
    for change in done.changes:
        if change.field in _ODDITIES:
            said += _ODDITIES[change.field](operation, done, change)
    return done._replace(warning=" ".join(said)) if said else done


def _repeated_receipt(operation: Operation, done: Written, change: Change) -> Iterator[str]:
    receipt = change.new
    if not receipt:
        return
    operation.write_orders()
    other = operation.engine.first(_WITH_RECEIPT, receipt=number_key(receipt), row=done.row)
    if other is not None:
        text = _("The receipt number {receipt} already belongs to {order}.")
        yield text.format(receipt=excerpt(receipt), order=other)


def _printed_before(operation: Operation, done: Written, change: Change) -> Iterator[str]:
    if change.old is not None:
        text = _("{order} was printed before: {time}.")
        yield text.format(order=done.order_id, time=long_time(int(change.old), operation.zone))


_ODDITIES = {"receipt": _repeated_receipt, "printed_at": _printed_before}
"""What is odd about the new value of a field, by the field."""


def check_version(operation: Operation, order: Order, seen: int | None) -> None:
    """Refuse a change that was made on an older version than the one stored.

    Raises:
        Conflict: saying who changed what since.
    """
    if seen is None or seen == order.version:
        return
    operations = max(1, order.version - seen)  # each counts the version up by one or more
    hidden = hidden_fields(operation.by)
    found = operation.engine.select(_CHANGED_SINCE, row=order.id, count=min(operations, _NAMED_AT_MOST + 1))
    told = list(dict.fromkeys(event.operation for event in found))[-_NAMED_AT_MOST:]
    events = [event for event in found if event.operation in told]
    who = ", ".join(dict.fromkeys(show(event.by) for event in events))
    told_of = [event for event in events if event.field not in hidden]
    changes = [excerpt(change, _QUOTED) for event in told_of for change in describe(event, operation.zone)]
    earlier = ["…"] if len(events) < len(found) else []
    text = _("{order} was changed meanwhile by {who} ({what}).")
    raise Conflict(text.format(order=order.order_id, who=who, what=", ".join(earlier + changes) or "–"))


def _accepted(operation: Operation, order: Order, command: AcceptPayment) -> Written:
    check_version(operation, order, command.version)
    check_amount(N_("Amount"), command.amount)
    changes = flow.accept_payment(order, command, operation.at)
    operation.engine.insert(
        reports.INSERT_PAYMENT,
        order_row=order.id,
        operation_id=operation.write(),
        at=operation.at,
        reported=PaymentReport.PAID,
        amount=command.amount,
        transaction=check_text(N_("Transaction"), command.transaction),
        fee=command.fee,
        day=command.day,
        note=check_text(N_("Note"), command.note, lines=True),
        bank="",
        holder="",
    )
    return write(operation, order, changes)


def _copy(operation: Operation, order: Order, command: CopyOrder) -> Written:
    """Write a copy as a new order, and the end of the order whose place it takes."""
    check_version(operation, order, command.version)
    check_copy(order, command)
    # The copy first: only then does the old order have the id that its reason for being canceled names.
    done = add(operation, copy_of(order))
    copied = operation.write_history(done.row, [("copy_of", None, order.order_id)])
    done = done._replace(changes=done.changes + copied)
    if not command.cancel:
        return done
    write(operation, order, flow.change(order, replaced(order, done.order_id), operation.at))
    if order.payment_status is PaymentStatus.UNPAID:
        return done
    text = _("{order} is {payment}; that money stays with it.")
    return done._replace(warning=text.format(order=order.order_id, payment=label(order.payment_status)))


def _confirmation(operation: Operation, order: Order, said: RecordConfirmation) -> Written:
    changes = confirmed(order, operation.at)
    for name, text in ((N_("Bank"), said.bank), (N_("Account holder"), said.holder), (N_("Day"), said.day)):
        check_text(name, text)
    check_text(N_("Note"), said.note, lines=True)
    if said.amount is not None:
        check_amount(N_("Amount"), said.amount)
    operation.engine.insert(
        reports.INSERT_PAYMENT,
        order_row=order.id,
        operation_id=operation.write(),
        at=operation.at,
        reported="confirmation",
        amount=said.amount,
        bank=said.bank,
        holder=said.holder,
        day=said.day,
        note=said.note,
        transaction="",
        fee=None,
    )
    text = said.bank if said.amount is None else f"{said.bank} {said.amount}".strip()
    if said.amount is None and re.fullmatch("[0-9]+|-", said.bank.rpartition(" ")[2]):
        text += " -"  # a number of the bank's is no amount
    return write(operation, order, changes | {"confirmation": text})
