"""What a new order or a typed text must look like to be stored, whatever way it came."""

from orders_tui.domain.commands import AddOrder, RuleBroken
from orders_tui.domain.facts import CHARGES, FACTS, Fact, Kind, Value, total_of
from orders_tui.domain.order import NOTE_LIMIT, Item
from orders_tui.domain.patterns import pattern
from orders_tui.domain.phone import kept
from orders_tui.domain.text import UNSTORABLE
from orders_tui.domain.words import N_, _

_CONTROL = pattern("[\0-\x1f\x7f-\x9f]")

TEXT_LIMIT = 500
"""The longest text of one line, in characters."""
AMOUNT_LIMIT = 1_000_000_000_000
"""The largest amount of money of one order, in rupiah."""
QUANTITY_LIMIT = 1_000_000
ITEM_LIMIT = 500
UNIQUE_CODE_LIMIT = 999


def check_text(title: str, text: str, *, lines: bool = False) -> str:
    """The text as it is, if it can be stored.

    Args:
        title: what a person calls the field, for the error; it passes `N_`.
        text: what was given.
        lines: whether it may have several lines and the length of a note.

    Raises:
        RuleBroken: if it is too long, breaks over lines where it may not, or holds NUL or a lone surrogate.
    """
    limit = NOTE_LIMIT if lines else TEXT_LIMIT
    if len(text) > limit:
        message = _("{field}: {length} characters; at most {limit} can be kept.")
        raise RuleBroken(message.format(field=_(title), length=len(text), limit=limit))
    if text.isprintable():
        return text  # as nearly all are, and quickly known
    if UNSTORABLE.search(text):
        raise RuleBroken(_("{field}: it has an invalid character.").format(field=_(title)))
    if not lines and ("\n" in text or "\r" in text):
        raise RuleBroken(_("{field}: it must be one line.").format(field=_(title)))
    return text


def check_amount(title: str, amount: int, limit: int = AMOUNT_LIMIT) -> int:
    """The amount as it is, if it is between 0 and the limit (rupiah).

    Raises:
        RuleBroken: otherwise.
    """
    if not 0 <= amount <= limit:
        message = _("{field}: the amount must be from 0 to {limit}, not {amount}.")
        raise RuleBroken(message.format(field=_(title), limit=limit, amount=amount))
    return amount


def checked(fact: Fact, value: Value) -> Value:
    """The value of a fact as it is stored: without blanks around it, a phone number in international form.

    Raises:
        RuleBroken: if the fact cannot have it.
    """
    if fact.kind is Kind.MONEY:
        return _check_charge(fact, value)
    text = "" if value is None else str(value).strip()
    if fact.kind is Kind.PHONE:
        return _check_phone(fact, kept(text))
    return check_text(fact.label, text, lines=has_lines(fact))


def trimmed(order: AddOrder) -> AddOrder:
    """The order without blanks around its texts, so that what is the same to a person is the same to the desk.

    Its phone is in the form in which it is stored. Items stay as they came.
    """
    facts = {name: _trimmed(name, value) for name, value in order.facts.items()}
    # Each once and sorted, as they are read from the database.
    tags = tuple(sorted({tag.strip() for tag in order.tags} - {""}))
    if facts == order.facts and tags == order.tags:
        return order  # as nearly all are
    return order.replace(facts=facts, tags=tags)


def _trimmed(name: str, value: Value) -> Value:
    if not isinstance(value, str):
        return value
    return kept(value) if name == "phone" else value.strip()


def check_new(order: AddOrder) -> None:
    """Refuse a new order that cannot be one.

    Raises:
        RuleBroken: naming the first field that is wrong.
    """
    facts = order.facts
    if not str(facts.get("store") or "").strip():
        raise RuleBroken(_("A new order needs a store."))
    if not f"{facts.get('name') or ''}{facts.get('phone') or ''}".strip():
        raise RuleBroken(_("A new order needs the customer's name or phone."))
    check_items(order.items)
    _check_charges(order)
    _check_texts(order)


def check_items(items: tuple[Item, ...]) -> None:
    """Refuse items that no order can hold.

    Raises:
        RuleBroken: naming what is wrong with the first of them that is.
    """
    if not items:
        raise RuleBroken(_("An order needs at least one item."))
    if len(items) > ITEM_LIMIT:
        raise RuleBroken(_("An order has at most {limit} items.").format(limit=ITEM_LIMIT))
    for item in items:
        _check_item(item)


def _check_texts(order: AddOrder) -> None:
    for name, value in order.facts.items():
        if isinstance(value, str) and not (len(value) <= TEXT_LIMIT and value.isprintable()):
            _check_new_text(FACTS[name], value)
    for tag in order.tags:
        check_text(N_("Tag"), tag)


def _check_item(item: Item) -> None:
    if not item.name.strip():
        raise RuleBroken(_("Every item needs a name."))
    check_text(N_("Item name"), item.name)
    check_text(N_("SKU"), item.sku)
    check_amount(N_("Price"), item.price)
    check_quantity(item.quantity)


def check_quantity(quantity: int) -> int:
    """The number of pieces as it is, if an order can hold so many.

    Raises:
        RuleBroken: otherwise.
    """
    if not 1 <= quantity <= QUANTITY_LIMIT:
        message = _("The quantity must be from 1 to {limit}, not {quantity}.")
        raise RuleBroken(message.format(limit=QUANTITY_LIMIT, quantity=quantity))
    return quantity


def _check_charges(order: AddOrder) -> None:
    for name in CHARGES:
        _check_charge(FACTS[name], order.facts.get(name))
    check_amount(FACTS["total"].label, total_of(order.items, order.facts))


def _check_charge(fact: Fact, value: Value) -> int:
    if isinstance(value, str) and value.strip():
        raise RuleBroken(_("{field}: it must be an amount of money.").format(field=fact.title))
    return check_amount(fact.label, int(value or 0), UNIQUE_CODE_LIMIT if fact.name == "unique_code" else AMOUNT_LIMIT)


def _check_new_text(fact: Fact, text: str) -> None:
    if fact.kind is Kind.PHONE:
        _check_phone(fact, text)
    else:
        check_text(fact.label, text, lines=has_lines(fact))


def _check_phone(fact: Fact, phone: str) -> str:
    check_text(fact.label, phone)
    if _CONTROL.search(phone):
        raise RuleBroken(_("The phone number has an invalid character."))
    return phone


def has_lines(fact: Fact) -> bool:
    """Whether the fact may have several lines."""
    # What the buyer wrote into a form, such as a street, comes with line breaks; it is kept as it was written.
    return fact.kind is Kind.LINES or (fact.buyer and fact.kind is not Kind.PHONE)
