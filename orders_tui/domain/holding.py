"""Why the rules of the shop put an order on hold, in words."""

from orders_tui.domain.order import ORDER_ID
from orders_tui.domain.words import N_, _, in_every_language

_BLOCKED = N_("the phone is blocked")
_DUPLICATE = N_("likely a duplicate of {order}")


def blocked() -> str:
    """That orders of its phone are held."""
    return _(_BLOCKED)


def duplicate(order_id: str) -> str:
    """That it repeats another order."""
    return _(_DUPLICATE).format(order=order_id)


def reason_said(stored: str) -> str:
    """Why an order is on hold, in the language in use; what a person wrote stands as it was written.

    The reason is stored in the language of whatever took the order in, often a service that speaks English.
    """
    if stored in in_every_language(_BLOCKED):
        return blocked()
    for sentence in in_every_language(_DUPLICATE):
        before, _order, after = sentence.partition("{order}")
        order_id = stored.removeprefix(before).removesuffix(after)
        if stored == f"{before}{order_id}{after}" and ORDER_ID.fullmatch(order_id):
            return duplicate(order_id)
    return stored
