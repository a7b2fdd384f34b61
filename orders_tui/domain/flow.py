"""The rules: which steps an order may take, what each command of a person changes, and what each refuses.

What other systems report, which is never refused for coming late, is in `reports`.
"""

from typing import NamedTuple

from orders_tui.domain.commands import (
    AcceptPayment,
    ChangeOrder,
    DeleteOrder,
    RecordFollowUp,
    RestoreOrder,
    RuleBroken,
)
from orders_tui.domain.editing import check_open, edited_facts, edited_items, following, no_longer_fits
from orders_tui.domain.facts import FACTS, Edit, Order, Value, Values
from orders_tui.domain.limits import check_text, checked
from orders_tui.domain.order import ENDED, Goods, Method, PaymentStatus, Status, label
from orders_tui.domain.tags import changed_tags
from orders_tui.domain.templates import MessageStage
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import N_, _

_TABLE: dict[Status, tuple[Status, ...]] = {
    Status.CREATED: (Status.PENDING, Status.CANCELED),
    Status.PENDING: (Status.CONFIRMED, Status.IN_PROCESS, Status.READY, Status.SHIPPED, Status.CANCELED),
    Status.CONFIRMED: (Status.READY, Status.IN_PROCESS, Status.SHIPPED, Status.PENDING, Status.CANCELED),
    Status.IN_PROCESS: (Status.READY, Status.SHIPPED, Status.CONFIRMED, Status.PENDING, Status.CANCELED),
    Status.READY: (Status.SHIPPED, Status.IN_PROCESS, Status.CONFIRMED, Status.PENDING, Status.CANCELED),
    Status.SHIPPED: (
        Status.COMPLETED,
        Status.RTS,
        Status.CLOSED,
        Status.READY,
        Status.IN_PROCESS,
        Status.CONFIRMED,
        Status.PENDING,
    ),
    Status.COMPLETED: (Status.SHIPPED,),
    Status.RTS: (Status.SHIPPED,),
    Status.CANCELED: (),
    Status.CLOSED: (),
}
"""From each status, where it may go: onward first, back after that, endings last."""

_DIGITAL: dict[Status, tuple[Status, ...]] = {
    Status.CONFIRMED: (Status.COMPLETED,),
    Status.IN_PROCESS: (Status.COMPLETED,),
    Status.COMPLETED: (Status.CONFIRMED,),
}
"""The steps that an order of digital goods alone has besides the table."""

PARCEL = (Status.READY, Status.SHIPPED, Status.RTS)
"""Steps that digital goods hardly ever take; they stand last."""

DELETABLE = frozenset({Status.CREATED, Status.CANCELED})
"""The statuses in which an order may be deleted."""

REASON_NEEDED = frozenset({Status.RTS, Status.CANCELED})
REASON_TAKEN = REASON_NEEDED | {Status.CLOSED}

TIME_OF_STATUS: dict[Status, str] = {
    Status.CONFIRMED: "confirmed_at",
    Status.SHIPPED: "shipped_at",
    Status.COMPLETED: "completed_at",
    Status.RTS: "returned_at",
}
"""The statuses whose time an order keeps: when it first came there and was not moved back since."""
STEP_TIMES = frozenset(TIME_OF_STATUS.values())
"""The times that belong to the status."""

NOT_YET: dict[Status, tuple[str, ...]] = {
    Status.PENDING: ("confirmed_at", "shipped_at", "completed_at", "returned_at"),
    Status.CONFIRMED: ("shipped_at", "completed_at", "returned_at"),
    Status.IN_PROCESS: ("shipped_at", "completed_at", "returned_at"),
    Status.READY: ("shipped_at", "completed_at", "returned_at"),
    Status.SHIPPED: ("completed_at", "returned_at"),
}
"""The times that an order which (again) has this status cannot have yet."""

Changes = dict[str, Value]
"""Field by field what is to be written; `reason` is no field of the order and goes to the history alone."""


