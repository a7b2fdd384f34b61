"""The words of the query language for filters, in both languages of the staff; stored texts have the English ones."""

from orders_tui.domain.facts import Fact
from orders_tui.domain.filters import FILTERS
from orders_tui.domain.words import language

NOT = "-"
"""What stands before a filter whose values are left out."""
_INDONESIAN = {
    "bayar": "pay",
    "pembayaran": "pay",
    "metode": "method",
    "jenis": "goods",
    "toko": "store",
    "penjual": "seller",
    "sumber": "source",
    "halaman": "source",
    "telepon": "phone",
    "hp": "phone",
    "kota": "city",
    "provinsi": "province",
    "kurir": "courier",
    "resi": "receipt",
    "lacak": "tracking",
    "cs": "handler",
    "masuk": "received",
    "lunas": "paid",
    "cair": "settled",
    "dikonfirmasi": "confirmed",
    "dikirim": "shipped",
    "selesai": "completed",
    "diretur": "returned",
    "akses": "access",
    "tercetak": "printed",
    "kembali": "returning",
    "konfirmasi": "confirmation",
    "mencurigakan": "suspicious",
    "produk": "product",
    "disebut": "mention",
    "pembeli": "buyer",
    "pengiriman": "shipment",
    "bukti": "proof",
    "selisih": "difference",
    "hari": "days",
}
"""The Indonesian words, each with the English one that it stands for; those that are the same in both are not here."""
WORDS: dict[str, Fact] = {**FILTERS, **{word: FILTERS[english] for word, english in _INDONESIAN.items()}}
"""What lists are narrowed by, by every word for it in either language."""


def spoken() -> dict[str, Fact]:
    """`WORDS` with those of the language in use first."""
    if language() != "id":
        return WORDS
    said = {word: WORDS[word] for word in _INDONESIAN}
    translated = {fact.name for fact in said.values()}
    return {word: fact for word, fact in FILTERS.items() if fact.name not in translated} | said | FILTERS
