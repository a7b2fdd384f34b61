"""Sample orders, commands, times and people, shared by the tests of every floor."""

from typing import Any

from orders_tui.domain.commands import AddOrder, ChangeOrder
from orders_tui.domain.facts import COLUMNS, Kind, Order, total_of
from orders_tui.domain.order import Goods, Item, ItemKind, Method, PaymentStatus, Status
from orders_tui.domain.rights import Actor, StaffRole

DAY = 24 * 60 * 60
NOW = 1_795_331_100
"""Sunday, 22 November 2026, 14:05 in Jakarta."""
BEFORE = NOW - 500

SARI = Actor("sari", "console", "pts/1")
BUDI = Actor("budi", "console", "pts/2")
GATEWAY = Actor("gateway", "intake")
OWNER = Actor("ratna", "console", "pts/3", StaffRole.ADMIN)
PACKER = Actor("joko", "console", "pts/4", StaffRole.PACKER)
VIEWER = Actor("wati", "console", "pts/5", StaffRole.VIEWER)

HONEY = Item("Madu Hutan 500 ml", 90_000, 2, sku="MH-1")
SHIRT = Item("Kaos polos", 85_000, 2)
COURSE = Item("Kelas menjahit", 250_000, 1, ItemKind.DIGITAL)

BANDUNG: dict[str, Any] = {
    "street": "Jl. Merdeka 1",
    "subdistrict": "Coblong",
    "city": "Bandung",
    "province": "Jawa Barat",
    "postcode": "40132",
}
"""The facts of an address."""

_BLANK: dict[str, Any] = {fact.name: fact.blank for fact in COLUMNS}
_FILLED: dict[Kind, Any] = {
    Kind.TEXT: "contoh",
    Kind.LINES: "satu\ndua",
    Kind.MONEY: 1_000,
    Kind.MOMENT: NOW - DAY,
    Kind.COUNT: 2,
}
"""Values for facts that no sample names."""

ORDER = Order(
    **_BLANK
    | {
        "id": 1,
        "slug": "q7Xk2mVbT9",
        "order_id": "261122BCDFGH",
        "status": Status.PENDING,
        "payment_status": PaymentStatus.UNPAID,
        "method": Method.BANK_TRANSFER,
        "goods": Goods.PHYSICAL,
        "store": "Toko Sehat",
        "source": "form",
        "name": "Siti Aminah",
        "phone": "+6281234567890",
        "items": (HONEY,),
        "subtotal": 180_000,
        "total": 180_000,
        "tags": (),
        "created_at": BEFORE,
        "version": 3,
    }
)
"""A stored order that waits for its money; the others differ from it in what they name."""
CREATED = ORDER._replace(status=Status.CREATED, method=None)
"""The same without a payment method."""
_ANY: dict[str, Any] = {fact.name: _FILLED[fact.kind] for fact in COLUMNS if fact.kind in _FILLED}
FULL = ORDER._replace(
    **_ANY
    | BANDUNG
    | {
        "order_id": "261117JKLMNP",
        "status": Status.COMPLETED,
        "payment_status": PaymentStatus.PAID,
        "method": Method.QRIS,
        "goods": Goods.MIXED,
        "store": "Hijab Ayu",
        "seller": "Mitra Jaya",
        "source": "LP Madu",
        "external_id": "WEB-77",
        "name": "Dewi Lestari",
        "phone": "+6285700112233",
        "email": "dewi@example.com",
        "items": (HONEY, COURSE),
        "subtotal": 430_000,
        "discount": 5_000,
        "shipping": 15_000,
        "fees": 2_500,
        "unique_code": 321,
        "total": 442_179,
        "courier": "JNE",
        "receipt": "JT0001",
        "handler": "sari",
        "tags": ("grosir", "vip"),
        "buyer_note": "Tolong bungkus kado.\nTerima kasih.",
        "note": "Telepon setelah jam lima",
        "created_at": NOW - 5 * DAY,
        "deleted_at": NOW,
    }
)
"""A stored order that lacks no fact, and has each different from `ORDER`."""


def an_order(**facts: Any) -> Order:
    """A stored order like `ORDER` but for these facts; goods and sums follow from items and charges, unless named."""
    order = ORDER._replace(**facts)
    follows: dict[str, Any] = {
        "goods": Goods.of({item.kind for item in order.items}),
        "subtotal": total_of(order.items, {}),
        "total": total_of(order.items, order._asdict()),
    }
    return order._replace(**follows | facts)


def a_new_order(
    *,
    items: tuple[Item, ...] = ORDER.items,
    method: Method | None = ORDER.method,
    tags: tuple[str, ...] = (),
    at: int | None = None,
    **facts: Any,
) -> AddOrder:
    """A new order from Siti Aminah at Toko Sehat, by bank transfer, but for what is named."""
    siti = {"store": ORDER.store, "source": ORDER.source, "name": ORDER.name, "phone": ORDER.phone}
    return AddOrder(facts=siti | facts, items=items, method=method, tags=tags, at=at)


def a_change(order_id: str = ORDER.order_id, **wanted: Any) -> ChangeOrder:
    """A change of an order to what is named: parts of the command such as `status`, and facts such as `courier`."""
    parts = {part: wanted.pop(part) for part in _PARTS if part in wanted}
    return ChangeOrder(order_id=order_id, facts=wanted, **parts)


_PARTS = ChangeOrder.names
