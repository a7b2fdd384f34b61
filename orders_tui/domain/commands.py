"""Every change that can be asked for, each a frozen value; `flow` holds the rules of each."""

from typing import NamedTuple

from orders_tui.domain.facts import FACTS, Fact, Values
from orders_tui.domain.order import Item, Method, PaymentReport, PaymentStatus, Status
from orders_tui.domain.record import Record
from orders_tui.domain.templates import MessageStage


class RuleBroken(Exception):
    """A command that the rules refuse; the text is fit for the person who gave it."""

    reason = ""
    """Why, without the order's name, so that orders which are refused alike are counted; empty where only the text says
    it."""


class NotOffered(RuleBroken):
    """An action that an order does not have as it is now."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(text)
        self.reason = reason


class Conflict(RuleBroken):
    """A command that was made on an older version of the order than the one stored."""


_NO_FACTS: Values = {}


class AddOrder(Record):
    """A new order arrives; its status follows from its payment method."""

    facts: Values
    """Those of `facts.GIVEN` that are columns and that it has, by name, but for the payment method and the time."""
    items: tuple[Item, ...]
    method: Method | None = None
    tags: tuple[str, ...] = ()
    at: int | None = None
    """When it was placed, epoch seconds (UTC); now if not given."""


class ChangeOrder(Record):
    """Change what is given of one order and leave the rest."""

    order_id: str
    version: int | None = None
    """The version that the actor saw; None where none was seen."""
    status: Status | None = None
    payment: PaymentStatus | None = None
    method: Method | None = None
    facts: Values = _NO_FACTS
    """New values of facts of `facts.EDITABLE`, by name; an empty text clears its fact, as does an amount of zero."""
    items: tuple[Item, ...] | None = None
    """All that it is to hold; None leaves the items as they are."""
    reason: str = ""
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    at: int | None = None
    """When it happened, epoch seconds (UTC), where another system reports it; now if not given."""

    @property
    def changed(self) -> tuple[Fact, ...]:
        """The facts that it gives other values, but for the status."""
        others = {
            "payment_status": self.payment is not None,
            "method": self.method is not None,
            "items": self.items is not None,
            "tags": bool(self.add_tags or self.remove_tags),
        }
        return tuple(FACTS[name] for name in (*self.facts, *(name for name, given in others.items() if given)))


class CopyOrder(Record):
    """Make a new order like this one, without its payments, parcel and history."""

    order_id: str
    version: int | None = None
    """The version that the actor saw; None where none was seen."""
    cancel: bool = False
    """Whether the order itself is canceled in the same operation."""


class RecordStep(Record):
    """A courier reports that the parcel was shipped, delivered or returned."""

    order_id: str
    status: Status
    facts: Values = _NO_FACTS
    """Courier and receipt number, where the report has them."""
    reason: str = ""
    at: int | None = None
    """When it happened, epoch seconds (UTC); now if not given."""


class RecordStatus(Record):
    """Another system reports the status that the order has there, which may be any."""

    order_id: str
    status: Status
    reason: str = ""
    at: int | None = None
    """When it happened, epoch seconds (UTC); now if not given."""


class RecordUpdate(Record):
    """Another system reports other facts of the order."""

    order_id: str
    facts: Values = _NO_FACTS
    """Of `facts.EDITABLE`, by name; an empty text clears its fact."""
    items: tuple[Item, ...] | None = None
    """All that it holds; None where nothing is said of them."""
    method: Method | None = None
    tags: tuple[str, ...] | None = None
    """All tags that the order is to have; None where nothing is said of them."""
    at: int | None = None
    whole: bool = False
    """Whether it is the order as it stands there, in which what has stayed the same is no news."""
    sent: str = ""
    """When it was sent, in a form that sorts: of two that are as old the one that was sent later counts."""


class RecordHold(Record):
    """Another system takes the order for suspicious, or no longer does."""

    order_id: str
    held: bool
    reason: str = ""
    at: int | None = None


class RecordTracking(Record):
    """The courier says where the parcel is."""

    order_id: str
    words: str
    """The courier's own."""
    at: int | None = None


