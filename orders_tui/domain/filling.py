"""Fields in the texts of a shop, filled with what an order has.

A field is a word in braces, such as `{first_name}`; there are those of `FIELDS` and no others. What a buyer wrote is
only ever put in, never read as a text of the shop, and everything comes out plain (`domain.text.plain`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from orders_tui.domain.days import long_time
from orders_tui.domain.facts import FACTS, GATEWAY_FACTS, REDUCTIONS, SUMS, Kind, Order
from orders_tui.domain.greeting import greeted_name
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import ENDED, MONEY_IN, Item, ItemKind, Method, PaymentStatus, Status, label
from orders_tui.domain.patterns import pattern
from orders_tui.domain.phone import pretty
from orders_tui.domain.templates import Instruction, MessageStage, ShopTexts, Template, best_instruction, best_template
from orders_tui.domain.text import plain
from orders_tui.domain.words import N_, _


class ShopProfile(NamedTuple):
    """What messages and pages say of the shop."""

    texts: ShopTexts
    zone: ZoneInfo
    """In which times are written."""
    public_url: str = ""
    """Under which the public pages are served, without a slash at its end; empty where they are not."""
    language: str = ""
    """Of the buyers, whoever writes to them; empty for the language in use."""

    def template(self, order: Order, stage: MessageStage) -> Template:
        """What is sent to the buyer at this stage: in the shop's words, else in ours."""
        return best_template(order, stage, self.texts.templates, self.language)

    def link(self, order: Order) -> str:
        """The address of the order's public page; empty where pages are not served."""
        return f"{self.public_url}/{page_name(order)}" if self.public_url else ""


def page_name(order: Order) -> str:
    """The file name of the order's public page."""
    return f"{order.slug}.html"


class Field(NamedTuple):
    """Something of an order that a template can name."""

    label: str
    """What it is called; passes through `_` when it is shown."""
    text: Callable[[Order, ShopProfile], str]
    """What it says of an order, in plain text; empty where the order lacks it."""
    optional: bool = False
    """Whether nothing is missing where it is empty."""


_OPEN = (
    *("order_id", "created_at", "store", "status", "payment_status", "method"),
    *GATEWAY_FACTS,
    *("name", "phone", "email", "street", "subdistrict", "city", "province", "postcode"),
    *("subtotal", "discount", "unique_code", "shipping", "fees", "total", "courier", "receipt"),
)
"""The facts that a buyer may read; notes, tags, handler and the like are the shop's own."""


_FIELD = pattern(r"\{([^{}\n]{1,60})\}")


