"""The quick actions of an order: what can be done with it now, each with its letter, the most likely first."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from orders_tui.domain.commands import (
    ChangeOrder,
    DeclineConfirmation,
    DeleteOrder,
    HoldOrder,
    OrderCommand,
    RecordConfirmation,
    ReleaseOrder,
    RestoreOrder,
)
from orders_tui.domain.facts import FACTS, Order
from orders_tui.domain.flow import DELETABLE, PARCEL, Given, can_step, missing, next_statuses
from orders_tui.domain.fulfilment import sellers_part
from orders_tui.domain.order import ENDED, MONEY_IN, OVER, Goods, Method, PaymentStatus, Status, label
from orders_tui.domain.words import N_, _


class ActionGroup(StrEnum):
    """The parts of a menu, in their order."""

    ONWARD = "onward"
    PAYMENT = "payment"
    BACK = "back"
    """Steps back on the route, and of the payment: a menu of their own."""
    ENDING = "ending"


class QuickAction(NamedTuple):
    """One entry of the menu; carried out it becomes one command."""

    id: str
    letter: str
    """The key that chooses it: one letter means the same in every menu and language."""
    label: str
    group: ActionGroup
    status: Status | None = None
    payment: PaymentStatus | None = None
    needs: tuple[str, ...] = ()
    """What must be asked first: of `method`, `courier`, `receipt` and `reason`."""
    destructive: bool = False

    def command(self, order_id: str, version: int | None, answers: Mapping[str, str]) -> OrderCommand:
        """The command of this action for one order; `answers` holds what `needs` asked for."""
        if self.id == DELETE:
            return DeleteOrder(order_id=order_id, version=version)
        if self.id == RESTORE:
            return RestoreOrder(order_id=order_id, version=version)
        if self.id == HOLD:
            return HoldOrder(order_id=order_id, version=version, reason=answers.get("reason", ""))
        if self.id == RELEASE:
            return ReleaseOrder(order_id=order_id, version=version)
        if self.id == DECLINE:
            return DeclineConfirmation(order_id=order_id, version=version, reason=answers.get("reason", ""))
        if self.id == NOTE_CONFIRMATION:
            return RecordConfirmation(order_id=order_id)
        method = answers.get("method")
        return ChangeOrder(
            order_id=order_id,
            version=version,
            status=self.status,
            payment=self.payment,
            method=Method(method) if method else None,
            facts={need: answer for need, answer in answers.items() if need in FACTS and need != "method"},
            reason=answers.get("reason", ""),
        )

    def merged(self, other: "QuickAction") -> "QuickAction":
        """The same action for orders that need different things: it asks for what any of them lacks."""
        needs = self.needs + tuple(need for need in other.needs if need not in self.needs)
        # Only completing differs from order to order by more than that: where cash is due it comes with the step.
        text = self.label if self.payment == other.payment else _("Complete (COD also paid)")
        # A method takes a Created order to Pending and leaves any other where it is: without a status each does what is
        # its own.
        status = self.status if self.status == other.status else None
        return self._replace(needs=needs, label=text, status=status, payment=self.payment or other.payment)


# The ids by which an action is found or becomes a command of its own.
DELETE, RESTORE, SET_METHOD = "delete", "restore", "set_method"
HOLD, RELEASE = "hold", "release"
NOTE_CONFIRMATION, DECLINE = "confirmation", "decline"

_ONWARD: dict[Status, tuple[str, str]] = {
    Status.PENDING: ("m", N_("Set payment method")),
    Status.CONFIRMED: ("o", N_("Confirm order")),
    Status.IN_PROCESS: ("i", N_("Start processing")),
    Status.READY: ("r", N_("Ready to ship")),
    Status.SHIPPED: ("s", N_("Ship")),
    Status.COMPLETED: ("d", N_("Complete")),
    Status.RTS: ("t", N_("Return to sender")),
    Status.CANCELED: ("X", N_("Cancel order")),
    Status.CLOSED: ("L", N_("Close order")),
}
"""The letter and the words of a step onward or to an ending."""
_BACK_TO_PENDING = "e"
"""The letter of a step onward to Pending means a payment method, which is not asked for on the way back."""

_ROUTE = (
    Status.CREATED,
    Status.PENDING,
    Status.CONFIRMED,
    Status.IN_PROCESS,
    Status.READY,
    Status.SHIPPED,
    Status.COMPLETED,
)
BACK_LETTER = "b"
"""The letter of what leads to the steps back."""


def quick_actions(order: Order) -> tuple[QuickAction, ...]:
    """The entries of the order's menu, group by group; no two have the same letter.

    Confirming the payment leads where it is waited for. The steps of a parcel, which digital goods hardly ever need,
    stand at the end of the steps onward.
    """
    if order.emptied_at is not None:
        # Money that came after the order was emptied still has to be answered; nothing else of it is left to work on.
        return tuple(_payment_marks(order)) if order.payment_status is PaymentStatus.CONFLICT else ()
    if order.deleted_at is not None:
        return (QuickAction(RESTORE, "R", _("Restore from the trash"), ActionGroup.ONWARD),)
    steps = [_step(order, to) for to in next_statuses(order.status, order.goods)]
    if order.goods is Goods.DIGITAL:
        steps.sort(key=lambda step: step.status in PARCEL)
    actions = [
        *_paid_steps(order),
        *steps,
        *_unpaid_steps(order),
        *_payment_marks(order),
        *_confirmations(order),
        *_other_method(order),
        *_settled(order),
    ]
    actions = [*_released(order), *actions, *_held(order)]
    if order.status in DELETABLE:
        actions.append(QuickAction(DELETE, "D", _("Delete order"), ActionGroup.ENDING, destructive=True))
    if order.seller:
        actions = [action for action in actions if not _is_sellers(action)]
    # The sort is stable: within a group the actions stand as they were gathered.
    return tuple(sorted(actions, key=lambda action: _RANKS[action.group]))


def _is_sellers(action: QuickAction) -> bool:
    """Whether the action is the seller's to do, where an order is shipped for another."""
    # Which method does not matter: the rule sees that there is one.
    answers = {"method": Method.OTHER.value} if "method" in action.needs else {}
    return bool(sellers_part(action.command("", None, answers)))


