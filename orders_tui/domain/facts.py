"""What is known of an order, each fact once: lists, filters, sorts, history, commands, files and help come from here.

`Order` is the table. An attribute is a fact, with its type and, beside it, what else the program has to know of it.
A new fact is a column in a migration, a line here, and its place on the screen.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, NamedTuple

from orders_tui.domain.order import Goods, Item, Method, PaymentStatus, Status
from orders_tui.domain.words import N_, _

Value = str | int | None
"""One fact as it is stored: a text, rupiah, a count, epoch seconds (UTC)."""
Values = Mapping[str, Value]
"""Facts by name."""


class Kind(StrEnum):
    """What a fact is: how it is checked, stored, shown and written."""

    TEXT = "text"
    LINES = "lines"
    """A text of several lines."""
    PHONE = "phone"
    MONEY = "money"
    """Whole rupiah."""
    MOMENT = "moment"
    """A time: epoch seconds (UTC), written as RFC 3339."""
    CHOICE = "choice"
    """One word of a fixed set."""
    COUNT = "count"
    TAGS = "tags"
    ITEMS = "items"


class Filter(StrEnum):
    """How a list can be narrowed by a fact."""

    VALUES = "values"
    """To some of the values that orders have."""
    ANY_CASE = "any_case"
    """The same, whatever the capitals: `city:bandung` finds Bandung."""
    PRESENCE = "presence"
    """To the orders that have it, or have it not: `yes` and `no`."""
    DUE = "due"
    """The same, and to those for which it is time again: `due`."""
    OPEN = "open"
    """To the orders in which it is open, so that staff have to look, or not: `open` and `no`."""
    CHECK = "check"
    """To the orders whose value could not be read and has to be checked, or could: `check` and `ok`."""
    RANGE = "range"
    """From an amount to another."""
    DAYS = "days"
    """To days."""


class Sorting(StrEnum):
    """Which end of a sort comes first when it is chosen."""

    SMALLEST = "smallest"
    LARGEST = "largest"


class Edit(StrEnum):
    """Who may change a fact by giving it another value; steps of the order and its money have commands of their own."""

    NOBODY = "nobody"
    STAFF = "staff"
    PACKER = "packer"
    """Packers too."""


class Fact(NamedTuple):
    """One thing that is known of an order."""

    label: str
    """What it is called; passes through `_` when it is shown."""
    kind: Kind = Kind.TEXT
    choices: type[StrEnum] | None = None
    """The words of a CHOICE."""
    words: tuple[str, ...] = ()
    """What the query language and the command line call it, the usual word first; its name where none is given."""
    json: tuple[str, ...] = ()
    """Its paths in JSON, `customer.phone`; the first is written, all are read. Its name where none is given."""
    filter: Filter | None = None
    optional: bool = False
    """Whether there are orders without it that can be asked for: `handler:none`."""
    given: bool = False
    """Whether a new order may bring it along."""
    buyer: bool = False
    """Whether it tells of the buyer: it is kept as it was written, and goes when the buyer is erased."""
    edit: Edit = Edit.NOBODY
    name: str = ""
    """The attribute of `Order`, the column of the table and the field of the history."""

    @property
    def sort(self) -> Sorting:
        """Which end comes first: of numbers and moments the largest, of everything else the smallest."""
        return Sorting.LARGEST if self.kind in (Kind.MONEY, Kind.COUNT, Kind.MOMENT) else Sorting.SMALLEST

    @property
    def title(self) -> str:
        """What it is called, in the language in use."""
        return _(self.label)

    @property
    def word(self) -> str:
        """What the query language and the command line call it."""
        return self.words[0]

    @property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """Its paths in JSON, from the outside in."""
        return tuple(tuple(path.split(".")) for path in self.json)

    @property
    def blank(self) -> Value:
        """What an order has that lacks it."""
        if self.kind in (Kind.MONEY, Kind.COUNT):
            return 0
        return None if self.kind in (Kind.MOMENT, Kind.CHOICE) else ""


class Order(NamedTuple):
    """An order with everything that belongs to it but its payments and its history."""

    id: int
    """The row id: the order of arrival in this database."""
    slug: str
    """The unguessable name of its public page."""
    order_id: Annotated[str, Fact(N_("Order ID"))]
    status: Annotated[Status, Fact(N_("Status"), Kind.CHOICE, Status, filter=Filter.VALUES)]
    payment_status: Annotated[
        PaymentStatus,
        Fact(
            N_("Payment"),
            Kind.CHOICE,
            PaymentStatus,
            words=("pay", "payment"),
            filter=Filter.VALUES,
        ),
    ]
    method: Annotated[
        Method | None,
        Fact(
            N_("Method"),
            Kind.CHOICE,
            Method,
            json=("payment_method",),
            filter=Filter.VALUES,
            optional=True,
            given=True,
        ),
    ]
    method_word: Annotated[str, Fact(N_("Method as received"), json=("payment_method_word",), given=True)]
    """What the sender called a payment method that is kept as OTHER."""
    pay_code: Annotated[
        str,
        Fact(N_("Payment code"), json=("payment_code", "va_number", "qr_string"), given=True, edit=Edit.STAFF),
    ]
    """To what the buyer pays at the gateway: a virtual account's number, the text of a QR code, the code for a shop."""
    pay_link: Annotated[
        str, Fact(N_("Payment link"), json=("payment_link", "payment_url"), given=True, edit=Edit.STAFF)
    ]
    pay_reference: Annotated[
        str, Fact(N_("Gateway reference"), json=("payment_reference",), given=True, edit=Edit.STAFF)
    ]
    """What the gateway calls the payment, to be asked about it."""
    goods: Annotated[Goods, Fact(N_("Goods"), Kind.CHOICE, Goods, filter=Filter.VALUES)]
    store: Annotated[str, Fact(N_("Store"), filter=Filter.VALUES, optional=True, given=True)]
    seller: Annotated[str, Fact(N_("Seller"), filter=Filter.VALUES, optional=True, given=True)]
    """The seller that this business ships for; empty for an order of one's own stores."""
    source: Annotated[
        str,
        Fact(
            N_("Source"),
            words=("source", "page"),
            filter=Filter.ANY_CASE,
            optional=True,
            given=True,
            edit=Edit.STAFF,
        ),
    ]
    platform: Annotated[str, Fact(N_("Platform"), filter=Filter.ANY_CASE, optional=True, given=True)]
    """On which site or in which app the buyer ordered, as the sender calls it."""
    utm_source: Annotated[
        str, Fact(N_("UTM source"), words=("utm", "utm_source"), filter=Filter.ANY_CASE, optional=True, given=True)
    ]
    """Which advertisement or link led the buyer to the order."""
    external_id: Annotated[str, Fact(N_("External id"), given=True, edit=Edit.STAFF)]
    """What the shop, or the system that it came from, calls the order; no two of a store have the same."""
    name: Annotated[
        str,
        Fact(
            N_("Customer"),
            words=("customer", "name"),
            json=("customer.name",),
            given=True,
            buyer=True,
            edit=Edit.STAFF,
        ),
    ]
    phone: Annotated[
        str,
        Fact(
            N_("Phone"),
            Kind.PHONE,
            json=("customer.phone",),
            filter=Filter.CHECK,
            optional=True,
            given=True,
            buyer=True,
            edit=Edit.STAFF,
        ),
    ]
    """In international form (`+62…`), as it was written where it could not be read as a number, or empty."""
    email: Annotated[str, Fact(N_("E-mail"), json=("customer.email",), given=True, buyer=True, edit=Edit.STAFF)]
    street: Annotated[
        str,
        Fact(N_("Street"), Kind.LINES, json=("customer.address.street",), given=True, buyer=True, edit=Edit.STAFF),
    ]
    subdistrict: Annotated[
        str, Fact(N_("Subdistrict"), json=("customer.address.subdistrict",), given=True, buyer=True, edit=Edit.STAFF)
    ]
    city: Annotated[
        str,
        Fact(
            N_("City"),
            json=("customer.address.city",),
            filter=Filter.ANY_CASE,
            optional=True,
            given=True,
            buyer=True,
            edit=Edit.STAFF,
        ),
    ]
    province: Annotated[
        str,
        Fact(
            N_("Province"),
            json=("customer.address.province",),
            filter=Filter.ANY_CASE,
            optional=True,
            given=True,
            buyer=True,
            edit=Edit.STAFF,
        ),
    ]
    postcode: Annotated[
        str, Fact(N_("Postcode"), json=("customer.address.postcode",), given=True, buyer=True, edit=Edit.STAFF)
    ]
    items: Annotated[tuple[Item, ...], Fact(N_("Items"), Kind.ITEMS, given=True)]
    subtotal: Annotated[int, Fact(N_("Subtotal"), Kind.MONEY)]
    discount: Annotated[int, Fact(N_("Discount"), Kind.MONEY, given=True, edit=Edit.STAFF)]
    shipping: Annotated[
        int, Fact(N_("Shipping cost"), Kind.MONEY, json=("shipping_cost",), given=True, edit=Edit.STAFF)
    ]
    fees: Annotated[int, Fact(N_("Other fees"), Kind.MONEY, given=True, edit=Edit.STAFF)]
    unique_code: Annotated[int, Fact(N_("Unique code"), Kind.MONEY, given=True, edit=Edit.STAFF)]
    """Kode unik, 0–999, taken off so that the amount alone tells the order."""
    total: Annotated[int, Fact(N_("Total"), Kind.MONEY, filter=Filter.RANGE)]
    courier: Annotated[
        str,
        Fact(
            N_("Courier"),
            filter=Filter.ANY_CASE,
            optional=True,
            given=True,
            edit=Edit.PACKER,
        ),
    ]
    receipt: Annotated[str, Fact(N_("Receipt number"), filter=Filter.PRESENCE, edit=Edit.PACKER)]
    tracking_note: Annotated[
        str, Fact(N_("Tracking note"), words=("tracking",), filter=Filter.ANY_CASE, optional=True, edit=Edit.PACKER)
    ]
    """What the courier said about the parcel."""
    handler: Annotated[
        str,
        Fact(
            N_("Handler"),
            filter=Filter.VALUES,
            optional=True,
            given=True,
            edit=Edit.STAFF,
        ),
    ]
    tags: Annotated[
        tuple[str, ...], Fact(N_("Tags"), Kind.TAGS, words=("tag",), filter=Filter.VALUES, optional=True, given=True)
    ]
    buyer_note: Annotated[
        str,
        Fact(N_("Buyer's note"), Kind.LINES, json=("buyer_note", "notes"), given=True, buyer=True, edit=Edit.STAFF),
    ]
    note: Annotated[str, Fact(N_("Note"), Kind.LINES, given=True, edit=Edit.STAFF)]
    follow_ups: Annotated[int, Fact(N_("Follow-ups"), Kind.COUNT)]
    followed_up_at: Annotated[int | None, Fact(N_("Followed up"), Kind.MOMENT, words=("followup",), filter=Filter.DUE)]
    created_at: Annotated[
        int,
        Fact(
            N_("Ordered"),
            Kind.MOMENT,
            words=("received",),
            json=("created_at", "at"),
            filter=Filter.DAYS,
            given=True,
        ),
    ]
    status_at: Annotated[int | None, Fact(N_("In this status since"), Kind.MOMENT, words=("since",))]
    """When it last came to its status by a change; None where it came in with it. `since` says it of any order."""
    paid_at: Annotated[int | None, Fact(N_("Paid"), Kind.MOMENT, words=("paid",), filter=Filter.DAYS)]
    settled_at: Annotated[int | None, Fact(N_("Settled"), Kind.MOMENT, words=("settled",), filter=Filter.DAYS)]
    confirmed_at: Annotated[int | None, Fact(N_("Confirmed"), Kind.MOMENT, words=("confirmed",), filter=Filter.DAYS)]
    shipped_at: Annotated[int | None, Fact(N_("Shipped"), Kind.MOMENT, words=("shipped",), filter=Filter.DAYS)]
    completed_at: Annotated[int | None, Fact(N_("Completed"), Kind.MOMENT, words=("completed",), filter=Filter.DAYS)]
    returned_at: Annotated[int | None, Fact(N_("Returned"), Kind.MOMENT, words=("returned",), filter=Filter.DAYS)]
    access_sent_at: Annotated[
        int | None, Fact(N_("Access delivered"), Kind.MOMENT, words=("access",), filter=Filter.PRESENCE)
    ]
    """When the buyer was last sent what gives access to the digital items."""
    printed_at: Annotated[int | None, Fact(N_("Printed"), Kind.MOMENT, words=("printed",), filter=Filter.PRESENCE)]
    """When the label of the parcel was last printed."""
    returning_at: Annotated[
        int | None, Fact(N_("On its way back"), Kind.MOMENT, words=("returning",), filter=Filter.PRESENCE)
    ]
    """When the courier first said that the parcel goes back to the sender."""
    confirmation_at: Annotated[
        int | None, Fact(N_("Transfer to check"), Kind.MOMENT, words=("confirmation",), filter=Filter.OPEN)
    ]
    """When the buyer last said that the transfer was made; None once staff, bank or gateway have answered it."""
    held_at: Annotated[int | None, Fact(N_("Suspicious"), Kind.MOMENT, words=("suspicious",), filter=Filter.PRESENCE)]
    """Since when the order is on hold, for staff to look at before anybody works on it."""
    held_reason: Annotated[str, Fact(N_("On hold because"))]
    deleted_at: Annotated[int | None, Fact(N_("In the trash since"), Kind.MOMENT)]
    emptied_at: Annotated[int | None, Fact(N_("Emptied from the trash"), Kind.MOMENT)]
    """When all but its number, dates and amounts was removed for good."""
    version: int
    """Counted up by every change; a command carries the one that was seen."""


