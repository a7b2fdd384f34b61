"""How orders are put into words: cells of the list, lines of the detail pane, all outside text filtered."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from orders_tui.domain.days import short_time
from orders_tui.domain.facts import FACTS, REDUCTIONS, Fact, Kind, Order
from orders_tui.domain.money import number, rupiah
from orders_tui.domain.order import Method, label
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import N_, _, pgettext
from orders_tui.domain.written import who, written
from orders_tui.ui.theme import PAYMENT, STATUS, TONES, payment_tone

_JOINER = "\u200d"
_LONGEST_TEXT = 80
"""The characters of a text that a row shows: one of thousands would be filtered for nothing."""


class Gone(StrEnum):
    """Why an order that stands in the list does not belong there any more."""

    UNFIT = N_("left")
    """It no longer fits what the list shows."""
    TO_TRASH = N_("to trash")
    RESTORED = N_("restored")
    """It stands in the trash, but is out of it."""


class ListRow(NamedTuple):
    """An order in the list."""

    order: Order
    gone: Gone | None = None
    """None while it fits what the list shows."""
    from_trash: bool = False
    """Whether it fits the list and lies in the trash all the same, as a conflict may."""


def list_row(order: Order, *, fits: bool, trash: bool) -> ListRow:
    """A row of the list, or of the trash, for an order that fits it or not."""
    if fits:
        return ListRow(order, from_trash=order.deleted_at is not None and not trash)
    if (order.deleted_at is None) is trash:
        return ListRow(order, Gone.RESTORED if trash else Gone.TO_TRASH)
    return ListRow(order, Gone.UNFIT)


class OrderColumn(NamedTuple):
    """One column of the list: the fact that it shows, and how."""

    fact: Fact
    title: str
    cells: int
    """Its width; the least where it grows."""
    text: Callable[[Order], str]
    """What it says of an order, on one line."""
    tone: Callable[[Order], str] = lambda _order: ""
    """A name of `TONES`, or empty."""
    flex: int = 0
    """Its weight among the columns that share the room that is left; 0 takes none."""

    @property
    def right(self) -> bool:
        """Whether its text stands at the right: numbers do."""
        return self.fact.kind in (Kind.MONEY, Kind.COUNT)


def cut(text: str, cells: int) -> str:
    """The text, at most so many terminal cells wide, with an ellipsis where it was cut."""
    # A joiner at the end would swallow the blank or the letter that follows it.
    text = text.rstrip(_JOINER)
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip(f" {_JOINER}") + "…" if cells > 0 else ""


def amount_in(cells: int, amount: int) -> str:
    """The amount in the longest form that fits: `Rp 12.500.000`, `12.500.000` or `12500000`; never a part of it."""
    sign = "-" if amount < 0 else ""
    forms = (rupiah(amount), f"{sign}{number(abs(amount))}", str(amount))
    return next((form for form in forms if cell_len(form) <= cells), "…")


def method_label(method: Method | None) -> str:
    """The payment method in words; a dash for none."""
    return "–" if method is None else label(method)


def store_label(order: Order) -> str:
    """The store, and for whom it is shipped where that is another seller."""
    return show(order.store if not order.seller else f"{order.seller} · {order.store}")


DAY = "day"
"""The key of the narrow form of the column of `created_at`."""
_CELLS = {
    Kind.TEXT: 12,
    Kind.LINES: 20,
    Kind.PHONE: 17,
    Kind.MONEY: 12,
    Kind.MOMENT: 12,
    Kind.CHOICE: 12,
    Kind.COUNT: 4,
    Kind.TAGS: 14,
    Kind.ITEMS: 24,
}
"""The least width of a column by the kind of its fact."""


def columns(zone: ZoneInfo, now: Callable[[], int]) -> dict[str, OrderColumn]:
    """All columns that the list can have: one for each fact, by its name, and `DAY`."""

    def time(at: int) -> str:
        return short_time(at, now(), zone)

    known = {name: _column(fact, time) for name, fact in FACTS.items()}
    ordered = known["created_at"]
    return known | {
        "name": known["name"]._replace(cells=14, text=lambda o: excerpt(o.name, _LONGEST_TEXT) or who(o), flex=3),
        "status": known["status"]._replace(text=lambda o: STATUS[o.status].text, tone=lambda o: STATUS[o.status].tone),
        "payment_status": known["payment_status"]._replace(
            title=pgettext("brief", "Payment"),
            cells=max(8, *(cell_len(look.text) for look in PAYMENT.values())),
            text=lambda o: "" if o.seller else PAYMENT[o.payment_status].text,
            tone=lambda o: payment_tone(o.payment_status, o.method, o.status),
        ),
        "method": known["method"]._replace(cells=13, text=lambda o: method_label(o.method)),
        "store": known["store"]._replace(cells=8, text=store_label, flex=1),
        "courier": known["courier"]._replace(cells=10),
        "handler": known["handler"]._replace(cells=8),
        "follow_ups": known["follow_ups"]._replace(title=_("F/U"), cells=4),
        DAY: ordered._replace(cells=9, text=lambda o: _day(o.created_at, now(), zone)),
    }


def _column(fact: Fact, time: Callable[[int], str]) -> OrderColumn:
    """The column of a fact as its kind says."""
    tone = "muted" if fact.kind is Kind.MOMENT else ""
    cells = max(_CELLS[fact.kind], cell_len(fact.title))
    return OrderColumn(fact, fact.title, cells, lambda o: _cell(o, fact, time, cells), lambda _order: tone)


def _cell(order: Order, fact: Fact, time: Callable[[int], str], cells: int) -> str:
    value = getattr(order, fact.name)
    if order.seller and fact.kind is Kind.MONEY and not (fact.name == "total" and order.method is Method.COD):
        return ""  # what another seller's order costs is nothing to those who ship it, but for the cash
    if fact.kind in (Kind.TEXT, Kind.LINES):
        return excerpt(value, _LONGEST_TEXT)
    if fact.kind is Kind.MONEY and written(order, fact, time):
        return amount_in(cells, -value if fact.name in REDUCTIONS else value)
    return written(order, fact, time).replace("\n", ", ")


def _day(at: int, now: int, zone: ZoneInfo) -> str:
    """The time of an order of today, else its day: what fits a narrow column."""
    text = short_time(at, now, zone)
    return text.rpartition(" ")[0] if ":" in text and " " in text else text


SMALL = ("order_id", "name", "total", "status", "payment_status", DAY)
"""The columns where they have to be scrolled sideways: an amount that the edge cuts reads as a smaller one."""
NARROW = ("order_id", "name", "status", "payment_status", "total", DAY)
USUAL = ("order_id", "name", "status", "payment_status", "store", "total", DAY)
EVERY = ("order_id", "name", "status", "payment_status", "method", "store", "courier", "handler", "follow_ups", "total")
"""All columns that are shown by themselves, from the left, but for the time, which ends the line."""
MORE = ("method", "courier", "follow_ups", "created_at", "handler")
"""What joins the usual columns, the most telling first; `created_at` takes the place of `DAY`."""


def fitting_columns(cells: int, known: dict[str, OrderColumn]) -> tuple[OrderColumn, ...]:
    """The most telling of the known columns that fit so many cells with no column cut."""
    widest = [_with_more(count) for count in range(len(MORE), 0, -1)]
    for names in (*widest, USUAL, NARROW):
        shown = tuple(known[name] for name in names if name in known)
        if 2 + sum(column.cells + 1 for column in shown) <= cells:
            return shown
    return tuple(known[name] for name in SMALL if name in known)


def _with_more(count: int) -> tuple[str, ...]:
    """The usual columns and the first so many of `MORE`."""
    shown = {*USUAL, *MORE[:count]}
    return (*(name for name in EVERY if name in shown), "created_at" if "created_at" in shown else DAY)


def plain(text: str) -> Content:
    """Outside text as content of one line: filtered, never markup."""
    return Content(show(text))


def toned(text: str, tone: str) -> Content:
    """A word of our own in one of the `TONES`."""
    return Content.styled(text, TONES[tone])


def joined(parts: Iterable[Content], between: str = "  ") -> Content:
    """The parts that are not empty, with blanks between."""
    return Content(between).join([part for part in parts if part.plain])
