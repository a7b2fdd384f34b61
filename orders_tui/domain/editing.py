"""What follows where an order gets other items or charges, and how the history keeps its items."""

import json
from collections.abc import Mapping

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import CHARGES, Order, Value, total_of
from orders_tui.domain.limits import check_amount, check_items
from orders_tui.domain.order import ENDED, Goods, Item, ItemKind, PaymentStatus, label
from orders_tui.domain.words import N_, _

AMOUNTS = frozenset({"items", *CHARGES})
"""What makes the total."""


def items_text(items: tuple[Item, ...]) -> str:
    """Items as one text for the history; `items_of` reads it back."""
    # The history keeps this form for good, and `check` compares it with the same made of the items' rows: neither the
    # fields nor their order may change.
    rows = [[item.name, item.sku, item.price, item.quantity, item.kind] for item in items]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def items_of(text: str) -> tuple[Item, ...]:
    """The items of a text that `items_text` made."""
    rows = json.loads(text)
    return tuple(Item(name, price, quantity, ItemKind(kind), sku) for name, sku, price, quantity, kind in rows)


def edited_items(order: Order, items: tuple[Item, ...] | None) -> dict[str, Value]:
    """The items as the history keeps them; nothing where the order has them already.

    Raises:
        RuleBroken: if no order can hold them.
    """
    if items is None or items == order.items:
        return {}
    check_items(items)
    return {"items": items_text(items)}


def edited_facts(order: Order, wanted: Mapping[str, Value]) -> dict[str, Value]:
    """Those of the facts that get another value.

    Args:
        order: as it is stored.
        wanted: facts by name, as they are stored.

    Raises:
        RuleBroken: if it would have neither name nor phone.
    """
    changes = {name: value for name, value in wanted.items() if value != getattr(order, name)}
    if changes.keys() & {"name", "phone"} and not (wanted.get("name", order.name) or wanted.get("phone", order.phone)):
        raise RuleBroken(_("{order} needs the customer's name or phone.").format(order=order.order_id))
    return changes


def following(order: Order, changes: dict[str, Value]) -> dict[str, Value]:
    """What follows from other items or charges: the goods, the sum of the items, the total; only what differs.

    Args:
        order: as it is stored.
        changes: what it is given.

    Raises:
        RuleBroken: if the total cannot be so.
    """
    if changes.keys().isdisjoint(AMOUNTS):
        return {}
    items = items_of(str(changes["items"])) if "items" in changes else order.items
    total = total_of(items, order._asdict() | changes)
    # Deductions may be more than all the rest together, which each of them alone does not show.
    check_amount(N_("Total"), total)
    follows: dict[str, Value] = {
        "goods": Goods.of({item.kind for item in items}),
        "subtotal": total_of(items, {}),
        "total": total,
    }
    return {name: value for name, value in follows.items() if value != getattr(order, name)}


def fixed_facts(order: Order) -> frozenset[str]:
    """The facts that stay as they are because the order has ended: its items and its charges."""
    return AMOUNTS if order.status in ENDED else frozenset()


def check_open(order: Order, changes: dict[str, Value]) -> None:
    """Refuse other items or charges where the order has ended.

    Raises:
        RuleBroken: naming its status.
    """
    if not changes.keys().isdisjoint(fixed_facts(order)):
        text = _("{order} is {status}: its items and amounts stay as they are. Copy it as a new order instead.")
        raise RuleBroken(text.format(order=order.order_id, status=label(order.status)))


def no_longer_fits(order: Order, edited: Mapping[str, Value]) -> bool:
    """Whether the order is Paid, and would have another total than was paid; what is Settled has reached the seller."""
    return order.payment_status is PaymentStatus.PAID and "total" in edited