Alike = tuple[object, ...]
"""What menus depend on."""


def alike_of(order: Order) -> Alike:
    """What the order's menu depends on: orders of which it is the same have the same actions."""
    facts = (order.status, order.goods, order.method, order.payment_status)
    open_or_held = (order.confirmation_at is None, order.held_at is None)
    return (
        *facts,
        # Only whether there is one matters, so that thousands of orders fall into a few kinds.
        order.courier == "",
        order.receipt == "",
        *open_or_held,
        order.deleted_at is None,
        order.emptied_at is None,
        order.seller == "",
    )


_RANKS = {group: rank for rank, group in enumerate(ActionGroup)}


def _paid_steps(order: Order) -> list[QuickAction]:
    """The step that also marks the order paid: the money decides it, so it leads."""
    # A COD order is confirmed while it is unpaid: the buyer wants it, and pays at the door.
    if order.payment_status in MONEY_IN or order.status is not Status.PENDING or order.method is Method.COD:
        return []
    text, to = _("Confirm payment (Confirmed + Paid)"), Status.CONFIRMED
    return [QuickAction("confirm_payment", "c", text, ActionGroup.ONWARD, to, PaymentStatus.PAID)]


def _unpaid_steps(order: Order) -> list[QuickAction]:
    """Completing an order whose cash the courier has not handed over; without that the cash comes with the step."""
    if not _cash_is_due(order):
        return []
    text, to = _("Complete, cash not received yet"), Status.COMPLETED
    return [QuickAction("complete_unpaid", "C", text, ActionGroup.ONWARD, to)]


def _cash_is_due(order: Order) -> bool:
    unpaid = order.payment_status not in MONEY_IN and not order.seller
    return unpaid and order.method is Method.COD and can_step(order.status, Status.COMPLETED, order.goods)


def _step(order: Order, to: Status) -> QuickAction:
    needs = missing(order.status, to, order.goods, Given(order.method, order.courier, order.receipt))
    # Return to Sender is no stage of the route; its one step, to Shipped, takes a mistake back.
    if order.status is Status.RTS or (to in _ROUTE and _ROUTE.index(to) < _ROUTE.index(order.status)):
        letter = _BACK_TO_PENDING if to is Status.PENDING else _ONWARD[to][0]
        text = _("Back to {status}").format(status=label(to))
        return QuickAction(f"back_to_{to}", letter, text, ActionGroup.BACK, to, needs=needs)
    letter, text = _ONWARD[to]
    if to is Status.PENDING:
        return QuickAction(SET_METHOD, letter, _(text), ActionGroup.ONWARD, to, needs=needs)
    if to is Status.COMPLETED and _cash_is_due(order):
        text = N_("Completed and cash received")
        return QuickAction(f"to_{to}", letter, _(text), ActionGroup.ONWARD, to, PaymentStatus.PAID)
    group = ActionGroup.ENDING if to in ENDED else ActionGroup.ONWARD
    return QuickAction(f"to_{to}", letter, _(text), group, to, needs=needs, destructive=to is Status.CANCELED)


