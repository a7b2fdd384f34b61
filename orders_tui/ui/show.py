"""How orders are put into words: cells of the list, lines of the detail pane, all outside text filtered."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from orders_tui.domain.facts import Order
from orders_tui.domain.money import number, rupiah
from orders_tui.domain.order import Method, label
from orders_tui.domain.text import show
from orders_tui.domain.words import N_, pgettext
from orders_tui.ui.theme import TONES


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
    past: tuple[int, int] = (0, 0)
    """How many orders came from its buyer, and how many of them came back; none where that is not asked for."""


def list_row(order: Order, *, fits: bool, trash: bool, past: tuple[int, int] = (0, 0)) -> ListRow:
    """A row of the list, or of the trash, for an order that fits it or not; `past` as in the row."""
    if fits:
        return ListRow(order, from_trash=order.deleted_at is not None and not trash, past=past)
    if (order.deleted_at is None) is trash:
        return ListRow(order, Gone.RESTORED if trash else Gone.TO_TRASH, past=past)
    return ListRow(order, Gone.UNFIT, past=past)


def amount_in(cells: int, amount: int) -> str:
    """The amount in the longest form that fits: `Rp 12.500.000`, `12.500.000` or `12500000`; never a part of it."""
    sign = "-" if amount < 0 else ""
    forms = (rupiah(amount), f"{sign}{number(abs(amount))}", str(amount))
    return next((form for form in forms if cell_len(form) <= cells), "…")


def method_label(method: Method | None) -> str:
    """The payment method in words; a dash for none."""
    return "–" if method is None else label(method)


def brief_method(method: Method | None) -> str:
    """The payment method in as few cells as can be; a dash for none."""
    return pgettext("brief", "Transfer") if method is Method.BANK_TRANSFER else method_label(method)


def plain(text: str) -> Content:
    """Outside text as content of one line: filtered, never markup."""
    return Content(show(text))


def toned(text: str, tone: str) -> Content:
    """A word of our own in one of the `TONES`."""
    return Content.styled(text, TONES[tone])


def joined(parts: Iterable[Content], between: str = "  ") -> Content:
    """The parts that are not empty, with blanks between."""
    return Content(between).join([part for part in parts if part.plain])
