"""How a new order is written: its id, its row with its items and tags, and the beginning of its history."""

from datetime import datetime
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from orders_tui.domain import flow
from orders_tui.domain.commands import AddOrder, RuleBroken
from orders_tui.domain.flow import Changes
from orders_tui.domain.limits import check_new, trimmed
from orders_tui.domain.order import Goods, PaymentStatus, total_of
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.store.engine.sqlite import Engine
from orders_tui.store.writes.operation import Operation, note_history, write_tags

LETTERS = "BCDFGHJKLMNPQRSTVWXYZ"
"""The letters of an order id: none that could spell a word."""

_INSERT_ITEM = "INSERT INTO item (order_row, position, name, sku, price, quantity, kind) VALUES (?, ?, ?, ?, ?, ?, ?)"


def add(operation: Operation, wanted: AddOrder) -> tuple[int, str]:
    """Store a new order; its row id and its new order id.

    Raises:
        RuleBroken: if it cannot be one, or its external id is known in its store.
    """
    new = trimmed(wanted)
    check_new(new)
    engine, at = operation.engine, operation.at if new.at is None else new.at
    seller = _seller(engine, new.seller)
    _check_external(engine, new.store, new.external_id)
    engine.run("INSERT OR IGNORE INTO store (name) VALUES (?)", (new.store,))
    order_id = fresh_order_id(engine, at, operation.zone, operation.chance)
    values = columns(new) | {
        "order_id": order_id,
        "slug": make_slug(operation.chance),
        "seller": seller,
        "fulfil": int(bool(seller)),
        "created_at": at,
        "last_operation": operation.id,
    }
    row = engine.run(insert_order(tuple(values)), tuple(values.values()))
    engine.run_many(
        _INSERT_ITEM, [(row, n, i.name, i.sku, i.price, i.quantity, i.kind) for n, i in enumerate(new.items)]
    )
    if new.tags:
        write_tags(engine, row, flow.join_tags(new.tags))
    note_history(operation, row, [("status", None, values["status"])])
    return row, order_id


def columns(new: AddOrder) -> Changes:
    """What the row of an order has of what was asked for, column by column."""
    customer, address, charges = new.customer, new.customer.address, new.charges
    return {
        "store": new.store,
        "seller": new.seller,
        "fulfil": int(bool(new.seller)),
        "source": new.source,
        "external_id": new.external_id,
        "name": customer.name,
        "phone": customer.phone,
        "email": customer.email,
        "street": address.street,
        "subdistrict": address.subdistrict,
        "city": address.city,
        "province": address.province,
        "postcode": address.postcode,
        "status": flow.first_status(new.method).value,
        "payment_status": PaymentStatus.UNPAID.value,
        "method": None if new.method is None else new.method.value,
        "goods": Goods.of({item.kind for item in new.items}).value,
        "subtotal": sum([item.price * item.quantity for item in new.items]),
        "discount": charges.discount,
        "shipping": charges.shipping,
        "fees": charges.fees,
        "unique_code": charges.unique_code,
        "total": total_of(new.items, charges),
        "courier": new.courier,
        "handler": new.handler,
        "buyer_note": new.buyer_note,
    }


@lru_cache(maxsize=8)
def insert_order(names: tuple[str, ...]) -> str:
    """The statement that writes a row of an order with these columns."""
    return f"INSERT INTO orders ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _seller(engine: Engine, seller: str) -> str:
    """The seller to ship for; empty where that is this business itself."""
    if not seller:
        return ""
    rows = engine.rows("SELECT value FROM setting WHERE owner = '' AND name = 'business'")
    return "" if rows and rows[0][0].casefold() == seller.casefold() else seller


def _check_external(engine: Engine, store: str, external_id: str) -> None:
    if not external_id:
        return
    known = engine.rows(
        "SELECT order_id FROM orders WHERE store = ? AND external_id = ? AND external_id <> ''",
        (store, external_id),
    )
    if known:
        text = _("The store already has the external id {external} (order {order}).")
        raise RuleBroken(text.format(external=show(external_id), order=known[0][0]))


def fresh_order_id(engine: Engine, at: int, zone: ZoneInfo, chance: Random) -> str:
    """A new order id: the day received in the desk's time zone, then six letters."""
    while True:
        order_id = _day(at, zone) + "".join(chance.choices(LETTERS, k=6))
        if not engine.rows("SELECT 1 FROM orders WHERE order_id = ?", (order_id,)):
            return order_id


@lru_cache(maxsize=64)
def _day(at: int, zone: ZoneInfo) -> str:
    # What comes in together comes in the same second.
    return datetime.fromtimestamp(at, zone).strftime("%y%m%d")


def make_slug(chance: Random) -> str:
    """The unguessable name of the order's public page: 128 random bits."""
    return f"{chance.getrandbits(128):032x}"