def named(name: str, fact: Fact) -> Fact:
    """The fact under its name, which is its word and its key in JSON too where it has no other."""
    return fact._replace(name=name, words=fact.words or (name,), json=fact.json or (name,))


FACTS: Mapping[str, Fact] = {
    name: named(name, hint.__metadata__[0])
    for name, hint in Order.__annotations__.items()
    if hasattr(hint, "__metadata__")
}
"""Every fact by name, in the order in which they are shown and written."""


def facts(wanted: Callable[[Fact], object]) -> tuple[Fact, ...]:
    """The facts of which that holds, in their order."""
    return tuple(fact for fact in FACTS.values() if wanted(fact))


COLUMNS = facts(lambda fact: fact.kind not in (Kind.ITEMS, Kind.TAGS))
"""The facts that are columns of an order; items and tags have tables of their own."""
EDITABLE = facts(lambda fact: fact.edit is not Edit.NOBODY)
"""The facts that a person changes by giving another value."""
CORRECTED = tuple(fact for fact in EDITABLE if fact.name != "external_id")
"""Those of them that a message or a file may change; by the external id it says which order is meant."""
GIVEN = facts(lambda fact: fact.given)
"""The facts that a new order may bring along."""
PAST = Fact(N_("Buyer's orders"), Kind.COUNT, words=("past",), name="past")
"""How many orders came from the same phone; no fact of one order, but lists show it and are sorted by it."""
SORTABLE: Mapping[str, Fact] = {**FACTS, PAST.name: PAST}
"""What lists are sorted by, by name."""
SORTS = {word: fact for fact in SORTABLE.values() for word in fact.words}
"""The same by every word for it."""
STEPPED = frozenset({"status", "payment_status", "method", "deleted_at"})
"""The facts that steps of the order and its money change, each by a command of its own."""
GATEWAY_FACTS = ("pay_code", "pay_link", "pay_reference")
"""What the gateway gave for the payment of an order."""
CHARGES = ("discount", "shipping", "fees", "unique_code")
"""The facts that make the total of what the items cost."""
REDUCTIONS = ("discount", "unique_code")
"""The charges that are taken off."""
SUMS = ("subtotal", "total")
"""The facts that follow from items and charges; every order has them, even where they are zero."""
FOLLOWING = ("goods", *SUMS)
"""The facts that nobody gives: they follow from the items and the charges."""


def total_of(items: tuple[Item, ...], facts: Values) -> int:
    """What the buyer has to pay, in rupiah: items − discount − unique code + shipping + fees."""
    goods = sum([item.price * item.quantity for item in items])
    discount, shipping, fees, unique_code = [int(facts.get(name) or 0) for name in CHARGES]
    return goods - discount - unique_code + shipping + fees
