"""Orders as lines that a person reads on a terminal: a row of the list, and one order whole."""

from collections.abc import Iterator
from itertools import groupby
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from orders_tui.domain.days import local, short_time
from orders_tui.domain.facts import FACTS, Kind, Order
from orders_tui.domain.history import describe, redone
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import Event, Money, label
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.domain.written import address_lines, item_lines, money_details, money_word, via_title, who, written

CAPS = (20, 24, 20, 12, 20, 24, 24)
"""How wide each column of the list may get."""


def headings(*, money: bool) -> tuple[str, ...]:
    """The heads of the columns of the list; without the total where amounts are hidden."""
    total = (_("Total"),) if money else ()
    return (_("Order ID"), _("Customer"), _("Status"), _("Payment"), _("Store"), *total, _("Ordered"))


def row_cells(row: Order, now: int, zone: ZoneInfo, *, money: bool) -> tuple[str, ...]:
    """A row of the list, as its `headings`."""
    return (
        show(row.order_id),
        who(row),
        label(row.status),
        label(row.payment_status),
        show(row.store),
        *([rupiah(row.total)] if money else []),
        short_time(row.created_at, now, zone),
    )


def order_lines(
    order: Order,
    money: tuple[Money, ...],
    history: tuple[Event, ...],
    zone: ZoneInfo,
    hidden: frozenset[str] = frozenset(),
) -> Iterator[str]:
    """One order with everything that belongs to it but the amounts of what is hidden from its reader."""
    facts = [(title, text) for title, text in _facts(order, zone, hidden) if text]
    width = max(cell_len(title) for title, _text in facts) + 2
    yield _("Order {order}").format(order=show(order.order_id))
    for title, text in facts:
        for at, line in enumerate(text.split("\n")):
            yield f"{(title if at == 0 else '').ljust(width)}{line}".rstrip()
    yield from _titled(_("Payments"), [_payment(payment, zone) for payment in money])
    yield from _titled(_("History"), list(_history(history, zone)))


_ADDRESS = frozenset({"street", "subdistrict", "city", "province", "postcode"})


def _facts(order: Order, zone: ZoneInfo, hidden: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each fact's title and what it says; the address as one."""
    for name, fact in FACTS.items():
        if name == "street":
            yield _("Address"), address_lines(order)
        elif fact.kind is Kind.ITEMS:
            yield fact.title, item_lines(order.items, money=name not in hidden)
        elif fact.kind is Kind.MONEY and name in hidden:
            continue
        elif name != "order_id" and name not in _ADDRESS:
            yield fact.title, written(order, fact, lambda at: _time(at, zone))


def _titled(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ["", title, *(f"  {line}" for line in lines)]


def _payment(money: Money, zone: ZoneInfo) -> str:
    amount = "–" if money.amount is None else rupiah(money.amount)
    parts = (f"{_time(money.at, zone)}  {money_word(money)}", amount, money_details(money))
    return " · ".join(filter(None, parts))


def _history(history: tuple[Event, ...], zone: ZoneInfo) -> Iterator[str]:
    redos = redone(history)
    for operation, group in groupby(history, key=lambda event: event.operation):
        events = list(group)
        first = events[0]
        changes = "; ".join(change for event in events for change in describe(event, zone))
        undone = "" if first.undoes is None else _("redone: ") if operation in redos else _("undone: ")
        yield f"{_time(first.at, zone)}  {show(first.by)} ({whence(first.via, first.place)})  {undone}{changes}"


def whence(via: str, place: str) -> str:
    """Through what a change was made, and from where."""
    return ", ".join(filter(None, [via_title(via), show(place)]))


def _time(at: int, zone: ZoneInfo) -> str:
    return f"{local(at, zone):%Y-%m-%d %H:%M}"
