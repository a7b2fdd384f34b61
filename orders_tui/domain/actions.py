"""The quick actions of an order: what can be done with it now, the most likely first."""

from collections.abc import Sequence
from typing import NamedTuple

from orders_tui.domain.commands import ChangeOrder, Command, DeleteOrder, RestoreOrder
from orders_tui.domain.facts import FACTS, Order
from orders_tui.domain.flow import DELETABLE, PARCEL, Given, missing, next_statuses
from orders_tui.domain.order import Goods, Method, PaymentStatus, Status, label
from orders_tui.domain.words import N_, _


class QuickAction(NamedTuple):
    """One entry of the menu; carried out it becomes one command."""

    id: str
    label: str
    status: Status | None = None
    payment: PaymentStatus | None = None
    needs: tuple[str, ...] = ()
    """What must be asked first: of `method`, `courier`, `receipt` and `reason`."""
    destructive: bool = False

    def command(self, order_id: str, version: int | None, answers: dict[str, str]) -> Command:
        """The command of this action for one order; `answers` holds what `needs` asked for."""
        if self.id == "delete":
            return DeleteOrder(order_id=order_id, version=version)
        if self.id == "restore":
            return RestoreOrder(order_id=order_id, version=version)
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


_ONWARD: dict[Status, str] = {
    Status.PENDING: N_("Set payment method"),
    Status.CONFIRMED: N_("Confirm order"),
    Status.IN_PROCESS: N_("Start processing"),
    Status.READY: N_("Ready to ship"),
    Status.SHIPPED: N_("Ship"),
    Status.COMPLETED: N_("Complete"),
    Status.RTS: N_("Return to sender"),
    Status.CANCELED: N_("Cancel order"),
    Status.CLOSED: N_("Close order"),
}

_ROUTE = (
    Status.CREATED,
    Status.PENDING,
    Status.CONFIRMED,
    Status.IN_PROCESS,
    Status.READY,
    Status.SHIPPED,
    Status.COMPLETED,
)
_ENDINGS = (Status.CANCELED, Status.CLOSED)
_MONEY_IN = (PaymentStatus.PAID, PaymentStatus.SETTLED)


def quick_actions(order: Order) -> tuple[QuickAction, ...]:
    """The entries of the order's menu.

    First the paid steps (payment confirmed, cash handed over), then the steps of the status with what goes
    back last, then the payment marks, the endings and deleting. The steps of a parcel, which digital goods
    hardly ever need, stand at the very end.
    """
    if order.deleted_at is not None:
        return (QuickAction("restore", _("Restore from the trash")),)
    steps = [_step(order, to) for to in next_statuses(order.status, order.goods)]
    rare = PARCEL if order.goods is Goods.DIGITAL else ()
    parcel = [step for step in steps if step.status in rare]
    endings = [step for step in steps if step.status in _ENDINGS]
    onward = [step for step in steps if step not in (*parcel, *endings)]
    deletion = [QuickAction("delete", _("Delete order"), destructive=True)] if order.status in DELETABLE else []
    return (*_paid_steps(order), *onward, *_payment_marks(order), *endings, *deletion, *parcel)


def _paid_steps(order: Order) -> list[QuickAction]:
    """The steps that also mark the order paid: the money decides them, so they lead."""
    if order.payment_status in _MONEY_IN:
        return []
    if order.status is Status.PENDING and order.method is not Method.COD:
        return [
            QuickAction(
                "confirm_payment",
                _("Confirm payment (Confirmed + Paid)"),
                Status.CONFIRMED,
                PaymentStatus.PAID,
            )
        ]
    if order.status is Status.SHIPPED and order.method is Method.COD:
        return [QuickAction("complete_paid", _("Completed and cash received"), Status.COMPLETED, PaymentStatus.PAID)]
    return []


def _step(order: Order, to: Status) -> QuickAction:
    needs = missing(order.status, to, order.goods, Given(order.method, order.courier, order.receipt))
    return QuickAction(f"to_{to}", _step_label(order.status, to), to, needs=needs, destructive=to is Status.CANCELED)


def _step_label(status: Status, to: Status) -> str:
    back = status is Status.RTS or (to in _ROUTE and _ROUTE.index(to) < _ROUTE.index(status))
    if back:
        return _("Back to {status}").format(status=label(to))
    return _(_ONWARD[to])


def _payment_marks(order: Order) -> list[QuickAction]:
    paid = QuickAction("mark_paid", _("Mark as paid"), payment=PaymentStatus.PAID)
    unpaid = QuickAction("mark_unpaid", _("Mark as unpaid"), payment=PaymentStatus.UNPAID)
    match order.payment_status:
        case PaymentStatus.UNPAID:
            return [paid]
        case PaymentStatus.PAID:
            return [unpaid]
        case PaymentStatus.CONFLICT | PaymentStatus.SETTLED:
            return [paid, unpaid]


def has_action(order: Order, action: QuickAction) -> bool:
    """Whether the order's own menu has this action; what the transition table allows besides is not meant by it."""
    return any(own.id == action.id for own in quick_actions(order))


def common_actions(orders: Sequence[Order]) -> tuple[QuickAction, ...]:
    """The actions for several orders at once: every action that at least one of them has.

    One stands as far down as in the menu that has it furthest down, so that endings never lead.

    What an action needs to be told is the union over the orders that have it; the others are left as they are.
    `commands` then tells each order only what it lacks itself.
    """
    merged: dict[str, QuickAction] = {}
    places: dict[str, int] = {}
    for order in orders:
        for place, action in enumerate(quick_actions(order)):
            known = merged.get(action.id)
            merged[action.id] = action if known is None else _merged(known, action)
            places[action.id] = max(place, places.get(action.id, 0))
    return tuple(sorted(merged.values(), key=lambda action: places[action.id]))


def commands(action: QuickAction, orders: Sequence[Order], answers: dict[str, str]) -> tuple[Command, ...]:
    """The commands of one action for several orders that all have it.

    Of the answers each order is told what it lacks, so that no order loses the courier, receipt number or
    payment method that it has.
    """
    return tuple(_own(action, order, answers) for order in orders)


def _merged(known: QuickAction, other: QuickAction) -> QuickAction:
    """One action for orders of different statuses: what is onward for one may be back for another."""
    needs = known.needs + tuple(need for need in other.needs if need not in known.needs)
    if known.label == other.label or known.status is None:
        return known._replace(needs=needs)
    return known._replace(label=_("Change to {status}").format(status=label(known.status)), needs=needs)


def _own(action: QuickAction, order: Order, answers: dict[str, str]) -> Command:
    needs = {own.id: own.needs for own in quick_actions(order)}.get(action.id, ())
    told = {need: answer for need, answer in answers.items() if need in needs}
    return action.command(order.order_id, order.version, told)
