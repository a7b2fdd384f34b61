"""The buyer's past: what else came from the same phone, and what of it is a reason to look twice."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Item, Method, Status
from orders_tui.domain.words import _, ngettext

DUPLICATE_DAYS = 14
"""So many days apart the same product from the same phone is likely the same wish."""


class PastOrder(NamedTuple):
    """Another order of the same buyer."""

    order_id: str
    status: Status
    total: int
    """Rupiah."""
    created_at: int
    """Epoch seconds (UTC)."""


class BuyerPast(NamedTuple):
    """All orders of one phone but those in the trash, the one that is looked at among them."""

    orders: int
    completed: int
    canceled: int
    returned: int
    spent: int
    """What was paid, in rupiah."""
    last: tuple[PastOrder, ...] = ()
    """The latest of the others, the newest first."""
    duplicates: tuple[str, ...] = ()
    """The ids of others that this one likely repeats."""


def share_product(items: Iterable[Item], others: Iterable[Item]) -> bool:
    """Whether two orders have a product in common, by its SKU or else by its name; capitals make no difference."""
    return not _products(items).isdisjoint(_products(others))


def _products(items: Iterable[Item]) -> set[str]:
    named = [text.strip().casefold() for item in items for text in (item.sku, item.name)]
    # An item without an SKU shares none with others.
    return set(named) - {""}


def past_warnings(order: Order, past: BuyerPast) -> Iterator[str]:
    """What staff should know before they work on the order."""
    if past.duplicates and order.status is not Status.CANCELED:
        yield _("Likely a duplicate of {order}.").format(order=past.duplicates[0])
    # The order is a part of its buyer's past, but no warning about itself.
    others = past.returned - (order.status is Status.RTS)
    if others and order.method is Method.COD:
        text = ngettext(
            "COD, and {count} parcel of this buyer came back.",
            "COD, and {count} parcels of this buyer came back.",
            others,
        )
        yield text.format(count=others)