class RecordUnpaid(Record):
    """Another system reports that the order is not paid after all."""

    order_id: str
    at: int | None = None


class RecordDeletion(Record):
    """Another system has deleted the order."""

    order_id: str
    at: int | None = None


class RecordPayment(Record):
    """The gateway or the bank reports money."""

    order_id: str
    reported: PaymentReport
    amount: int | None = None
    """Rupiah; of a settlement what is left after the gateway's fee."""
    transaction: str = ""
    """What the gateway calls this payment; the same in every report of it."""
    method: Method | None = None
    """How it was paid, where the order leaves that open."""
    at: int | None = None


class AcceptPayment(Record):
    """Staff found the money of an order, in a bank statement or in what a courier paid out: the order is Paid."""

    order_id: str
    version: int | None = None
    """The version that the actor saw; None where none was seen."""
    amount: int
    """Rupiah, what the buyer paid."""
    transaction: str
    """What tells this money from any other, so that it is not taken for a second order."""
    fee: int | None = None
    """What the courier kept of it, in rupiah."""
    day: str = ""
    note: str = ""
    """Where it was found: the line of the statement, the receipt number."""
    confirms: bool = False
    """Whether a Pending order becomes Confirmed with it."""


class RecordConfirmation(Record):
    """The buyer says that the transfer was made; it waits for staff and changes no status."""

    order_id: str
    bank: str = ""
    holder: str = ""
    amount: int | None = None
    day: str = ""
    note: str = ""


class DeleteOrder(Record):
    """Put an order into the trash."""

    order_id: str
    version: int | None = None


class RestoreOrder(Record):
    """Take an order out of the trash, as it was."""

    order_id: str
    version: int | None = None


class RecordFollowUp(Record):
    """A message was sent to the buyer; what is undone is its record alone."""

    order_id: str
    stage: MessageStage
    template: str
    """The name of its template."""
    version: int | None = None


class RecordPrinted(Record):
    """The label of the parcel was printed; that cannot be undone."""

    order_id: str
    paper: str
    """What it was printed on, such as `A6`."""
    version: int | None = None


class HoldOrder(Record):
    """Put an order on hold as suspicious."""

    order_id: str
    reason: str
    version: int | None = None


class ReleaseOrder(Record):
    """Take an order off hold: it is not suspicious."""

    order_id: str
    version: int | None = None


class DeclineConfirmation(Record):
    """The transfer that the buyer confirmed did not come in, or not so."""

    order_id: str
    reason: str
    version: int | None = None


VersionedCommand = (
    ChangeOrder
    | RecordFollowUp
    | RecordPrinted
    | HoldOrder
    | ReleaseOrder
    | DeclineConfirmation
    | DeleteOrder
    | RestoreOrder
)
"""A change that somebody makes on an order as they saw it."""
StateReport = RecordStep | RecordStatus | RecordUpdate | RecordHold | RecordTracking | RecordUnpaid | RecordDeletion
"""What another system says of an order, late, twice and in any order."""
OrderCommand = VersionedCommand | CopyOrder | StateReport | RecordPayment | AcceptPayment | RecordConfirmation
"""A change of one order that there is."""
Command = AddOrder | OrderCommand
"""What `Store.execute` takes."""


class ExternalOrder(NamedTuple):
    """An order by the id that another system has for it; unique within its store."""

    store: str
    external_id: str


class Change(NamedTuple):
    """One field that a command changed, as the history keeps it."""

    field: str
    old: str | None
    new: str | None


class Outcome(NamedTuple):
    """What became of one command: the order it touched, and why nothing was stored if it was refused."""

    order_id: str
    error: str = ""
    repeated: bool = False
    """The intake had stored this line before; nothing was changed."""
    ignored: bool = False
    """It was about no order."""
    late: bool = False
    """The report says less than is known: it stands in the history and moves no status."""
    warning: str = ""
    """What the person should look at, though it was stored."""
    changes: tuple[Change, ...] = ()
    """What it changed of the order."""
    reason: str = ""
    """Of a refusal what `RuleBroken` says of it."""

    @property
    def ok(self) -> bool:
        """Whether it was done, as a repeat too."""
        return not self.error