def next_statuses(status: Status, goods: Goods) -> tuple[Status, ...]:
    """The statuses that an order may go to, the most likely first."""
    table = _TABLE[status]
    if goods is not Goods.DIGITAL:
        return table
    usual = tuple(to for to in table if to not in PARCEL)
    return _DIGITAL.get(status, ()) + usual + tuple(to for to in table if to in PARCEL)


def can_step(status: Status, to: Status, goods: Goods) -> bool:
    """Whether the transition table, with the digital steps where they hold, has this step."""
    return to in next_statuses(status, goods)


def completes_digital(order: Order) -> bool:
    """Whether the order is of digital goods alone and can be completed now, without a parcel."""
    return order.goods is Goods.DIGITAL and can_step(order.status, Status.COMPLETED, order.goods)


def all_steps() -> tuple[tuple[Goods, Status, Status], ...]:
    """Every allowed step, as the database keeps them for its own guard."""
    return tuple((goods, status, to) for goods in Goods for status in Status for to in next_statuses(status, goods))


def first_status(method: Method | None) -> Status:
    """The status of a new order: Created without a payment method, Pending with one."""
    return Status.CREATED if method is None else Status.PENDING


def check_step(order: Order, to: Status) -> None:
    """Refuse a step that the table does not have.

    Raises:
        RuleBroken: naming the steps that are allowed.
    """
    if can_step(order.status, to, order.goods):
        return
    if to is order.status:
        raise RuleBroken(_("{order} is already {status}.").format(order=order.order_id, status=label(to)))
    allowed = ", ".join(label(status) for status in next_statuses(order.status, order.goods))
    if not allowed:
        text = _("{order} is {status}, which is final: it cannot become {to}.")
    else:
        text = _("{order} is {status} and cannot become {to}; allowed: {allowed}.")
    raise RuleBroken(text.format(order=order.order_id, status=label(order.status), to=label(to), allowed=allowed))


def change(order: Order, command: ChangeOrder, at: int) -> Changes:
    """What the command writes, only the fields that really change.

    Raises:
        RuleBroken: if a rule forbids it or nothing would change.
    """
    if order.emptied_at is None or not _pays_only(command):
        check_present(order)
    facts, reason = _wanted_facts(command), command.reason.strip()
    if (facts, reason) != (command.facts, command.reason):  # seldom, and it costs more than all the rest of the rule
        command = command.replace(facts=facts, reason=reason)
    edited = _edited(order, command)
    # First, since they decide which steps there are, for the database's own guard and for who reads the history.
    changes: Changes = {"goods": edited["goods"]} if "goods" in edited else {}
    status = _wanted_status(order, command)
    if status is not None:
        changes |= _step(order._replace(goods=Goods(str(edited["goods"]))) if changes else order, status, command, at)
    elif command.reason:
        raise RuleBroken(_(_STRAY_REASON))
    changes |= _payment(order, command, edited, at)
    changes |= _method(order, command)
    changes |= edited
    changes |= changed_tags(order, command)
    if not changes:
        raise RuleBroken(_("Nothing to change: {order} already has these values.").format(order=order.order_id))
    return changes


def _pays_only(command: ChangeOrder) -> bool:
    """Whether nothing but the payment status changes, which money that came late may ask for in any order."""
    return command == ChangeOrder(
        order_id=command.order_id, version=command.version, payment=command.payment, at=command.at
    )


def accept_payment(order: Order, command: AcceptPayment, at: int) -> Changes:
    """What money that staff found writes.

    Raises:
        RuleBroken: unless the order waits for money.
    """
    if order.payment_status is not PaymentStatus.UNPAID or order.status in ENDED:
        text = _("{order} is {status} and {payment}: no payment is due.")
        words = {"status": label(order.status), "payment": label(order.payment_status)}
        raise RuleBroken(text.format(order=order.order_id, **words))
    onward = Status.CONFIRMED if command.confirms and order.status is Status.PENDING else None
    asked = ChangeOrder(order_id=order.order_id, status=onward, payment=PaymentStatus.PAID)
    return change(order, asked, at) | {"payment": f"{PaymentStatus.PAID} {command.amount}"}


