"""The orders that buyers place in the demo shops, as the forms of their landing pages send them."""

from collections.abc import Iterator
from random import Random

from orders_tui.demo.chance import below, often, pick
from orders_tui.demo.goods import COURIERS, DIGITAL_METHODS, PARCEL_METHODS, SHOPS, Product, Shop
from orders_tui.demo.people import Buyers, Person
from orders_tui.domain.commands import AddOrder
from orders_tui.domain.facts import Values
from orders_tui.domain.order import Goods, Item, Method
from orders_tui.domain.rights import Actor

STAFF = (
    Actor("sari", "console", "pts/1"),
    Actor("dewi", "console", "pts/2"),
    Actor("rizky", "console", "10.20.0.14"),
    Actor("putri", "console", "pts/4"),
    Actor("agus", "console", "10.20.0.31"),
)
"""The people of the customer service and where they sit."""

BY_HAND = "manual"
"""The source of orders that came without a form."""

_HANDLERS = often((6, "sari"), (5, "dewi"), (4, "rizky"), (3, "putri"), (2, "agus"), (5, ""))
_LINES = often((70, 1), (22, 2), (8, 3))
_PIECES = often((160, 1), (26, 2), (10, 3), (2, 6), (1, 12))
_CUTS = often((2, 5_000), (4, 10_000), (2, 15_000), (2, 20_000), (1, 25_000))
_TAGS = often((5, "repeat order"), (4, "hadiah"), (3, "reseller"), (2, "prioritas"), (1, "bundling"))
_NOTES = (
    "Tolong dikirim hari ini ya kak",
    "Warna kalau kosong boleh diganti navy",
    "Packing yang rapi, buat kado",
    "Jangan ditelepon sebelum jam 12, saya kerja",
    "Titip ke satpam kalau saya tidak di rumah",
    "Kak minta bonus dong hehe 🙏",
    "Alamatnya masuk gang, patokan masjid",
    "COD ya, uang pas",
    "Kirim ke kantor saja, jam kerja",
    "Mohon tulis nama toko di paketnya",
    "Pesanan kedua, yang pertama bagus sekali",
    "Bisa pakai J&T saja?",
    "Rumah cat hijau, samping toko bangunan.\nKalau hujan tolong dibungkus dobel.",
    "Tolong sertakan ucapan: Selamat ulang tahun Ibu",
    "Minta no resi kalau sudah dikirim",
)
_DIGITAL_NOTES = (
    "Linknya kirim ke email ya kak",
    "Tolong kirim lewat WhatsApp juga",
    "Aksesnya berapa lama kak?",
    "Sudah pernah beli kelas yang pertama, bagus",
    "Bisa dibuka di HP kan?",
)
_COD_PERCENT = 3
_VA_FEE = 4_000
_VIRTUAL = frozenset({Method.VA_BCA, Method.VA_BNI, Method.VA_BRI, Method.VA_MANDIRI, Method.VA_PERMATA, Method.VA_BSI})


_CAMPAIGNS = ("facebook", "tiktok", "google", "instagram")
"""What leads buyers to the pages of a shop, one to each."""


def placed(chance: Random, buyers: Buyers, *, by_hand: float = 0) -> Iterator[AddOrder]:
    """One order after the other, without end.

    Args:
        chance: what decides.
        buyers: who places them.
        by_hand: the share that the staff takes down, without a form.
    """
    while True:
        new = _order(chance, buyers.next())
        if chance.random() < by_hand:
            handler = new.facts["handler"] or pick(chance, STAFF).name
            told = {"source": BY_HAND, "platform": "whatsapp", "utm_source": "", "handler": handler}
            new = new.replace(facts={**new.facts, **told})
        yield new


def _order(chance: Random, buyer: Person) -> AddOrder:
    shop = pick(chance, SHOPS)
    basket = _basket(chance, shop)
    items = tuple(Item(product.name, product.price, pieces, product.kind, product.sku) for product, pieces in basket)
    goods = Goods.of({item.kind for item in items})
    parcel = goods is not Goods.DIGITAL
    method = pick(chance, PARCEL_METHODS if parcel else DIGITAL_METHODS)
    grams = sum(product.grams * pieces for product, pieces in basket)
    return AddOrder(
        facts={
            "store": shop.name,
            "seller": shop.seller,
            **_customer(chance, buyer, parcel),
            # Couriers charge for each kilogram that is begun.
            **_charges(chance, items, method, buyer.rate * -(-grams // 1000)),
            "source": (page := pick(chance, shop.pages)),
            "platform": "web",
            "utm_source": _CAMPAIGNS[shop.pages.index(page) % len(_CAMPAIGNS)],
            "courier": pick(chance, COURIERS).name if parcel and chance.random() < 0.9 else "",
            "buyer_note": pick(chance, _NOTES if parcel else _DIGITAL_NOTES) if chance.random() < 0.16 else "",
            "handler": pick(chance, _HANDLERS),
        },
        items=items,
        method=method,
        tags=(pick(chance, _TAGS),) if chance.random() < 0.07 else (),
    )


def _basket(chance: Random, shop: Shop) -> list[tuple[Product, int]]:
    chosen = {pick(chance, shop.products) for _line in range(pick(chance, _LINES))}
    # A set has another order in each process, and the same seed has to give the same shop.
    return [(product, pick(chance, _PIECES) if product.grams else 1) for product in sorted(chosen)]


def _customer(chance: Random, buyer: Person, parcel: bool) -> Values:
    customer = {"name": buyer.name, "phone": buyer.phone}
    if parcel:
        return {**customer, "email": buyer.email if chance.random() < 0.3 else "", **buyer.address}
    # Access is sent by e-mail; where the buyer lives is hardly ever asked.
    known = ("city", "province") if chance.random() < 0.4 else ()
    return {**customer, "email": buyer.email, **{name: buyer.address[name] for name in known}}


def _charges(chance: Random, items: tuple[Item, ...], method: Method | None, shipping: int) -> Values:
    subtotal = sum(item.price * item.quantity for item in items)
    lot = chance.random()
    discount = 0
    if lot < 0.14:
        discount = min(pick(chance, _CUTS), subtotal // 2)
    elif lot < 0.22:
        discount = min(shipping, 20_000)
    fees = 0
    if method is Method.COD:
        fees = (subtotal + shipping) * _COD_PERCENT // 100 // 500 * 500
    elif method in _VIRTUAL:
        fees = _VA_FEE
    code = 1 + below(chance, 999) if method is Method.BANK_TRANSFER else 0
    return {"discount": discount, "shipping": shipping, "fees": fees, "unique_code": code}
