"""The rules: which steps an order may take, what each command changes, and what each refuses."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from orders_tui.domain.commands import ChangeOrder, DeleteOrder, RecordPayment, RestoreOrder, RuleBroken
from orders_tui.domain.limits import check_text
from orders_tui.domain.order import Goods, Method, PaymentStatus, Status, label
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _, later

_TABLE: dict[Status, tuple[Status, ...]] = {
    Status.CREATED: (Status.PENDING, Status.CANCELED),
    Status.PENDING: (Status.CONFIRMED, Status.IN_PROCESS, Status.READY, Status.SHIPPED, Status.CANCELED),
    Status.CONFIRMED: (Status.IN_PROCESS, Status.READY, Status.SHIPPED, Status.PENDING, Status.CANCELED),
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

_STAGES = {Status.CONFIRMED: "confirmed_at", Status.SHIPPED: "shipped_at", Status.COMPLETED: "completed_at"}
"""The statuses whose time an order keeps: when it first came there and was not moved back since."""

_BEFORE: dict[Status, tuple[str, ...]] = {
    Status.PENDING: ("confirmed_at", "shipped_at", "completed_at"),
    Status.CONFIRMED: ("shipped_at", "completed_at"),
    Status.IN_PROCESS: ("shipped_at", "completed_at"),
    Status.READY: ("shipped_at", "completed_at"),
    Status.SHIPPED: ("completed_at",),
}
"""The times that an order which (again) has this status cannot have yet."""

Value = str | int | None
Changes = dict[str, Value]
"""Field by field what is to be written; `reason` is no field of the order and goes to the history alone."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The part of a stored order that the rules look at."""

    order_id: str
    status: Status
    payment_status: PaymentStatus
    method: Method | None
    goods: Goods
    courier: str
    receipt: str
    handler: str
    note: str
    tags: tuple[str, ...]
    total: int
    money_in: bool
    """The gateway has reported this order `paid` before, whatever the amount."""
    deleted: bool
    version: int
    times: dict[str, int | None]
    """`paid_at`, `confirmed_at`, `shipped_at`, `completed_at`; epoch seconds (UTC)."""


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


def all_steps() -> tuple[tuple[Goods, Status, Status], ...]:
    """Every allowed step, as the database keeps them for its own guard."""
    return tuple((goods, status, to) for goods in Goods for status in Status for to in next_statuses(status, goods))


def first_status(method: Method | None) -> Status:
    """The status of a new order: Created without a payment method, Pending with one."""
    return Status.CREATED if method is None else Status.PENDING


def check_step(now: Standing, to: Status) -> None:
    """Refuse a step that the table does not have.

    Raises:
        RuleBroken: naming the steps that are allowed.
    """
    if can_step(now.status, to, now.goods):
        return
    if to is now.status:
        raise RuleBroken(_("{order} is already {status}.").format(order=now.order_id, status=label(to)))
    allowed = ", ".join(label(status) for status in next_statuses(now.status, now.goods))
    if not allowed:
        text = _("{order} is {status}, which is final: it cannot become {to}.")
    else:
        text = _("{order} is {status} and cannot become {to}; allowed: {allowed}.")
    raise RuleBroken(text.format(order=now.order_id, status=label(now.status), to=label(to), allowed=allowed))


def change(now: Standing, command: ChangeOrder, at: int) -> Changes:
    """What the command writes, only the fields that really change.

    Raises:
        RuleBroken: if a rule forbids it or nothing would change.
    """
    _check_present(now)
    command = replace(command, reason=command.reason.strip())
    changes: Changes = {}
    status = _wanted_status(now, command)
    if status is not None:
        changes |= _step(now, status, command, at)
    elif command.reason:
        raise RuleBroken(_(_STRAY_REASON))
    if command.payment is not None:
        changes |= _pay(now, command.payment, at)
    changes |= _texts(now, command)
    changes |= _tags(now, command)
    if not changes:
        raise RuleBroken(_("{order} already is so: nothing to change.").format(order=now.order_id))
    return changes


def record_payment(now: Standing, command: RecordPayment, at: int) -> Changes:
    """What a reported payment changes; nothing is refused, since money that came in is never refused.

    A wrong amount, or a second payment, becomes `conflict` for staff to look at; that the money
    was settled then does not end it.
    """
    reported, present = command.reported, now.payment_status
    wrong = command.amount is not None and command.amount != now.total
    twice = reported is PaymentStatus.PAID and now.money_in
    if wrong or twice:
        return _pay(now, PaymentStatus.CONFLICT, at)
    late = reported is PaymentStatus.PAID and present is PaymentStatus.SETTLED
    unseen = reported is PaymentStatus.SETTLED and present is PaymentStatus.CONFLICT and now.money_in
    return {} if late or unseen else _pay(now, reported, at)


