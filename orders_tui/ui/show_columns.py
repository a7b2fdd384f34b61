"""The columns of the list: how each fact of an order stands in a row, how wide it is, and which of them fit."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from orders_tui.domain.ageing import age, days_since, since
from orders_tui.domain.columns import FORMS, Chosen, Columns, names_of
from orders_tui.domain.days import short_day, short_time
from orders_tui.domain.facts import FACTS, PAST, REDUCTIONS, Fact, Kind, Order
from orders_tui.domain.order import Method
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, pgettext
from orders_tui.domain.written import who, written
from orders_tui.ui.show import amount_in, brief_method
from orders_tui.ui.theme import PAYMENT, STATUS, payment_tone

_LONGEST_TEXT = 80
"""The characters of a text that a row shows: one of thousands would be filtered for nothing."""


class OrderColumn(NamedTuple):
    """One column of the list: what it shows, and how."""

    key: str
    """One of `domain.columns.KEYS`."""
    kind: Kind
    sort: str
    """The name of the fact that the list is sorted by where it is sorted by this column."""
    title: str
    cells: int
    """Its width; the least where it grows."""
    text: Callable[[Order], str]
    """What it says of an order, on one line."""
    tone: Callable[[Order], str] = lambda _order: ""
    """A name of `TONES`, or empty."""
    flex: int = 0
    """Its weight among the columns that share the room that is left; 0 takes none."""
    fixed: bool = False
    """Whether it has a width that a person gave it, below which it is never cut."""

    @property
    def right(self) -> bool:
        """Whether its text stands at the right: numbers do."""
        return self.kind in (Kind.MONEY, Kind.COUNT)


def store_label(order: Order) -> str:
    """The store, and for whom it is shipped where that is another seller."""
    return show(order.store if not order.seller else f"{order.seller} · {order.store}")


def status_label(order: Order, now: int) -> str:
    """The status; its glyph has a mark for an order on hold, else for each limit of that status which it is beyond."""
    look = STATUS[order.status]
    return f"{look.glyph}{'?' if _is_held(order) else '!' * age(order, now)} {look.short}"


_AGED = ("", "warning", "error")
"""The tones of what is in time, of what needs a look, and of what is urgent."""


def status_tone(order: Order, now: int) -> str:
    """The tone of the status, or of an order on hold, or of how far beyond its time it is."""
    return "warning" if _is_held(order) else _AGED[age(order, now)] or STATUS[order.status].tone


def _is_held(order: Order) -> bool:
    return order.held_at is not None and order.deleted_at is None


def past_label(orders: int, returned: int) -> str:
    """How many orders came from a buyer, and how many of them came back."""
    if not orders:
        return ""
    return str(orders) if not returned else _("{orders}, {returned} RTS").format(orders=orders, returned=returned)


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
    """All columns that the list can have, by key."""

    def time(at: int) -> str:
        return short_time(at, now(), zone)

    known = {name: _column(fact, time) for name, fact in FACTS.items()}
    return known | {
        "name": known["name"]._replace(cells=14, text=lambda o: excerpt(o.name, _LONGEST_TEXT) or who(o), flex=3),
        "status": known["status"]._replace(text=lambda o: status_label(o, now()), tone=lambda o: status_tone(o, now())),
        "payment_status": known["payment_status"]._replace(
            cells=max(8, *(cell_len(look.text) for look in PAYMENT.values())),
            text=lambda o: "" if o.seller else PAYMENT[o.payment_status].text,
            tone=lambda o: payment_tone(o.payment_status, o.method, o.status),
        ),
        "method": known["method"]._replace(cells=8, text=lambda o: brief_method(o.method), flex=1),
        "store": known["store"]._replace(cells=8, text=store_label, flex=1),
        "courier": known["courier"]._replace(cells=10),
        "handler": known["handler"]._replace(cells=8),
        "follow_ups": known["follow_ups"]._replace(title=_("F/U"), cells=4),
        "status_at": known["status_at"]._replace(text=lambda o: time(since(o))),
        **_forms(zone, now),
    }


def _forms(zone: ZoneInfo, now: Callable[[], int]) -> dict[str, OrderColumn]:
    """The columns that show a fact in another way."""
    texts: dict[str, Callable[[Order], str]] = {
        DAY: lambda o: short_day(o.created_at, now(), zone),
        "status_days": lambda o: str(days_since(since(o), now())),
        "followed_days": lambda o: "" if o.followed_up_at is None else str(days_since(o.followed_up_at, now())),
        "first_item": _first_item,
        PAST.name: lambda _order: "",
    }
    titles = {
        DAY: FACTS["created_at"].title,
        "status_days": pgettext("brief", "In status"),
        "followed_days": pgettext("brief", "Since F/U"),
    }
    cells = {DAY: 9, "first_item": 20}
    tones: dict[str, Callable[[Order], str]] = {
        DAY: lambda _order: "muted",
        "status_days": lambda o: _AGED[age(o, now())],
    }
    return {
        key: OrderColumn(
            key,
            form.kind,
            form.fact,
            titles.get(key, _(form.label)),
            cells.get(key, max(9, cell_len(titles.get(key, _(form.label))))),
            texts[key],
            tones.get(key, lambda _order: ""),
        )
        for key, form in FORMS.items()
    }


def _first_item(order: Order) -> str:
    """The first item and how many others there are: `2× Madu +1`."""
    if not order.items:
        return ""
    first, others = order.items[0], len(order.items) - 1
    pieces = f"{first.quantity}× " if first.quantity > 1 else ""
    return f"{pieces}{excerpt(first.name, _LONGEST_TEXT)}{f' +{others}' if others else ''}"


def _column(fact: Fact, time: Callable[[int], str]) -> OrderColumn:
    """The column of a fact as its kind says."""
    tone = "muted" if fact.kind is Kind.MOMENT else ""
    cells = max(_CELLS[fact.kind], cell_len(fact.title))

    def text(order: Order) -> str:
        return _cell(order, fact, time, cells)

    return OrderColumn(fact.name, fact.kind, fact.name, fact.title, cells, text, lambda _order: tone)


def _cell(order: Order, fact: Fact, time: Callable[[int], str], cells: int) -> str:
    value = getattr(order, fact.name)
    if order.seller and fact.kind is Kind.MONEY and not (fact.name == "total" and order.method is Method.COD):
        return ""  # what another seller's order costs is nothing to those who ship it, but for the cash
    if fact.kind in (Kind.TEXT, Kind.LINES):
        return excerpt(value, _LONGEST_TEXT)
    if fact.kind is Kind.MONEY and written(order, fact, time):
        return amount_in(cells, -value if fact.name in REDUCTIONS else value)
    return written(order, fact, time).replace("\n", ", ")


def sized(column: OrderColumn, cells: int) -> OrderColumn:
    """The column in a width that a person gave it."""
    column = column._replace(cells=cells, flex=0, fixed=True)
    if column.kind is not Kind.MONEY:
        return column
    fact = FACTS[column.key]
    return column._replace(text=lambda o: _cell(o, fact, str, cells))  # an amount is whole in any width


SMALL = ("order_id", "name", "total", "status", "payment_status", DAY)
"""The columns where they have to be scrolled sideways: an amount that the edge cuts reads as a smaller one."""
NARROW = ("order_id", "name", "status", "payment_status", "total", DAY)
_TIGHT_TOTAL = 11
"""The cells of the total where one less would do: a million stands without its `Rp` there."""
USUAL = ("order_id", "name", "status", "payment_status", "method", "total", DAY)
EVERY = ("order_id", "name", "status", "payment_status", "method", "store", "courier", "handler", "follow_ups", "total")
"""All columns that are shown by themselves, from the left, but for the time, which ends the line."""
MORE = ("store", "courier", "follow_ups", "created_at", "handler")
"""What joins the usual columns, the most telling first; `created_at` takes the place of `DAY`."""


def fitting_columns(cells: int, known: Mapping[str, OrderColumn]) -> tuple[OrderColumn, ...]:
    """The most telling of the known columns that fit so many cells with no column cut."""
    tight = {**known, "total": sized(known["total"], _TIGHT_TOTAL)} if "total" in known else known
    widest = [(_with_more(count), known) for count in range(len(MORE), 0, -1)]
    for names, forms in (*widest, (USUAL, known), (NARROW, known), (NARROW, tight)):
        shown = tuple(forms[name] for name in names if name in forms)
        # The marks stand before the columns, and a gap behind each.
        if 2 + sum(column.cells + 1 for column in shown) <= cells:
            return shown
    return tuple(known[name] for name in SMALL if name in known)


def _with_more(count: int) -> tuple[str, ...]:
    """The usual columns and the first so many of `MORE`."""
    shown = {*USUAL, *MORE[:count]}
    return (*(name for name in EVERY if name in shown), "created_at" if "created_at" in shown else DAY)


def choice_label(column: OrderColumn) -> str:
    """What a person chooses a column by: its title spelt out."""
    return _(FORMS[column.key].label) if column.key in FORMS else FACTS[column.key].title


class SeenColumns:
    """The columns that a list can have, and those of them that it shows now."""

    def __init__(self, known: Mapping[str, OrderColumn]) -> None:
        """Show the fewest of the known columns, which have their keys with them."""
        self.known = known
        self.columns = fitting_columns(0, known)
        """Those that are seen, from the left."""

    def choose(self, cells: int, chosen: Columns) -> bool:
        """Show the columns that were chosen, else those that fit into so many cells; whether they are others now."""
        before, self.columns = self.columns, self._chosen(chosen) or fitting_columns(cells, self.known)
        return before != self.columns

    def _chosen(self, chosen: Columns) -> tuple[OrderColumn, ...]:
        named = ((self.known.get(column.key), column.cells) for column in chosen.chosen)
        return tuple(column if width is None else sized(column, width) for column, width in named if column)

    @property
    def fact_names(self) -> tuple[str, ...]:
        """The names of the facts that are told of, from the left."""
        return names_of(column.key for column in self.columns)

    @property
    def titles(self) -> dict[str, str]:
        """What every column is called that can be seen, by its key."""
        return {key: choice_label(column) for key, column in self.known.items()}

    @property
    def spelt_out(self) -> Columns:
        """The columns as a person would choose them."""
        return Columns(tuple(Chosen(column.key) for column in self.columns))

    @property
    def shows_past(self) -> bool:
        """Whether a column tells what else came from the buyers."""
        return any(column.key == PAST.name for column in self.columns)