def delete(order: Order, command: DeleteOrder, at: int) -> Changes:
    """What deleting writes.

    Raises:
        RuleBroken: unless the order is Created or Canceled and not yet in the trash.
    """
    check_present(order)
    if order.status not in DELETABLE:
        text = _("{order} is {status}; only Created and Canceled orders can be deleted.")
        raise RuleBroken(text.format(order=order.order_id, status=label(order.status)))
    return {"deleted_at": at}


def restore(order: Order, command: RestoreOrder, at: int) -> Changes:
    """What restoring writes.

    Raises:
        RuleBroken: if the order is not in the trash.
    """
    if order.deleted_at is None:
        raise RuleBroken(_("{order} is not in the trash.").format(order=order.order_id))
    check_not_emptied(order)
    return {"deleted_at": None}


def follow_up(order: Order, command: RecordFollowUp, at: int) -> Changes:
    """What a message to the buyer writes: it is counted and dated, and one that gives access is noted as that.

    Raises:
        RuleBroken: if the order is in the trash, or is another seller's, whose buyer it is.
    """
    check_present(order)
    if order.seller:
        text = _("{order} is shipped for {seller}, who writes to the buyer.")
        raise RuleBroken(text.format(order=order.order_id, seller=excerpt(order.seller)))
    changes: Changes = {"follow_ups": order.follow_ups + 1, "followed_up_at": at}
    if command.stage is MessageStage.ACCESS:
        changes["access_sent_at"] = at
    return changes | {"follow_up": check_text(N_("Template"), command.template)}


def check_not_emptied(order: Order) -> None:
    """Refuse to change what was emptied from the trash.

    Raises:
        RuleBroken: if the order was.
    """
    if order.emptied_at is not None:
        text = _("{order} was emptied from the trash; only its number, dates and amount are left.")
        raise RuleBroken(text.format(order=order.order_id))


def check_present(order: Order) -> None:
    """Refuse to change what is in the trash.

    Raises:
        RuleBroken: if the order is.
    """
    check_not_emptied(order)
    if order.deleted_at is not None:
        raise RuleBroken(_("{order} is in the trash; restore it first.").format(order=order.order_id))


def _wanted_status(order: Order, command: ChangeOrder) -> Status | None:
    """A Created order that is given a payment method becomes Pending in the same step."""
    if command.status is None and command.method is not None and order.status is Status.CREATED:
        return Status.PENDING
    return command.status


def _step(order: Order, to: Status, command: ChangeOrder, at: int) -> Changes:
    check_step(order, to)
    _check_needs(order, to, command)
    return _arriving(order, to, command.reason, at)


def reported_step(order: Order, to: Status, reason: str, at: int) -> Changes:
    """What a step that was taken in another system writes; of a parcel that system may know no number.

    Raises:
        RuleBroken: if the table does not have it, or it needs a payment method or a reason.
    """
    check_step(order, to)
    lacking = missing(order.status, to, order.goods, Given(order.method, reason=reason))
    for need in [need for need in lacking if need not in ("courier", "receipt")]:
        raise RuleBroken(_(_NEEDS[need]).format(order=order.order_id, to=label(to)))
    return _arriving(order, to, reason if to in REASON_TAKEN else "", at)


def _arriving(order: Order, to: Status, reason: str, at: int) -> Changes:
    changes = passing(order, to)
    stage = TIME_OF_STATUS.get(to)
    if stage and getattr(order, stage) is None:
        changes[stage] = at
    if reason:
        changes["reason"] = check_text(N_("Reason"), reason)
    return changes


def passing(order: Order, to: Status) -> Changes:
    """What a step writes of which nothing more is known than that it was taken: no time, no parcel."""
    return {"status": to} | {time: None for time in NOT_YET.get(to, ()) if getattr(order, time) is not None}


def path(status: Status, to: Status, goods: Goods) -> tuple[Status, ...]:
    """The shortest way by the transition table, without the beginning; empty if there is none."""
    ways: dict[Status, tuple[Status, ...]] = {status: ()}
    reached = [status]
    for here in reached:  # which grows meanwhile: the nearest statuses come first
        for step in next_statuses(here, goods):
            if step not in ways:
                ways[step] = (*ways[here], step)
                reached.append(step)
    return ways.get(to, ())


