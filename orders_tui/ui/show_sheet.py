"""How a ship sheet is put into words: what each row says of itself, how many are ready, which are stopped."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from orders_tui.domain.money import number
from orders_tui.domain.receipts import number_key
from orders_tui.domain.shipping import Parcel, ShipSheet, StopReason
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, ngettext, pgettext
from orders_tui.domain.written import who
from orders_tui.ui.keymap import keyed

_NAMED = 3
"""How many rows a question names."""


class CheckedParcel(NamedTuple):
    """A parcel of a sheet, with what stops it."""

    parcel: Parcel
    stop: StopReason | None
    """None where it is shipped, and where it has no number and stays as it is."""


class SheetRow(NamedTuple):
    """What a row says, as it was written: what is shown of it is filtered where it is drawn."""

    order_id: str
    customer: str
    courier: str
    receipt: str
    state: str
    """A word or two on whether it will be shipped."""
    tone: str
    """The tone of that, a name of `TONES`."""


def going(sheet: ShipSheet) -> ShipSheet:
    """The sheet without the rows that have no number: their orders stay as they are."""
    return sheet.without({parcel.order.order_id for parcel in sheet.parcels if not parcel.receipt})


def rows_of(sheet: ShipSheet) -> list[CheckedParcel]:
    """All rows with what stops them."""
    stops = iter(going(sheet).stops)
    return [CheckedParcel(parcel, next(stops) if parcel.receipt else None) for parcel in sheet.parcels]


def shown_rows(sheet: ShipSheet, rows: Sequence[CheckedParcel]) -> list[SheetRow]:
    """What the rows of a sheet say."""
    return [
        SheetRow(parcel.order.order_id, who(parcel.order), parcel.courier, parcel.receipt, *_state(sheet, parcel, stop))
        for parcel, stop in rows
    ]


def _state(sheet: ShipSheet, parcel: Parcel, stop: StopReason | None) -> tuple[str, str]:
    """What a row says of itself, a mark first, and its tone."""
    if not parcel.receipt:
        return "○ " + pgettext("brief", "no number"), "muted"
    if stop is None:
        shared = number_key(parcel.receipt) in sheet.shared
        return "● " + (pgettext("brief", "one parcel") if shared else pgettext("brief", "ready")), "success"
    if not stop.shared:
        return "✕ " + (pgettext("brief", "stopped") if parcel.courier else pgettext("brief", "no courier")), "error"
    repeated = sum(number_key(each.receipt) == stop.shared for each in sheet.parcels) > 1
    return "✕ " + (pgettext("brief", "repeated") if repeated else pgettext("brief", "in use")), "error"


def row_sentence(parcel: Parcel, stop: StopReason | None) -> Content:
    """What there is to say of a row."""
    if stop is None:
        without = "" if parcel.receipt else _("Without a number the order stays as it is.")
        return Content.styled(without, "$text-muted")
    parts = [stop.reason, keyed(_("<sheet.one_parcel>: they share one parcel."))] if stop.shared else [stop.reason]
    return Content.styled(" ".join(parts), "$text-error")


def counted(rows: Sequence[CheckedParcel]) -> str:
    """How many rows are ready, stopped, and without a number."""
    without = sum(not row.parcel.receipt for row in rows)
    stopped = sum(row.stop is not None for row in rows)
    text = _("{ready} of {total} ready · {stopped} stopped · {without} without a number")
    ready = number(len(rows) - without - stopped)
    return text.format(ready=ready, total=number(len(rows)), stopped=number(stopped), without=number(without))


def stopped_lines(rows: Sequence[CheckedParcel]) -> Iterator[str]:
    """The first rows that are stopped, each with its reason, and how many more."""
    yield from _first([f"{excerpt(row.parcel.order.order_id)}: {row.stop.reason}" for row in rows if row.stop])


def named_parcels(parcels: Sequence[Parcel]) -> Iterator[str]:
    """The first of some parcels, each with its order, buyer and courier, and how many more."""
    yield from _first(
        [", ".join(filter(None, [f"{each.order.order_id} {who(each.order)}", show(each.courier)])) for each in parcels]
    )


def _first(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_NAMED]
    if (more := len(lines) - _NAMED) > 0:
        yield ngettext("and {count} more", "and {count} more", more).format(count=number(more))
