"""What is known from past orders while a new one is typed: products, and the buyer of a phone number."""

from typing import NamedTuple

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Item, ItemKind
from orders_tui.domain.search import fold
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import ONE_ROW, Read, once, parameter
from orders_tui.store.sight import Sight
from orders_tui.store.tables import Items, Orders, Products, Stores
from orders_tui.store.whole_orders import read_orders

_LAST = chr(0x10FFFF)
"""Sorts after every letter that a name may go on with."""


_NEWEST = 5_000
"""Of how many orders values are proposed: no list of cities or couriers gets longer by reading a million."""


class _Product(NamedTuple):
    name: str
    price: int
    kind: ItemKind
    sku: str


_COLUMNS = (Products.name, Products.price, Products.kind, Products.sku)
_BEGINNING = Read(
    lambda: (
        Products.select(*_COLUMNS)
        .where(Products.folded >= parameter("first"), Products.folded < parameter("last"))
        .order_by(Products.folded)
        .limit(parameter("most"))
    ),
    _Product,
)
_NAMED = Read(lambda: Products.select(*_COLUMNS).where(Products.folded == parameter("name")), _Product)
_WITH_ADDRESS = Read(
    lambda: (
        Orders.select(Orders.id)
        .where(
            Orders.phone == parameter("phone"),
            Orders.phone > "",  # the condition of the index
            Orders.deleted_at.is_null(),
            (Orders.street != "") | (Orders.city != ""),
        )
        .order_by(Orders.created_at.desc(), Orders.id.desc())
        .limit(ONE_ROW)
    ),
    int,
)


_OF_STORE = Read(
    lambda: (
        Items.select(Items.name)
        .where(
            Items.order_row.in_(
                Orders.select(Orders.id)
                .where(Orders.fulfil == 0, Orders.store == parameter("store"), Orders.deleted_at.is_null())
                .order_by(Orders.created_at.desc())
                .limit(_NEWEST)
            )
        )
        .distinct()
    ),
    str,
)


class KnownReads:
    """What past orders tell of the next one."""

    def __init__(self, engine: Engine, sight: Sight) -> None:
        self._engine = engine
        self._sight = sight

    def products(self, beginning: str, most: int) -> tuple[Item, ...]:
        """Products whose names begin so, one piece of each at its last price, by name.

        Args:
            beginning: what was typed; capitals, accents and apostrophes make no difference.
            most: how many at most.
        """
        first = fold(beginning.strip())
        found = self._engine.select(_BEGINNING, first=first, last=first + _LAST, most=most)
        return tuple(self._item(product) for product in found)

    def sold_in(self, store: str, most: int) -> tuple[Item, ...]:
        """Products of the newest orders of a store, one piece of each at its last price, by name.

        Args:
            store: its name.
            most: how many at most.
        """
        names = {fold(name.strip()) for name in self._engine.select(_OF_STORE, store=store)}
        found = Products.select(*_COLUMNS).where(Products.folded.in_(sorted(names)[:most])).order_by(Products.folded)
        return tuple(self._item(product) for product in self._engine.select(once(found, _Product)))

    def values(self, fact_name: str, beginning: str, most: int) -> tuple[str, ...]:
        """What the newest orders have of a fact, by name; of the store what every store is called.

        Args:
            fact_name: the name of a fact that is a text.
            beginning: what was typed; capitals, accents and apostrophes make no difference.
            most: how many at most.
        """
        if fact_name == "store":
            found = self._engine.select(once(Stores.select(Stores.name), str))
        else:
            newest = Orders.select(getattr(Orders, fact_name)).order_by(Orders.id.desc()).limit(_NEWEST)
            found = self._engine.select(once(newest, str))
        first = fold(beginning.strip())
        return tuple(sorted(value for value in set(found) if value and fold(value).startswith(first))[:most])

    def product(self, name: str) -> Item | None:
        """One piece of the product of this name; None if none was sold yet."""
        found = self._engine.first(_NAMED, name=fold(name.strip()))
        return None if found is None else self._item(found)

    def buyer(self, phone: str) -> Order | None:
        """The newest order of a phone that has an address; None if there is none, or phones are not seen.

        Args:
            phone: in its stored form.
        """
        row = self._engine.first(_WITH_ADDRESS, phone=phone) if phone and self._sight.phones else None
        return None if row is None else self._sight.orders(read_orders(self._engine, [row]))[0]

    def _item(self, product: _Product) -> Item:
        return Item(product.name, self._sight.sum(product.price), 1, product.kind, product.sku)
