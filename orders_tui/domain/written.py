"""A fact of an order as a person reads it, on the command line, in the list and in the detail pane alike."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from orders_tui.domain.facts import REDUCTIONS, SUMS, Fact, Kind, Order
from orders_tui.domain.holding import reason_said
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import STATEMENT, Item, ItemKind, Money, PaymentReport, label
from orders_tui.domain.phone import pretty, to_check
from orders_tui.domain.text import show
from orders_tui.domain.words import N_, _

_VIAS = {"console": N_("console"), "command": N_("command line"), "intake": N_("intake"), "import": N_("import")}
"""Through what changes are made, by the words under which that is stored."""


def written(order: Order, fact: Fact, time: Callable[[int], str]) -> str:
    """The fact in words, fit for a terminal; empty where the order lacks it.

    Args:
        order: the order.
        fact: what is wanted of it.
        time: how a moment (epoch seconds, UTC) is written.
    """
    value = getattr(order, fact.name)
    # A sum of nothing is a fact of the order, as of a gift; another amount of nothing is none.
    if value is None or (value == fact.blank and fact.name not in SUMS):
        return ""
    match value:
        case StrEnum():
            return label(value)
        case tuple():
            return ", ".join(show(tag) for tag in value) if fact.kind is Kind.TAGS else item_lines(value)
        case int():
            return _number(fact, value, time)
        case str() if fact.kind is Kind.PHONE:
            return written_phone(value)
        case str() if fact.name == "held_reason":
            return show(reason_said(value))
        case _:
            return show(str(value), lines=fact.kind is Kind.LINES)


def _number(fact: Fact, value: int, time: Callable[[int], str]) -> str:
    if fact.kind is Kind.MOMENT:
        return time(value)
    if fact.kind is Kind.MONEY:
        return rupiah(-value if fact.name in REDUCTIONS else value)
    return str(value)


def written_phone(phone: str) -> str:
    """A stored phone; one that could not be read as a number stands as it was written, with a word that says so."""
    return _("{phone} (check)").format(phone=show(phone)) if to_check(phone) else show(pretty(phone))


def item_lines(items: Iterable[Item], *, money: bool = True) -> str:
    """The items, one a line: `2 × Madu Hutan [MH-1] · Rp 180.000`; without what they cost where that is hidden."""
    return "\n".join(
        f"{item.quantity} × {show(item.name)}"
        f"{f' [{show(item.sku)}]' if item.sku else ''}"
        f"{f' ({label(item.kind)})' if item.kind is ItemKind.DIGITAL else ''}"
        f"{f' · {rupiah(item.price * item.quantity)}' if money else ''}"
        for item in items
    )


def address_lines(order: Order) -> str:
    """The address on one line, or on as many as the buyer gave the street; empty where there is none."""
    province = f"{order.province} {order.postcode}".strip()
    return show(", ".join(part for part in (order.street, order.subdistrict, order.city, province) if part), lines=True)


def who(order: Order) -> str:
    """What a person calls the buyer: the name, else the phone number, else a word for neither."""
    return show(order.name) or written_phone(order.phone) or _("(no name)")


def via_title(via: str) -> str:
    """Through what a change was made, as a person calls it."""
    return _(_VIAS[via]) if via in _VIAS else show(via)


def money_word(money: Money) -> str:
    """What was reported of a payment: the word of the report, or that the buyer says it was made."""
    return _("Buyer says paid") if money.reported == "confirmation" else label(PaymentReport(money.reported))


def money_details(money: Money) -> str:
    """What else is known of a payment, fit for a terminal; empty where that is nothing."""
    kept = [] if money.fee is None else [_("fee {amount}").format(amount=rupiah(money.fee))]
    # Of a line of a bank statement the bank's own words are below; what tells it from others is for the program.
    transaction = _("bank statement") if money.transaction.startswith(STATEMENT) else money.transaction
    details = (transaction, money.bank, money.holder, money.day, money.note)
    return " · ".join([*kept, *(show(part) for part in details if part)])
