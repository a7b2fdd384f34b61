"""Orders as JSON objects that the intake takes as they are; fields stay from version to version, new ones may come."""

from collections.abc import Iterable

from orders_tui.domain.days import stamp
from orders_tui.domain.facts import FACTS, Fact, Kind, Order
from orders_tui.domain.order import Event, Item, Money


def order_object(order: Order, hidden: frozenset[str] = frozenset()) -> dict[str, object]:
    """An order with all its facts; times are RFC 3339 in UTC, money is rupiah.

    Args:
        order: the order.
        hidden: the facts that its reader does not see; they are null, and so are the prices where the items are hidden.
    """
    return {**facts_object(order, FACTS.values(), hidden), "version": order.version}


def facts_object(order: Order, facts: Iterable[Fact], hidden: frozenset[str] = frozenset()) -> dict[str, object]:
    """An order with these facts, each in its place in JSON; `hidden` is as in `order_object`."""
    whole: dict[str, object] = {}
    for fact in facts:
        # The first path is the one that is written; further ones are read too, as older lines have them.
        *outer, last = fact.paths[0]
        inside = whole
        for part in outer:
            # `customer.address.city` stands in two objects, which other facts share.
            deeper = inside.setdefault(part, {})
            assert isinstance(deeper, dict)
            inside = deeper
        value = _value(fact, getattr(order, fact.name))
        inside[last] = value if fact.name not in hidden else _without_prices(order) if fact.kind is Kind.ITEMS else None
    return whole


def _value(fact: Fact, value: object) -> object:
    match fact.kind:
        case Kind.MOMENT if isinstance(value, int):
            return stamp(value)
        case Kind.TAGS if isinstance(value, tuple):
            return list(value)
        case Kind.ITEMS if isinstance(value, tuple):
            return [_item(item) for item in value]
        case _:
            return value


def _without_prices(order: Order) -> list[dict[str, object]]:
    return [{**_item(item), "price": None} for item in order.items]


def _item(item: Item) -> dict[str, object]:
    return {
        "name": item.name,
        "sku": item.sku,
        "price": item.price,
        "quantity": item.quantity,
        "kind": item.kind,
    }


def whole_object(
    order: Order, money: tuple[Money, ...], history: tuple[Event, ...], hidden: frozenset[str] = frozenset()
) -> dict[str, object]:
    """An order with its payments and its history; `hidden` is as in `order_object`."""
    return {
        **order_object(order, hidden),
        "payments": None if "payment" in hidden else [_payment(payment) for payment in money],
        "history": [_event(event) for event in history],
    }


def _payment(money: Money) -> dict[str, object]:
    return {
        "at": stamp(money.at),
        "reported": money.reported,
        "amount": money.amount,
        "fee": money.fee,
        "transaction": money.transaction,
        "bank": money.bank,
        "holder": money.holder,
        "day": money.day,
        "note": money.note,
    }


def _event(event: Event) -> dict[str, object]:
    return {
        "operation": event.operation,
        "at": stamp(event.at),
        "by": event.by,
        "via": event.via,
        "place": event.place,
        "field": event.field,
        "old": event.old,
        "new": event.new,
        "undoes": event.undoes,
    }
