"""Orders that this business ships for other sellers: what staff do to them, and what is for the seller to do.

What other systems report of such an order is not refused: the seller's own system may report anything.
"""

from orders_tui.domain.commands import (
    AcceptPayment,
    ChangeOrder,
    CopyOrder,
    DeclineConfirmation,
    DeleteOrder,
    OrderCommand,
    RecordConfirmation,
    RuleBroken,
)
from orders_tui.domain.facts import Order
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _

OF_PARCEL = frozenset({"courier", "receipt", "tracking_note"})
_OWN = OF_PARCEL | {"handler", "note", "tags"}
"""The facts that staff give such an order: what is known of its parcel, and what they tell each other."""


def check_fulfilment(order: Order, command: OrderCommand) -> None:
    """Refuse what a person may not do to an order that is shipped for another seller.

    Raises:
        RuleBroken: naming the seller and what is for the seller to do.
    """
    if order.seller and (phrase := sellers_part(command)):
        text = _("{order} is shipped for {seller}, who alone may {action}.")
        raise RuleBroken(text.format(order=order.order_id, seller=excerpt(order.seller), action=phrase))


def sellers_part(command: OrderCommand) -> str:
    """What in the command is for the seller to do, to go on after "may"; empty if nothing is.

    Messages to the buyer are the seller's too; `flow.follow_up` refuses them on every path.
    """
    match command:
        case ChangeOrder():
            return _change(command)
        # The buyer pays the seller; whoever ships knows nothing of that money.
        case AcceptPayment() | RecordConfirmation() | DeclineConfirmation():
            return _("record payments")
        case CopyOrder():
            return _("add orders")
        case DeleteOrder():
            return _("delete orders")
        case _:
            return ""


def _change(command: ChangeOrder) -> str:
    others = [fact for fact in command.changed if fact.name not in _OWN]
    return _("change the {field} of an order").format(field=others[0].title) if others else ""
