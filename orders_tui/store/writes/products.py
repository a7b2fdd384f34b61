"""The catalogue of products, which fills itself from what orders hold."""

from collections.abc import Iterable

from peewee import EXCLUDED

from orders_tui.domain.order import Item
from orders_tui.domain.search import fold
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Write, parameter
from orders_tui.store.tables import Products

_COLUMNS = ("folded", "name", "sku", "price", "kind")
_NEWEST = (Products.name, Products.sku, Products.price, Products.kind)


def _remembering() -> object:
    row = {getattr(Products, name): parameter(name) for name in _COLUMNS}
    # What is as it was is not written again: nearly every order holds what was sold before.
    differs = [getattr(EXCLUDED, field.name) != field for field in _NEWEST]
    changed = differs[0] | differs[1] | differs[2] | differs[3]
    return Products.insert(row).on_conflict(conflict_target=(Products.folded,), preserve=_NEWEST, where=changed)


REMEMBER_PRODUCT = Write(_remembering)


def product_rows(items: Iterable[Item]) -> list[tuple[object, ...]]:
    """The products of an order with what they cost there, as `REMEMBER_PRODUCT` takes them."""
    return [(fold(item.name.strip()), item.name, item.sku, item.price, item.kind.value) for item in items]


def remember_products(engine: Engine, items: Iterable[Item]) -> None:
    """Note the products of orders; the last one that was sold stands for its name."""
    engine.insert_many(REMEMBER_PRODUCT, product_rows(items))