def delete(now: Standing, command: DeleteOrder, at: int) -> Changes:
    """What deleting writes.

    Raises:
        RuleBroken: unless the order is Created or Canceled and not yet in the trash.
    """
    _check_present(now)
    if now.status not in DELETABLE:
        text = _("{order} is {status}; only Created and Canceled orders can be deleted.")
        raise RuleBroken(text.format(order=now.order_id, status=label(now.status)))
    return {"deleted_at": at}


def restore(now: Standing, command: RestoreOrder, at: int) -> Changes:
    """What restoring writes.

    Raises:
        RuleBroken: if the order is not in the trash.
    """
    if not now.deleted:
        raise RuleBroken(_("{order} is not in the trash.").format(order=now.order_id))
    return {"deleted_at": None}


def _check_present(now: Standing) -> None:
    if now.deleted:
        raise RuleBroken(_("{order} is in the trash; restore it first.").format(order=now.order_id))


def _wanted_status(now: Standing, command: ChangeOrder) -> Status | None:
    """A Created order that is given a payment method becomes Pending in the same step."""
    if command.status is None and command.method is not None and now.status is Status.CREATED:
        return Status.PENDING
    return command.status


def _step(now: Standing, to: Status, command: ChangeOrder, at: int) -> Changes:
    check_step(now, to)
    _check_needs(now, to, command)
    changes: Changes = {"status": to}
    stage = _STAGES.get(to)
    if stage and now.times[stage] is None:
        changes[stage] = at
    changes |= {time: None for time in _BEFORE.get(to, ()) if now.times[time] is not None}
    if command.reason:
        changes["reason"] = check_text(later("reason"), command.reason)
    return changes


def _check_needs(now: Standing, to: Status, command: ChangeOrder) -> None:
    courier = now.courier if command.courier is None else command.courier.strip()
    receipt = now.receipt if command.receipt is None else command.receipt.strip()
    given = Given(command.method or now.method, courier, receipt, command.reason)
    for need in missing(now.status, to, now.goods, given):
        raise RuleBroken(_(_NEEDS[need]).format(order=now.order_id, to=label(to)))
    if command.reason and to not in REASON_TAKEN:
        raise RuleBroken(_(_STRAY_REASON))


_STRAY_REASON = later("A reason goes with a step to Return to Sender, Canceled or Closed.")
_NEEDS = {
    "method": later("{order} needs a payment method to become {to}."),
    "courier": later("{order} needs a courier to become {to}."),
    "receipt": later("{order} needs a receipt number to become {to}."),
    "reason": later("{order} needs a reason to become {to}."),
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


def _pay(now: Standing, to: PaymentStatus, at: int) -> Changes:
    changes: Changes = {} if to is now.payment_status else {"payment_status": to}
    paid_at = now.times["paid_at"]
    if to in (PaymentStatus.PAID, PaymentStatus.SETTLED) and paid_at is None:
        changes["paid_at"] = at
    if to is PaymentStatus.UNPAID and paid_at is not None:
        changes["paid_at"] = None
    return changes


def _texts(now: Standing, command: ChangeOrder) -> Changes:
    changes: Changes = {}
    if command.method is not None and command.method is not now.method:
        if now.method is None and Status.CANCELED in (now.status, command.status):
            text = _("{order} is canceled without a payment method; it takes none then.")
            raise RuleBroken(text.format(order=now.order_id))
        changes["method"] = command.method
    wishes = {
        "courier": (later("courier"), command.courier, now.courier),
        "receipt": (later("receipt number"), command.receipt, now.receipt),
        "handler": (later("handler"), command.handler, now.handler),
        "note": (later("note"), command.note, now.note),
    }
    for field, (name, wanted, present) in wishes.items():
        if wanted is None:
            continue
        text = check_text(name, wanted.strip(), lines=field == "note")
        if text != present:
            changes[field] = text
    return changes


def _tags(now: Standing, command: ChangeOrder) -> Changes:
    added = {check_text(later("tag"), tag.strip()) for tag in command.add_tags} - {""}
    removed = {tag.strip() for tag in command.remove_tags}
    if both := added & removed:
        text = _("The tag {tag} cannot be added and removed at once.")
        raise RuleBroken(text.format(tag=excerpt(min(both))))
    wanted = (set(now.tags) | added) - removed
    return {} if wanted == set(now.tags) else {"tags": join_tags(tuple(sorted(wanted)))}


def join_tags(tags: tuple[str, ...]) -> str:
    """Tags as one text for the history; a tag holds no newline, so this can be split again."""
    return "\n".join(tags)


def split_tags(text: str) -> tuple[str, ...]:
    """The tags of a text that `join_tags` made."""
    return tuple(text.split("\n")) if text else ()
