"""The words and the parts of an order: statuses, payment, items, a line of its history.

What is known of an order as a whole stands in `facts`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from orders_tui.domain.words import N_, _

Word = TypeVar("Word", bound=StrEnum)

ORDER_ID = re.compile(r"[0-9]{6}[A-Za-z]{6}")
"""How an order id is typed: the day received, then six letters, stored as capitals."""

NOTE_LIMIT = 10_000
"""The longest note, in characters; a longer one is refused, never cut."""


class Status(StrEnum):
    """Where an order stands on its way from arrival to completion."""

    CREATED = "created"
    PENDING = "pending"
    CONFIRMED = "confirmed"
    IN_PROCESS = "in_process"
    READY = "ready"
    SHIPPED = "shipped"
    COMPLETED = "completed"
    RTS = "rts"
    CANCELED = "canceled"
    CLOSED = "closed"


class PaymentStatus(StrEnum):
    """Where the money stands; it never blocks a step of the order status."""

    UNPAID = "unpaid"
    PAID = "paid"
    CONFLICT = "conflict"
    SETTLED = "settled"


class ItemKind(StrEnum):
    """What one item is."""

    PHYSICAL = "physical"
    DIGITAL = "digital"


class Goods(StrEnum):
    """What an order holds, from the kinds of its items."""

    PHYSICAL = "physical"
    DIGITAL = "digital"
    MIXED = "mixed"

    @classmethod
    def of(cls, kinds: set[ItemKind]) -> "Goods":
        if len(kinds) > 1:
            return cls.MIXED
        return cls(next(iter(kinds)).value)


class Method(StrEnum):
    """How a buyer pays."""

    BANK_TRANSFER = "bank_transfer"
    QRIS = "qris"
    VA_BCA = "va_bca"
    VA_BNI = "va_bni"
    VA_BRI = "va_bri"
    VA_MANDIRI = "va_mandiri"
    VA_PERMATA = "va_permata"
    VA_BSI = "va_bsi"
    GOPAY = "gopay"
    OVO = "ovo"
    DANA = "dana"
    SHOPEEPAY = "shopeepay"
    LINKAJA = "linkaja"
    COD = "cod"
    OTHER = "other"


_LABELS: dict[StrEnum, str] = {
    Status.CREATED: N_("Created"),
    Status.PENDING: N_("Pending"),
    Status.CONFIRMED: N_("Confirmed"),
    Status.IN_PROCESS: N_("In Process"),
    Status.READY: N_("Ready to Ship"),
    Status.SHIPPED: N_("Shipped"),
    Status.COMPLETED: N_("Completed"),
    Status.RTS: N_("Return to Sender"),
    Status.CANCELED: N_("Canceled"),
    Status.CLOSED: N_("Closed"),
    PaymentStatus.UNPAID: N_("Unpaid"),
    PaymentStatus.PAID: N_("Paid"),
    PaymentStatus.CONFLICT: N_("Conflict"),
    PaymentStatus.SETTLED: N_("Settled"),
    ItemKind.PHYSICAL: N_("Physical"),
    ItemKind.DIGITAL: N_("Digital"),
    Goods.MIXED: N_("Mixed"),
    Method.BANK_TRANSFER: N_("Bank transfer"),
    Method.QRIS: "QRIS",
    Method.VA_BCA: "VA BCA",
    Method.VA_BNI: "VA BNI",
    Method.VA_BRI: "VA BRI",
    Method.VA_MANDIRI: "VA Mandiri",
    Method.VA_PERMATA: "VA Permata",
    Method.VA_BSI: "VA BSI",
    Method.GOPAY: "GoPay",
    Method.OVO: "OVO",
    Method.DANA: "DANA",
    Method.SHOPEEPAY: "ShopeePay",
    Method.LINKAJA: "LinkAja",
    Method.COD: "COD",
    Method.OTHER: N_("Other"),
}


def label(value: StrEnum) -> str:
    """The word for a status, payment status, payment method, kind or goods in the language in use."""
    return _(_LABELS[value])


def labels(kind: type[Word]) -> dict[Word, str]:
    """Each word of a set with its label before translation, for `choices`."""
    return {word: _LABELS[word] for word in kind}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an order; `price` is rupiah for one piece."""

    name: str
    price: int
    quantity: int = 1
    kind: ItemKind = ItemKind.PHYSICAL
    sku: str = ""


class Event(NamedTuple):
    """One line of an order's history: one field that one operation changed."""

    operation: int
    at: int
    by: str
    via: str
    """`console`, `command` or `intake`."""
    place: str
    """From where: the terminal, or the address behind an SSH session."""
    field: str
    old: str | None
    new: str | None
    undoes: int | None


class Money(NamedTuple):
    """A payment that the gateway reported, or one that the buyer says was made."""

    at: int
    reported: str
    """`paid`, `conflict` or `settled` from the gateway; `confirmation` from the buyer."""
    amount: int | None
    bank: str = ""
    holder: str = ""
    day: str = ""
    note: str = ""