def _released(order: Order) -> list[QuickAction]:
    """On hold it leads: nothing else is to be done before somebody has looked.

    An order that is over waits for nobody: a fraud that was canceled must not be called safe to be done with.
    """
    if order.held_at is None:
        return []
    group = ActionGroup.ENDING if order.status in OVER else ActionGroup.ONWARD
    return [QuickAction(RELEASE, "a", _("Not suspicious: release"), group)]


def _held(order: Order) -> list[QuickAction]:
    # Where nothing more is to be done with an order, nobody needs to be kept from it.
    if order.held_at is not None or order.status in OVER:
        return []
    return [QuickAction(HOLD, "h", _("Suspicious: put on hold"), ActionGroup.ENDING, needs=("reason",))]


def _confirmations(order: Order) -> list[QuickAction]:
    """The buyer's word that the transfer was made: noted while the money is awaited, declined where it did not come."""
    waits = order.method is Method.BANK_TRANSFER and order.payment_status not in MONEY_IN
    noted = QuickAction(NOTE_CONFIRMATION, "f", _("Note a transfer confirmation"), ActionGroup.PAYMENT)
    declined = QuickAction(DECLINE, "w", _("Decline the transfer confirmation"), ActionGroup.PAYMENT, needs=("reason",))
    notes = [noted] if waits and order.status not in OVER and not order.seller else []
    return notes + ([declined] if order.confirmation_at is not None else [])


def _other_method(order: Order) -> list[QuickAction]:
    """Another payment method for an order that has one and is not ended."""
    if order.method is None or order.status in ENDED:
        return []
    letter, text = _ONWARD[Status.PENDING]
    return [QuickAction(SET_METHOD, letter, _(text), ActionGroup.PAYMENT, needs=("method",))]


def _settled(order: Order) -> list[QuickAction]:
    """The money has reached the seller: the last of its group, so that no key pressed twice says so."""
    waits = order.payment_status in (PaymentStatus.PAID, PaymentStatus.CONFLICT) and order.status not in ENDED
    text, settled = _("Mark as settled"), PaymentStatus.SETTLED
    return [QuickAction("mark_settled", "S", text, ActionGroup.PAYMENT, payment=settled)] if waits else []


def why_not(order: Order, action: QuickAction) -> str:
    """Why an order does not have an action that others have, to go on after what it is."""
    if order.seller and _is_sellers(action):
        return _("it is shipped for another seller")
    if order.deleted_at is not None:
        return _("it is in the trash")
    if action.id == DELETE:
        return _("only Created and Canceled orders can be deleted")
    paid = action.payment is PaymentStatus.PAID and order.payment_status in MONEY_IN
    # Money that is in holds up no completing: what is missing there is a step before.
    if (paid or action.payment is order.payment_status) and action.status is not Status.COMPLETED:
        return _("already {status}").format(status=label(order.payment_status))
    if action.payment is PaymentStatus.PAID and order.method is Method.COD and order.status is Status.PENDING:
        return _("a COD order is paid on delivery")
    if action.id == RELEASE:
        return _("it is not on hold")
    if order.method is None and action.id != SET_METHOD:
        return _("it has no payment method yet")
    return _("this action does not apply")


def _payment_marks(order: Order) -> list[QuickAction]:
    onward, back = ActionGroup.PAYMENT, ActionGroup.BACK
    paid = QuickAction("mark_paid", "p", _("Mark as paid"), onward, payment=PaymentStatus.PAID)
    unpaid = QuickAction("mark_unpaid", "P", _("Mark as unpaid"), back, payment=PaymentStatus.UNPAID)
    conflict = QuickAction("mark_conflict", "K", _("Mark as conflict"), back, payment=PaymentStatus.CONFLICT)
    match order.payment_status:
        case PaymentStatus.UNPAID:
            return [paid]
        case PaymentStatus.PAID | PaymentStatus.SETTLED:
            return [unpaid, conflict]
        case PaymentStatus.CONFLICT:
            return [paid, unpaid]