def _check_needs(order: Order, to: Status, command: ChangeOrder) -> None:
    courier, receipt = (str(command.facts.get(name, getattr(order, name))) for name in ("courier", "receipt"))
    given = Given(command.method or order.method, courier, receipt, command.reason)
    for need in missing(order.status, to, order.goods, given):
        raise RuleBroken(_(_NEEDS[need]).format(order=order.order_id, to=label(to)))
    if command.reason and to not in REASON_TAKEN:
        raise RuleBroken(_(_STRAY_REASON))


_STRAY_REASON = N_("A reason only goes with a step to Return to Sender, Canceled or Closed.")
_NEEDS = {
    "method": N_("{order} needs a payment method to become {to}."),
    "courier": N_("{order} needs a courier to become {to}."),
    "receipt": N_("{order} needs a receipt number to become {to}."),
    "reason": N_("{order} needs a reason to become {to}."),
}


class Given(NamedTuple):
    """What is known of the things that a step may need."""

    method: Method | None = None
    courier: str = ""
    receipt: str = ""
    reason: str = ""


def missing(status: Status, to: Status, goods: Goods, given: Given) -> tuple[str, ...]:
    """What a step still needs to be told: of `method`, `courier`, `receipt` and `reason`."""
    needs: list[str] = []
    if given.method is None and status is Status.CREATED and to is Status.PENDING:
        needs.append("method")
    if to is Status.SHIPPED and goods is not Goods.DIGITAL:
        needs += [] if given.courier else ["courier"]
        needs += [] if given.receipt else ["receipt"]
    if to in REASON_NEEDED and not given.reason:
        needs.append("reason")
    return tuple(needs)


def pay(order: Order, to: PaymentStatus, at: int) -> Changes:
    """What a payment status writes, with the times that belong to it; nothing where the order has it."""
    paid = at if order.paid_at is None else order.paid_at
    settled = at if order.settled_at is None else order.settled_at
    times: dict[PaymentStatus, Changes] = {
        PaymentStatus.UNPAID: {"paid_at": None, "settled_at": None},
        PaymentStatus.PAID: {"paid_at": paid, "settled_at": None, "confirmation_at": None},
        PaymentStatus.SETTLED: {"paid_at": paid, "settled_at": settled, "confirmation_at": None},
        PaymentStatus.CONFLICT: {},  # what was paid before it keeps its times
    }
    return _different(order, {"payment_status": to} | times[to])


def _different(order: Order, wanted: Values) -> Changes:
    return {name: value for name, value in wanted.items() if value != getattr(order, name)}


def _method(order: Order, command: ChangeOrder) -> Changes:
    if command.method is None or command.method is order.method:
        return {}
    if order.method is None and Status.CANCELED in (order.status, command.status):
        text = _("{order} is canceled without a payment method; none can be set any more.")
        raise RuleBroken(text.format(order=order.order_id))
    return {"method": command.method}


def _wanted_facts(command: ChangeOrder) -> Changes:
    """The new values that the command brings, as they are stored."""
    for name in command.facts:
        if FACTS[name].edit is Edit.NOBODY:
            raise RuleBroken(_("{field} cannot be changed.").format(field=FACTS[name].title))
    return {name: checked(FACTS[name], value) for name, value in command.facts.items()}


def _edited(order: Order, command: ChangeOrder) -> Changes:
    """The facts and items that get another value, with what follows from them."""
    if command.items is None and not command.facts:
        return {}
    edited: Changes = edited_items(order, command.items) | edited_facts(order, command.facts)
    check_open(order, edited)
    return edited | following(order, edited)


def _payment(order: Order, command: ChangeOrder, edited: Changes, at: int) -> Changes:
    """What becomes of the payment status: what was paid no longer fits a total that changes."""
    if command.payment is not None:
        return pay(order, command.payment, at)
    return pay(order, PaymentStatus.CONFLICT, at) if no_longer_fits(order, edited) else {}
