"""How orders are put into words: cells of the list, lines of the detail pane, all outside text filtered."""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from orders_tui.domain.days import short_time
from orders_tui.domain.facts import Order
from orders_tui.domain.money import brief, number, rupiah
from orders_tui.domain.order import Method, label
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, pgettext
from orders_tui.ui.theme import PAYMENT, STATUS, TONES

_JOINER = "\u200d"
_LONGEST_NAME = 80
"""The characters of a buyer's name that a row shows: one of thousands would be filtered for nothing."""
_TOTAL = 12
"""The cells of an amount in a row."""


class ListRow(NamedTuple):
    """An order in the list, and whether it still fits what the list shows."""

    order: Order
    stale: bool = False


class OrderColumn(NamedTuple):
    """One column of the list: its title and what it shows of an order."""

    key: str
    """The name of a `Sort`."""
    title: str
    cells: int
    """Its width; for `customer` the least."""
    text: Callable[[Order], str]
    tone: Callable[[Order], str] = lambda _order: ""
    right: bool = False


def cut(text: str, cells: int) -> str:
    """The text, at most so many terminal cells wide, with an ellipsis where it was cut."""
    # A joiner at the end would swallow the blank or the letter that follows it.
    text = text.rstrip(_JOINER)
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip(f" {_JOINER}") + "…" if cells > 0 else ""


def amount_in(cells: int, amount: int) -> str:
    """The amount in the longest form that fits: `Rp 12.500.000`, `12.500.000` or `12M`; never a part of its digits."""
    sign = "-" if amount < 0 else ""
    forms = (rupiah(amount), f"{sign}{number(abs(amount))}")
    return next((form for form in forms if cell_len(form) <= cells), f"{sign}{brief(abs(amount))}")


def method_label(method: Method | None) -> str:
    """The payment method in words; a dash for none."""
    return "–" if method is None else label(method)


def store_label(order: Order) -> str:
    """The store, and for whom it is shipped where that is another seller."""
    return show(order.store if not order.seller else f"{order.seller} · {order.store}")


def columns(zone: ZoneInfo, now: Callable[[], int]) -> dict[str, OrderColumn]:
    """All columns of the list by key."""
    every = (
        OrderColumn("order_id", _("Order ID"), 12, lambda o: show(o.order_id)),
        OrderColumn("customer", _("Customer"), 14, lambda o: excerpt(o.name, _LONGEST_NAME) or show(o.phone)),
        OrderColumn("status", _("Status"), 12, lambda o: STATUS[o.status].text, lambda o: STATUS[o.status].tone),
        OrderColumn(
            "payment",
            pgettext("brief", "Payment"),
            8,
            lambda o: PAYMENT[o.payment_status].text,
            lambda o: PAYMENT[o.payment_status].tone,
        ),
        OrderColumn("method", _("Method"), 13, lambda o: method_label(o.method)),
        OrderColumn("store", _("Store"), 8, store_label),
        OrderColumn("courier", _("Courier"), 10, lambda o: show(o.courier)),
        OrderColumn("handler", _("Handler"), 8, lambda o: show(o.handler)),
        OrderColumn("follow_ups", _("F/U"), 4, lambda o: str(o.follow_ups) if o.follow_ups else "", right=True),
        OrderColumn("total", _("Total"), _TOTAL, lambda o: amount_in(_TOTAL, o.total), right=True),
        OrderColumn("received", _("Ordered"), 12, lambda o: short_time(o.created_at, now(), zone), lambda _o: "muted"),
        OrderColumn("day", _("Ordered"), 9, lambda o: _day(o.created_at, now(), zone), lambda _o: "muted"),
    )
    return {column.key: column for column in every}


def _day(at: int, now: int, zone: ZoneInfo) -> str:
    """The time of an order of today, else its day: what fits a narrow column."""
    text = short_time(at, now, zone)
    return text.rpartition(" ")[0] if ":" in text and " " in text else text


SMALL = ("order_id", "customer", "total", "status", "payment", "day")
"""The columns where they have to be scrolled sideways: an amount that the edge cuts reads as a smaller one."""
NARROW = ("order_id", "customer", "status", "payment", "total", "day")
USUAL = ("order_id", "customer", "status", "payment", "store", "total", "day")
EVERY = ("order_id", "customer", "status", "payment", "method", "store", "courier", "handler", "follow_ups", "total")
"""All columns from the left, but for the time, which ends the line."""
MORE = ("method", "courier", "follow_ups", "received", "handler")
"""What joins the usual columns, the most telling first; `received` takes the place of `day`."""


def fitting_columns(cells: int, known: dict[str, OrderColumn]) -> tuple[OrderColumn, ...]:
    """The most telling columns that fit so many cells with no column cut."""
    widest = [_with_more(count) for count in range(len(MORE), 0, -1)]
    for names in (*widest, USUAL, NARROW):
        if 2 + sum(known[name].cells + 1 for name in names) <= cells:
            return tuple(known[name] for name in names)
    return tuple(known[name] for name in SMALL)


def _with_more(count: int) -> tuple[str, ...]:
    """The usual columns and the first so many of `MORE`."""
    shown = {*USUAL, *MORE[:count]}
    return (*(name for name in EVERY if name in shown), "received" if "received" in shown else "day")


def plain(text: str) -> Content:
    """Outside text as content of one line: filtered, never markup."""
    return Content(show(text))


def toned(text: str, tone: str) -> Content:
    """A word of our own in one of the `TONES`."""
    return Content.styled(text, TONES[tone])


def joined(parts: Iterable[Content], between: str = "  ") -> Content:
    """The parts that are not empty, with blanks between."""
    return Content(between).join([part for part in parts if part.plain])
