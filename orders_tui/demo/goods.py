"""What the demo shops sell, how it is sent and how it is paid."""

from typing import NamedTuple

from orders_tui.demo.chance import often
from orders_tui.domain.order import ItemKind, Method

BUSINESS = "Toko Sehat"
"""The name of the business that all of the demo's own stores belong to."""


class Product(NamedTuple):
    """One thing on sale."""

    name: str
    sku: str
    price: int
    grams: int
    """What a piece weighs in its parcel; 0 for digital goods."""
    kind: ItemKind


class Shop(NamedTuple):
    """A store; `seller` is empty for one of the business's own."""

    name: str
    seller: str
    pages: tuple[str, ...]
    """The landing pages that its orders come from."""
    products: tuple[Product, ...]
    """Each as often as it sells."""


class Courier(NamedTuple):
    """A courier and the form of its receipt numbers."""

    name: str
    prefix: str
    digits: int


# A line with `=` opens a shop: its share of the orders, its name, for whom it is served if not one's own, its pages.
# The others are its products: SKU, price, grams, how well it sells, name, and the variants it comes in.
_SHOPS = """
= 27 | Sehat Alami | | LP Madu Hitam Promo, LP Propolis 7 Hari, LP Susu Etawa, LP Kurma Premium
SA-MHP350 | 89000 | 500 | 9 | Madu Hitam Pahit 350 g
SA-MHP3 | 249000 | 1500 | 4 | Paket Hemat Madu Hitam isi 3
SA-HBS120 | 75000 | 200 | 6 | Habbatussauda 120 kapsul
SA-PRP10 | 65000 | 100 | 7 | Propolis Tetes 10 ml
SA-EVO250 | 110000 | 400 | 4 | Minyak Zaitun Extra Virgin 250 ml
SA-KRM500 | 165000 | 600 | 4 | Kurma Ajwa 500 g
SA-KLR30 | 42000 | 150 | 4 | Teh Daun Kelor 30 kantong
SA-ETW200 | 58000 | 250 | 7 | Susu Kambing Etawa 200 g | Original, Cokelat, Vanila
SA-JHM250 | 37500 | 300 | 5 | Jahe Merah Instan 250 g
SA-EBR | 25000 | 0 | 2 | E-book 50 Resep Sarapan Sehat
= 21 | Rumah Hijab Nayla | | LP Pashmina Ceruty, LP Gamis Lebaran, LP Mukena Travel, IG Nayla
NH-PSH | 45000 | 150 | 9 | Pashmina Ceruty | Hitam, Navy, Sage, Maroon, Mocca
NH-BGM | 38000 | 150 | 6 | Bergo Maryam | Hitam, Dusty Pink, Abu
NH-VOL | 35000 | 100 | 8 | Segi Empat Voal | Lilac, Milo, Denim, Broken White
NH-GMS | 219000 | 700 | 6 | Gamis Aulia | Hitam M, Hitam L, Navy L, Olive XL
NH-KHM | 95000 | 350 | 4 | Khimar Syar'i Jumbo | Hitam, Cokelat
NH-MKN | 135000 | 450 | 5 | Mukena Travel Parasut | Pink, Biru
NH-TNK | 125000 | 400 | 4 | Tunik Katun Madinah | M, L, XL
NH-CPT | 15000 | 50 | 5 | Ciput Rajut Anti Pusing
= 14 | Pustaka Tumbuh | | LP Buku Anak Cerdas, LP Kelas Iklan Pemula, LP Kelas Jahit Online, Newsletter
PT-BAC | 79000 | 500 | 7 | Buku Anak Cerdas Berhitung
PT-DOA | 55000 | 350 | 5 | Buku Doa Harian Bergambar
PT-BKL | 98000 | 450 | 4 | Buku Keuangan Keluarga Muda
PT-MWR | 145000 | 1200 | 3 | Paket Mewarnai isi 6
PT-KIP | 349000 | 0 | 6 | Kelas Online Iklan untuk Pemula
PT-KJO | 199000 | 0 | 5 | Kelas Jahit Online 12 Sesi
PT-KEX | 149000 | 0 | 4 | Kelas Excel untuk Toko
PT-EBM | 39000 | 0 | 6 | E-book Menata Keuangan Rumah
PT-TPL | 49000 | 0 | 4 | Template Catatan Kas UMKM
= 16 | Ayu Skin | | LP Serum Glow, LP Paket Jerawat, LP Sunscreen Harian, TikTok Ayu Skin
AS-SVC20 | 99000 | 120 | 9 | Serum Vitamin C 20 ml
AS-NIA30 | 89000 | 130 | 7 | Serum Niacinamide 30 ml
AS-SUN40 | 75000 | 100 | 8 | Sunscreen SPF 50 40 g
AS-FWS100 | 55000 | 160 | 6 | Facial Wash Lembut 100 ml
AS-MST50 | 82000 | 140 | 5 | Pelembap Aloe 50 g
AS-PKT | 279000 | 600 | 5 | Paket Cerah Lengkap
AS-LIP | 49000 | 60 | 5 | Lip Cream Matte | Nude, Rose, Bata
= 10 | Dapur Bu Ratih | | LP Sambal Cumi, LP Abon Sapi, form
DR-SCM | 45000 | 350 | 8 | Sambal Cumi Asap 200 g
DR-SBW | 32000 | 300 | 7 | Sambal Bawang Level | 1, 3, 5
DR-ABN | 68000 | 300 | 5 | Abon Sapi Pedas 250 g
DR-KTM | 24000 | 300 | 6 | Keripik Tempe Renyah 250 g
DR-RDG | 115000 | 700 | 4 | Rendang Daging Siap Saji 500 g
DR-HMP | 235000 | 1800 | 2 | Hampers Lebaran Nusantara
= 7 | Jamu Lestari | Omah Jamu Lestari | LP Jamu Kunyit Asam, LP Beras Kencur
JL-KNY | 35000 | 600 | 7 | Jamu Kunyit Asam 500 ml
JL-BRK | 35000 | 600 | 6 | Jamu Beras Kencur 500 ml
JL-TMW | 48000 | 250 | 5 | Temulawak Bubuk 200 g
JL-PKT | 129000 | 2400 | 3 | Paket Jamu Seminggu
= 5 | Kencana Batik | Kencana Batik Pekalongan | LP Batik Couple, LP Sarung Batik
KB-CPL | 285000 | 800 | 5 | Batik Couple Sekar Jagad | M-L, L-XL
KB-KMJ | 175000 | 400 | 6 | Kemeja Batik Parang | M, L, XL
KB-SRG | 120000 | 450 | 4 | Sarung Batik Cap
KB-KIN | 95000 | 300 | 4 | Kain Batik Kawung 2 m
"""


