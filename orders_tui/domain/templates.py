"""What a shop has written for its buyers: templates of messages, payment instructions, access texts, senders."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method
from orders_tui.domain.words import N_, _, speaking


class MessageStage(StrEnum):
    """What a message to a buyer is for."""

    WELCOME = "welcome"
    REMINDER_1 = "reminder_1"
    REMINDER_2 = "reminder_2"
    REMINDER_3 = "reminder_3"
    PAYMENT = "payment"
    RECEIPT = "receipt"
    ACCESS = "access"
    TRACKING = "tracking"


STAGE_LABELS = {
    MessageStage.WELCOME: N_("Welcome"),
    MessageStage.REMINDER_1: N_("Reminder 1"),
    MessageStage.REMINDER_2: N_("Reminder 2"),
    MessageStage.REMINDER_3: N_("Reminder 3"),
    MessageStage.PAYMENT: N_("Payment instructions"),
    MessageStage.RECEIPT: N_("Receipt number sent"),
    MessageStage.ACCESS: N_("Digital access"),
    MessageStage.TRACKING: N_("Parcel on its way"),
}
"""What each stage is called; passes through `_` when it is shown."""

CHASE = (MessageStage.WELCOME, MessageStage.REMINDER_1, MessageStage.REMINDER_2, MessageStage.REMINDER_3)
"""The messages to a buyer who has not paid, in the order in which they are sent."""
WAITING_HOURS = {
    MessageStage.WELCOME: 0,
    MessageStage.REMINDER_1: 24,
    MessageStage.REMINDER_2: 48,
    MessageStage.REMINDER_3: 72,
}
"""How many hours after the message before (or the order) one of the chase is due, where no template says so."""


class PaymentKind(StrEnum):
    """How money comes in, as far as messages differ by it."""

    TRANSFER = "transfer"
    COD = "cod"
    E_PAYMENT = "e_payment"
    """By a gateway: virtual account, QRIS, e-wallet, card."""


PAYMENT_KINDS = {
    PaymentKind.TRANSFER: N_("Bank transfer"),
    PaymentKind.COD: "COD",
    PaymentKind.E_PAYMENT: N_("E-payment"),
}
"""What each kind is called; passes through `_` when it is shown."""


def payment_kind(method: Method | None) -> PaymentKind | None:
    """The kind of a payment method; None where there is no method, or one that is not known more closely."""
    match method:
        case None | Method.OTHER:
            return None
        case Method.BANK_TRANSFER:
            return PaymentKind.TRANSFER
        case Method.COD:
            return PaymentKind.COD
        case _:
            return PaymentKind.E_PAYMENT


class Template(NamedTuple):
    """A message to buyers with fields such as `{first_name}` in it; the conditions that it names must all hold."""

    name: str
    stage: MessageStage
    text: str
    kind: PaymentKind | None = None
    store: str = ""
    product: str = ""
    """The name or SKU of an item that the order must have."""
    hours: int = 24
    """How long after the message before (or the order) it is due, where it is one of `CHASE`."""

    def fits(self, order: Order) -> bool:
        """Whether its conditions hold for the order."""
        return (
            self.kind in (None, payment_kind(order.method))
            and self.store in ("", order.store)
            and (not self.product or self.product in products(order))
        )

    @property
    def conditions(self) -> tuple[bool, ...]:
        """Which conditions it has; the larger, the more specific: by their number, then product, store, kind."""
        return _specificity(self.product, self.store, self.kind)


class Instruction(NamedTuple):
    """How to pay: for one method or all, in one store or all."""

    text: str
    method: Method | None = None
    store: str = ""

    def fits(self, order: Order) -> bool:
        """Whether its conditions hold for the order."""
        return self.method in (None, order.method) and self.store in ("", order.store)

    @property
    def conditions(self) -> tuple[bool, ...]:
        """As `Template.conditions`, with the method before the store."""
        return _specificity(self.method, self.store)


class Access(NamedTuple):
    """What a buyer of a digital product gets: a link, a code, how to use it."""

    product: str
    """The name or SKU of the item."""
    text: str


class Sender(NamedTuple):
    """Who sends the parcels of a store, as its labels say: name, phone and address on lines of their own."""

    store: str
    text: str


ShopText = Template | Instruction | Access | Sender


class ShopTexts(NamedTuple):
    """Everything that a shop has written for its buyers."""

    templates: tuple[Template, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    accesses: tuple[Access, ...] = ()
    senders: tuple[Sender, ...] = ()


class TextKind(StrEnum):
    """What sorts of texts there are."""

    TEMPLATE = "template"
    INSTRUCTION = "instruction"
    ACCESS = "access"
    SENDER = "sender"


TEXT_TYPES: dict[TextKind, type[ShopText]] = {
    TextKind.TEMPLATE: Template,
    TextKind.INSTRUCTION: Instruction,
    TextKind.ACCESS: Access,
    TextKind.SENDER: Sender,
}
TEXT_KINDS = {
    TextKind.TEMPLATE: N_("Message template"),
    TextKind.INSTRUCTION: N_("How to pay"),
    TextKind.ACCESS: N_("Access text"),
    TextKind.SENDER: N_("Sender on labels"),
}
"""What each sort is called; passes through `_` when it is shown."""


def text_kind(text: ShopText) -> TextKind:
    """Which sort of text it is."""
    return next(kind for kind, known in TEXT_TYPES.items() if type(text) is known)


def text_name(text: ShopText) -> str:
    """What tells a text from the others of its kind; empty for the payment instructions of all methods and stores."""
    match text:
        case Template():
            return text.name
        case Instruction():
            return " ".join(filter(None, [text.method or "", text.store]))
        case Access():
            return text.product
        case Sender():
            return text.store


class TextChange(NamedTuple):
    """One change of a text, as the log has it."""

    at: int
    """Epoch seconds (UTC)."""
    by: str
    via: str
    place: str
    kind: TextKind
    name: str
    old: str | None
    """The whole text before, a JSON object of its fields; None where it was new."""
    new: str | None
    """The whole text after; None where it was removed."""


def products(order: Order) -> frozenset[str]:
    """The names and SKUs of the items."""
    return frozenset(word for item in order.items for word in (item.name, item.sku) if word)


def best_template(order: Order, stage: MessageStage, templates: Iterable[Template], language: str = "") -> Template:
    """The most specific template of this stage that fits the order.

    Where the shop has none, it is the program's own in that language; empty is the one in use.
    """
    wanted = [template for template in templates if template.stage is stage]
    best = _most_specific(order, wanted) or _most_specific(order, default_templates(stage, language))
    assert best is not None  # each stage has one of ours without conditions
    return best


def best_instruction(order: Order, instructions: Iterable[Instruction]) -> Instruction | None:
    """The most specific payment instruction that fits the order; None where the shop has none."""
    return _most_specific(order, instructions)


class _Conditional(Protocol):
    def fits(self, order: Order) -> bool: ...

    @property
    def conditions(self) -> tuple[bool, ...]: ...


_Text = TypeVar("_Text", bound=_Conditional)


def _most_specific(order: Order, texts: Iterable[_Text]) -> _Text | None:
    fitting = [text for text in texts if text.fits(order)]
    # First how many conditions hold, then which: a product says more than a store, a store more than a way to pay.
    return max(fitting, key=lambda text: (sum(text.conditions), text.conditions), default=None)


def _specificity(*conditions: object) -> tuple[bool, ...]:
    return tuple(map(bool, conditions))


_CASH_REMINDER = N_(
    "Hello {first_name}, shall we send your order {order_id} from {store}?\n"
    "{items}\n"
    "{charges}\n"
    "You pay {amount} to the courier when it arrives. Please reply YES or NO."
)
_DEFAULTS: dict[MessageStage, dict[PaymentKind | None, str]] = {
    MessageStage.WELCOME: {
        None: N_(
            "Hello {first_name}, thank you for your order {order_id} at {store}.\n\n"
            "{items}\n"
            "{charges}\n"
            "Total: {total}\n\n"
            "{instructions}\n\n"
            "{link}"
        ),
        PaymentKind.COD: N_(
            "Hello {first_name}, thank you for your order {order_id} at {store}.\n\n"
            "{items}\n"
            "{charges}\n"
            "You pay {amount} to the courier when it arrives at:\n"
            "{address}\n\n"
            "Is everything right? Please reply YES, and we will send it."
        ),
    },
    MessageStage.REMINDER_1: {
        None: N_(
            "Hello {first_name}, your order {order_id} at {store} is waiting for its payment of {amount}.\n\n"
            "{instructions}\n\n"
            "If you have paid, please send us the proof.\n"
            "{link}"
        ),
        PaymentKind.COD: _CASH_REMINDER,
    },
    MessageStage.REMINDER_2: {
        None: N_(
            "Hello {first_name}, we have kept your order {order_id} for you:\n"
            "{items}\n"
            "{charges}\n"
            "To be paid: {amount}\n\n"
            "{instructions}\n\n"
            "Is there anything that we can help you with?"
        ),
        PaymentKind.COD: _CASH_REMINDER,
    },
    MessageStage.REMINDER_3: {
        None: N_(
            "Hello {first_name}, this is our last reminder of your order {order_id} at {store} ({amount}). "
            "If we do not hear from you, we will cancel it. Thank you."
        ),
        PaymentKind.COD: _CASH_REMINDER,
    },
    MessageStage.PAYMENT: {None: N_("Payment of order {order_id} ({method}): {amount}\n\n{instructions}\n\n{link}")},
    MessageStage.RECEIPT: {
        None: N_(
            "Hello {first_name}, your order {order_id} from {store} is on its way.\n"
            "Courier: {courier}\n"
            "Receipt number: {receipt}\n\n"
            "{link}"
        )
    },
    MessageStage.ACCESS: {
        None: N_(
            "Hello {first_name}, thank you for your payment. This is how you get what you bought:\n\n"
            "{access}\n\n"
            "If anything does not work, just reply to this message."
        )
    },
    MessageStage.TRACKING: {
        None: N_(
            "Hello {first_name}, your parcel of order {order_id} is with {courier}, receipt number {receipt}. "
            "Please tell us when it has arrived."
        )
    },
}


def default_templates(stage: MessageStage, language: str = "") -> tuple[Template, ...]:
    """The program's own templates of a stage, named in the language in use.

    Args:
        stage: what the message is for.
        language: in which they are written; empty is the one in use.
    """
    with speaking(language):
        texts = [(kind, _(text)) for kind, text in _DEFAULTS[stage].items()]
    return tuple(
        Template(_(STAGE_LABELS[stage]), stage, text, kind, hours=WAITING_HOURS.get(stage, 24)) for kind, text in texts
    )
