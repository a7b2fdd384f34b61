"""How statuses look: a glyph, a word and a colour, the same everywhere."""

from typing import NamedTuple

from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.words import _, later


class Look(NamedTuple):
    """One status on the screen."""

    glyph: str
    short: str
    """The word where there is little room, for `_`."""
    tone: str
    """A name of `TONES`."""

    @property
    def text(self) -> str:
        return f"{self.glyph} {_(self.short)}" if self.glyph else _(self.short)


TONES = {
    "muted": "$foreground-muted",
    "warning": "$text-warning",
    "primary": "$text-primary",
    "accent": "$text-accent",
    "secondary": "$text-secondary",
    "success": "$text-success",
    "error": "$text-error",
    "disabled": "$foreground-disabled",
}
"""The colours by name, each a variable of the theme."""

STATUS: dict[Status, Look] = {
    Status.CREATED: Look("○", later("Created"), "muted"),
    Status.PENDING: Look("◔", later("Pending"), "warning"),
    Status.CONFIRMED: Look("◑", later("Confirmed"), "primary"),
    Status.IN_PROCESS: Look("◑", later("In Process"), "primary"),
    Status.READY: Look("◕", later("Ready"), "accent"),
    Status.SHIPPED: Look("➤", later("Shipped"), "secondary"),
    Status.COMPLETED: Look("●", later("Completed"), "success"),
    Status.RTS: Look("↩", later("RTS"), "error"),
    Status.CANCELED: Look("✕", later("Canceled"), "disabled"),
    Status.CLOSED: Look("■", later("Closed"), "disabled"),
}

PAYMENT: dict[PaymentStatus, Look] = {
    PaymentStatus.UNPAID: Look("", later("Unpaid"), "muted"),
    PaymentStatus.PAID: Look("", later("Paid"), "success"),
    PaymentStatus.CONFLICT: Look("", later("Conflict"), "error"),
    PaymentStatus.SETTLED: Look("", later("Settled"), "success"),
}