def _shops() -> tuple[Shop, ...]:
    """Every shop as often as its share says."""
    shops: list[Shop] = []
    for part in _SHOPS.strip().removeprefix("= ").split("\n= "):
        head, *lines = part.splitlines()
        share, name, seller, pages = (field.strip() for field in head.split("|"))
        products = tuple(product for line in lines for product in _products(line))
        shops += [Shop(name, seller, tuple(pages.split(", ")), products)] * int(share)
    return tuple(shops)


def _products(line: str) -> list[Product]:
    """The product of a line once for each of its variants, each as often as the line says."""
    sku, price, grams, share, name, *variants = line.split(" | ")
    kind = ItemKind.PHYSICAL if int(grams) else ItemKind.DIGITAL
    if not variants:
        return [Product(name, sku, int(price), int(grams), kind)] * int(share)
    named = [(f"{name} {variant}", f"{sku}-{n}") for n, variant in enumerate(variants[0].split(", "), 1)]
    return [Product(*each, int(price), int(grams), kind) for each in named for _copy in range(int(share))]


SHOPS = _shops()

COURIERS = often(
    (30, Courier("JNE", "01", 13)),
    (28, Courier("J&T", "JP", 10)),
    (14, Courier("SiCepat", "00", 10)),
    (9, Courier("AnterAja", "1000", 10)),
    (6, Courier("Ninja", "NLIDAP", 10)),
    (7, Courier("POS", "P25", 11)),
    (6, Courier("ID Express", "IDE70", 11)),
)

PARCEL_METHODS: tuple[Method | None, ...] = often(
    (52, Method.COD),
    (17, Method.BANK_TRANSFER),
    (8, Method.QRIS),
    (3, Method.VA_BCA),
    (2, Method.VA_BRI),
    (2, Method.VA_MANDIRI),
    (1, Method.VA_BNI),
    (1, Method.VA_BSI),
    (2, Method.DANA),
    (2, Method.GOPAY),
    (2, Method.SHOPEEPAY),
    (1, Method.OVO),
    (1, Method.OTHER),
    (6, None),
)
"""How parcels are paid; None where the form does not ask."""

DIGITAL_METHODS: tuple[Method | None, ...] = often(
    (30, Method.QRIS),
    (24, Method.BANK_TRANSFER),
    (8, Method.VA_BCA),
    (5, Method.VA_MANDIRI),
    (4, Method.VA_BRI),
    (2, Method.VA_PERMATA),
    (7, Method.DANA),
    (6, Method.GOPAY),
    (3, Method.SHOPEEPAY),
    (2, Method.LINKAJA),
    (9, None),
)
"""The same where there is no parcel at whose delivery cash could change hands."""

BANKS = often((6, "BCA"), (4, "BRI"), (4, "Mandiri"), (2, "BNI"), (2, "BSI"), (1, "Jago"))
