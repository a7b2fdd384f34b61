"""Labels of parcels, each a packing slip too, as one HTML file made for printing.

Paper has an end: what the courier needs is always on the first label of an order, and items that find no room there go
on to further ones. How much fits is reckoned in lines, from the letters that a line of the style sheet holds at least.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple
from unicodedata import east_asian_width

from markupsafe import Markup

from orders_tui.domain.facts import FACTS, Order
from orders_tui.domain.filling import ShopProfile, address_text, amount_due
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import ItemKind, Method, label
from orders_tui.domain.phone import pretty
from orders_tui.domain.text import plain
from orders_tui.domain.words import _, speaking
from orders_tui.exchange.code128 import svg
from orders_tui.exchange.html import html


class Paper(StrEnum):
    """What labels are printed on."""

    A6 = "a6"
    """One label a page."""
    A4 = "a4"
    """Four labels a page."""


_ON_A_PAGE = {Paper.A6: 1, Paper.A4: 4}
_BARS = 28
"""The longest receipt number that is still drawn as bars: longer ones would be too fine for a scanner."""
_RECEIVER, _SMALL, _SENDER, _ITEM = 38, 54, 52, 40
"""How many letters a line has of the receiver, of one in small letters, of the sender and of an item."""
_LONG = 6 * _RECEIVER
"""From so many letters on the receiver is printed small."""
_ROOM, _ROOM_BELOW = 16, 26
"""How many lines receiver, sender and items have together on the first label, and items alone on those that follow."""


class Packed(NamedTuple):
    """An item in the parcel."""

    name: str
    sku: str
    quantity: int
    price: str
    """What all of it costs; empty where prices are not printed."""


class Label(NamedTuple):
    """What stands on one label."""

    order_id: str
    part: str
    """Which of how many labels of the order it is, such as `2/3`; empty where there is one."""
    first: bool
    courier: str
    receipt: str
    bars: Markup | str
    """The receipt number as a bar code; empty where there is none, or it cannot be one."""
    cash: str
    """What the courier collects; empty where that is nothing."""
    sender: tuple[str, ...]
    receiver: tuple[str, ...]
    """Name, phone and address, one a line."""
    small: bool
    """Whether the receiver is printed in small letters."""
    items: tuple[Packed, ...]


def labels(orders: Iterable[Order], shop: ShopProfile, paper: Paper, *, prices: bool) -> str:
    """The labels as one HTML file, in the language of the shop's buyers.

    Args:
        orders: those with a parcel; the rest have none to print.
        shop: who sends.
        paper: what is printed on.
        prices: whether the items have their prices; what the courier collects is always there.
    """
    with speaking(shop.language):
        return _sheets(orders, shop, paper, prices)


def _sheets(orders: Iterable[Order], shop: ShopProfile, paper: Paper, prices: bool) -> str:
    printed = [label for order in orders for label in _labels(order, shop, prices)]
    size = _ON_A_PAGE[paper]
    return html(
        "labels",
        title=_("Labels"),
        paper=paper.value,
        pages=[printed[at : at + size] for at in range(0, len(printed), size)],
        words={
            "sender": _("From"),
            "receiver": _("To"),
            "cash": label(Method.COD),
            "nothing": _("Nothing to collect"),
            "items": FACTS["items"].title,
            "receipt": FACTS["receipt"].title,
        },
    )


def _labels(order: Order, shop: ShopProfile, prices: bool) -> list[Label]:
    """The labels of one order, mostly one."""
    # Only of COD does a courier collect anything, whatever is unpaid otherwise.
    due = amount_due(order) if order.method is Method.COD else 0
    sender = tuple(_sender(order, shop).split("\n"))
    lines = [plain(order.name), plain(pretty(order.phone)), *address_text(order).split("\n")]
    receiver = tuple(filter(None, lines))
    small = sum(map(len, receiver)) > _LONG
    room = _ROOM - _lines(receiver, _SMALL if small else _RECEIVER) - _lines(sender, _SENDER)
    parts = list(_parts(_packed(order, prices), room))
    return [
        Label(
            order_id=order.order_id,
            part=f"{at}/{len(parts)}" if len(parts) > 1 else "",
            first=at == 1,
            courier=plain(order.courier),
            receipt=plain(order.receipt),
            bars=_bars(order.receipt),
            cash=rupiah(due) if due else "",
            sender=sender,
            receiver=receiver,
            small=small,
            items=items,
        )
        for at, items in enumerate(parts, 1)
    ]


def _packed(order: Order, prices: bool) -> Iterator[Packed]:
    for item in order.items:
        if item.kind is ItemKind.PHYSICAL:
            price = rupiah(item.price * item.quantity) if prices else ""
            yield Packed(plain(item.name), plain(item.sku), item.quantity, price)


def _parts(items: Iterable[Packed], room: int) -> Iterator[tuple[Packed, ...]]:
    """The items of each label, where the first has room for so many lines of them."""
    part: list[Packed] = []
    for item in items:
        room -= _lines([f"{item.name} {item.sku}"], _ITEM)
        # An item longer than a whole label stands on one all the same: nothing of a parcel is left out.
        if room < 0:
            yield tuple(part)
            part, room = [], _ROOM_BELOW - _lines([f"{item.name} {item.sku}"], _ITEM)
        part.append(item)
    yield tuple(part)


def _lines(texts: Iterable[str], letters: int) -> int:
    """How many lines of so many letters the texts take, each from a new one."""
    # Wide letters take the room of two; rounded up, since a line that is begun is taken.
    return sum(-(-sum(2 if east_asian_width(char) in "WF" else 1 for char in text) // letters) for text in texts)


def _sender(order: Order, shop: ShopProfile) -> str:
    """Who sends: the seller that it is shipped for, else the store in its own words, else its name."""
    if order.seller:
        return plain(order.seller)
    own = next((sender.text for sender in shop.texts.senders if sender.store == order.store), order.store)
    return plain(own, lines=True)


def _bars(receipt: str) -> Markup | str:
    # The code has no other characters.
    fits = receipt.isascii() and receipt.isprintable() and 0 < len(receipt) <= _BARS
    return svg(receipt) if fits else ""
