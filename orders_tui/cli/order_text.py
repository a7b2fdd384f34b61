"""Orders as lines that a person reads on a terminal: a row of the list, and one order whole."""

from collections.abc import Iterator
from itertools import groupby
from zoneinfo import ZoneInfo

from orders_tui.cli.output import cells
from orders_tui.domain.days import local, short_time
from orders_tui.domain.history import describe
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import Event, Kind, Money, Order, OrderRow, PaymentStatus, label
from orders_tui.domain.phone import pretty
from orders_tui.domain.text import show
from orders_tui.domain.words import _, later, ngettext

CAPS = (20, 24, 20, 12, 20, 24, 24)
"""How wide each column of the list may get."""

Facts = Iterator[tuple[str, str]]
"""Titles and what stands beside them; a text may have several lines, and may be empty."""


def headings() -> tuple[str, ...]:
    """The heads of the columns of the list."""
    return (_("Order ID"), _("Customer"), _("Status"), _("Payment"), _("Store"), _("Total"), _("Ordered"))


def row_cells(row: OrderRow, now: int, zone: ZoneInfo) -> tuple[str, ...]:
    """A row of the list."""
    return (
        show(row.order_id),
        show(row.name) or pretty(row.phone),
        label(row.status),
        label(row.payment_status),
        show(row.store),
        rupiah(row.total),
        short_time(row.created_at, now, zone),
    )


def order_lines(order: Order, money: tuple[Money, ...], history: tuple[Event, ...], zone: ZoneInfo) -> Iterator[str]:
    """One order with everything that belongs to it."""
    facts = [*_what(order, zone), *_who(order), *_cost(order), *_way(order, zone), *_notes(order)]
    told = [(title, text) for title, text in facts if text]
    width = max(cells(title) for title, _text in told) + 2
    yield _("Order {order}").format(order=show(order.order_id))
    for title, text in told:
        for at, line in enumerate(show(text, lines=True).split("\n")):
            yield f"{(title if at == 0 else '').ljust(width)}{line}".rstrip()
    yield from _titled(_("Payments"), [_payment(payment, zone) for payment in money])
    yield from _titled(_("History"), list(_history(history, zone)))


def _titled(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ["", title, *(f"  {line}" for line in lines)]


def _what(order: Order, zone: ZoneInfo) -> Facts:
    yield _("Status"), label(order.status)
    yield _("Payment"), " · ".join([label(order.payment_status), *([label(order.method)] if order.method else [])])
    yield _("Ordered"), _time(order.created_at, zone)
    yield _("Store"), order.store
    yield _("Seller"), order.seller
    yield _("Source"), order.source
    yield _("External id"), order.external_id
    yield _("Handler"), order.handler
    yield _("Tags"), ", ".join(order.tags)
    yield _("In the trash"), _time(order.deleted_at, zone)


def _who(order: Order) -> Facts:
    customer, address = order.customer, order.customer.address
    yield _("Customer"), customer.name
    yield _("Phone"), pretty(customer.phone)
    yield _("E-mail"), customer.email
    province = f"{address.province} {address.postcode}".strip()
    places = (address.street, address.subdistrict, address.city, province)
    yield _("Address"), ", ".join(place for place in places if place)


def _cost(order: Order) -> Facts:
    items = (
        f"{item.quantity} × {show(item.name)}"
        f"{f' [{show(item.sku)}]' if item.sku else ''}"
        f"{f' ({label(item.kind)})' if item.kind is Kind.DIGITAL else ''}"
        f" · {rupiah(item.price * item.quantity)}"
        for item in order.items
    )
    yield _("Items"), "\n".join(items)
    charges = order.charges
    for title, amount in (
        (_("Discount"), -charges.discount),
        (_("Shipping"), charges.shipping),
        (_("Other fees"), charges.fees),
        (_("Unique code"), -charges.unique_code),
    ):
        yield title, rupiah(amount) if amount else ""
    yield _("Total"), rupiah(order.total)


def _way(order: Order, zone: ZoneInfo) -> Facts:
    yield _("Courier"), order.courier
    yield _("Receipt number"), order.receipt
    yield _("Paid"), _time(order.paid_at, zone)
    yield _("Confirmed"), _time(order.confirmed_at, zone)
    yield _("Shipped"), _time(order.shipped_at, zone)
    yield _("Completed"), _time(order.completed_at, zone)


def _notes(order: Order) -> Facts:
    if order.follow_ups:
        text = ngettext("{count} time", "{count} times", order.follow_ups)
        yield _("Followed up"), text.format(count=order.follow_ups)
    yield _("Buyer's note"), order.buyer_note
    yield _("Note"), order.note


def _payment(money: Money, zone: ZoneInfo) -> str:
    said = money.reported == "confirmation"
    word = _("Buyer says paid") if said else label(PaymentStatus(money.reported))
    amount = "–" if money.amount is None else rupiah(money.amount)
    whose = (show(part) for part in (money.bank, money.holder, money.day, money.note) if part)
    return " · ".join([f"{_time(money.at, zone)}  {word}", amount, *whose])


def _history(history: tuple[Event, ...], zone: ZoneInfo) -> Iterator[str]:
    for _operation, group in groupby(history, key=lambda event: event.operation):
        events = list(group)
        first = events[0]
        changes = "; ".join(change for event in events for change in describe(event))
        undone = "" if first.undoes is None else _("taken back: ")
        via = _(_VIAS.get(first.via, first.via))
        whence = f"{via}, {show(first.place)}" if first.place else via
        yield f"{_time(first.at, zone)}  {show(first.by)} ({whence})  {undone}{changes}"


_VIAS = {
    "console": later("console"),
    "command": later("command"),
    "intake": later("intake"),
}


def _time(at: int | None, zone: ZoneInfo) -> str:
    return "" if at is None else f"{local(at, zone):%Y-%m-%d %H:%M}"
