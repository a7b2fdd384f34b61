"""The words and the parts of an order: statuses, payment, items, a line of its history.

What is known of an order as a whole stands in `facts`.
"""

import re
from enum import StrEnum
from typing import NamedTuple, TypeVar

from orders_tui.domain.patterns import pattern
from orders_tui.domain.words import N_, _

Word = TypeVar("Word", bound=StrEnum)

ORDER_ID = pattern(r"[0-9]{6}[A-Za-z]{6}")
"""How an order id is typed: the day received, then six letters, stored as capitals."""

NOTE_LIMIT = 10_000
"""The longest note, in characters; a longer one is refused, never cut."""


def typed_id(text: str) -> str:
    """An order id as orders have it: `#` may stand before it, and small letters will do."""
    return text.strip().removeprefix("#").upper()


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


class PaymentReport(StrEnum):
    """What a gateway, a bank or a courier reports of money."""

    PAID = "paid"
    SETTLED = "settled"
    """The money has reached the seller; its amount is net of the gateway's fee."""
    CONFLICT = "conflict"
    FAILED = "failed"
    EXPIRED = "expired"
    REFUNDED = "refunded"


STATEMENT = "statement:"
"""How the transaction of money begins that was found in a bank statement."""
ENDED = (Status.CANCELED, Status.CLOSED)
"""The statuses that no step leads out of; what was bought then is on record."""
OVER = frozenset({*ENDED, Status.COMPLETED, Status.RTS})
"""Where an order waits for nothing more: not for money, nor for its buyer."""
MONEY_IN = (PaymentStatus.PAID, PaymentStatus.SETTLED)
"""The payment statuses of an order whose money has come in."""
DUE_IN_FULL = frozenset({PaymentReport.PAID, PaymentReport.CONFLICT, "confirmation"})
"""The reports of money whose amount is to be the order's total; a settlement is less by the gateway's fee."""


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
        """The goods of an order whose items are of these kinds; there is at least one."""
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
    VA_CIMB = "va_cimb"
    VA_DANAMON = "va_danamon"
    VA_MAYBANK = "va_maybank"
    VA_MUAMALAT = "va_muamalat"
    VA_BTN = "va_btn"
    VA_OCBC = "va_ocbc"
    VA_BNC = "va_bnc"
    VA_BJB = "va_bjb"
    VA_ARTHA_GRAHA = "va_artha_graha"
    VA_SAHABAT_SAMPOERNA = "va_sahabat_sampoerna"
    VA_ARTAJASA = "va_artajasa"
    GOPAY = "gopay"
    OVO = "ovo"
    DANA = "dana"
    SHOPEEPAY = "shopeepay"
    LINKAJA = "linkaja"
    CARD = "card"
    ALFAMART = "alfamart"
    INVOICE = "invoice"
    PAYMENT_LINK = "payment_link"
    """The buyer chooses on the gateway's page, which then reports how it was paid."""
    MARKETPLACE = "marketplace"
    COD = "cod"
    OTHER = "other"

    @classmethod
    def read(cls, word: str) -> "Method | None":
        """The method that another system's word names; OTHER for an unknown one, None for "no payment"."""
        parts = re.findall(r"[^\W_]+", word.lower())
        name = "".join(parts)
        # A word of other signs alone, such as `?`, says something that is not known: it is no blank.
        if name in _NO_METHOD and (name or not word.strip("-_ ")):
            return None
        return _BY_NAME.get(name) or _bank_method(parts) or cls.OTHER


_NO_METHOD = frozenset({"", "none", "null", "nopayment"})
"""How other systems write that nothing is to be paid, or that no method was chosen."""
_BY_NAME = {method.value.replace("_", ""): method for method in Method} | {
    "bayarditempat": Method.COD,
    "cashondelivery": Method.COD,
    "cashondeliverycod": Method.COD,
    "codbayarditempat": Method.COD,
    "creditcard": Method.CARD,
    "debitcard": Method.CARD,
    "kartudebit": Method.CARD,
    "kartukredit": Method.CARD,
    "qr": Method.QRIS,
    "spay": Method.SHOPEEPAY,
}
"""What people and other systems call a method, in small letters without blanks, dashes and other signs."""
_BANKS = {
    method.value.removeprefix("va_").replace("_", ""): method for method in Method if method.value.startswith("va_")
}
"""The virtual account of each bank."""
_VIRTUAL_ACCOUNT = frozenset({"va", "virtual", "account"})
_TRANSFER = frozenset({"transfer", "tf", "trf"})
_AROUND_BANKS = frozenset({"atm", "bank", "ke", "manual", "via"})
"""Words beside the name of a bank that say nothing more."""


def _bank_method(parts: list[str]) -> Method | None:
    """The method of a wording with a bank: `Transfer BCA`, `BCA Virtual Account`; None for any other."""
    words = frozenset(parts)
    bank = "".join(part for part in parts if part not in _VIRTUAL_ACCOUNT | _TRANSFER | _AROUND_BANKS)
    if "va" in words or words >= {"virtual", "account"}:
        return _BANKS.get(bank)
    # A name beside the word that is no bank's may be anything, so that it stays OTHER, with its word kept.
    return Method.BANK_TRANSFER if words & _TRANSFER and bank in {"", *_BANKS} else None


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
    PaymentReport.FAILED: N_("Failed"),
    PaymentReport.EXPIRED: N_("Expired"),
    PaymentReport.REFUNDED: N_("Refunded"),
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
    Method.VA_CIMB: "VA CIMB",
    Method.VA_DANAMON: "VA Danamon",
    Method.VA_MAYBANK: "VA Maybank",
    Method.VA_MUAMALAT: "VA Muamalat",
    Method.VA_BTN: "VA BTN",
    Method.VA_OCBC: "VA OCBC",
    Method.VA_BNC: "VA BNC",
    Method.VA_BJB: "VA BJB",
    Method.VA_ARTHA_GRAHA: "VA Artha Graha",
    Method.VA_SAHABAT_SAMPOERNA: "VA Sahabat Sampoerna",
    Method.VA_ARTAJASA: "VA Artajasa",
    Method.GOPAY: "GoPay",
    Method.OVO: "OVO",
    Method.DANA: "DANA",
    Method.SHOPEEPAY: "ShopeePay",
    Method.LINKAJA: "LinkAja",
    Method.CARD: N_("Card"),
    Method.ALFAMART: "Alfamart",
    Method.INVOICE: N_("Invoice"),
    Method.PAYMENT_LINK: N_("Payment link (not chosen yet)"),
    Method.MARKETPLACE: N_("Marketplace"),
    Method.COD: "COD",
    Method.OTHER: N_("Other"),
}


def label(value: StrEnum) -> str:
    """The word for a status, payment status, report, method, kind or goods in the language in use."""
    return _(_LABELS[value])


def labels(kind: type[Word]) -> dict[Word, str]:
    """Each word of a set with its label before translation, for `choices`."""
    return {word: _LABELS[word] for word in kind}


class Item(NamedTuple):
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
    """`console`, `command`, `intake` or `import`."""
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
    """A `PaymentReport`; `confirmation` from the buyer."""
    amount: int | None
    """Rupiah; what reached the seller where it was settled."""
    bank: str = ""
    holder: str = ""
    day: str = ""
    note: str = ""
    transaction: str = ""
    """What the gateway calls this payment."""
    fee: int | None = None
    """Of a settlement: what the gateway kept, in rupiah."""
