"""Copies: what a new order takes over from another one, and what becomes of that where the copy takes its place."""

from typing import Any

from orders_tui.domain.commands import AddOrder, ChangeOrder, CopyOrder
from orders_tui.domain.facts import COLUMNS, GATEWAY_FACTS, GIVEN, Order
from orders_tui.domain.flow import check_present, check_step
from orders_tui.domain.order import Status
from orders_tui.domain.words import _

_NOT_COPIED = frozenset({"external_id", "unique_code", "method", "created_at", *GATEWAY_FACTS})
"""What tells an order from any other, and what a new order has a place of its own for."""


def copy_of(order: Order) -> AddOrder:
    """A new order with the buyer, the items, the charges and the notes of this one.

    The unique code stays behind, since it tells one order from another; so do payments, parcel and history.
    """
    # By what is left out: a fact that a new order may bring along is copied without a word here.
    copied = [fact.name for fact in GIVEN if fact in COLUMNS and fact.name not in _NOT_COPIED]
    facts: dict[str, Any] = {name: getattr(order, name) for name in copied}
    return AddOrder(facts=facts, items=order.items, method=order.method, tags=order.tags)


def check_copy(order: Order, command: CopyOrder) -> None:
    """Refuse a copy that cannot be made.

    Raises:
        RuleBroken: if the order is in the trash, or is to be canceled and cannot be.
    """
    check_present(order)
    if command.cancel:
        check_step(order, Status.CANCELED)


def replaced(order: Order, copy: str) -> ChangeOrder:
    """The end of an order whose place the copy of this id takes."""
    reason = _("Replaced by {order}").format(order=copy)
    return ChangeOrder(order_id=order.order_id, status=Status.CANCELED, reason=reason)
