"""Orders of the same buyer, which is known by the phone."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from peewee import OP, SQL, Case, Expression, fn

from orders_tui.domain.buyers import DUPLICATE_DAYS, BuyerPast, PastOrder, share_product
from orders_tui.domain.clocks import DAY
from orders_tui.domain.facts import Order
from orders_tui.domain.order import MONEY_IN, Item, ItemKind, Status
from orders_tui.domain.phone import to_check
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, numbers, once, parameter, unplanned
from orders_tui.store.tables import Items, Orders

# Both are written out, since SQLite plans a query again at each run whose limit is bound.
_LAST = SQL("4")
"""How many of the latest orders are read: this one may be among them."""
_MOST = SQL("50")
"""How many orders of the days around are compared."""
_CANCELED = list(Status).index(Status.CANCELED)


class _Sums(NamedTuple):
    orders: int
    completed: int
    canceled: int
    returned: int
    spent: int


class _OfPhone(NamedTuple):
    phone: str
    fulfil: int
    orders: int
    returned: int


class _Near(NamedTuple):
    id: int
    order_id: str


class _Product(NamedTuple):
    order_row: int
    name: str
    sku: str


def _of_phone() -> tuple[Any, ...]:
    """That an order is of a phone, in words that let its index be used, and is not in the trash."""
    return (
        Orders.phone == unplanned("phone"),
        Orders.phone > SQL("''"),  # the condition of the index
        # As an expression, so that the planner leaves the many indexes that begin with it alone.
        Expression(Orders.fulfil, OP.ADD, 0) == parameter("fulfil"),
        Orders.deleted_at.is_null(),
    )


def _number_of(status: Status) -> Any:
    return fn.COALESCE(fn.SUM(Case(None, [(Orders.status_rank == list(Status).index(status), 1)], 0)), 0)


_PAID = [status.value for status in MONEY_IN]
_SUMS = Read(
    lambda: Orders.select(
        fn.COUNT(SQL("*")).alias("orders"),
        _number_of(Status.COMPLETED).alias("completed"),
        _number_of(Status.CANCELED).alias("canceled"),
        _number_of(Status.RTS).alias("returned"),
        fn.COALESCE(fn.SUM(Case(None, [(Orders.payment_status.in_(_PAID), Orders.total)], 0)), 0).alias("spent"),
    ).where(*_of_phone()),
    _Sums,
)
_LATEST = Read(
    lambda: (
        Orders.select(Orders.order_id, Orders.status, Orders.total, Orders.created_at)
        .where(*_of_phone())
        .order_by(Orders.created_at.desc())
        .limit(_LAST)
    ),
    PastOrder,
)
_NEAR = Read(
    lambda: (
        Orders.select(Orders.id, Orders.order_id)
        .where(
            *_of_phone(),
            Orders.created_at.between(unplanned("first"), unplanned("last")),
            Orders.status_rank != _CANCELED,
            Orders.id != parameter("row"),
        )
        .order_by(Orders.created_at.desc())
        .limit(_MOST)
    ),
    _Near,
)


def past_of(engine: Engine, order: Order) -> BuyerPast | None:
    """The past of the order's buyer; None where its phone is none.

    Args:
        engine: the database.
        order: as it is stored, with its whole phone.
    """
    if not is_known(order.phone):
        return None
    whose = {"phone": order.phone, "fulfil": int(bool(order.seller))}
    sums = engine.first(_SUMS, **whose) or _Sums(0, 0, 0, 0, 0)
    last = [each for each in engine.select(_LATEST, **whose) if each.order_id != order.order_id]
    repeats = duplicates(engine, order.phone, order.seller, order.items, order.created_at, order.id)
    return BuyerPast(*sums, tuple(last[:3]), repeats)


def pasts_of(engine: Engine, orders: Sequence[Order]) -> dict[int, tuple[int, int]]:
    """How many orders came from the buyer of each of these, by row id, and how many of them came back.

    Orders whose phone tells nobody are left out.
    """
    known = {order.id: (order.phone, int(bool(order.seller))) for order in orders if is_known(order.phone)}
    if not known:
        return {}
    sums = Orders.select(
        Orders.phone,
        Orders.fulfil,
        fn.COUNT(SQL("*")).alias("orders"),
        _number_of(Status.RTS).alias("returned"),
    ).where(
        Orders.phone.in_(sorted({phone for phone, _role in known.values()})),
        Orders.phone > SQL("''"),  # the condition of the index
        Orders.deleted_at.is_null(),
    )
    # As an expression, for the same reason as above.
    grouped = sums.group_by(Orders.phone, Expression(Orders.fulfil, OP.ADD, 0))
    found = {(each.phone, each.fulfil): (each.orders, each.returned) for each in engine.select(once(grouped, _OfPhone))}
    return {row: found.get(buyer, (0, 0)) for row, buyer in known.items()}


def is_known(phone: str) -> bool:
    """Whether a stored phone tells who the buyer is."""
    return bool(phone) and not to_check(phone)


def duplicates(
    engine: Engine, phone: str, seller: str, items: Iterable[Item], at: int, row: int = 0
) -> tuple[str, ...]:
    """The ids of orders that an order likely repeats, the newest first.

    Args:
        engine: the database.
        phone: that of the buyer.
        seller: for whom the order is shipped; empty for one of one's own.
        items: those of the order.
        at: when it came in, epoch seconds (UTC).
        row: its own row id; 0 for one that is not stored yet.
    """
    apart = DUPLICATE_DAYS * DAY
    near = engine.select(_NEAR, phone=phone, fulfil=int(bool(seller)), first=at - apart, last=at + apart, row=row)
    if not near:
        return ()
    products: dict[int, list[Item]] = {}
    of_near = Items.select(Items.order_row, Items.name, Items.sku).where(
        Items.order_row.in_(numbers(each.id for each in near))
    )
    for product in engine.select(once(of_near, _Product)):
        item = Item(product.name, 0, 1, ItemKind.PHYSICAL, product.sku)
        products.setdefault(product.order_row, []).append(item)
    own = tuple(items)
    return tuple(each.order_id for each in near if share_product(own, products.get(each.id, ())))
