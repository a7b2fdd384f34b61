"""What staff answer to a suspicion, and to a buyer who says that the transfer was made."""

from orders_tui.domain.commands import DeclineConfirmation, HoldOrder, ReleaseOrder, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import Changes, check_not_emptied, check_present
from orders_tui.domain.limits import check_text
from orders_tui.domain.order import PaymentStatus
from orders_tui.domain.words import N_, _


def answered(order: Order, command: HoldOrder | ReleaseOrder | DeclineConfirmation, at: int) -> Changes:
    """What an answer writes.

    Raises:
        RuleBroken: if there is nothing to answer so, or a reason is missing.
    """
    match command:
        case HoldOrder():
            return _held(order, command.reason.strip(), at)
        case ReleaseOrder():
            return _released(order)
        case DeclineConfirmation():
            return _declined(order, command.reason.strip())


def confirmed(order: Order, at: int) -> Changes:
    """What the buyer's word that the transfer was made opens for staff; nothing where the money is there.

    Raises:
        RuleBroken: if the order was emptied from the trash, which keeps nothing of its buyer.
    """
    check_not_emptied(order)
    waits = order.payment_status in (PaymentStatus.UNPAID, PaymentStatus.CONFLICT)
    return {"confirmation_at": at} if waits and order.confirmation_at != at else {}


def _held(order: Order, reason: str, at: int) -> Changes:
    check_present(order)
    if order.held_at is not None:
        raise RuleBroken(_("{order} is on hold already.").format(order=order.order_id))
    if not reason:
        raise RuleBroken(_("{order} needs a reason to be put on hold.").format(order=order.order_id))
    return {"held_at": at, "held_reason": check_text(N_("Reason"), reason)}


def _released(order: Order) -> Changes:
    if order.held_at is None:
        raise RuleBroken(_("{order} is not on hold.").format(order=order.order_id))
    return {"held_at": None, "held_reason": ""}


def _declined(order: Order, reason: str) -> Changes:
    if order.confirmation_at is None:
        raise RuleBroken(_("{order} has no transfer confirmation to check.").format(order=order.order_id))
    if not reason:
        raise RuleBroken(_("{order} needs a reason to decline the confirmation.").format(order=order.order_id))
    return {"confirmation_at": None, "declined": check_text(N_("Reason"), reason)}
