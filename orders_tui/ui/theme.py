"""How statuses look: a glyph, a word and a colour, the same everywhere."""

from typing import NamedTuple

from orders_tui.domain.order import OVER, Method, PaymentStatus, Status
from orders_tui.domain.words import _, pgettext


class Look(NamedTuple):
    """One status on the screen."""

    glyph: str
    short: str
    """The word where there is little room: at most ten cells for a status, eleven for a payment."""
    tone: str
    """A name of `TONES`."""

    @property
    def text(self) -> str:
        """Glyph and word, as they stand in a cell."""
        return f"{self.glyph} {self.short}" if self.glyph else self.short


TONES = {
    "muted": "$foreground-muted",
    "warning": "$text-warning",
    "primary": "$text-primary",
    "process": "$text-process",
    "accent": "$text-accent",
    "secondary": "$text-secondary",
    "success": "$text-success",
    "error": "$text-error",
    "disabled": "$foreground-disabled",
}
"""The colours by name, each a variable of the theme."""

STATUS: dict[Status, Look] = {
    Status.CREATED: Look("○", _("Created"), "muted"),
    Status.PENDING: Look("◔", _("Pending"), "warning"),
    Status.CONFIRMED: Look("◑", pgettext("brief", "Confirmed"), "primary"),
    Status.IN_PROCESS: Look("◒", _("In Process"), "process"),
    Status.READY: Look("◕", _("Ready"), "accent"),
    Status.SHIPPED: Look("➤", _("Shipped"), "secondary"),
    Status.COMPLETED: Look("●", _("Completed"), "success"),
    Status.RTS: Look("↩", _("RTS"), "error"),
    Status.CANCELED: Look("✕", _("Canceled"), "disabled"),
    Status.CLOSED: Look("■", _("Closed"), "disabled"),
}

PAYMENT: dict[PaymentStatus, Look] = {
    PaymentStatus.UNPAID: Look("", pgettext("brief", "Unpaid"), "muted"),
    PaymentStatus.PAID: Look("", _("Paid"), "success"),
    PaymentStatus.CONFLICT: Look("", _("Conflict"), "error"),
    PaymentStatus.SETTLED: Look("", _("Settled"), "success"),
}


def payment_tone(payment: PaymentStatus, method: Method | None, status: Status) -> str:
    """The tone of a payment: unpaid is loud while a transfer is waited for, and quiet where the courier collects."""
    waited_for = payment is PaymentStatus.UNPAID and method not in (None, Method.COD) and status not in OVER
    return "warning" if waited_for else PAYMENT[payment].tone
