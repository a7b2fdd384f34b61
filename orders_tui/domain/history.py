"""A line of an order's history in words: what each field is called, and what its codes mean."""

from collections.abc import Iterator
from enum import StrEnum

from orders_tui.domain.order import Event, Method, PaymentStatus, Status, label
from orders_tui.domain.text import show
from orders_tui.domain.words import _, later

TITLES = {
    "courier": later("Courier"),
    "receipt": later("Receipt number"),
    "handler": later("Handler"),
    "note": later("Note"),
    "tags": later("Tags"),
    "reason": later("Reason"),
    "payment": later("Reported"),
    "confirmation": later("Buyer says paid"),
    "follow_up": later("Follow-up"),
}
"""What the fields are called that hold texts; those of codes say it by their words."""

_CODES: dict[str, type[StrEnum]] = {"status": Status, "payment_status": PaymentStatus, "method": Method}


def describe(event: Event) -> Iterator[str]:
    """One change in words; nothing for what only repeats another line, such as the time of a step."""
    field, old, new = event.field, event.old, event.new
    if kind := _CODES.get(field):
        yield _word(kind, new) if old is None else f"{_word(kind, old)} → {_word(kind, new)}"
    elif field == "deleted_at":
        yield _("into the trash") if new is not None else _("out of the trash")
    elif title := TITLES.get(field):
        yield f"{_(title)}: {show((new or '–').replace(chr(10), ', '))}"


def _word(kind: type[StrEnum], code: str | None) -> str:
    return "–" if code is None else label(kind(code))