def fields_of(text: str) -> tuple[str, ...]:
    """The words in braces, each once, whether there is such a field or not."""
    return tuple(dict.fromkeys(_FIELD.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with these fields filled in, in one pass, so that braces in what was filled in mean nothing.

    A line whose fields are all empty is left out, so that one text serves orders with and without a receipt number. A
    word in braces that is no field stays as it is: what another version has saved must not fail when it is sent.
    """
    lines = []
    for line in text.split("\n"):
        named = [values[name] for name in fields_of(line) if name in values]
        if any(named) or not named:
            lines.append(_FIELD.sub(lambda field: values.get(field[1], field[0]), line).rstrip())
    # A line that was left out may have stood between two blank ones.
    return re.sub("\n{3,}", "\n\n", plain("\n".join(lines), lines=True)).strip()


def values_of(text: str, fields: Mapping[str, Field], order: Order, shop: ShopProfile) -> dict[str, str]:
    """What the order has of the fields that the text names."""
    return {name: fields[name].text(order, shop) for name in fields_of(text) if name in fields}


def amount_due(order: Order) -> int:
    """What the buyer still has to pay, in rupiah; nothing for an order that ended."""
    ended = order.status in (*ENDED, Status.RTS)
    return order.total if order.payment_status is PaymentStatus.UNPAID and not ended else 0


def payment_instructions(order: Order, shop: ShopProfile) -> str:
    """How the buyer pays what is due: in the shop's words, else in ours; empty where nothing is due."""
    if not amount_due(order) or order.method is None:
        return ""
    own, ours = best_instruction(order, shop.texts.instructions), _(_HOW_TO_PAY[order.method])
    text = _with_amount(own, order, ours) if own else f"{ours}\n{_by_gateway(order)}"
    return filled(text, values_of(text, INNER_FIELDS, order, shop))


def _by_gateway(order: Order) -> str:
    """Where the buyer pays, as the gateway gave it; nobody can type the text of a QR code."""
    return "{pay_link}" if order.method is Method.QRIS else "{pay_code}\n{pay_link}"


def _with_amount(own: Instruction, order: Order, ours: str) -> str:
    """The shop's words; where they leave out how much is to be transferred, ours before them.

    By its exact amount the money is found again.
    """
    says_it = {"amount", "total"} & set(fields_of(own.text))
    return own.text if says_it or order.method is not Method.BANK_TRANSFER else f"{ours}\n{own.text}"


def access_text(order: Order, shop: ShopProfile) -> str:
    """What a buyer gets for the digital items, one part an item; empty until they are paid for and all have a text."""
    # Access is what is sold: until the money is there no text gives it away, not even a preview.
    if order.payment_status not in MONEY_IN:
        return ""
    parts = [_access(order, item, shop) for item in order.items if item.kind is ItemKind.DIGITAL]
    return "\n\n".join(parts) if all(parts) else ""


def lacking_access(order: Order, shop: ShopProfile) -> str:
    """The name of the first digital item that the shop has written no access for; empty where there is none."""
    digital = (item for item in order.items if item.kind is ItemKind.DIGITAL)
    return next((item.name for item in digital if not _access(order, item, shop)), "")


def item_text(items: Iterable[Item]) -> str:
    """The items as a buyer reads them, one a line: `2 × Madu Hutan: Rp 180.000`."""
    return "\n".join(f"{item.quantity} × {plain(item.name)}: {rupiah(item.price * item.quantity)}" for item in items)


def charges(order: Order) -> Iterator[tuple[str, str]]:
    """What comes to the items or goes off them to make the total, each with its title; nothing that is zero."""
    for name in ("discount", "unique_code", "shipping", "fees"):
        if amount := getattr(order, name):
            yield FACTS[name].title, rupiah(-amount if name in REDUCTIONS else amount)


def address_text(order: Order) -> str:
    """The whole address as a label has it, on lines of their own: street, subdistrict and city, province, postcode."""
    region = f"{plain(order.province)} {plain(order.postcode)}".strip()
    place = ", ".join(filter(None, [plain(order.subdistrict), plain(order.city)]))
    return "\n".join(filter(None, [plain(order.street, lines=True).strip(), place, region]))


_HOW_TO_PAY = {
    **dict.fromkeys(Method, N_("Please pay {amount} by {method}.")),
    Method.BANK_TRANSFER: N_("Please transfer exactly {amount}: the amount tells us that the money is yours."),
    Method.COD: N_("Please have {amount} ready for the courier."),
    **dict.fromkeys(
        (Method.INVOICE, Method.PAYMENT_LINK, Method.MARKETPLACE, Method.OTHER), N_("Please pay {amount}.")
    ),
}
"""How a buyer pays by each method, where the shop has not written it."""


def _access(order: Order, item: Item, shop: ShopProfile) -> str:
    own = next((access.text for access in shop.texts.accesses if access.product in (item.name, item.sku)), "")
    text = filled(own, values_of(own, INNER_FIELDS, order, shop))
    return f"{plain(item.name)}:\n{text}" if text else ""


def _fact(name: str) -> Field:
    fact = FACTS[name]

    def text(order: Order, shop: ShopProfile) -> str:
        value = getattr(order, name)
        # A total of nothing is told as well; other amounts of nothing are no fact of the order.
        if value is None or (value == fact.blank and name not in SUMS):
            return ""
        match fact.kind:
            case Kind.CHOICE:
                return label(value)
            case Kind.MONEY:
                return rupiah(-value if name in REDUCTIONS else value)
            case Kind.MOMENT:
                return long_time(value, shop.zone)
            case Kind.PHONE:
                return plain(pretty(value))
            case _:
                return plain(value, lines=fact.kind is Kind.LINES)

    return Field(fact.label, text)


def _first_name(order: Order, _shop: ShopProfile) -> str:
    """How the buyer is greeted; without a name, how one addresses a customer, so that no greeting has a gap."""
    return greeted_name(order.name) or _("customer")


def _charges(order: Order, _shop: ShopProfile) -> str:
    return "\n".join(f"{title}: {amount}" for title, amount in charges(order))


def _amount(order: Order, _shop: ShopProfile) -> str:
    return rupiah(due) if (due := amount_due(order)) else ""


INNER_FIELDS = {
    **{name: _fact(name) for name in _OPEN},
    "first_name": Field(N_("First name"), _first_name),
    "address": Field(N_("Address"), lambda order, _shop: address_text(order)),
    "items": Field(N_("Items"), lambda order, _shop: item_text(order.items)),
    "charges": Field(N_("Discount, shipping and fees"), _charges, optional=True),
    "amount": Field(N_("Amount to pay"), _amount),
    "link": Field(N_("Link to the order page"), lambda order, shop: shop.link(order)),
}
"""The fields of payment instructions and access texts, by the word in the braces."""
FIELDS = {
    **INNER_FIELDS,
    "instructions": Field(N_("Payment instructions"), payment_instructions),
    "access": Field(N_("Access text"), access_text),
}
"""The fields of templates: those and what the shop has written for the order's payment and products."""
