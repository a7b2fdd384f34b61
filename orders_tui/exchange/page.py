"""The public page of an order: what its buyer may see of it, and nothing else.

Whoever has the link sees the page, so it has the buyer's name and city, but neither phone nor street.
"""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from orders_tui.domain.days import long_time
from orders_tui.domain.facts import FACTS, Order
from orders_tui.domain.filling import ShopProfile, amount_due, charges, payment_instructions
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import ENDED, Goods, Method, PaymentStatus, Status, label
from orders_tui.domain.text import plain
from orders_tui.domain.words import _, speaking
from orders_tui.exchange.html import html

MARK = '<meta name="generator" content="orders-tui">'
"""What is in every page of ours, and tells it from other files."""


class RouteStep(NamedTuple):
    """A stop on the way of an order."""

    title: str
    time: str
    """When it came there; empty where it has not, or nobody noted it."""
    state: str
    """`done`, `ahead`, or `ended` where the way stopped short."""


class ItemRow(NamedTuple):
    """An item with what it costs in all."""

    name: str
    quantity: int
    price: str
    """Of one piece."""
    sum: str


class PaymentNotice(NamedTuple):
    """What the page says of the money."""

    title: str
    amount: str = ""
    method: str = ""
    lines: tuple[str, ...] = ()
    """How to pay."""


def page(order: Order, shop: ShopProfile) -> str:
    """The page as one HTML file, in the language of the shop's buyers."""
    with speaking(shop.language):
        return _page(order, shop)


def _page(order: Order, shop: ShopProfile) -> str:
    link = shop.link(order)
    return html(
        "page",
        mark=Markup(MARK),
        shop=plain(order.store),
        order_id=order.order_id,
        title=_("Order {order}").format(order=order.order_id),
        ordered=long_time(order.created_at, shop.zone),
        buyer=", ".join(filter(None, [plain(order.name), plain(order.city)])),
        status=label(order.status),
        tone=_tone(order),
        steps=list(steps(order, shop)),
        payment=payment(order, shop),
        parcel=[(FACTS[name].title, text) for name in ("courier", "receipt") if (text := plain(getattr(order, name)))],
        items=[
            ItemRow(plain(item.name), item.quantity, rupiah(item.price), rupiah(item.price * item.quantity))
            for item in order.items
        ],
        item_title=FACTS["items"].title,
        sums=list(sums(order)),
        total=(FACTS["total"].title, rupiah(order.total)),
        thanks=_("Thank you for shopping at {store}.").format(store=plain(order.store)),
        code=_qr(link) if link else "",
        link=link,
    )


def _tone(order: Order) -> str:
    """How the status is coloured."""
    if order.status in (*ENDED, Status.RTS):
        return "ended"
    return "done" if order.status is Status.COMPLETED else "under-way"


def steps(order: Order, shop: ShopProfile) -> Iterator[RouteStep]:
    """The way of the order for its buyer: what was reached with its time, then what is ahead, or where it ended."""
    end = {Status.CANCELED: None, Status.CLOSED: None, Status.RTS: order.returned_at}
    for name in _way(order):
        at: int | None = getattr(order, name)
        if at is not None:
            yield RouteStep(FACTS[name].title, long_time(at, shop.zone), "done")
        elif order.status not in end:
            yield RouteStep(FACTS[name].title, "", "ahead")
    if order.status in end:
        at = end[order.status]
        yield RouteStep(label(order.status), "" if at is None else long_time(at, shop.zone), "ended")


def _way(order: Order) -> tuple[str, ...]:
    """The times that the order gets on its way, in their order; cash on delivery comes at its end."""
    if order.goods is Goods.DIGITAL:
        return ("created_at", "paid_at", "access_sent_at", "completed_at")
    if order.method is Method.COD:
        return ("created_at", "confirmed_at", "shipped_at", "completed_at")
    return ("created_at", "paid_at", "confirmed_at", "shipped_at", "completed_at")


def payment(order: Order, shop: ShopProfile) -> PaymentNotice | None:
    """How the money stands, and how to pay what is due; None where there is nothing to say."""
    match order.payment_status:
        case PaymentStatus.CONFLICT:
            return PaymentNotice(_("We are checking your payment."))
        case PaymentStatus.PAID | PaymentStatus.SETTLED:
            return PaymentNotice(_("Paid, thank you."))
        case PaymentStatus.UNPAID if not amount_due(order):
            return None
        case PaymentStatus.UNPAID if order.method is None:
            return PaymentNotice(_("To be paid"), rupiah(amount_due(order)), "", (_("We will tell you how to pay."),))
        case PaymentStatus.UNPAID:
            lines = tuple(payment_instructions(order, shop).split("\n"))
            return PaymentNotice(_("To be paid"), rupiah(amount_due(order)), label(order.method), lines)


def sums(order: Order) -> Iterator[tuple[str, str]]:
    """What makes the total of the items, each with its title; nothing where it is the items alone."""
    if found := list(charges(order)):
        yield FACTS["subtotal"].title, rupiah(order.subtotal)
        yield from found


def _qr(link: str) -> Markup:
    """The address as a QR code, drawn as SVG; no text of the order is in it."""
    import segno  # only an address needs it

    # Level M can still be read where a fold or a stain hides a seventh of it.
    return Markup(segno.make(link, error="m", micro=False).svg_inline(border=0, omitsize=True))
