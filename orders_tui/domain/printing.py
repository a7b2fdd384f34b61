"""Which orders a label is printed for, and what that writes."""

from orders_tui.domain.commands import RecordPrinted, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import Changes, check_present
from orders_tui.domain.limits import check_text
from orders_tui.domain.order import ENDED, Goods, label
from orders_tui.domain.words import N_, _


def check_parcel(order: Order) -> None:
    """Refuse a label for an order that has no parcel.

    Raises:
        RuleBroken: if the order is in the trash, has nothing that is shipped, or is Canceled or Closed.
    """
    check_present(order)
    if order.goods is Goods.DIGITAL:
        raise RuleBroken(_("{order} has only digital goods; there is no parcel.").format(order=order.order_id))
    if order.status in ENDED:
        text = _("{order} is {status}; there is no parcel.")
        raise RuleBroken(text.format(order=order.order_id, status=label(order.status)))


def has_parcel(order: Order) -> bool:
    """Whether a label can be printed for an order."""
    try:
        check_parcel(order)
    except RuleBroken:
        return False
    return True


def printed(order: Order, command: RecordPrinted, at: int) -> Changes:
    """What printing its label writes.

    Raises:
        RuleBroken: if the order has no parcel.
    """
    check_parcel(order)
    return {"printed_at": at, "printed": check_text(N_("Paper"), command.paper)}
