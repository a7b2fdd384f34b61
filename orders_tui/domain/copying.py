"""What of an order is copied to be pasted elsewhere: its number, its buyer's address, what is written to the buyer."""

from collections.abc import Callable
from typing import NamedTuple

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import FACTS, GATEWAY_FACTS, Order
from orders_tui.domain.filling import FIELDS, ShopProfile, address_text, payment_instructions
from orders_tui.domain.messages import message, next_message
from orders_tui.domain.rights import Actor, Right
from orders_tui.domain.text import plain
from orders_tui.domain.words import N_, _, speaking


class Piece(NamedTuple):
    """One thing that can be copied."""

    id: str
    title: str
    text: str
    """In plain text, of several lines where it is an address or a message."""


class _Source(NamedTuple):
    title: str
    """Passes through `_` when it is shown."""
    text: Callable[[Order, ShopProfile], str]
    """Empty where the order lacks it."""
    right: Right | None = None
    """Without which it is not seen."""


def pieces(order: Order, shop: ShopProfile, actor: Actor) -> tuple[Piece, ...]:
    """What the order has of these that the actor may see, in the order of the menu.

    What an order for another seller costs, and what is written to its buyer, is between that seller and the buyer.
    """
    hidden = {Right.SEE_MONEY, Right.CHANGE} if order.seller else set()
    seen = {
        name: source
        for name, source in _SOURCES.items()
        if source.right is None or (source.right not in hidden and actor.may(source.right))
    }
    # In the buyers' language, to whom it goes; the titles below are for staff, in theirs.
    with speaking(shop.language):
        texts = {name: source.text(order, shop) for name, source in seen.items()}
    return tuple(Piece(name, _(seen[name].title), text) for name, text in texts.items() if text)


def _address(order: Order, _shop: ShopProfile) -> str:
    """Name, phone and address as a courier's form takes them."""
    place = address_text(order)
    return "\n".join(filter(None, [plain(order.name), plain(order.phone), place])) if place else ""


def _message(order: Order, shop: ShopProfile) -> str:
    try:
        return message(order, next_message(order, shop), shop).text
    except RuleBroken:
        return ""


def _of_gateway(name: str) -> _Source:
    return _Source(FACTS[name].label, lambda order, _shop: plain(getattr(order, name)), Right.SEE_MONEY)


_SOURCES = {
    "order_id": _Source(FACTS["order_id"].label, lambda order, _shop: order.order_id),
    "phone": _Source(FACTS["phone"].label, lambda order, _shop: plain(order.phone), Right.SEE_PHONES),
    "address": _Source(N_("Address"), _address, Right.SEE_PHONES),
    "receipt": _Source(FACTS["receipt"].label, lambda order, _shop: plain(order.receipt)),
    "message": _Source(N_("Message"), _message, Right.CHANGE),
    "instructions": _Source(FIELDS["instructions"].label, payment_instructions, Right.SEE_MONEY),
    **{name: _of_gateway(name) for name in GATEWAY_FACTS},
    "link": _Source(FIELDS["link"].label, lambda order, shop: shop.link(order), Right.SEE_MONEY),
}
"""In the order in which they are offered."""
