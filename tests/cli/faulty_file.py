"""A file of two hundred rows as real shops have them: most are right, the others wrong or odd, each in its own way."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HEAD = (
    *("external_id", "store", "name", "phone", "email", "street", "city", "province", "postcode"),
    *("item_name", "item_sku", "item_price", "item_quantity", "item_kind"),
    *("subtotal", "discount", "shipping", "fees", "unique_code", "total", "goods"),
    *("status", "payment_status", "method", "courier", "receipt", "handler", "tags", "buyer_note", "note"),
    *("created_at", "paid_at", "shipped_at", "deleted_at", "emptied_at", "follow_ups", "reason"),
)
ROWS = 200
GOOD = {
    "store": "Toko Sehat",
    "name": "Siti Aminah",
    "phone": "0812-3456-7890",
    "city": "Bandung",
    "item_name": "Madu Hutan 500 ml",
    "item_price": "90.000",
    "method": "cod",
    "created_at": "20/11/2024 10:00",
}


class Kind(NamedTuple):
    """A way in which a row is wrong or odd."""

    column: str
    """Where the plan has to say so; empty for the row as a whole."""
    cells: dict[str, str]
    more: tuple[str, ...] = ()
    """Cells behind the last column."""


REFUSED = (
    Kind("phone", {"phone": "8.12346E+11"}),
    Kind("phone", {"phone": "•••• 890"}),
    Kind("receipt", {"receipt": "1.23457E+14"}),
    Kind("postcode", {"postcode": "4.01E+4"}),
    Kind("external_id", {"external_id": "2.60917E+11"}),
    Kind("item_price", {"item_price": "sembilan puluh ribu"}),
    Kind("item_price", {"item_price": "90.000,50"}),
    Kind("item_price", {"item_price": "-90.000"}),
    Kind("item_price", {"item_price": "USD 6"}),
    Kind("item_price", {"item_price": ""}),
    Kind("item_quantity", {"item_quantity": "0"}),
    Kind("item_quantity", {"item_quantity": "dua"}),
    Kind("item_quantity", {"item_quantity": "1,5"}),
    Kind("item_quantity", {"item_quantity": "-1"}),
    Kind("item_kind", {"item_kind": "barang"}),
    Kind("item_name", {"item_name": ""}),
    Kind("external_id", {"item_name": "", "item_price": ""}),
    Kind("total", {"total": "90rb"}),
    Kind("total", {"total": "91.000"}),
    Kind("total", {"total": "(kosong)"}),
    Kind("subtotal", {"subtotal": "80.000"}),
    Kind("goods", {"goods": "digital"}),
    Kind("discount", {"discount": "10%"}),
    Kind("discount", {"discount": "100.000"}),
    Kind("shipping", {"shipping": "gratis"}),
    Kind("fees", {"fees": "2.500,75"}),
    Kind("unique_code", {"unique_code": "kode 276"}),
    Kind("", {"unique_code": "12.345"}),
    Kind("status", {"status": "dikemas"}),
    Kind("payment_status", {"payment_status": "separuh"}),
    Kind("method", {"method": "barter"}),
    Kind("created_at", {"created_at": "kemarin"}),
    Kind("created_at", {"created_at": "11/22/2024"}),
    Kind("created_at", {"created_at": "31/02/2024"}),
    Kind("created_at", {"created_at": "45616,4167"}),
    Kind("created_at", {"created_at": "20/11/2024 25:00"}),
    Kind("paid_at", {"paid_at": "2039-01-01 10:00"}),
    Kind("shipped_at", {"shipped_at": "sudah"}),
    Kind("deleted_at", {"deleted_at": "2024-11-21", "status": "shipped"}),
    Kind("emptied_at", {"emptied_at": "2024-11-21"}),
    Kind("follow_ups", {"follow_ups": "sering"}),
    Kind("store", {"store": ""}),
    Kind("", {"name": "", "phone": ""}),
    Kind("", {"item_price": "99999999999999"}),
    Kind("", {"note": "titip"}, more=("di satpam", "pos depan")),
    Kind("external_id", {"external_id": "TWICE"}),
    Kind("", {"external_id": "DONE", "status": "pending"}),
    Kind("", {"external_id": "GONE", "receipt": "JNE001"}),
)
"""What no plan may take."""
ODD = (
    Kind("phone", {"phone": "0811"}),
    Kind("phone", {"phone": "021-rumah"}),
    Kind("phone", {"phone": "0812-3456-7890 / 0813-3456-7890"}),
    Kind("method", {"method": "", "status": "confirmed"}),
    Kind("status", {"status": "created"}),
    Kind("created_at", {"created_at": "2038-01-01"}),
)
"""What is taken, with a remark."""
CHANGED = Kind("", {"external_id": "KNOWN", "status": "completed", "city": "Cimahi", "shipping": "9.000"})
"""The last row: an order of the shop with other facts."""
RIGHT = Kind("", {})
FIRST, EACH = 3, 3
"""The line of the first of them, and how many lines each has with the right ones behind it."""


def rows() -> Iterator[list[str]]:
    """The rows below the head: between the faulty ones there are always some that are right."""
    faulty = lines_of(REFUSED, FIRST) | lines_of(ODD, FIRST + len(REFUSED) * EACH) | {ROWS + 1: CHANGED}
    for line in range(2, ROWS + 2):
        kind = faulty.get(line, RIGHT if line > FIRST else RIGHT._replace(cells={"external_id": "TWICE"}))
        cells = GOOD | {"external_id": f"M{1000 + line}"} | kind.cells
        yield [*(cells.get(name, "") for name in HEAD), *kind.more]


def lines_of(kinds: tuple[Kind, ...], first: int) -> dict[int, Kind]:
    """The lines of the file on which these stand from this line on."""
    return {first + at * EACH: kind for at, kind in enumerate(kinds)}


def write(path: Path) -> Path:
    """Write the file; its path."""
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEAD, *rows()])
    return path
