"""What a new order or a typed text must look like to be stored, whatever way it came."""

import re
from dataclasses import fields, replace
from operator import attrgetter

from orders_tui.domain.commands import AddOrder, RuleBroken
from orders_tui.domain.order import NOTE_LIMIT, Address, Customer, Item, total_of
from orders_tui.domain.words import _, later

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")

TEXT_LIMIT = 500
"""The longest text of one line, in characters."""
AMOUNT_LIMIT = 1_000_000_000_000
"""The largest amount of money of one order, in rupiah."""
QUANTITY_LIMIT = 1_000_000
ITEM_LIMIT = 500
UNIQUE_CODE_LIMIT = 999


def check_text(name: str, text: str, *, lines: bool = False) -> str:
    """The text as it is, if it can be stored.

    Args:
        name: what a person calls the field, for the error; it passes `later`.
        text: what was given.
        lines: whether it may have several lines and the length of a note.

    Raises:
        RuleBroken: if it is too long, breaks over lines where it may not, or holds NUL or a lone surrogate.
    """
    limit = NOTE_LIMIT if lines else TEXT_LIMIT
    if len(text) > limit:
        message = _("The {name} has {length} characters; at most {limit} can be kept.")
        raise RuleBroken(message.format(name=_(name), length=len(text), limit=limit))
    if text.isprintable():
        return text  # as nearly all are, and it is told in no time
    if _UNSTORABLE.search(text):
        raise RuleBroken(_("The {name} holds a character that no text can have.").format(name=_(name)))
    if not lines and ("\n" in text or "\r" in text):
        raise RuleBroken(_("The {name} must stand on one line.").format(name=_(name)))
    return text


def check_amount(name: str, amount: int, limit: int = AMOUNT_LIMIT) -> int:
    """The amount as it is, if it is between 0 and the limit (rupiah).

    Raises:
        RuleBroken: otherwise.
    """
    if not 0 <= amount <= limit:
        message = _("The {name} must be from 0 to {limit}, not {amount}.")
        raise RuleBroken(message.format(name=_(name), limit=limit, amount=amount))
    return amount


def trimmed(order: AddOrder) -> AddOrder:
    """The order without blanks around its texts, so that what is the same to a person is the same to the desk.

    Items and the buyer's note stay as they came.
    """
    texts, tags = _TEXTS(order), tuple(sorted({tag.strip() for tag in order.tags} - {""}))
    clean = tuple(map(str.strip, texts))
    if clean == texts and tags == order.tags:
        return order  # as nearly all are
    store, seller, source, courier, handler, external_id, name, phone, email, *place = clean
    return replace(
        order,
        store=store,
        seller=seller,
        source=source,
        courier=courier,
        handler=handler,
        external_id=external_id,
        customer=Customer(name, phone, email, Address(*place)),
        tags=tags,
    )


_TEXTS = attrgetter(
    *("store", "seller", "source", "courier", "handler", "external_id"),
    *("customer.name", "customer.phone", "customer.email"),
    *(f"customer.address.{field.name}" for field in fields(Address)),
)


def check_new(order: AddOrder) -> None:
    """Refuse a new order that cannot be one.

    Raises:
        RuleBroken: naming the first field that is wrong.
    """
    if not order.store.strip():
        raise RuleBroken(_("A new order needs a store."))
    if not (order.customer.name.strip() or order.customer.phone.strip()):
        raise RuleBroken(_("A new order needs the customer's name or phone."))
    if not order.items:
        raise RuleBroken(_("A new order needs at least one item."))
    if len(order.items) > ITEM_LIMIT:
        raise RuleBroken(_("An order has at most {limit} items.").format(limit=ITEM_LIMIT))
    for item in order.items:
        _check_item(item)
    _check_charges(order)
    texts = (*_TEXTS(order), order.buyer_note, *order.tags)
    if max(map(len, texts)) > TEXT_LIMIT or not all(map(str.isprintable, texts)):
        _check_texts(order)  # which text is wrong, if one is


def _check_item(item: Item) -> None:
    if not item.name.strip():
        raise RuleBroken(_("Every item needs a name."))
    check_text(later("item name"), item.name)
    check_text(later("SKU"), item.sku)
    check_amount(later("price"), item.price)
    if not 1 <= item.quantity <= QUANTITY_LIMIT:
        message = _("The quantity must be from 1 to {limit}, not {quantity}.")
        raise RuleBroken(message.format(limit=QUANTITY_LIMIT, quantity=item.quantity))


def _check_charges(order: AddOrder) -> None:
    charges = order.charges
    check_amount(later("discount"), charges.discount)
    check_amount(later("shipping cost"), charges.shipping)
    check_amount(later("other fees"), charges.fees)
    check_amount(later("unique code"), charges.unique_code, UNIQUE_CODE_LIMIT)
    check_amount(later("total"), total_of(order.items, charges))


def _check_texts(order: AddOrder) -> None:
    customer, address = order.customer, order.customer.address
    # Form fields such as a street come with line breaks; they are kept as the buyer wrote them.
    for name, text in (
        (later("name"), customer.name),
        (later("e-mail"), customer.email),
        (later("street"), address.street),
        (later("subdistrict"), address.subdistrict),
        (later("city"), address.city),
        (later("province"), address.province),
        (later("postcode"), address.postcode),
        (later("buyer's note"), order.buyer_note),
    ):
        check_text(name, text, lines=True)
    for name, text in (
        (later("phone"), customer.phone),
        (later("store"), order.store),
        (later("seller"), order.seller),
        (later("source"), order.source),
        (later("courier"), order.courier),
        (later("handler"), order.handler),
        (later("external id"), order.external_id),
        *((later("tag"), tag) for tag in order.tags),
    ):
        check_text(name, text)
    if _CONTROL.search(customer.phone):
        raise RuleBroken(_("The phone holds a character that no phone number has."))
