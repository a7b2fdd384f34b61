"""Every change that can be asked for, each a frozen value; `flow` holds the rules of each."""

from dataclasses import dataclass, field
from typing import NamedTuple

from orders_tui.domain.order import Charges, Customer, Item, Method, PaymentStatus, Status


class RuleBroken(Exception):
    """A command that the rules refuse; the text is fit for the person who gave it."""


class Conflict(RuleBroken):
    """A command that was made on an older version of the order than the one stored."""


@dataclass(frozen=True, slots=True)
class By:
    """Who asks for a change, through what, and from where."""

    name: str
    via: str
    """`console`, `command` or `intake`."""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOrder:
    """A new order arrives; its status follows from its payment method."""

    store: str
    customer: Customer
    items: tuple[Item, ...]
    method: Method | None = None
    charges: Charges = field(default_factory=Charges)
    seller: str = ""
    source: str = "form"
    courier: str = ""
    buyer_note: str = ""
    handler: str = ""
    tags: tuple[str, ...] = ()
    external_id: str = ""
    at: int | None = None
    """When it was placed, epoch seconds (UTC); now if not given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOrder:
    """Change what is given of one order and leave the rest.

    An empty text clears its field; None leaves it. `version` is the one that the asker saw, None where
    none was seen.
    """

    order_id: str
    version: int | None = None
    status: Status | None = None
    payment: PaymentStatus | None = None
    method: Method | None = None
    courier: str | None = None
    receipt: str | None = None
    handler: str | None = None
    note: str | None = None
    reason: str = ""
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    at: int | None = None
    """When it happened, where another system reports it; now if not given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPayment:
    """The gateway or the bank reports money: paid, conflict or settled; `amount` is rupiah."""

    order_id: str
    reported: PaymentStatus
    amount: int | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConfirmation:
    """The buyer says that the transfer was made; it waits for staff and changes no status."""

    order_id: str
    bank: str = ""
    holder: str = ""
    amount: int | None = None
    day: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteOrder:
    """Put an order into the trash."""

    order_id: str
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreOrder:
    """Take an order out of the trash, as it was."""

    order_id: str
    version: int | None = None


Command = AddOrder | ChangeOrder | RecordPayment | RecordConfirmation | DeleteOrder | RestoreOrder
"""What `Store.execute` takes."""


class Outcome(NamedTuple):
    """What became of one command: the order it touched, and why nothing was stored if it was refused."""

    order_id: str
    error: str = ""
    repeated: bool = False
    """The intake had stored this line before; nothing was changed."""
    warning: str = ""
    """What the person should look at, though it was stored."""

    @property
    def ok(self) -> bool:
        return not self.error
