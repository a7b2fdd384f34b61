"""What an order is: its statuses and items, and the frozen values in which orders are handed around."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from orders_tui.domain.words import _, later

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


class Kind(StrEnum):
    """What one item is."""

    PHYSICAL = "physical"
    DIGITAL = "digital"


class Goods(StrEnum):
    """What an order holds, from the kinds of its items."""

    PHYSICAL = "physical"
    DIGITAL = "digital"
    MIXED = "mixed"

    @classmethod
    def of(cls, kinds: set[Kind]) -> "Goods":
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
    Status.CREATED: later("Created"),
    Status.PENDING: later("Pending"),
    Status.CONFIRMED: later("Confirmed"),
    Status.IN_PROCESS: later("In Process"),
    Status.READY: later("Ready to Ship"),
    Status.SHIPPED: later("Shipped"),
    Status.COMPLETED: later("Completed"),
    Status.RTS: later("Return to Sender"),
    Status.CANCELED: later("Canceled"),
    Status.CLOSED: later("Closed"),
    PaymentStatus.UNPAID: later("Unpaid"),
    PaymentStatus.PAID: later("Paid"),
    PaymentStatus.CONFLICT: later("Conflict"),
    PaymentStatus.SETTLED: later("Settled"),
    Kind.PHYSICAL: later("Physical"),
    Kind.DIGITAL: later("Digital"),
    Goods.MIXED: later("Mixed"),
    Method.BANK_TRANSFER: later("Bank transfer"),
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
    Method.OTHER: later("Other"),
}


def label(value: StrEnum) -> str:
    """The word for a status, payment status, payment method, kind or goods in the language in use."""
    return _(_LABELS[value])


@dataclass(frozen=True, slots=True)
class Address:
    """Where a parcel goes; every part may be empty."""

    street: str = ""
    subdistrict: str = ""
    city: str = ""
    province: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """The buyer; `phone` is in international form (`+62…`) or empty."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: Address = field(default_factory=Address)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an order; `price` is rupiah for one piece."""

    name: str
    price: int
    quantity: int = 1
    kind: Kind = Kind.PHYSICAL
    sku: str = ""


@dataclass(frozen=True, slots=True)
class Charges:
    """What is added to and taken off the items, all in rupiah.

    `unique_code` (kode unik, 0–999) is taken off, so that the amount alone tells the order.
    """

    discount: int = 0
    shipping: int = 0
    fees: int = 0
    unique_code: int = 0


def total_of(items: tuple[Item, ...], charges: Charges) -> int:
    """What the buyer has to pay, in rupiah: items − discount − unique code + shipping + fees."""
    goods = sum(item.price * item.quantity for item in items)
    return goods - charges.discount - charges.unique_code + charges.shipping + charges.fees


class OrderRow(NamedTuple):
    """What the list shows of an order; times are epoch seconds (UTC), money is rupiah."""

    id: int
    """The row id: the order of arrival in this database."""
    order_id: str
    name: str
    phone: str
    status: Status
    payment_status: PaymentStatus
    method: Method | None
    goods: Goods
    store: str
    seller: str
    """The seller that this business ships for; empty for an order of one's own stores."""
    total: int
    courier: str
    receipt: str
    handler: str
    follow_ups: int
    created_at: int
    deleted_at: int | None
    version: int


class Order(NamedTuple):
    """An order with everything that belongs to it but its history."""

    id: int
    order_id: str
    slug: str
    status: Status
    payment_status: PaymentStatus
    method: Method | None
    goods: Goods
    store: str
    seller: str
    source: str
    external_id: str
    customer: Customer
    items: tuple[Item, ...]
    charges: Charges
    total: int
    courier: str
    receipt: str
    handler: str
    tags: tuple[str, ...]
    buyer_note: str
    note: str
    follow_ups: int
    followed_up_at: int | None
    created_at: int
    paid_at: int | None
    confirmed_at: int | None
    shipped_at: int | None
    completed_at: int | None
    deleted_at: int | None
    version: int

    @property
    def subtotal(self) -> int:
        return sum(item.price * item.quantity for item in self.items)


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
