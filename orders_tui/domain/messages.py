"""Which message a buyer gets next, what it says, and when it is due."""

from collections.abc import Iterable
from typing import NamedTuple

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.filling import FIELDS, INNER_FIELDS, ShopProfile, amount_due, filled, lacking_access, values_of
from orders_tui.domain.order import MONEY_IN, Goods, Method, PaymentStatus, Status, label
from orders_tui.domain.templates import (
    CHASE,
    MessageStage,
    Sender,
    ShopText,
    Template,
    best_template,
)
from orders_tui.domain.text import excerpt, plain
from orders_tui.domain.words import _, speaking

_HOUR = 60 * 60


class Message(NamedTuple):
    """A message as it is sent."""

    template: Template
    text: str
    lacking: tuple[str, ...]
    """The fields of the template of which the order has nothing, for a warning before it is sent."""


def message(order: Order, template: Template, shop: ShopProfile) -> Message:
    """The message that a template makes for an order.

    Raises:
        RuleBroken: if the order lacks what this stage is there to tell.
    """
    needed = _NEEDED.get(template.stage)
    if needed and not FIELDS[needed].text(order, shop):
        if needed == "access" and (product := lacking_access(order, shop)):
            text = _("The shop has no access text for “{product}” yet: an admin writes it under “Message templates”.")
            raise RuleBroken(text.format(product=excerpt(product)))
        text = _("{order} has no {field} yet, which this message is about.")
        raise RuleBroken(text.format(order=order.order_id, field=_(FIELDS[needed].label)))
    with speaking(shop.language):
        values = values_of(template.text, FIELDS, order, shop)
    lacking = tuple(name for name, text in values.items() if not text and not FIELDS[name].optional)
    return Message(template, filled(template.text, values), lacking)


def preview(text: ShopText, order: Order, shop: ShopProfile) -> str:
    """What a text of the shop says of an order, complete or not."""
    if isinstance(text, Sender):
        return plain(text.text, lines=True)
    with speaking(shop.language):
        values = values_of(text.text, FIELDS if isinstance(text, Template) else INNER_FIELDS, order, shop)
    return filled(text.text, values)


def next_message(order: Order, shop: ShopProfile) -> Template:
    """The template of what is to be said to the buyer now.

    Raises:
        RuleBroken: if nothing is.
    """
    stage = _next_stage(order)
    if stage is None:
        text = _("{order} is {status}: no message is due, but you can choose one.")
        raise RuleBroken(text.format(order=order.order_id, status=label(order.status)))
    return shop.template(order, stage)


def chase_stage(order: Order) -> MessageStage | None:
    """Which message of `CHASE` is the next to a buyer who has not paid; None where none is, or no longer."""
    waits = order.status is Status.PENDING and order.payment_status is PaymentStatus.UNPAID
    ours = not order.seller and order.deleted_at is None
    return CHASE[order.follow_ups] if waits and ours and order.follow_ups < len(CHASE) else None


def due_for_follow_up(order: Order, templates: Iterable[Template], now: int) -> bool:
    """Whether the order stands in the queue "To follow up": the next message's waiting time is over.

    The rule for one order, in plain words; the lists ask the database, whose answer the tests hold against this.

    Args:
        order: any order.
        templates: those of the shop.
        now: epoch seconds.
    """
    stage = chase_stage(order)
    if stage is None or order.held_at is not None:
        return False
    since = order.created_at if order.followed_up_at is None else order.followed_up_at
    return now - since >= best_template(order, stage, templates).hours * _HOUR


def _next_stage(order: Order) -> MessageStage | None:
    if order.payment_status is PaymentStatus.UNPAID and order.status in (Status.CREATED, Status.PENDING):
        # After the last reminder it stays the last: staff may send it once more, the queue does not ask for it.
        return CHASE[min(order.follow_ups, len(CHASE) - 1)]
    paid = order.payment_status in MONEY_IN
    # Access before the parcel's number: of a mixed order the buyer can use that part at once.
    if paid and order.goods is not Goods.PHYSICAL and order.access_sent_at is None:
        return MessageStage.ACCESS
    if order.status is Status.SHIPPED and order.receipt:
        return MessageStage.RECEIPT
    return MessageStage.PAYMENT if amount_due(order) and order.method is not Method.COD else None


_NEEDED = {
    MessageStage.PAYMENT: "amount",
    MessageStage.RECEIPT: "receipt",
    MessageStage.TRACKING: "receipt",
    MessageStage.ACCESS: "access",
}
"""The field without which a message of the stage would say nothing."""
